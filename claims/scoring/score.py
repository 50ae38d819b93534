"""The score of an extractor: all documents measured and added up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from claims.scoring.measures import THRESHOLD, Measured, measure
from claims.scoring.tally import Figures, Tally, total


@dataclass(frozen=True)
class Score:
    """What an extractor is worth on a set of documents."""

    documents: list[Measured]
    """In the order of the gold rows, so that intervals can be drawn from them."""
    tallies: dict[str, Tally]
    """Measure by measure (see `measures`), over all documents."""
    missing: int
    """Documents without a prediction; they count as if nothing had been found."""
    unknown: list[str]
    """Predicted documents that the gold rows do not hold; they do not count."""

    def figures(self, measure: str) -> Figures:
        """Return precision, recall and F1 of a measure."""
        return self.tallies.get(measure, Tally()).figures

    @property
    def words(self) -> int:
        """Words of all texts, split at white space."""
        return sum(document.words for document in self.documents)

    @property
    def judged(self) -> list[tuple[float, bool]]:
        """For each predicted statement that says how sure it is: that score, and whether its triple is right."""
        return [pair for document in self.documents for pair in document.judged]


def score(gold: Iterable[Mapping[str, Any]], predicted: Iterable[Mapping[str, Any]], *, threshold: float = THRESHOLD) -> Score:
    """Compare predictions with what people marked, document by document. Rows are those of `rows`.

    Raises ValueError for a document predicted twice, a predicted text that is another, or a span outside its text.
    """
    predictions: dict[str, Mapping[str, Any]] = {}
    for row in predicted:
        if row["doc_id"] in predictions:
            raise ValueError(f"The document '{row['doc_id']}' is predicted twice.")
        predictions[row["doc_id"]] = row
    documents, known = [], set()
    for row in gold:
        known.add(row["doc_id"])
        documents.append(measure(row, predictions.get(row["doc_id"], {}), threshold))
    tallies = total(document.tallies for document in documents)
    return Score(documents, tallies, len(known - predictions.keys()), sorted(predictions.keys() - known))
