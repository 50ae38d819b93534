"""A statement as the rules and the model read it: its words with their places, and what each shows."""

import re
from itertools import islice
from typing import NamedTuple

from claims.triage.lexicon import ENDS, LONGEST_KEPT, NAME, Entry, Lexicon

_TOKEN = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|[@#]\w+"
    r"|(?:[^\W\d_]\.){2,}"
    r"|[^\W\d_]+(?:['\u2019\u2010-][^\W\d_]+)*"
    r"|[$€£]?\d+(?:[.,:/]\d+)*(?:%|[^\W\d_]+)?"
    r"|[^\w\s]"
)
MAX_TOKENS = 400
"""What comes after so many words of a text is not read: a statement has at most five hundred letters."""


class Sentence(NamedTuple):
    """A text cut into words and marks."""

    text: str
    entries: list[Entry]
    names: list[bool]
    """Whether each word is part of a proper name, as far as its capital letter tells."""

    def spans(self, number: int) -> list[tuple[int, int]]:
        """Return where each of so many first words stands, [start, end). It is seldom asked, so it is not kept."""
        return [match.span() for match in islice(_TOKEN.finditer(self.text), number)]


def read_sentence(text: str, lexicon: Lexicon) -> Sentence:
    """Cut a text into words and marks. A capital letter at the beginning of a sentence makes no name."""
    entries: list[Entry] = []
    known = lexicon.pieces.get
    for piece in text.split():  # no word reaches over a space
        entries += known(piece) or _read_piece(piece, lexicon)
        if len(entries) >= MAX_TOKENS:
            del entries[MAX_TOKENS:]
            break
    names = _names(entries, lexicon)
    for place, is_name in enumerate(names):
        if not is_name and NAME in entries[place].classes:  # a capital letter that says nothing
            entries[place] = lexicon.entry(entries[place].word)
    return Sentence(text, entries, names)


def _read_piece(piece: str, lexicon: Lexicon) -> tuple[Entry, ...]:
    """Return the words and marks of what stands between two spaces."""
    found = tuple(lexicon.entry(match[0]) for match in islice(_TOKEN.finditer(piece), MAX_TOKENS))
    if len(piece) <= LONGEST_KEPT:
        lexicon.keep(lexicon.pieces, piece, found)
    return found


def _names(entries: list[Entry], lexicon: Lexicon) -> list[bool]:
    found = [NAME in one.classes for one in entries]
    is_first, seen = True, 0
    for place in [place for place, is_capital in enumerate(found) if is_capital]:
        entry = entries[place]
        is_first = _begins(entries[seen:place], is_first=is_first)
        seen = place
        if is_first:
            follows = place + 1 < len(found) and found[place + 1]
            found[place] = entry.word not in lexicon.function and (follows or lexicon.is_unknown(entry))
        elif entry.word == "i":
            found[place] = False
        elif not lexicon.capitals_are_names:
            found[place] = lexicon.is_unknown(entry) and any(found[max(0, place - 1) : place] + found[place + 1 : place + 2])
    return found


def _begins(before: list[Entry], *, is_first: bool) -> bool:
    """Tell whether a sentence begins after these words; `is_first` tells whether it did before them."""
    for entry in reversed(before):
        if entry.turn:
            return entry.turn == ENDS
    return is_first
