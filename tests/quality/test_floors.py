"""No extractor falls below what it once reached: the floors of `floors.toml`, on the data that they were measured on."""

import gzip
import tempfile
from functools import cache
from pathlib import Path

import pytest
from quality import floors, sets
from quality.figures import as_marked, figures_of, names_for
from quality.floors import Pin, Pinned

from claims.extractors import EXTRACTORS
from claims.scoring import read_rows, score
from claims.workflow.extracting import Settings, extract_statements

PINNED = floors.read()
PINS = [pytest.param(name, engine, pin, id=f"{name}-{engine}") for (name, engine), pin in PINNED.pins.items()]


@cache
def measured(name: str, engine: str) -> dict[str, float]:
    """Return the figures of an engine on a set that the machine has."""
    gold = sets.rows(sets.content(name) or b"")
    with tempfile.TemporaryDirectory(prefix="claims-floors-") as folder:
        source, target = Path(folder) / "documents.jsonl", Path(folder) / "found.jsonl"
        source.write_text(sets.without_gold(gold), encoding="utf-8")
        extract_statements(source, target, Settings(engine))
        predicted = list(read_rows(target))
        return figures_of(score(gold, as_marked(predicted, name)), predicted, name)


@pytest.mark.parametrize(("name", "engine", "pin"), PINS)
def test_no_engine_falls_below_a_floor(name: str, engine: str, pin: Pin) -> None:
    lines = sets.content(name)
    if lines is None:
        pytest.skip(f"{name} is not on this machine: ${sets.VARIABLE} names the folder that has it")
    if sets.digest(lines) != pin.sha256:
        pytest.fail(f"The floors of {engine} on {name} were measured on other data: measure again with tests/quality/run.py --pin.")

    assert not floors.below(measured(name, engine), pin.floors)


@pytest.mark.parametrize("engine", EXTRACTORS)
@pytest.mark.parametrize("name", sets.SETS)
def test_every_engine_has_every_floor_of_every_set(name: str, engine: str) -> None:
    assert list(PINNED.pins[name, engine].floors) == names_for(name)


def test_our_own_sets_are_always_there() -> None:
    for name in sets.OWN:
        assert sets.rows(sets.content(name) or b"")


def test_a_corpus_is_the_same_zipped_or_not(tmp_path: Path) -> None:
    lines = b'{"doc_id": "a", "text": "b", "attributions": []}\n'
    (tmp_path / "polnear_dev.jsonl").write_bytes(lines)
    assert sets.content("polnear_dev", tmp_path) == lines
    (tmp_path / "polnear_dev.jsonl.gz").write_bytes(gzip.compress(lines))
    assert sets.content("polnear_dev", tmp_path) == lines
    assert sets.content("sourcing_dev", tmp_path) is None


def test_a_figure_is_never_below_its_own_floor() -> None:
    assert floors.percent({"triple": 0.64199}) == {"triple": 64.1}
    assert not floors.below({"triple": 0.64199}, floors.percent({"triple": 0.64199}))
    assert floors.below({"triple": 0.6409}, {"triple": 64.1}) == ["triple: 64.0, floor 64.1"]


def test_a_figure_that_is_gone_is_below_its_floor() -> None:
    assert floors.below({}, {"calibration": 90.0}) == ["calibration: 0.0, floor 90.0"]


def test_pinning_raises_a_floor_and_keeps_those_of_others() -> None:
    pinned = Pinned({("own", "rules"): Pin("old", {"triple": 60.0}), ("own", "learned"): Pin("old", {"triple": 70.0})})

    floors.pin(pinned, "own", "rules", {"triple": 0.65}, sha256="new")

    assert pinned.pins == {("own", "rules"): Pin("new", {"triple": 65.0}), ("own", "learned"): Pin("old", {"triple": 70.0})}
    assert not pinned.lowered


def test_pinning_refuses_to_lower_a_floor_without_a_reason() -> None:
    pinned = Pinned({("own", "rules"): Pin("old", {"triple": 60.0})})

    with pytest.raises(floors.LowerFloorError, match=r"rules on own would fall: triple: 55\.0, floor 60\.0"):
        floors.pin(pinned, "own", "rules", {"triple": 0.55}, sha256="old")

    assert pinned.pins["own", "rules"].floors == {"triple": 60.0}


def test_a_lowered_floor_keeps_its_reason_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    pinned = Pinned({("own", "rules"): Pin("old", {"triple": 60.0, "speech content": 50.0})})
    floors.pin(pinned, "own", "rules", {"triple": 0.55, "speech content": 0.5}, sha256="new", reason='two "wrong" gold\nspans mended')

    floors.write(pinned, path)

    again = floors.read(path)
    assert again == Pinned(
        {("own", "rules"): Pin("new", {"triple": 55.0, "speech content": 50.0})},
        [floors.Lowered("own rules triple", 60.0, 55.0, 'two "wrong" gold spans mended')],
    )


def test_the_tracked_file_is_written_as_the_program_writes_it(tmp_path: Path) -> None:
    floors.write(PINNED, tmp_path / "again.toml")

    assert (tmp_path / "again.toml").read_text(encoding="utf-8") == floors.FILE.read_text(encoding="utf-8")
