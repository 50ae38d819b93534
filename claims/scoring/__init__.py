"""How good an extractor is: its statements against those that people marked in the same texts.

    gold and predicted rows -> statements as sets of words -> aligned one to one -> counted -> precision, recall, F1

Scoring knows only texts and spans, so it judges any extractor, ours or another's, on the same terms. The rows are those of
`claims extract` (see `rows`).
"""

from claims.scoring.calibration import Bin, bins, calibration_error
from claims.scoring.measures import MEASURES
from claims.scoring.resampling import intervals
from claims.scoring.rows import read_rows
from claims.scoring.score import Score, score
from claims.scoring.tally import Figures, Tally

__all__ = ["MEASURES", "Bin", "Figures", "Score", "Tally", "bins", "calibration_error", "intervals", "read_rows", "score"]
