"""Puts the adjective that opens the name of an organisation into the form without an article: "der Deutsche Wetterdienst"."""

from claims.extractors.speakers.lexicon import Lexicon

_ADJECTIVE_AND_NOUN = 2


def adjective_stem(word: str, lexicon: Lexicon) -> str:
    """Return an adjective without its ending, so that "Deutscher" and "Deutschen" are one word; any other word as it is."""
    for ending in lexicon.endings["inflected"]:
        stem = word.removesuffix(ending)
        if stem != word and stem.lower().endswith(lexicon.endings["adjectives_of_names"]):
            return stem
    return word


def without_article(words: list[str], first: int, last: int, lexicon: Lexicon) -> str:
    """Return the first word of a name as it stands without an article: "Deutscher" of "beim Deutschen Wetterdienst"."""
    word = words[first]
    stem = adjective_stem(word, lexicon)
    before = words[first - 1].lower() if first else ""
    if stem == word or last - first < _ADJECTIVE_AND_NOUN or before not in lexicon.people["determiners"] | lexicon.people["contractions"]:
        return word
    weak = word.removeprefix(stem)
    noun = next((lower for at in range(first + 1, last) if lexicon.is_organisation(lower := words[at].lower())), "")
    noun = lexicon.nominative(noun)
    if weak == "en":
        is_feminine = before in lexicon.people["feminine_articles"]
        is_masculine = noun.endswith(lexicon.endings["masculine_organisations"])
        return f"{stem}e" if is_feminine else f"{stem}er" if is_masculine else f"{stem}es"
    return stem + lexicon.strong_endings.get(before, weak) if weak == "e" else word
