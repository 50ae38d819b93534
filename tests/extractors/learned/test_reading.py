"""From the scores of the words around each cue to the parts of its statement."""

import numpy as np

from claims.extractors.learned.arguments import PART_LABELS, Windows
from claims.extractors.learned.chain import Chain
from claims.extractors.learned.cues import Cue
from claims.extractors.learned.page import Roles
from claims.extractors.learned.reading import parts_of

CHAIN = Chain(PART_LABELS, np.zeros(0, np.uint32), np.zeros((0, 6), np.float32), np.zeros((6, 6), np.float32))
SURE = 9.0


def read(*windows: tuple[int, int, str]) -> list[Roles]:
    """Read windows: the first token of each, the token of its cue, and what each word seems to be: o, S or s, C or c (a capital begins)."""
    places = [np.arange(first, first + len(seems)) for first, _, seems in windows]
    sizes = [len(place) for place in places]
    ends = np.cumsum(sizes)
    cues = tuple(Cue(cue, cue + 1, 0.9, None, 0.0) for _, cue, _ in windows)
    at_cue = np.repeat([one.first for one in cues], sizes)
    laid = Windows(
        None,  # type: ignore[arg-type]  # the page itself is not looked at
        cues,
        list(zip((ends - sizes).tolist(), ends.tolist(), strict=True)),
        np.concatenate(places),
        np.repeat(np.arange(len(windows)), sizes),
        at_cue,
        at_cue + 1,
    )
    scores = np.zeros((int(ends[-1]), 6), np.float32)
    for row, letter in enumerate("".join(seems for _, _, seems in windows)):
        scores[row, "oqSsCc".index(letter)] = SURE
    return [one.roles for one in parts_of(laid, CHAIN, scores)]


def test_a_part_that_is_interrupted_or_begins_anew_stands_in_pieces() -> None:
    (roles,) = read((10, 12, "SsoCcoCCc"))
    assert roles == Roles(((13, 15), (16, 17), (17, 19)), ((12, 13),), ((10, 12),))


def test_a_part_ends_where_its_window_does() -> None:
    first, second = read((0, 1, "SoCc"), (2, 4, "ccoS"))
    assert first == Roles(((2, 4),), ((1, 2),), ((0, 1),))
    assert (second.content[0][0], second.cue, second.source) == (2, ((4, 5),), ((5, 6),))


def test_a_statement_has_a_content_even_where_none_seems_to_be() -> None:
    (roles,) = read((0, 1, "Soo"))
    assert roles.content
