"""The words with which a language says numbers, dates and negations, read from its `differences.toml`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from claims.matching.languages import languages, read

Words = tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """What is looked for, in small letters; phrases as tuples of words."""

    common: frozenset[str]
    values: Mapping[str, float]
    """Numbers below a hundred by their words, compounds such as "einundzwanzig" too."""
    scales: Mapping[str, float]
    vague: Mapping[str, tuple[float, float]]
    pronouns: frozenset[str]
    articles: frozenset[str]
    joins: frozenset[str]
    of: frozenset[str]
    decimal_mark: str
    ordinal_endings: frozenset[str]
    bounds: Mapping[Words, str]
    """Phrases before a number, and whether it then lies `above`, `below` or `near`."""
    fractions: Mapping[Words, float]
    """Phrases for a share, in percent."""
    between: frozenset[str]
    range_joins: frozenset[str]
    units: Mapping[Words, str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    ambiguous: frozenset[str]
    before_dates: frozenset[str]
    inside_dates: frozenset[str]
    negations: frozenset[str]
    denials: frozenset[str]
    endings: tuple[str, ...]
    exceptions: frozenset[Words]
    verbs: Mapping[str, str]
    """Forms of verbs that no ending tells, and the verbs; none where words are compared by their beginnings alone."""
    are_nouns_capitalised: bool
    before_places: frozenset[str]


@cache
def lexicon_of(language: str) -> Lexicon:
    """Return the lexicon of a language."""
    told = read(language, "differences")
    numbers, ranges, dates, negations, names = (told[part] for part in ("numbers", "ranges", "dates", "negations", "names"))
    return Lexicon(
        common=frozenset(told["common"]),
        values=_with_compounds(numbers["values"], numbers["units_before_tens"]),
        scales={word: float(value) for word, value in numbers["scales"].items()},
        vague={word: (float(low), float(high)) for word, (low, high) in numbers["vague"].items()},
        pronouns=frozenset(numbers["pronouns"]),
        articles=frozenset(numbers["articles"]),
        joins=frozenset(numbers["joins"]),
        of=frozenset(numbers["of"]),
        decimal_mark=numbers["decimal_mark"],
        ordinal_endings=frozenset(numbers["ordinal_endings"]),
        bounds={phrase: side for side, phrases in numbers["bounds"].items() for phrase in _phrases(phrases)},
        fractions={_words(phrase): float(share) for phrase, share in numbers["fractions"].items()},
        between=frozenset(ranges["between"]),
        range_joins=frozenset(ranges["joins"]),
        units={phrase: unit for unit, phrases in told["units"].items() for phrase in _phrases(phrases)},
        months=_places(dates["months"]),
        weekdays=_places(dates["weekdays"]),
        ambiguous=frozenset(dates["ambiguous"]),
        before_dates=frozenset(dates["before"]),
        inside_dates=frozenset(dates["between"]),
        negations=frozenset(negations["words"]),
        denials=frozenset(negations["denials"]),
        endings=tuple(negations["endings"]),
        exceptions=frozenset(_phrases(negations["exceptions"])),
        verbs={form: verb for verb, forms in told["verbs"].items() for form in forms},
        are_nouns_capitalised=names["are_nouns_capitalised"],
        before_places=frozenset(names["before_places"]),
    )


def guess(words: Iterable[str]) -> Lexicon:
    """Return the lexicon of the language whose common words stand most among some words; English where none does."""
    words = list(words)
    lexicons = [lexicon_of(language) for language in languages() if read(language, "differences")]
    return max(lexicons, key=lambda lexicon: sum(map(lexicon.common.__contains__, words)))


def _words(phrase: str) -> Words:
    return tuple(phrase.split())


def _phrases(phrases: Iterable[str]) -> list[Words]:
    return [_words(phrase) for phrase in phrases]


def _places(rows: list[list[str]]) -> dict[str, int]:
    return {word: place for place, row in enumerate(rows, 1) for word in row}


def _with_compounds(values: Mapping[str, Any], join: str) -> dict[str, float]:
    """Add the numbers that a language writes as one word with the units first."""
    found = {word: float(value) for word, value in values.items()}
    if join:
        tens = {word: value for word, value in found.items() if value >= 20}
        units = {word: value for word, value in found.items() if 1 < value < 10} | {"ein": 1.0}
        found |= {unit + join + ten: units[unit] + tens[ten] for unit in units for ten in tens}
    return found
