"""What triage reaches on kinds of text that it has not learned from: models trained for that, so that it takes minutes.

PoliClaim speech by speech; ClaimBuster in five random parts, as its expert-labelled part resembles; and the honest expectation for a
newsroom: each of five kinds of text by a model that knows the other four only.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from quality.insight.corpora import Labelled
from quality.insight.labelling import Judged, auroc, figures

from claims.triage.model import normalised
from claims.triage.rules import ruleset
from claims.triage.schemes import GENERAL, GENERAL_SCHEMES, SCHEMES
from claims.triage.suggesting import sentences_of
from claims.triage.training.corpora import Lessons, Row, lessons_of, row_of
from claims.triage.training.course import best_offsets, learn, platt
from claims.triage.training.descent import Settings, Trained, margins

KINDS = ("claimbuster", "policlaim", "regroom", "cmv", "ct22claim")
"""The corpora that say of every sentence whether it can be checked."""
PARTS = 5
_PUBLISHED = "2026"
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def lessons(corpora: Sequence[Labelled]) -> Lessons:
    """Read all that some corpora hold."""
    rows = [row_of(row, SCHEMES[one.name], place) for one in corpora for place, row in enumerate([*one.taught, *one.rows])]
    return _read(rows)


def _read(rows: Sequence[Row]) -> Lessons:
    return lessons_of(rows, ruleset("en"), _PUBLISHED)


def _of(every: Lessons, name: str) -> Flags:
    return np.array([row.scheme == name for row in every.rows])


def speech_by_speech(every: Lessons) -> dict[str, float]:
    """Judge each speech of PoliClaim by a model that knows the others and the other corpora."""
    scheme, own = SCHEMES["policlaim"], _of(every, "policlaim")
    documents = np.array([row.document for row in every.rows])
    truth = np.array([row.label in scheme.factual for row in every.rows])
    scores, calls = np.zeros(len(truth)), np.zeros(len(truth), np.bool_)
    speeches = sorted(set(documents[own].tolist()))
    for speech in speeches:
        aside = own & (documents == speech)
        scores[aside] = margins(every.only(aside).table, learn(every.only(~aside), [scheme], Settings()))[:, 0]
    for speech in speeches:
        aside, known = own & (documents == speech), own & (documents != speech)
        slope, bias = platt(scores[known].astype(np.float32), truth[known].astype(np.float32), np.ones(int(known.sum())))
        calls[aside] = scores[aside] * slope + bias > 0
    return _figures(truth[own], calls[own], scores[own], ("accuracy", "AUROC"))


def _figures(truth: Flags, calls: Flags, scores: Floats, names: Sequence[str]) -> dict[str, float]:
    rows = [Judged(str(is_so), str(call), float(score)) for is_so, call, score in zip(truth, calls, scores, strict=True)]
    return figures(rows, {"True"}, names)


def part_by_part(every: Lessons) -> dict[str, float]:
    """Judge each of five random parts of ClaimBuster by a model that knows the other parts."""
    scheme = SCHEMES["claimbuster"]
    own = every.only(_of(every, scheme.name))
    scores = np.zeros((len(own.rows), len(scheme.labels)), np.float32)
    parts = parts_of(len(own.rows))
    for part in range(PARTS):
        scores[parts == part] = margins(own.only(parts == part).table, learn(own.only(parts != part), [scheme], Settings()))
    truth = np.array([scheme.labels.index(row.label) for row in own.rows])
    sought = scores[:, scheme.labels.index("CFS")]
    rows = []
    for part in range(PARTS):
        aside = np.flatnonzero(parts == part)
        labels = _labels(scores[parts != part], truth[parts != part], scores[aside])
        named = zip(aside.tolist(), labels.tolist(), strict=True)
        rows += [Judged(own.rows[row].label, scheme.labels[label], float(sought[row])) for row, label in named]
    return figures(rows, scheme.worthy, ("macro F1", "AP"))


def _labels(known: NDArray[np.float32], truth: NDArray[np.int64], asked: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the labels of scores, [sentence, label], with curves and offsets from sentences whose truth is known, as training does it."""
    curves = np.array([platt(known[:, label], (truth == label).astype(float), np.ones(len(truth))) for label in range(known.shape[1])])
    likely, asked_likely = (np.log(normalised(scores * curves[:, 0] + curves[:, 1])) for scores in (known, asked))
    found: NDArray[np.int64] = np.argmax(asked_likely + best_offsets(likely, truth, is_single=False), axis=1)
    return found


def parts_of(count: int) -> NDArray[np.int64]:
    """Return the part of each sentence, drawn the same in every run."""
    return np.random.default_rng(0).integers(0, PARTS, count)


def other_kinds(every: Lessons) -> dict[str, float]:
    """Return the AUROC on each kind of text by a model that knows the other four, and the mean."""
    found = {}
    for name in KINDS:
        aside = _of(every, name)
        scores = _any_sentence(every.only(aside), learn(every.only(~aside), [GENERAL_SCHEMES[GENERAL]], Settings()))
        rows = [Judged(row.label, "", float(score)) for row, score in zip(every.only(aside).rows, scores, strict=True)]
        found[name] = auroc(rows, SCHEMES[name].factual)
    return found | {"mean": float(np.mean(list(found.values())))}


def _any_sentence(aside: Lessons, trained: Trained) -> Floats:
    """Return how likely at least one sentence of each text can be checked, as triage does it."""
    parts = [sentences_of(row.text) for row in aside.rows]
    flat = [row._replace(text=part) for row, some in zip(aside.rows, parts, strict=True) for part in some]
    likely = 1 / (1 + np.exp(-margins(_read(flat).table, trained)[:, 0].astype(np.float64)))
    begins = np.cumsum([0, *(len(some) for some in parts[:-1])])
    found: Floats = -np.add.reduceat(np.log1p(-np.minimum(likely, 1 - 1e-9)), begins)
    return found


TRIALS: dict[str, Callable[[Lessons], dict[str, float]]] = {
    "policlaim, speech by speech": speech_by_speech,
    "claimbuster, part by part": part_by_part,
    "other kinds of text, AUROC": other_kinds,
}
