"""What triage reaches on kinds of text that it has not learned from: models trained for that, so that it takes minutes.

PoliClaim speech by speech; ClaimBuster in five random parts, as its expert-labelled part resembles; and the honest expectation for a
newsroom: each of five kinds of text by a model that knows the other four only.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from quality.insight.corpora import Labelled
from quality.insight.labelling import Judged, auroc, figures

from claims.triage.model import normalised
from claims.triage.rules import ruleset
from claims.triage.schemes import GENERAL, GENERAL_SCHEMES, SCHEMES, Scheme
from claims.triage.suggesting import sentences_of
from claims.triage.training.corpora import Lessons, lessons_of, row_of, schemes_of
from claims.triage.training.course import best_offsets, learn, platt, unseen_views
from claims.triage.training.descent import Settings
from claims.triage.training.stacking import mixing_of
from claims.workflow.triage_training import word_meanings

KINDS = ("claimbuster", "policlaim", "regroom", "cmv", "ct22claim")
"""The corpora that say of every sentence whether it can be checked."""
PARTS = 5
_PUBLISHED = "2026"
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def lessons(corpora: Sequence[Labelled]) -> Lessons:
    """Read all that some corpora hold, with what words mean where the extra `semantic` is installed."""
    rows = [row_of(row, SCHEMES[one.name], place) for one in corpora for place, row in enumerate([*one.taught, *one.rows])]
    return lessons_of(rows, ruleset("en"), _PUBLISHED).with_meanings(word_meanings())


def _of(every: Lessons, name: str) -> Flags:
    return np.array([row.scheme == name for row in every.rows])


def speech_by_speech(every: Lessons) -> dict[str, float]:
    """Judge each speech of PoliClaim by a model that knows the others and the other corpora."""
    scheme, schemes, own = SCHEMES["policlaim"], schemes_of(every.rows), _of(every, "policlaim")
    known = every.only(own)
    documents = np.array([row.document for row in every.rows])
    truth = np.array([row.label in scheme.factual for row in known.rows])
    views = _views_by_part(every, documents, schemes, own)
    scores, calls = np.zeros(len(truth)), np.zeros(len(truth), np.bool_)
    for speech in sorted(set(documents[own].tolist())):
        aside = documents[own] == speech
        mixed = views @ mixing_of(views[~aside], known.only(~aside), schemes, [scheme])
        slope, bias = platt(mixed[~aside, 0], truth[~aside].astype(np.float32), np.ones(int((~aside).sum())))
        scores[aside] = mixed[aside, 0] * slope + bias
        calls[aside] = scores[aside] > 0
    return _figures(truth, calls, scores, ("accuracy", "AUROC"))


def _views_by_part(every: Lessons, part: NDArray[Any], schemes: Sequence[Scheme], own: Flags) -> NDArray[np.float32]:
    """Return the views of some sentences, each part of them by columns that know the other parts and all other sentences."""
    views = {}
    for one in sorted(set(part[own].tolist())):
        aside = own & (part == one)
        views[one] = learn(every.only(~aside), schemes, Settings()).views(every.only(aside))
    found = np.zeros((int(own.sum()), next(iter(views.values())).shape[1]), np.float32)
    for one, seen in views.items():
        found[part[own] == one] = seen
    return found


def _figures(truth: Flags, calls: Flags, scores: Floats, names: Sequence[str]) -> dict[str, float]:
    rows = [Judged(str(is_so), str(call), float(score)) for is_so, call, score in zip(truth, calls, scores, strict=True)]
    return figures(rows, {"True"}, names)


def part_by_part(every: Lessons) -> dict[str, float]:
    """Judge each of five random parts of ClaimBuster by a model that knows the other parts."""
    scheme = SCHEMES["claimbuster"]
    own = every.only(_of(every, scheme.name))
    schemes, parts = schemes_of(own.rows), parts_of(len(own.rows))
    views = _views_by_part(own, parts, schemes, np.ones(len(own.rows), np.bool_))
    scores = np.zeros((len(own.rows), len(scheme.labels)), np.float32)
    labels = np.zeros(len(own.rows), np.int64)
    truth = np.array([scheme.labels.index(row.label) for row in own.rows])
    for part in range(PARTS):
        aside = parts == part
        mixed = views @ mixing_of(views[~aside], own.only(~aside), schemes, [scheme])
        scores[aside], labels[aside] = _labels(mixed[~aside], truth[~aside], mixed[aside])
    sought = scores[:, scheme.labels.index("CFS")]
    rows = [
        Judged(row.label, scheme.labels[label], float(score)) for row, label, score in zip(own.rows, labels.tolist(), sought, strict=True)
    ]
    return figures(rows, scheme.worthy, ("macro F1", "AP"))


def _labels(
    known: NDArray[np.float32], truth: NDArray[np.int64], asked: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Return how likely each label is and which it is, with curves and offsets from sentences whose truth is known, as training does it."""
    curves = np.array([platt(known[:, label], (truth == label).astype(float), np.ones(len(truth))) for label in range(known.shape[1])])
    likely, asked_likely = (np.log(normalised(scores * curves[:, 0] + curves[:, 1])) for scores in (known, asked))
    return np.exp(asked_likely), np.argmax(asked_likely + best_offsets(likely, truth, is_single=False), axis=1)


def parts_of(count: int) -> NDArray[np.int64]:
    """Return the part of each sentence, drawn the same in every run."""
    return np.random.default_rng(0).integers(0, PARTS, count)


def other_kinds(every: Lessons) -> dict[str, float]:
    """Return the AUROC on each kind of text by a model that knows the other four, and the mean."""
    found = {}
    for name in KINDS:
        aside = _of(every, name)
        scores = _any_sentence(every.only(aside), every.only(~aside))
        rows = [Judged(row.label, "", float(score)) for row, score in zip(every.only(aside).rows, scores, strict=True)]
        found[name] = auroc(rows, SCHEMES[name].factual)
    return found | {"mean": float(np.mean(list(found.values())))}


def _any_sentence(aside: Lessons, known: Lessons) -> Floats:
    """Return how likely at least one sentence of each text can be checked, as triage does it, by what others teach."""
    schemes = [GENERAL_SCHEMES[GENERAL]]
    mixing = mixing_of(unseen_views(known, schemes, Settings()), known, schemes, schemes)
    parts = [sentences_of(row.text) for row in aside.rows]
    flat = [row._replace(text=part) for row, some in zip(aside.rows, parts, strict=True) for part in some]
    read = replace(lessons_of(flat, ruleset("en"), _PUBLISHED), meanings=known.meanings)
    views = learn(known, schemes, Settings()).views(read)
    likely = 1 / (1 + np.exp(-(views @ mixing)[:, 0].astype(np.float64)))
    begins = np.cumsum([0, *(len(some) for some in parts[:-1])])
    found: Floats = -np.add.reduceat(np.log1p(-np.minimum(likely, 1 - 1e-9)), begins)
    return found


TRIALS: dict[str, Callable[[Lessons], dict[str, float]]] = {
    "policlaim, speech by speech": speech_by_speech,
    "claimbuster, part by part": part_by_part,
    "other kinds of text, AUROC": other_kinds,
}
