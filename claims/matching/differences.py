"""What two sentences say differently, so that they cannot both be true of the same: other numbers, dates or names, or a denial.

A number that one of them lacks contradicts nothing, nor does one that lies in what the other leaves open ("more than 40", "60").
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeVar

from rapidfuzz.distance import Levenshtein

from claims.matching.names import POSSIBLE, resemblance
from claims.matching.sentences import Day, Name, Negation, Quantity, Sentence, Span, read_sentence

MOST = 8
"""Differences that are told of; what differs in more is not the same sentence."""
_RELATED = 0.5
"""The part of the shorter text's words that the longer must hold: of less they are not about the same."""
_SAME = 0.75
"""The part of all words that both hold, from which one may say: the same sentence."""
_FEW_SHARED = 2
"""So many words in common are enough for numbers of the same rare thing."""
_SAME_AROUND_NAMES = 0.6
_LOOSE_UNITS = frozenset({"percent", "dollar", "euro", "pound", "year", "month", "week", "day", "hour", "minute"})
"""Units of so many things that the words around must agree, too."""
_PERSON, _AROUND_PEOPLE = "person", 2
"""People are counted by what they are, too; so many words around must agree then."""
_AROUND_DATES = 2
"""Words around two dates that must agree where the sentences are not the same."""
_SAME_SENTENCE = "same sentence"
_FIRST_WORD = (0, 1)
"""A name that is the one word before which nothing stands: there, every word has a capital."""
_MARGIN = 1e-9
Told = TypeVar("Told", Quantity, Day)


class Kind(StrEnum):
    """What differs."""

    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that two sentences say differently."""

    kind: Kind
    here: str
    """The words as they stand in the first text; for a denial that stands in the second alone, none."""
    there: str
    span_here: Span
    """`[start, end)` in code points; where there are no words, an empty one at the end of the text."""
    span_there: Span
    sentence: str
    """What differs, in words: "same sentence, other number: 40 % here, 60 % there"."""


class _Pair(NamedTuple):
    here: Sentence
    there: Sentence
    opening: str


def differences(here: str, there: str) -> tuple[Difference, ...]:
    """Return what contradicts between two texts in English or German, in the order of the first; nothing for texts about other things."""
    if here == there:
        return ()
    one, other = read_sentence(here), read_sentence(there)
    shared = len(one.content & other.content)
    if not shared or shared < _RELATED * min(len(one.content), len(other.content)):
        return _counted_alone(one, other) if shared >= _FEW_SHARED else _names_alone(one, other)
    is_same = shared >= _SAME * len(one.content | other.content)
    pair = _Pair(one, other, _SAME_SENTENCE if is_same else "similar sentence")
    found = [*_numbers(pair), *_days(pair), *_negations(pair), *_names(pair)]
    return tuple(sorted(found, key=lambda one: one.span_here)[:MOST])


def _difference(pair: _Pair, kind: Kind, here: Span, there: Span) -> Difference:
    said, said_there = pair.here.text[slice(*here)], pair.there.text[slice(*there)]
    return Difference(kind, said, said_there, here, there, f"{pair.opening}, other {kind}: {said} here, {said_there} there")


def _numbers(pair: _Pair) -> Iterable[Difference]:
    is_close = pair.opening == _SAME_SENTENCE
    left = _unmatched(pair.here.quantities, pair.there.quantities, _is_same_number)
    for one, other in _paired(*left, lambda one, other: _closeness(one, other, is_close=is_close)):
        yield _difference(pair, Kind.NUMBER, one.span, other.span)


def _is_same_number(one: Quantity, other: Quantity) -> bool:
    is_unit_other = one.unit and other.unit and one.unit != other.unit
    if one.digits and one.digits == other.digits:
        return True
    low, high = max(one.low, other.low), min(one.high, other.high)
    return not is_unit_other and high - low > (_MARGIN * abs(low) if math.isfinite(low) else 0)


def _closeness(one: Quantity, other: Quantity, *, is_close: bool) -> int:
    """Return how surely two numbers count the same; 0 if they need not."""
    around = len(one.context & other.context)
    if {one.unit, other.unit} == {_PERSON, ""} and (one.nouns or other.nouns):  # "12,000 patients", "21,000 people"
        return around if around >= _AROUND_PEOPLE else 0
    if one.unit or other.unit:
        if one.unit != other.unit:
            return 0
        if one.unit in _LOOSE_UNITS and not around and not is_close:
            return 0
        return 2 + around + len(one.nouns & other.nouns)
    if one.nouns and other.nouns:
        shared = len(one.nouns & other.nouns)
        return shared and shared + 1 + around
    return around if around >= (1 if is_close else 2) and bool(one.nouns) == bool(other.nouns) else 0


def _days(pair: _Pair) -> Iterable[Difference]:
    left = _unmatched(pair.here.days, pair.there.days, lambda one, other: not _conflict(one, other))
    around = 0 if pair.opening == _SAME_SENTENCE else _AROUND_DATES
    for one, other in _paired(*left, lambda one, other: _conflict(one, other) if len(one.context & other.context) >= around else 0):
        yield _difference(pair, Kind.DATE, one.span, other.span)


def _conflict(one: Day, other: Day) -> int:
    """Return how much is told of both dates, if they cannot be the same; 0 if they can."""
    told = [(mine, yours) for mine, yours in zip(one[1:5], other[1:5], strict=True) if mine is not None and yours is not None]
    is_day_alone = not (one.month and other.month) and not (one.weekday and other.weekday) and not (one.year and other.year)
    return 0 if is_day_alone or all(mine == yours for mine, yours in told) else len(told)


def _unmatched(here: Sequence[Told], there: Sequence[Told], is_same: Callable[[Told, Told], bool | int]) -> tuple[list[Told], list[Told]]:
    """Return what has nothing that agrees with it on the other side."""
    left = [one for one in here if not any(is_same(one, other) for other in there)]
    return left, [other for other in there if not any(is_same(one, other) for one in here)]


def _paired(here: list[Told], there: list[Told], closeness: Callable[[Told, Told], int]) -> list[tuple[Told, Told]]:
    """Pair what is left on both sides, the closest first, each at most once."""
    scored = [(closeness(one, other), -n, -m) for n, one in enumerate(here) for m, other in enumerate(there)]
    found: dict[int, int] = {}
    for score, n, m in sorted(scored, reverse=True):
        if score and -n not in found and -m not in found.values():
            found[-n] = -m
    return [(here[n], there[m]) for n, m in found.items()]


def _negations(pair: _Pair) -> Iterable[Difference]:
    """Find what one text denies and the other says without denying it."""
    here, there = pair.here.content, pair.there.content
    if len(here & there) < _SAME * min(len(here), len(there)):
        return
    for one in _denied_alone(pair.here, pair.there):
        end = len(pair.there.text)
        said = pair.here.text[slice(*one.span)]
        yield Difference(Kind.NEGATION, said, "", one.span, (end, end), f"{pair.opening}, denied here: {said}")
    for one in _denied_alone(pair.there, pair.here):
        end = len(pair.here.text)
        said = pair.there.text[slice(*one.span)]
        yield Difference(Kind.NEGATION, "", said, (end, end), one.span, f"{pair.opening}, denied there: {said}")


def _denied_alone(one: Sentence, other: Sentence) -> list[Negation]:
    if len(one.negations) <= len(other.negations):
        return []
    denied = {negation.denied for negation in other.negations}
    return [negation for negation in one.negations if negation.denied in other.content and negation.denied not in denied]


def _counted_alone(one: Sentence, other: Sentence) -> tuple[Difference, ...]:
    """Find other numbers of the same rare thing, tonnes or votes, where the words around are few or others."""
    told = [difference for difference in _numbers(_Pair(one, other, "similar sentence")) if _is_rare(one, difference.span_here)]
    return (*told, *_names_alone(one, other))[:MOST]


def _is_rare(sentence: Sentence, span: Span) -> bool:
    return any(one.span == span and one.unit and one.unit not in _LOOSE_UNITS for one in sentence.quantities)


def _names_alone(one: Sentence, other: Sentence) -> tuple[Difference, ...]:
    """Find another name in a sentence so short that the name is half of its words."""
    return tuple(_names(_Pair(one, other, _SAME_SENTENCE)))[:MOST] if one.names and other.names else ()


def _names(pair: _Pair) -> Iterable[Difference]:
    """Find other names at the same place of what is otherwise the same sentence."""
    here, there = pair.here, pair.there
    if not here.names or not there.names or abs(len(here.words) - len(there.words)) > max(len(here.words), len(there.words)) / 2:
        return
    edits = Levenshtein.opcodes(here.words, there.words)
    changed = [edit for edit in edits if edit.tag == "replace"]
    same = [stem for edit in edits if edit.tag == "equal" for stem in here.stems[edit.src_start : edit.src_end]]
    renamed = sum(max(edit.src_end - edit.src_start, edit.dest_end - edit.dest_start) for edit in changed)
    around = max(len(here.words), len(there.words)) - renamed
    if len(same) < max(2, _SAME_AROUND_NAMES * around) or here.content.isdisjoint(same):
        return
    if len(same) >= _SAME * around:
        pair = pair._replace(opening=_SAME_SENTENCE)
    for edit in changed:
        one = _name_at(here, edit.src_start, edit.src_end)
        other = _name_at(there, edit.dest_start, edit.dest_end)
        is_whole = len(same) == around or one != _FIRST_WORD or other != _FIRST_WORD
        if one and other and is_whole and _are_others(here, one, there, other):
            yield _difference(pair, Kind.NAME, _span(here, one), _span(there, other))


def _name_at(sentence: Sentence, first: int, last: int) -> Name | None:
    """Return the name that covers all of some tokens."""
    return next((name for name in sentence.names if name.first <= first and last <= name.last), None)


def _span(sentence: Sentence, name: Name) -> Span:
    return sentence.spans[name.first][0], sentence.spans[name.last - 1][1]


def _are_others(here: Sentence, one: Name, there: Sentence, other: Name) -> bool:
    """Tell whether two names are of different people or places: neither stands in the other text, neither is a form of the other."""
    mine, yours = here.words[one.first : one.last], there.words[other.first : other.last]
    is_known = _stands_in(mine, there) or _stands_in(yours, here)
    is_form = set(mine) <= set(yours) or set(yours) <= set(mine)
    return not is_known and not is_form and not _resemble(here, one, there, other)


def _stands_in(name: list[str], sentence: Sentence) -> bool:
    return set(name) <= set(sentence.words)


def _resemble(here: Sentence, one: Name, there: Sentence, other: Name) -> bool:
    said, said_there = here.text[slice(*_span(here, one))], there.text[slice(*_span(there, other))]
    return resemblance(said, said_there).score >= POSSIBLE
