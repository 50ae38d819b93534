"""Has this been said before? What is asked about is compared with what is recorded; suggestions with reasons, people decide."""

from claims.matching.differences import Difference
from claims.matching.ranking import judged, matches, noted, rank, version
from claims.matching.said import Found, Frequencies, Likeness, Match, Said, Span

__all__ = ["Difference", "Found", "Frequencies", "Likeness", "Match", "Said", "Span", "judged", "matches", "noted", "rank", "version"]
