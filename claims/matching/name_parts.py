"""A name taken apart: what it is compared by, and the titles, small words and generation beside that; in any script."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from claims.matching.spelling import is_unspaced, lacks_vowels, plain_words

_ACRONYM = re.compile(r"(?:[^\W\d_]\.){2,}|\b[^\W\d_]{2,6}\b")
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?([a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*)\.([a-z]{2,10})(?:/\S*)?", re.IGNORECASE)
_BRACKETS = re.compile(r"^(?P<name>[^()]+)\((?P<other>[^()]{2,60})\)\s*$")


_AFTER_LATIN = "\u0250"
"""The first character after the Latin letters of Unicode."""


class Lists(NamedTuple):
    """The words of `names.toml`."""

    honorifics: frozenset[str]
    credentials: frozenset[str]
    particles: frozenset[str]
    descent: frozenset[str]
    articles: tuple[str, ...]
    generations: frozenset[str]
    legal_forms: frozenset[str]
    organisations: frozenset[str]
    optional: frozenset[str]
    suffixes: frozenset[str]
    short_forms: dict[str, frozenset[int]]
    """The rows that a given name stands in."""


class Name(NamedTuple):
    """A name taken apart."""

    words: tuple[str, ...]
    """What it is compared by, in plain letters."""
    small: frozenset[str]
    """Words that it may go without, but that another name may not have others for."""
    titles: frozenset[str]
    generation: frozenset[str]
    is_organisation: bool
    has_descent: bool
    lacks_vowels: bool
    is_unspaced: bool
    has_comma: bool
    acronym: str
    """Its letters, if it is one."""
    domain: str
    """The telling part of its web address, if it is one."""


@cache
def lists() -> Lists:
    """Return the words that stand beside names."""
    told = tomllib.loads((files("claims.matching.languages") / "names.toml").read_text(encoding="utf-8"))
    shorts: dict[str, frozenset[int]] = {}
    for number, row in enumerate(told["short_forms"]["rows"]):
        for name in row.split():
            shorts[name] = shorts.get(name, frozenset()) | {number}
    organisations = told["organisations"]
    return Lists(
        honorifics=frozenset(told["honorifics"]),
        credentials=frozenset(told["credentials"]),
        particles=frozenset(told["particles"]),
        descent=frozenset(told["descent"]),
        articles=tuple(told["articles"]),
        generations=frozenset(told["generations"]),
        legal_forms=frozenset(told["legal_forms"]),
        organisations=frozenset(organisations["words"]),
        optional=frozenset(organisations["optional"]),
        suffixes=frozenset(organisations["suffixes"]),
        short_forms=shorts,
    )


def small_words() -> frozenset[str]:
    """Return the words that stand inside names in small letters: "al", "bin", "van"."""
    return lists().particles | lists().descent


def variants(name: str) -> list[str]:
    """Return the ways in which a name is given: "Invented Broadcasting Corporation (IBC)" is two, "Gazette (Sampleton)" is one."""
    found = _BRACKETS.match(name)
    return [found["name"], found["other"]] if found and _is_a_name(found["other"], beside=found["name"]) else [name]


def _is_a_name(bracketed: str, *, beside: str) -> bool:
    """Tell whether what stands in brackets is the name once more: its initials, a full name or another script; else it tells which one."""
    words, others = bracketed.split(), beside.split()
    for short, full in ((bracketed, others), (beside, words)):
        if _acronym(short) and _acronym(short) == "".join(word[0] for word in full if word[0].isupper()).lower():
            return True
    is_full = len(words) > 1 and all(word[0].isupper() or word.lower() in small_words() for word in words)
    return is_full or _is_latin(bracketed) != _is_latin(beside)


def _is_latin(text: str) -> bool:
    return max(text) < _AFTER_LATIN


@lru_cache(maxsize=1 << 16)
def taken_apart(name: str) -> Name:
    """Take a name apart."""
    known = lists()
    domain = _domain(name)
    last, comma, first = name.partition(",")
    has_comma = bool(comma and first.strip() and "," not in first and not set(plain_words(first)) <= known.generations | known.legal_forms)
    words = plain_words(f"{first} {last}" if has_comma else name)
    generation = frozenset(words[1:]) & known.generations
    kept = _without_titles([word for word in words if word not in generation])
    small = frozenset() if is_unspaced(name) else (known.particles | known.legal_forms) & set(kept) | known.descent & set(kept[1:])
    telling = tuple(word for word in kept if word not in small) or words
    is_organisation = bool(domain) or not known.organisations.isdisjoint(telling)
    has_descent = not known.descent.isdisjoint(small)
    titles = frozenset(words) - set(kept) - generation
    shape = (is_organisation, has_descent, lacks_vowels(name), is_unspaced(name), has_comma)
    return Name(telling, small, titles, generation, *shape, _acronym(name), domain)


def _without_titles(words: list[str]) -> list[str]:
    """Return a name without the titles before it and the degrees after it; a title alone is a name."""
    known, first, last = lists(), 0, len(words)
    while last - first > 1 and words[last - 1] in known.credentials:
        last -= 1
    while last - first > 1 and words[first] in known.honorifics:
        first += 1
    return words[first:last]


def without_article(word: str) -> str:
    """Return a word without the article that is written in one with it, as in "alsharifi"; of a shorter word it is no article."""
    article = next((article for article in lists().articles if word.startswith(article) and len(word) > len(article) + 4), "")
    return word.removeprefix(article)


def _domain(name: str) -> str:
    found = _DOMAIN.fullmatch(name.strip())
    if not found:
        return ""
    labels = found[1].lower().split(".")
    while len(labels) > 1 and labels[-1] in lists().suffixes:
        labels.pop()
    return labels[-1].replace("-", "")


def _acronym(name: str) -> str:
    name = name.strip()
    letters = name.replace(".", "")
    return letters.lower() if _ACRONYM.fullmatch(name) and letters.isupper() and letters.isascii() else ""
