"""What an article and an ending tell of a noun, in a language where they do: gender and number."""

from collections.abc import Iterable

from claims.extractors.speakers.lexicon import Gender, Lexicon, Sort

Noun = tuple[str, Sort, bool]
"""The singular of a noun, what it names, and whether it is a plural."""


def gender_of_noun(lexicon: Lexicon, article: str, word: str) -> Gender | None:
    """Return the gender that a noun tells, else the one that the article before it tells."""
    endings = lexicon.article_genders.get(article, {})
    return lexicon.gender_of_word(word) or next((gender for ending, gender in endings.items() if word.endswith(ending)), None)


def one_or_several(lexicon: Lexicon, found: Noun | None, article: str) -> Noun | None:
    """Read "ein Kritiker" as one and "die Kritiker" as several, where the noun is the same in both numbers."""
    people = lexicon.people
    if found is None or not people["plural_articles"]:
        return found
    word, sort, is_plural = found
    if word in people["plural_alone"]:
        return (word, Sort.ROLE, False) if article else (word, Sort.GROUP, True)
    if not article and sort in (Sort.ROLE, Sort.ORGANISATION) and not is_plural and word.endswith(lexicon.endings["same_in_plural"]):
        return word, Sort.GROUP, True
    if sort is Sort.GROUP and word in lexicon.roles and article in people["singular"]:
        return word, Sort.ROLE, False
    is_male = sort is Sort.ROLE and not is_plural and lexicon.gender_of_word(word) is Gender.MALE
    return (word, Sort.GROUP, True) if is_male and article in people["plural_articles"] else found


def masculines(lexicon: Lexicon, word: str) -> tuple[str, ...]:
    """Return a role and what it may be the feminine of, in a language that makes one from the other: "biologe" of "biologin"."""
    stem = word.removesuffix(lexicon.feminine_ending)
    return (word, stem, f"{stem}e") if lexicon.feminine_ending else ()


def gender_of_organisation(lexicon: Lexicon, words: Iterable[str]) -> Gender | None:
    """Return the gender of the noun that calls an organisation: "die Behörde" is "sie", "der Verband" is "er"."""
    nouns = [word for word in words if lexicon.is_organisation(word)]
    if any(noun.endswith(lexicon.endings["feminine_organisations"]) for noun in nouns):
        return Gender.FEMALE
    return Gender.MALE if any(noun.endswith(lexicon.endings["masculine_organisations"]) for noun in nouns) else None
