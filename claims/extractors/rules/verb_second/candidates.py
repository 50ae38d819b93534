"""A statement as a candidate, with what was seen put in words."""

from claims.extractors.rules.reading import Candidate, Reading
from claims.extractors.rules.verb_second.cues import Cue


def candidate(reading: Reading, content: tuple[range, ...], cue: Cue, subject: range | None, rule: str) -> Candidate:
    """Return a candidate whose reason names the cue, the source and their place."""
    words = " ... ".join(reading.string(piece) for piece in cue.pieces)
    by = f" with '{reading.string(subject)}'" if subject else ""
    where = "after" if content[0].start < cue.finite else "before"
    return Candidate(content, cue.pieces, (subject,) if subject else (), rule, f"'{words}'{by} {where} what was said")
