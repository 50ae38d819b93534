"""How a statement is quoted, told from the quotation marks in its content."""

from collections.abc import Iterable

from claims.vocabularies import Quotation

CLOSING = {"“": "”", "„": "“", "»": "«", '"': '"', "‘": "’", "'": "'", "‚": "‘"}  # noqa: RUF001 -- marks of every language
SINGLE = frozenset("‘'‚")  # noqa: RUF001 -- marks of every language


def quotation_of(pieces: Iterable[str]) -> Quotation:
    """Return direct where all words stand within quotation marks, indirect where none does, else mixed.

    A mark left open at the end of a piece counts as open to its end: so does a quotation that runs over paragraphs.
    """
    inside, outside = False, False
    for piece in pieces:
        quoted, bare = _halves(piece)
        inside |= any(letter.isalnum() for letter in quoted)
        outside |= any(letter.isalnum() for letter in bare)
    if inside and outside:
        return Quotation.MIXED
    return Quotation.DIRECT if inside else Quotation.INDIRECT


def _halves(piece: str) -> tuple[str, str]:
    """Split a piece into what stands within the outermost quotation marks and what does not."""
    quoted: list[str] = []
    bare: list[str] = []
    waiting = ""
    for position, letter in enumerate(piece):
        before, after = piece[position - 1 : position], piece[position + 1 : position + 2]
        if waiting:
            if letter == waiting and not (letter in "’'" and after.isalnum()):  # noqa: RUF001 -- marks of every language
                waiting = ""
            else:
                quoted.append(letter)
        elif letter in CLOSING and not (letter in SINGLE and before.isalnum()):
            waiting = CLOSING[letter]
        else:
            bare.append(letter)
    return "".join(quoted), "".join(bare)
