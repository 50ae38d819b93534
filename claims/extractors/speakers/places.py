"""Where a finding stands among the tokens of its article."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands, in token numbers."""

    number: int
    source: range
    cue: range
    content: tuple[tuple[int, int], ...]
    anchor: int
    """The token at which it is resolved: the first of its source, else of its cue, else of its content."""
