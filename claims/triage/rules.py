"""The rules: which words and facts lead to which reason, as `languages/*/rules.toml` and a file of one's own say."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from claims.errors import UnreadableFile
from claims.triage.facts import FACTS, Reading
from claims.triage.hashing import hash_of
from claims.triage.languages import DEFAULT_LANGUAGE, content, read
from claims.triage.lexicon import Lexicon, lexicon_of, with_classes
from claims.triage.patterns import Index, Pattern, Words, parse
from claims.vocabularies import Reason, SourceType, Verifiability, status_of

_KEYS = frozenset({"name", "reason", "why", "weight", "words", "needs", "unless", "sources", "language"})
_KEPT = 5_000
"""Which rules so many sets of facts allow is remembered; then all is forgotten."""
_WORDS, _NOT = "words: ", "not "


class Rule(NamedTuple):
    """One rule, as it was written."""

    name: str
    reason: Reason
    why: str
    weight: float
    words: tuple[Pattern, ...]
    needs: frozenset[str]
    lacks: frozenset[str]
    """Facts that must not be so."""
    has_exceptions: bool
    """Whether `unless` holds patterns."""
    sources: frozenset[SourceType]
    status: Verifiability
    """The one that the reason belongs to."""
    hashes: tuple[int, int]
    """Of its name and of its reason, for the model."""


class Finding(NamedTuple):
    """A rule that holds, and the first and last places of the words that led to it."""

    rule: Rule
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Ruleset:
    """All rules of one language, and its words with what an own file adds."""

    lexicon: Lexicon
    rules: tuple[Rule, ...]
    index: Index
    exceptions: Index
    """The patterns of `unless`."""
    without_words: frozenset[int]
    """The numbers of the rules that look for no words."""
    version: str
    _asked: dict[frozenset[str], frozenset[int]] = field(default_factory=dict, repr=False)
    """The numbers of the rules that may hold where these facts are so."""

    def findings(self, reading: Reading, source: SourceType | None = None) -> list[Finding]:
        """Return the rules that hold for a statement, in the order in which they were written."""
        asked, words = self._asked_with(reading.facts), Words(reading.sentence.entries)
        matched: dict[int, set[tuple[int, int]]] = {number: set() for number in asked & self.without_words}
        for number, first, last in self.index.find(words, asked):
            if number in matched:
                matched[number].add((first, last))
            else:
                matched[number] = {(first, last)}
        doubtful = [number for number in matched if self.rules[number].has_exceptions]
        excepted = {number for number, _, _ in self.exceptions.find(words, doubtful)} if doubtful else ()
        found = []
        for number in sorted(matched):
            rule = self.rules[number]
            if number not in excepted and (not rule.sources or source in rule.sources):
                found.append(Finding(rule, tuple(sorted(matched[number] or reading.marks))))
        return found

    def _asked_with(self, facts: frozenset[str]) -> frozenset[int]:
        found = self._asked.get(facts)
        if found is None:
            rules = enumerate(self.rules)
            found = frozenset(number for number, rule in rules if rule.needs <= facts and rule.lacks.isdisjoint(facts))
            if len(self._asked) >= _KEPT:
                self._asked.clear()
            self._asked[facts] = found
        return found


@cache
def ruleset(language: str, own: Path | None = None) -> Ruleset:
    """Return the rules of a language, with those of one's own file. Raises UnreadableFile, naming the rule that cannot be read."""
    rows = {row["name"]: row for row in read(language, "rules")["rule"]}
    lexicon, extra = lexicon_of(language), b""
    if own is not None:
        extra, data = _own(own)
        mine = [row for row in data.get("rule", []) if row.get("language", DEFAULT_LANGUAGE) == language]
        rows |= {str(row.get("name", f"rule {number}")): row for number, row in enumerate(mine, 1)}
        lexicon = with_classes(lexicon, data.get("classes", {}))
    digest = sha256(content(language) + extra).hexdigest()[:8]
    try:
        return _built(lexicon, [_checked(row, name) for name, row in rows.items()], digest)
    except ValueError as error:
        raise UnreadableFile(own or f"{language}/rules.toml", f"{error}.") from error


def _own(path: Path) -> tuple[bytes, dict[str, Any]]:
    try:
        written = path.read_bytes()
        data = tomllib.loads(written.decode("utf-8"))
    except OSError as error:
        raise UnreadableFile(path, f"{error.strerror or 'cannot be opened'}. Check $CLAIMS_TRIAGE_RULES.") from error
    except ValueError as error:
        raise UnreadableFile(path, f"{error}. Rules are written in TOML, in UTF-8.") from error
    classes, rows = data.get("classes", {}), data.get("rule", [])
    if not isinstance(classes, dict) or not all(isinstance(words, str) for words in classes.values()):
        raise UnreadableFile(path, "[classes] holds names with words between quotation marks: harm = 'threat danger'.")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UnreadableFile(path, "each rule begins with [[rule]].")
    return written, data


def _checked(row: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return a rule as it was written. Raises ValueError where something is missing or unknown."""
    if unknown := set(row) - _KEYS:
        raise ValueError(f"rule '{name}' has the unknown key '{min(unknown)}'; the keys are {', '.join(sorted(_KEYS))}")
    if row.get("reason") not in set(Reason):
        raise ValueError(f"rule '{name}' needs a reason of the vocabulary, such as {Reason.PREDICTION.value}")
    weight = row.get("weight")
    if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 < weight <= 1:
        raise ValueError(f"rule '{name}' needs a weight above 0 and not above 1")
    if not isinstance(row.get("why"), str) or not isinstance(row.get("name"), str):
        raise ValueError(f"rule '{name}' needs a name and a why: a few words that people are told")  # noqa: TRY004  (the rule is bad)
    lists = [row.get(key, []) for key in ("words", "needs", "unless", "sources")]
    if not all(isinstance(one, list) and all(isinstance(part, str) for part in one) for one in lists):
        raise ValueError(f"rule '{name}': words, needs, unless and sources are lists of texts")
    if not any(lists[:2]) and not row.get("sources"):
        raise ValueError(f"rule '{name}' needs words, needs or sources, else it would always hold")
    return row


def _built(lexicon: Lexicon, rows: Sequence[Mapping[str, Any]], digest: str) -> Ruleset:
    index, unless_index, rules = Index(lexicon.function), Index(lexicon.function), []
    for number, row in enumerate(rows):
        name = row["name"]
        try:
            words = tuple(parse(one, lexicon.names) for one in row.get("words", []))
            exceptions = [parse(one.removeprefix(_WORDS), lexicon.names) for one in row.get("unless", []) if one.startswith(_WORDS)]
            needs, not_needed = _facts(row.get("needs", []))
            unless, _ = _facts(one for one in row.get("unless", []) if not one.startswith(_WORDS))
            sources = frozenset(SourceType(one) for one in row.get("sources", []))
        except ValueError as error:
            raise ValueError(f"rule '{name}': {error}") from error
        for pattern in words:
            index.add(number, pattern)
        for pattern in exceptions:
            unless_index.add(number, pattern)
        reason, why, weight, lacks = Reason(row["reason"]), row["why"], float(row["weight"]), unless | not_needed
        seen = status_of(reason), (hash_of(name), hash_of(reason.value))
        rules.append(Rule(name, reason, why, weight, words, needs, lacks, bool(exceptions), sources, *seen))
    without = frozenset(number for number, rule in enumerate(rules) if not rule.words)
    return Ruleset(lexicon, tuple(rules), index, unless_index, without, digest)


def _facts(written: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the facts that are named, and those that are named with "not" before them. Raises ValueError for an unknown one."""
    named = list(written)
    for one in named:
        if one.removeprefix(_NOT) not in FACTS:
            raise ValueError(f"there is no fact '{one}'; the facts are {', '.join(sorted(FACTS))}")
    return (
        frozenset(one for one in named if not one.startswith(_NOT)),
        frozenset(one.removeprefix(_NOT) for one in named if one.startswith(_NOT)),
    )
