"""The figures by which an extractor is judged on each set: which measures, and which side of each."""

from collections.abc import Sequence

from quality.sets import GERMAN, OWN, Row
from quality.speakers.articles import load
from quality.speakers.scoring import Share, end_to_end, judge, where_found

from claims.scoring import Score, calibration_error

_GENERAL = {
    "overlap": ("content overlap", "f1"),
    "exact": ("content exact", "f1"),
    "token": ("token content", "f1"),
    "triple": ("triple", "f1"),
    "direct": ("triple direct", "f1"),
    "mixed": ("triple mixed", "f1"),
    "indirect": ("triple indirect", "f1"),
    "quotes": ("content direct", "f1"),
    "sentence": ("sentence", "f1"),
}
_SPEECH = {"speech content": ("content speech", "recall"), "speech triple": ("triple speech", "recall")}
SPEAKER = "speaker"
SPEAKER_FOUND = "sp. found"
_SENTENCES = {name: _GENERAL[name] for name in ("token", "sentence")}
CALIBRATION = "calibration"
"""1 less the calibration error, so that more is better, as with all others."""
EXPLAINED = {
    "overlap": "content overlap F1", "exact": "content exact F1", "token": "F1 of the words in contents",
    "triple": "F1 of content with the right source", "direct": "the same of direct quotations", "mixed": "of mixed ones",
    "indirect": "of indirect ones", "quotes": "content overlap F1 of direct quotations", "sentence": "F1 of sentences with a content",
    "speech content": "recall of contents with a plain speech cue", "speech triple": "the same with the right source",
    SPEAKER: "statements whose speakers are named in full and right, unfound ones counted as wrong",
    SPEAKER_FOUND: "the same of the statements found", CALIBRATION: "100 less the calibration error of the scores",
}  # fmt: skip


def as_marked(predicted: Sequence[Row], name: str) -> list[Row]:
    """Return predictions as a set marks statements: `sourcing_dev` marks them whole, so that cue and source are part of the content."""
    if name != "sourcing_dev":
        return list(predicted)
    return [
        {**row, "attributions": [{**one, "content": [*one["content"], *one["cue"], *one["source"]]} for one in row["attributions"]]}
        for row in predicted
    ]


def names_for(name: str) -> list[str]:
    """Return which figures count on a set: `sourcing_dev` marks whole sourced statements, so that only words and sentences compare."""
    if name == "sourcing_dev":
        return [*_SENTENCES]
    return [*_measures(name), *([SPEAKER, SPEAKER_FOUND] if name in OWN else []), CALIBRATION]


def figures_of(found: Score, predicted: Sequence[Row], name: str) -> dict[str, float]:
    """Return the figures of a score on a set, each from 0 to 1; those of speakers and scores are left out where a system gives none."""
    figures: dict[str, float] = {figure: getattr(found.figures(measure), side) for figure, (measure, side) in _measures(name).items()}
    if name in OWN and any("speaker" in one for row in predicted for one in row["attributions"]):
        judged = judge(load(OWN[name]), {row["doc_id"]: row["attributions"] for row in predicted})
        figures |= {SPEAKER: _share(end_to_end(judged, "speaker")), SPEAKER_FOUND: _share(where_found(judged, "speaker"))}
    error = calibration_error(found.judged)
    return figures if error is None or CALIBRATION not in names_for(name) else figures | {CALIBRATION: 1 - error}


def _share(share: Share) -> float:
    return share.right / share.all if share.all else 0.0


def _measures(name: str) -> dict[str, tuple[str, str]]:
    if name == "sourcing_dev":
        return _SENTENCES
    return _GENERAL | ({} if name in GERMAN else _SPEECH)
