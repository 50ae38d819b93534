"""Which findings stand inside the words of another: "The Post reported that police said ..."."""

from collections.abc import Sequence

from claims.extractors.speakers.places import Place


def enclosing_findings(places: Sequence[Place]) -> dict[int, int]:
    """Return for each finding that stands inside another's content the number of the innermost such other."""
    pieces = sorted(
        ((first, last, place.number) for place in places for first, last in place.content), key=lambda piece: (piece[0], -piece[1])
    )
    by_number = {place.number: place for place in places}
    extents = sorted((*_extent(place), place.number) for place in places if place.content)
    found: dict[int, int] = {}
    open_pieces: list[tuple[int, int, int]] = []
    following = 0
    for first, last, number in extents:
        while following < len(pieces) and pieces[following][0] <= first:
            open_pieces.append(pieces[following])
            following += 1
        while open_pieces and open_pieces[-1][1] <= first:
            open_pieces.pop()
        for start, end, other in reversed(open_pieces[-8:]):
            if other != number and start <= first and last <= end and (start, end) not in by_number[number].content:
                found[number] = other
                break
    return found


def _extent(place: Place) -> tuple[int, int]:
    parts = [*place.content, *((part.start, part.stop) for part in (place.source, place.cue) if part)]
    return min(first for first, _ in parts), max(last for _, last in parts)
