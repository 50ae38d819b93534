"""Neither matching nor triage falls below what it once reached: `floors.toml`, by the real commands, on the data it was measured on."""

from collections import Counter
from pathlib import Path

import pytest
from quality import floors
from quality.insight import corpora, measuring, own, pinning
from quality.insight.corpora import MatchingSet
from quality.insight.pinning import Figures
from quality.insight.running import LEXICAL, RULES_AND_MODEL, deduplicators, judges, matchers
from quality.sets import VARIABLE

from claims.matching.encoding import is_installed

PINNED = pinning.read()


def check(found: Figures) -> None:
    """Compare what was reached with the floors."""
    pin = PINNED.pins[found.name, found.system]
    if pin.sha256 != found.sha256:
        pytest.fail(f"The floors of {found.name} were measured on other data: measure again with tests/quality/insight/run.py --pin.")
    assert list(pin.floors) == list(found.figures)
    assert not pinning.fallen(found, PINNED)


def own_set() -> MatchingSet:
    found = corpora.matching_set(corpora.OWN)
    assert found is not None
    return found


@pytest.mark.parametrize("name", corpora.MATCHING)
def test_matching_by_words_keeps_its_floors(name: str, tmp_path: Path) -> None:
    one = corpora.matching_set(name)
    if one is None:
        pytest.skip(f"matching_{name} is not on this machine: ${VARIABLE} names the folder that has it")

    check(Figures(name, LEXICAL, one.sha256, measuring.match(matchers()[0], one, tmp_path, is_timed=False).figures))


def test_matching_by_meaning_keeps_its_floors_on_our_own_set(tmp_path: Path) -> None:
    if not is_installed():
        pytest.skip("the extra `semantic` is not installed")
    one, system = own_set(), matchers()[1]

    check(Figures(one.name, system.name, one.sha256, measuring.match(system, one, tmp_path, is_timed=False).figures))


def test_joining_what_is_said_twice_keeps_its_floors(tmp_path: Path) -> None:
    one = corpora.duplicates()
    if one is None:
        pytest.skip(f"dedup_tweets is not on this machine: ${VARIABLE} names the folder that has it")

    check(Figures(one.name, LEXICAL, one.sha256, measuring.deduplicate(deduplicators()[0], one, tmp_path, is_timed=False).figures))


@pytest.mark.parametrize("name", corpora.TRIAGE)
def test_triage_keeps_its_floors(name: str, tmp_path: Path) -> None:
    one = corpora.labelled(name)
    if one is None:
        pytest.skip(f"triage_{name} is not on this machine: ${VARIABLE} names the folder that has it")

    check(Figures(name, RULES_AND_MODEL, one.sha256, measuring.triage(judges(name)[0], one, tmp_path, is_timed=False).figures))


def test_what_is_measured_on_every_machine_keeps_its_floors() -> None:
    one = own_set()

    check(Figures(one.name, "shown", one.sha256, own.shown_figures(one)))
    check(Figures("names", "names", own.names_digest(), own.name_figures()))
    check(Figures("statements", RULES_AND_MODEL, own.statements_digest(), own.statement_figures()))
    check(Figures("sample", RULES_AND_MODEL, own.sample_digest(), own.sample_figures()))


def test_half_of_our_own_questions_have_an_answer_and_all_kinds_are_there() -> None:
    one = own_set()
    kinds = Counter(question["kind"] for question in one.questions)

    assert len(one.claims) >= 60
    assert len(one.questions) >= 60
    assert 0.4 <= sum(map(bool, one.answers.values())) / len(one.questions) <= 0.6
    assert min(kinds[kind] for kind in ("same words", "other words", "headline", "German", "number", "date", "negation", "name")) >= 4


def test_every_answer_of_our_own_questions_is_recorded() -> None:
    one = own_set()
    recorded = [claim["id"] for claim in one.claims]
    named = {question[key] for question in one.questions for key in ("answer", "near") if key in question}

    assert len(recorded) == len(set(recorded))
    assert named <= set(recorded)
    assert all(("answer" in question) + ("near" in question) <= 1 for question in one.questions)


def test_corpora_are_found_in_a_folder_and_beside_it(tmp_path: Path) -> None:
    (tmp_path / "triage").mkdir()
    (tmp_path / "articles").mkdir()

    assert corpora.folder("triage", tmp_path) == corpora.folder("triage", tmp_path / "articles") == tmp_path / "triage"
    assert corpora.labelled("policlaim", tmp_path) is None
    assert corpora.matching_set("tweets", tmp_path) is None


def test_a_figure_on_other_data_is_not_compared_and_rounding_of_another_processor_is_forgiven() -> None:
    pinned = floors.Pinned({("own", "semantic"): floors.Pin("same", {"MRR": 90.0}), ("own", "lexical"): floors.Pin("same", {"MRR": 90.0})})

    assert not pinning.fallen(Figures("own", "lexical", "other", {"MRR": 0.5}), pinned)
    assert pinning.fallen(Figures("own", "lexical", "same", {"MRR": 0.899}), pinned) == ["MRR: 89.9, floor 90.0"]
    assert not pinning.fallen(Figures("own", "semantic", "same", {"MRR": 0.89}), pinned)


def test_the_tracked_file_is_written_as_the_program_writes_it(tmp_path: Path) -> None:
    floors.write(PINNED, tmp_path / "again.toml", head=pinning.HEAD)

    assert (tmp_path / "again.toml").read_text(encoding="utf-8") == pinning.FILE.read_text(encoding="utf-8")
