"""What people type into the search box, as a full-text query: whatever they type, it is a question and never an error.

Words must all be there; "words in quotation marks" stand side by side; a word with - before it must be absent, one with * after
it may go on; OR between two words takes either. Every other sign is looked for as it is written.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

MOST_WORDS = 40
"""More are not looked for."""
MOST_BEGINNINGS = 4
SHORTEST_BEGINNING = 3
"""Beginnings of words that are looked for, and their letters: at a million claims, each shorter one would take a second."""
LONGEST = 1_000
"""Characters that are read of what was typed."""

_QUOTATION_MARKS = dict.fromkeys(map(ord, "“”„‟«»\uff02"), '"')
_FIRST_IDEOGRAPH = "\u2e80"
_PARTS = re.compile(r'(?P<without>(?<!\S)-)?"(?P<phrase>[^"]*)"(?P<begins>\*?)|(?P<word>[^\s"]+)')


@dataclass(frozen=True)
class Words:
    """What to look for."""

    typed: str
    """As it was typed."""
    match: str
    """For `match` of FTS5; empty where there is nothing to look for."""
    wanted: tuple[str, ...]
    """The words and phrases that must be there, bare."""
    is_plain: bool
    """Whether every part is a bare word, so that Datasette's own search finds the same."""
    note: str
    """What was not looked for, in a sentence."""


@dataclass(frozen=True)
class _Term:
    text: str
    begins: bool = False
    without: bool = False
    is_phrase: bool = False

    @property
    def match(self) -> str:
        return '"' + self.text.replace('"', '""') + '"' + ("*" if self.begins else "")


_OR, _AND = _Term("OR"), _Term("AND")
_OPERATORS = {"OR": _OR, "AND": _AND}


def words_of(typed: str) -> Words:
    """Return what was typed as a query."""
    clean = _clean(typed)
    parts = list(_parts(clean))
    said = [part for part in parts if _has_word(part.text)]
    bounded = list(_with_few_beginnings(said[:MOST_WORDS]))
    terms = list(_with_operators_between_words(bounded))
    kept = [term for term in terms if not term.without]
    left_out = [term for term in terms if term.without]
    match = " AND ".join(_either(group) for group in _groups(kept))
    if match and left_out:
        match = f"({match}) NOT ({' OR '.join(term.match for term in left_out)})"
    return Words(
        typed=typed.strip(),
        match=match,
        wanted=tuple(term.text for term in kept if term != _OR),
        is_plain=kept == parts and all(term == _Term(term.text) and term != _OR for term in kept),
        note=_note(clean, match, cut=len(said) > MOST_WORDS or len(typed) > LONGEST, whole=bounded != said[:MOST_WORDS]),
    )


def _clean(typed: str) -> str:
    text = unicodedata.normalize("NFC", typed[:LONGEST]).translate(_QUOTATION_MARKS)
    return "".join(" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in text).strip()


def _parts(text: str) -> Iterator[_Term]:
    for found in _PARTS.finditer(text):
        if found["phrase"] is not None:
            yield _Term(found["phrase"].strip(), bool(found["begins"]), bool(found["without"]), is_phrase=True)
        elif operator := _OPERATORS.get(found["word"]):
            yield operator
        else:
            word = found["word"]
            without = word.startswith("-") and len(word) > 1
            yield _Term(word.removeprefix("-").removesuffix("*"), begins=word.endswith("*"), without=without)


def _has_word(text: str) -> bool:
    """Tell whether a text holds a letter or a number, which is all that FTS5 indexes."""
    return any(unicodedata.category(char)[0] in "LN" for char in text)


def _with_few_beginnings(terms: list[_Term]) -> Iterator[_Term]:
    """Yield terms with those as whole words that would begin too many."""
    beginnings = 0
    for term in terms:
        beginnings += term.begins
        is_one = term.begins and _letters(term.text) >= SHORTEST_BEGINNING and beginnings <= MOST_BEGINNINGS
        yield replace(term, begins=is_one)


def _letters(text: str) -> int:
    """Count the letters of the last word; a sign of Chinese or Japanese says as much as three."""
    last = re.findall(r"\w+", text)[-1]
    return sum(SHORTEST_BEGINNING if char >= _FIRST_IDEOGRAPH else 1 for char in last)


def _with_operators_between_words(terms: list[_Term]) -> Iterator[_Term]:
    """Yield terms without AND, which goes without saying; an operator that does not stand between two words is itself a word."""
    for before, term, after in zip([None, *terms], terms, [*terms[1:], None], strict=False):
        if term not in (_OR, _AND):
            yield term
        elif not (_is_wanted(before) and _is_wanted(after)):
            yield _Term(term.text.lower())
        elif term == _OR:
            yield _OR


def _is_wanted(term: _Term | None) -> bool:
    return term is not None and term not in (_OR, _AND) and not term.without


def _groups(terms: list[_Term]) -> Iterator[list[_Term]]:
    """Yield the alternatives of each place: one term, or those with OR between them."""
    numbers, number = [], 0
    for place, term in enumerate(terms):
        joined = place > 0 and (term == _OR or terms[place - 1] == _OR)
        number += 0 if joined else 1
        numbers.append(number)
    for _, group in groupby(zip(numbers, terms, strict=True), key=lambda one: one[0]):
        yield [term for _, term in group if term != _OR]


def _either(group: list[_Term]) -> str:
    return group[0].match if len(group) == 1 else f"({' OR '.join(term.match for term in group)})"


def _note(clean: str, match: str, *, cut: bool, whole: bool) -> str:
    if clean and not match:
        return "There is no word to look for: type one with letters or figures, and without - before it."
    if cut:
        return f"That is long: only its beginning was looked for, {MOST_WORDS} words at most."
    if whole:
        return (
            f"A word with * needs {SHORTEST_BEGINNING} letters or more, and {MOST_BEGINNINGS} such words are enough: others were"
            " looked for as whole words."
        )
    return ""
