"""Systems that are not ours are judged on parts that they have not learned from, by the same rules as ours."""

import re
import sys
from pathlib import Path

import pytest
from quality.insight import by_others, unseen
from quality.insight.corpora import Labelled
from quality.insight.running import System, others

_CLAIM, _WISH = "The dam cost Trane 40 million in 2019", "I think we should be kind, please"


def corpus(name: str, yes: str, no: str) -> Labelled:
    """Return three speeches, each with a claim and a wish."""
    rows = [
        {"id": f"{speech}-{label}", "text": text, "label": label, "document": speech}
        for speech in ("one", "two", "three")
        for text, label in ((_CLAIM, yes), (_WISH, no))
    ]
    return Labelled(name, rows[:2], rows[2:], "")


CORPORA = {
    "claimbuster": corpus("claimbuster", "CFS", "NFS"),
    "policlaim": corpus("policlaim", "verifiable", "not_verifiable"),
    "regroom": corpus("regroom", "verifiable_experiential", "unverifiable"),
    "cmv": corpus("cmv", "verifiable_nonexperiential", "nonargument"),
    "ct22claim": corpus("ct22claim", "claim", "no_claim"),
}


@pytest.mark.parametrize("title", ["policlaim, speech by speech", "other kinds of text, AUROC"])
def test_a_rule_that_is_right_about_every_sentence_reaches_everything(title: str, tmp_path: Path) -> None:
    keywords = next(system for system in others("triage", None) if system.name == "keywords")

    assert set(by_others.TRIALS[title](keywords, CORPORA, tmp_path).values()) == {1.0}


def test_no_speech_is_judged_by_what_was_learned_from_it(tmp_path: Path) -> None:
    program = """
import json, pathlib, sys
taught, asked, target = map(pathlib.Path, sys.argv[1:4])
ids = [{json.loads(line)["id"].split("-")[0] for line in path.read_text().splitlines()} for path in (taught, asked)]
assert len(ids[1]) == 1 and not ids[0] & ids[1], ids
target.write_text("".join(json.dumps({**json.loads(line), "label": "verifiable", "score": 1}) + "\\n" for line in asked.open()))
"""
    suspicious = System("suspicious", lambda *files: [sys.executable, "-c", program, *files])

    figures = by_others.speech_by_speech(suspicious, CORPORA, tmp_path)

    assert figures == {"accuracy": 0.5, "AUROC": 0.5}


def test_both_sides_are_tried_in_the_same_ways() -> None:
    assert list(by_others.TRIALS) == list(unseen.TRIALS)
    assert list(CORPORA) == list(unseen.KINDS)
    assert re.fullmatch(r"[0-4]+", "".join(map(str, unseen.parts_of(1_000))))
    assert (unseen.parts_of(1_000) == unseen.parts_of(1_000)).all()
