"""The little language in which rules say which words they look for.

will|shall          one of these words
<think>             a word of a class of `words.toml`, or of a shape: <number>, <year>, <name>, <participle> ...
<think|want>|seem   a word of one of these classes, or this word
i|we <think>        one after the other
<be> <degree>? fair a word that may be missing
...                 up to eight words that do not matter, within a sentence
not !<number>       not followed by such a word
^ why               at the beginning of a sentence; `$` its end
"""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from claims.triage.lexicon import Entry

_PARTS = re.compile(r"\|(?![^<>]*>)")
_GAP = 8
_STOPS = frozenset(".!?;")


class Item(NamedTuple):
    """One place of a pattern."""

    kind: str
    """one, maybe, gap, lacking, start or end."""
    keys: frozenset[str] = frozenset()
    """The words that may stand here, and the classes in angle brackets."""


Pattern = tuple[Item, ...]
_MARKS = {"...": "gap", "^": "start", "$": "end"}


def parse(text: str, known: frozenset[str]) -> Pattern:
    """Read a pattern. Raises ValueError with the rule that it breaks."""
    items = tuple(_item(one, known) for one in text.split())
    if not any(item.kind == "one" for item in items):
        raise ValueError(f"'{text}' names no word; write one, or a class such as <think>")
    return items


def _item(text: str, known: frozenset[str]) -> Item:
    if text in _MARKS:
        return Item(_MARKS[text])
    kind = "one"
    if text.startswith("!") and len(text) > 1:
        kind, text = "lacking", text[1:]
    elif text.endswith("?") and len(text) > 1:
        kind, text = "maybe", text[:-1]
    keys: set[str] = set()
    for part in _PARTS.split(text):
        if part.startswith("<") and part.endswith(">"):
            named = part[1:-1].split("|")
            if unknown := [one for one in named if one not in known]:
                raise ValueError(f"there is no class <{unknown[0]}>; the classes stand in words.toml")
            keys.update(f"<{one}>" for one in named)
        elif part:
            keys.add(part.lower().replace("\u2019", "'"))
        else:
            raise ValueError(f"'{text}' has an empty side; write word|word")
    return Item(kind, frozenset(keys))


class Words(list[frozenset[str]]):
    """A text as patterns see it: what each word is, itself and its classes in angle brackets, and at the end nothing."""

    __slots__ = ("begins_with_mark", "stops")

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__([entry.keys for entry in entries])
        self.stops = [place for place, entry in enumerate(entries) if entry.word in _STOPS]
        self.stops.append(len(self))
        self.begins_with_mark = bool(entries) and not entries[0].word.isalnum()
        self.append(frozenset())


Matcher = Callable[[Words, int], int]
"""Text, place -> the place after the match that begins there; -1 where there is none."""


class _Sought(NamedTuple):
    """A pattern of a rule, and where it may begin as seen from its rarest place."""

    number: int
    matcher: Matcher
    starts: frozenset[str]
    """What its first word may be."""
    least: int
    """Words that stand before the rarest place, at least and at most."""
    most: int


@dataclass
class Index:
    """Patterns by the rarest of their places, so that a text asks only those that may fit."""

    frequent: frozenset[str] = frozenset()
    """Words that stand in most texts."""
    by_key: dict[str, list[_Sought]] = field(default_factory=dict)
    _asked: dict[frozenset[str], tuple[_Sought, ...]] = field(default_factory=dict, repr=False)
    """What each word asks for, by its keys."""

    def add(self, number: int, pattern: Pattern) -> None:
        """Add a pattern of the rule of this number."""
        starts: set[str] = set()
        for item in pattern:
            if item.kind in {"one", "maybe"}:
                starts |= item.keys
            if item.kind == "one":
                break
        rarest = min((place for place, item in enumerate(pattern) if item.kind == "one"), key=lambda one: self._cost(pattern, one))
        sought = _Sought(number, _compiled(pattern), frozenset(starts), *_reach(pattern[:rarest]))
        for key in pattern[rarest].keys:
            self.by_key.setdefault(key, []).append(sought)

    def _cost(self, pattern: Pattern, place: int) -> int:
        """Return about how often something has to be tried where a pattern is looked for by this place: classes are far more common."""
        often = 0
        for key in pattern[place].keys:
            often += _EVERYWHERE if key in _COMMON else _OFTEN if key in self.frequent or not key[0].isalnum() else 1
        least, most = _reach(pattern[:place])
        return often * (1 + most - least)

    def find(self, words: Words, numbers: Container[int]) -> Iterator[tuple[int, int, int]]:
        """Yield rule, first and last place of each match of the rules of these numbers; the same match may come twice."""
        asked = self._asked
        for place, keys in enumerate(words):
            for number, matcher, starts, least, most in asked[keys] if keys in asked else self._asked_by(keys):
                if number in numbers:
                    for start in range(place - most if place > most else 0, place - least + 1):
                        if not starts.isdisjoint(words[start]) and (end := matcher(words, start)) >= 0:
                            yield number, start, end - 1

    def _asked_by(self, keys: frozenset[str]) -> tuple[_Sought, ...]:
        """Return the patterns whose rarest place a word may take."""
        found = {id(sought): sought for key in keys for sought in self.by_key.get(key, ())}
        if len(self._asked) >= _KEPT:
            self._asked.clear()
        self._asked[keys] = tuple(found.values())
        return self._asked[keys]


_KEPT = 60_000
"""What so many different words ask for is remembered; then all is forgotten."""
_COMMON = frozenset({"<word>", "<name>", "<past>", "<be>", "<have>", "<noun>", "<plural>", "<participle>", "<agent>", "<adjective>"})
_EVERYWHERE, _OFTEN = 200, 20


def _reach(items: Pattern) -> tuple[int, int]:
    """Return how many words part of a pattern takes, at least and at most."""
    least = sum(item.kind == "one" for item in items)
    return least, least + sum(1 if item.kind == "maybe" else _GAP if item.kind == "gap" else 0 for item in items)


def _compiled(pattern: Pattern) -> Matcher:
    """Return what matches a pattern: for each of its places a function that calls that of the next."""
    matcher: Matcher = _end
    for item, following in reversed(list(zip(pattern, (*pattern[1:], None), strict=True))):
        if item.kind == "gap":
            matcher = _gap(following.keys if following and following.kind == "one" else None, matcher)
        else:
            matcher = _KINDS[item.kind](item.keys, matcher)
    return matcher


def _end(_words: Words, place: int) -> int:
    return place


def _one(keys: frozenset[str], then: Matcher) -> Matcher:
    if then is _end:
        return lambda words, place: -1 if keys.isdisjoint(words[place]) else place + 1
    return lambda words, place: -1 if keys.isdisjoint(words[place]) else then(words, place + 1)


def _maybe(keys: frozenset[str], then: Matcher) -> Matcher:
    def match(words: Words, place: int) -> int:
        if not keys.isdisjoint(words[place]) and (end := then(words, place + 1)) >= 0:
            return end
        return then(words, place)

    return match


def _lacking(keys: frozenset[str], then: Matcher) -> Matcher:
    return lambda words, place: then(words, place) if keys.isdisjoint(words[place]) else -1


def _start(_keys: frozenset[str], then: Matcher) -> Matcher:
    def match(words: Words, place: int) -> int:
        is_first = place == 0 or place - 1 in words.stops or (place == 1 and words.begins_with_mark)
        return then(words, place) if is_first else -1

    return match


def _finish(_keys: frozenset[str], then: Matcher) -> Matcher:
    return lambda words, place: then(words, place) if place in words.stops else -1


def _gap(keys: frozenset[str] | None, then: Matcher) -> Matcher:
    """Return what tries all places up to the end of the sentence. `keys` are those of the word that must follow, if one must."""

    def match(words: Words, place: int) -> int:
        last = place + _GAP
        for stop in words.stops:
            if place <= stop:
                last = min(last, stop)
                break
        for start in range(place, last + 1):
            if (keys is None or not keys.isdisjoint(words[start])) and (end := then(words, start)) >= 0:
                return end
        return -1

    return match


_KINDS = {"one": _one, "maybe": _maybe, "lacking": _lacking, "start": _start, "end": _finish}
