"""Runs of capitalised words, split into the titles before a name and the name itself."""

import re
from dataclasses import dataclass

from claims.extractors.article import Article
from claims.extractors.speakers.lexicon import Lexicon, Sort

_APOSTROPHES = frozenset("'’")
_OWNING = frozenset(("'s", "’s"))
_OPENERS = frozenset("\"“„«»‘'(:–—-―")
_SMALL_ARTICLE = re.compile(r"(?:[aeu][a-z]|ash|d)[-‐’'][A-ZÀ-Þ]")


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that stand together, as token numbers: titles in `first:name`, the name in `name:last`."""

    first: int
    name: int
    last: int
    is_organisation: bool
    """Whether its words alone tell an organisation."""

    @property
    def has_title(self) -> bool:
        """Tell whether a title, a rank or a role stands before the name."""
        return self.name > self.first

    @property
    def length(self) -> int:
        """Return how many words the name has."""
        return self.last - self.name


def find_runs(article: Article, lexicon: Lexicon) -> list[Run]:
    """List the runs of capitalised words that may be names, in their order. Time is linear in the tokens."""
    words = article.words
    inside = _seen_inside(article)
    lowered = {word for word in words if word.islower()}
    surnames = _surnames(words, lexicon)
    firsts = {sentence.start for sentence in article.sentences}
    found: list[Run] = []
    token = 0
    starts = {word for word in set(words) if is_capitalised(word)}
    while token < len(words):
        if words[token] not in starts or not _may_start(words, token, lexicon):
            token += 1
            continue
        last = _end_of_run(article, token, lexicon)
        opens = token in firsts or (token > 0 and words[token - 1] in _OPENERS)
        first = token + 1 if opens and _is_ordinary(words, token, last, lowered, inside, lexicon) else token
        if lexicon.nouns_are_capitalised and words[first : first + 1] and _is_noun_before_name(words, first, last, lexicon):
            first += 1
        if first < last and not _is_common(words, first, last, surnames, lexicon):
            found.append(_split(words, first, last, surnames, lexicon))
        token = max(last, token + 1)
    return found


def _is_noun_before_name(words: list[str], first: int, last: int, lexicon: Lexicon) -> bool:
    """Tell whether a German noun stands before a name and belongs not to it: "Brauerei Huber", not "Verband Deutscher Imker"."""
    is_whole = last - first > 2 and words[first + 1].endswith(("er", "en"))
    return last - first > 1 and not is_whole and words[first].lower() in lexicon.generic


def _seen_inside(article: Article) -> set[str]:
    """Return the words that are written with a capital inside a sentence."""
    seen: set[str] = set()
    for sentence in article.sentences:
        seen.update(word for word in article.words[sentence.start + 1 : sentence.stop] if word[0].isupper())
    return seen


def _may_start(words: list[str], token: int, lexicon: Lexicon) -> bool:
    word = words[token]
    is_age = token > 1 and words[token - 1] == "-" and words[token - 2].isdigit()
    if is_age or word.lower() in lexicon.people["unnamed_many"]:
        return False
    if lexicon.is_first_name(word) and token and words[token - 1].islower() and token + 1 < len(words) and words[token + 1][0].isupper():
        return True
    return word.lower() not in lexicon.people["common"] and not (len(word) == 1 and word in "QIA")


def _end_of_run(article: Article, token: int, lexicon: Lexicon) -> int:
    words = article.words
    stop = article.sentences[article.sentence_of[token]].stop
    last = token + 1
    has_noun = lexicon.is_organisation(words[token].lower())
    while last < stop:
        step = _step(words, last, stop, lexicon, has_noun=has_noun)
        if not step:
            break
        has_noun = has_noun or any(lexicon.is_organisation(word.lower()) for word in words[last : last + step])
        last += step
    return last


def _step(words: list[str], at: int, stop: int, lexicon: Lexicon, *, has_noun: bool) -> int:
    """Return how many more tokens belong to the run that goes on at `at`; 0 at its end."""
    word = words[at]
    if is_capitalised(word):
        lower = word.lower()
        is_counted = lower in lexicon.people["numbers"] and not is_acronym(words[at - 1])
        goes_on = lower not in lexicon.people["common"] or is_counted or lexicon.is_first_name(words[at - 1])
        return 1 if goes_on else 0
    is_before_name = at + 1 < stop and words[at + 1][0].isupper()
    is_plural_owner = word in _APOSTROPHES and words[at - 1].endswith("s")
    if is_before_name and (word == "&" or is_plural_owner or (word in _OWNING and _is_owner_in_name(words, at, stop, lexicon))):
        return 2
    small = stop if lexicon.nouns_are_capitalised and _is_title(words, at - 1, lexicon) else at
    while small < stop and small < at + 3 and words[small] in lexicon.particles:
        small += 1
    if (
        small > at
        and small < stop
        and words[small][0].isupper()
        and not (lexicon.nouns_are_capitalised and words[at] in lexicon.people["determiners"])
    ):
        return small + 1 - at
    if has_noun and word in lexicon.people["joiners"]:
        after = at + 2 if at + 1 < stop and words[at + 1] in lexicon.people["definite"] else at + 1
        if after < stop and words[after][0].isupper() and words[after].lower() not in lexicon.people["common"]:
            return after + 1 - at
    return 0


def _is_owner_in_name(words: list[str], at: int, stop: int, lexicon: Lexicon) -> bool:
    """Tell whether an owner is a part of a name: "the Seamen's League", "St Mary's Hospital", not "Acme's Board"."""
    owner = lexicon.sort_of(words[at - 1].lower())
    is_general = owner is not None and owner[1] in (Sort.ROLE, Sort.GROUP)
    is_saint = at > 1 and words[at - 2].lower() in lexicon.people["saints"]
    ahead = [word.lower() for word in words[at + 1 : min(stop, at + 4)] if word[0].isupper()]
    return (is_general or is_saint) and any(lexicon.is_organisation(word) for word in ahead)


def _is_ordinary(words: list[str], token: int, last: int, lowered: set[str], inside: set[str], lexicon: Lexicon) -> bool:
    """Tell whether the first word of a sentence has its capital from there only."""
    word = words[token]
    lower = word.lower()
    if (
        lexicon.nouns_are_capitalised
        or lower in lexicon.particles
        or lower in lexicon.ranks
        or lower in lexicon.people["honorifics"]
        or lexicon.is_first_name(word)
    ):
        return False
    if last - token > 1:
        after = lexicon.sort_of_printed(words[token + 1])
        if (
            after
            and after[1] is Sort.ROLE
            and not after[2]
            and lower not in lexicon.people["determiners"]
            and lexicon.sort_of(lower) is None
        ):
            return False
        found = lexicon.sort_of_printed(word)
        is_plural = found is not None and found[2]
        return (lower in lowered and found is None) or (is_plural and word not in inside)
    following = lexicon.sort_of(words[last]) if last < len(words) else None
    if word not in inside and following and following[1] is Sort.ROLE and lower.endswith(lexicon.endings["adjectives"]):
        return True
    if word not in inside and lower.endswith(lexicon.endings["many_at_once"]):
        return lower not in lexicon.known
    return lower in lowered or (lexicon.sort_of_printed(word) is not None and word not in inside)


def _is_common(words: list[str], first: int, last: int, surnames: set[str], lexicon: Lexicon) -> bool:
    """Tell whether the run names nobody: "Republicans", "House Democrats", a German noun."""
    if last - first > 1:
        return words[last - 1].lower() in lexicon.groups
    found = lexicon.sort_of_printed(words[first])
    is_pair = words[first].lower() in lexicon.people["pairs"] | lexicon.people["pair_nouns"]
    if lexicon.nouns_are_capitalised and (found is not None or is_pair) and words[first] not in surnames:
        return True
    return found is not None and found[2] and found[1] in (Sort.ROLE, Sort.GROUP)


def _surnames(words: list[str], lexicon: Lexicon) -> set[str]:
    """Return the words that follow a first name: a role among them is a surname too, as in Elsie Porter."""
    return {
        word
        for before, word, after in zip(words, words[1:], [*words[2:], "."], strict=False)
        if before[0].isupper() and word[0].isupper() and not after[0].isupper() and _is_first_part(before, lexicon)
    }


def _is_first_part(word: str, lexicon: Lexicon) -> bool:
    if lexicon.is_first_name(word):
        return True
    lower = word.lower()
    return (
        not is_acronym(word)
        and lower not in lexicon.people["common"]
        and lower not in lexicon.honorifics_and_ranks
        and lexicon.sort_of_printed(word) is None
    )


def _split(words: list[str], first: int, last: int, surnames: set[str], lexicon: Lexicon) -> Run:
    name = first
    owners = [token for token in range(first, last) if words[token] in _OWNING or words[token] in _APOSTROPHES]
    for token in range(first, first if owners else last):
        is_surname = token == last - 1 and (words[token] in surnames or words[token].lower() in lexicon.people["honorifics"])
        if (not is_surname and _is_title(words, token, lexicon)) or (
            token < last - 1 and words[token].endswith(lexicon.endings["compounds"])
        ):
            name = token + 1
    lowers = [word.lower() for word in words[name:last]]
    return Run(first, name, last, _tells_organisation(words[name:last], lowers, lexicon))


def _is_title(words: list[str], token: int, lexicon: Lexicon) -> bool:
    lower = words[token].lower()
    if lower in lexicon.honorifics_and_ranks:
        return True
    found = lexicon.sort_of_printed(words[token])
    if found is not None and lexicon.nouns_are_capitalised and found[1] is Sort.GROUP:
        return lower in lexicon.roles
    return found is not None and found[1] is Sort.ROLE and not found[2]


def _tells_organisation(words: list[str], lowers: list[str], lexicon: Lexicon) -> bool:
    if not words:
        return False
    if " ".join(lowers) in lexicon.known or lowers[-1] in lexicon.suffixes:
        return True
    if len(words) == 1:
        return is_acronym(words[0]) or lexicon.is_organisation(lowers[0])
    if lexicon.is_first_name(words[0]) and len(words) == 2:
        return False
    if "&" in words or lowers[-1] in lexicon.outlet_words or lowers[0] in lexicon.people["broadcasters"]:
        return True
    return any(lexicon.is_organisation(lower) for lower in lowers) or any(is_acronym(word) for word in words)


def is_capitalised(word: str) -> bool:
    """Tell whether a word begins with a capital, or has one behind a small article: al-Karim, d'Arcy, ul-Haq."""
    return word[0].isupper() or (len(word) > 3 and not word.isalpha() and _SMALL_ARTICLE.match(word) is not None)


def is_acronym(word: str) -> bool:
    """Tell whether a word is written in capitals, as the short name of an organisation."""
    return 2 <= len(word) <= 6 and word.isupper() and word.isalpha()
