"""Measures systems at matching, de-duplication and triage: figures from what they wrote, and what it cost."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from quality.insight.corpora import Labelled, MatchingSet, write_rows
from quality.insight.labelling import NAMES, Judged, figures
from quality.insight.retrieval import cluster_figures, decision_figures, ranking_figures, read_ranked
from quality.insight.running import SEMANTIC, System
from quality.processes import Done

from claims.matching.model import shipped_model
from claims.triage.schemes import SCHEMES

CLAIM_FIELDS = ("id", "text", "title", "subtitle", "speaker")
_FEW = 2
"""Questions or sentences of a run that tells what is done once, however many there are."""
QUESTION_FIELDS = ("id", "text", "speaker", "context", "context_after")


@dataclass(frozen=True)
class Measured:
    """What one system did on one set."""

    system: str
    figures: dict[str, float]
    """Each from 0 to 1."""
    each_ms: float | None
    """CPU milliseconds for one question, text or sentence, without what is done once; None where that was not told apart."""
    cpu_s: float
    """CPU seconds of the whole process."""
    peak_mb: float


def _measured(system: System, figures: dict[str, float], done: Done, once: Done | None, count: int) -> Measured:
    """Put together a run over `count` questions or sentences and one over a few."""
    each_ms = None if once is None else 1000 * max(0.0, done.cpu_s - once.cpu_s) / max(1, count - _FEW)
    return Measured(system.name, figures, each_ms, done.cpu_s, done.peak_mb)


def match(system: System, one: MatchingSet, folder: Path, *, is_timed: bool = True) -> Measured:
    """Let a system match the questions of a set: with all claims recorded, then with some hidden, where a match is to be told from none.

    Raises Failed.
    """
    claims, questions, found = (folder / name for name in ("claims.jsonl", "questions.jsonl", "found.jsonl"))
    write_rows(one.questions[:_FEW], questions, *QUESTION_FIELDS)
    write_rows(one.claims, claims, *CLAIM_FIELDS)
    once = system.run(claims, questions, found) if is_timed else None
    write_rows(one.questions, questions, *QUESTION_FIELDS)
    done = system.run(claims, questions, found)
    figures = ranking_figures(read_ranked(found), one.answers)
    if one.hidden:
        write_rows(one.shown, claims, *CLAIM_FIELDS)
        system.run(claims, questions, found)
        figures |= decision_figures(read_ranked(found), one.answers_shown, likely(system.name, one) if system.is_ours else None)
    return _measured(system, figures, done, once, len(one.questions))


def likely(system: str, one: MatchingSet) -> dict[str, float]:
    """Return for each question of a set the score from which our system calls a match likely the same."""
    model = shipped_model("semantic" if system == SEMANTIC else "lexical")
    in_conversation = {str(row["id"]): bool(row.get("context") or row.get("context_after")) for row in one.questions}
    return {question: model.likely_in_conversation if is_in else model.likely for question, is_in in in_conversation.items()}


def deduplicate(system: System, one: Labelled, folder: Path, *, is_timed: bool = True) -> Measured:
    """Let a system join the texts of a set. Raises Failed."""
    texts, found = folder / "texts.jsonl", folder / "clusters.jsonl"
    write_rows(one.rows[:_FEW], texts, "id", "text")
    once = system.run(texts, found) if is_timed else None
    write_rows(one.rows, texts, "id", "text")
    done = system.run(texts, found)
    gold = {row["id"]: row["cluster"] for row in one.rows}
    return _measured(system, cluster_figures(gold, clusters_in(found)), done, once, len(one.rows))


def clusters_in(path: Path) -> dict[str, str]:
    """Read lines of `claims deduplicate`."""
    return {row["id"]: row["cluster"] for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}


def triage(system: System, one: Labelled, folder: Path, *, is_timed: bool = True) -> Measured:
    """Let a system judge the sentences of a corpus; those of others learn from its train part before. Raises Failed."""
    taught, sentences, found = (folder / name for name in ("taught.jsonl", "sentences.jsonl", "judged.jsonl"))
    sought = sorted(SCHEMES[one.name].sought)
    write_rows(one.taught, taught, "id", "text", "label")
    write_rows(one.rows[:_FEW], sentences, "id", "text")
    once = system.run(taught, sentences, found, sought=sought) if system.is_ours and is_timed else None
    write_rows(one.rows, sentences, "id", "text")
    done = system.run(taught, sentences, found, sought=sought)
    return _measured(system, figures(judged(one.rows, found), sought, NAMES[one.name]), done, once, len(one.rows))


def judged(gold: Iterable[dict[str, str]], path: Path) -> list[Judged]:
    """Read lines of `claims triage` beside the labels that people gave; a sentence that is missing has no label."""
    found = {row["id"]: row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    nothing = {"label": "", "score": -1.0}
    lines = [(row, found.get(row["id"], nothing)) for row in gold]
    return [Judged(row["label"], one["label"], one["score"], row.get("document", "")) for row, one in lines]
