"""The recorded claims that a program thinks say the same as another: how likely, which words both say, and what contradicts."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims.errors import ClaimsError
from claims.matching import Match
from claims.site.page import Asked, Row
from claims.site.pages.comparing import Piece
from claims.site.pages.highlights import Span, sections
from claims.site.pages.looking import looked_up
from claims.site.sql import page_questions
from claims.store.connection import Store
from claims.workflow.matching import Repeat

LIKELY = "likely"
SLOW = "Looking took too long, so that none are shown. Search for the words of the claim."


@dataclass(frozen=True)
class Repeats:
    """The recorded claims that say the same as one claim, or nearly."""

    rows: tuple[Row, ...]
    """Each as its card, with the score, the matching words, what differs, and why."""
    trouble: str = ""
    """Why none could be looked for; empty where they were."""

    @property
    def likely(self) -> list[Row]:
        """Those that are likely the same."""
        return [row for row in self.rows if row["likeness"] == LIKELY]

    @property
    def possible(self) -> list[Row]:
        """Those that may be related."""
        return [row for row in self.rows if row["likeness"] != LIKELY]


async def repeats_found(asked: Asked, look: Callable[[Store], Sequence[Repeat]]) -> Repeats:
    """Return what a look at the workflow found, each claim with what its card shows."""
    cards_of = page_questions(asked.folder, "repeats")["cards"]

    def rows(store: Store) -> tuple[Row, ...]:
        found = {one.match.key: one.match for one in look(store)}
        cards = {card["id"]: card for card in _asked(store, cards_of, {"claims": json.dumps(list(found))})}
        return tuple(repeat_row(match, cards[key]) for key, match in found.items() if key in cards)

    try:
        found = await looked_up(asked, rows)
    except ClaimsError as error:
        return Repeats((), str(error))
    return Repeats((), SLOW) if found is None else Repeats(found)


def _asked(store: Store, sql: str, values: Mapping[str, object]) -> list[Row]:
    cursor = store.connection.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def repeat_row(match: Match, card: Row) -> Row:
    """Return a recorded claim as its card, with how likely it is the same; offsets in code points of either statement."""
    return {
        **card,
        "score": round(match.score, 4),
        "likeness": match.likeness.value,
        "because": match.because,
        "shared": [list(span) for span in match.shared],
        "shared_there": [list(span) for span in match.shared_there],
        "differences": [
            {
                "kind": one.kind.value,
                "here": one.here,
                "there": one.there,
                "sentence": one.sentence,
                "span_here": list(one.span_here),
                "span_there": list(one.span_there),
            }
            for one in match.differences
        ],
    }


def compared(row: Row, text: str) -> tuple[list[Piece], list[Piece]]:
    """Cut what is asked about, and the statement of a claim like it, into pieces: what both say marked, and what contradicts."""
    here = marked(text, row["shared"], [one["span_here"] for one in row["differences"]])
    there = marked(row["statement"], row["shared_there"], [one["span_there"] for one in row["differences"]])
    return here, there


def marked(text: str, shared: Iterable[Sequence[int]], other: Iterable[Sequence[int]] = ()) -> list[Piece]:
    """Cut a text into pieces, with the words marked that are `shared` with another, or are `other` there: the latter wins."""
    spans = [
        Span(mark, max(0, start), min(len(text), end)) for mark, found in (("shared", shared), ("other", other)) for start, end in found
    ]
    spans = [span for span in spans if span.start < span.end]
    pieces: list[Piece] = []
    for start, end, held in sections(spans, {0, len(text)}):
        marks = {span.claim for span in held}
        mark = "other" if "other" in marks else "shared" if marks else ""
        pieces.append(Piece(text[start:end], mark))
    return _joined(text, pieces)


def _joined(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Join neighbours of one mark, and words that are marked alike with the space between them."""
    found: list[Piece] = []
    for piece in pieces:
        if len(found) > 1 and not found[-1].text.strip() and found[-1].mark == "" and found[-2].mark == piece.mark == "shared":
            gap, before = found.pop(), found.pop()
            found.append(Piece(before.text + gap.text + piece.text, piece.mark))
        elif found and found[-1].mark == piece.mark:
            found[-1] = Piece(found[-1].text + piece.text, piece.mark)
        else:
            found.append(piece)
    return [piece for piece in found if piece.text] or [Piece(text)]
