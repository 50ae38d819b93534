"""The doors in scripts/: one for each command, a few lines each, the same help."""

import subprocess
import sys
from pathlib import Path

import pytest

from claims.cli import COMMANDS

HOUSE = Path(__file__).resolve().parent.parent
SCRIPTS = HOUSE / "scripts"
NOT_COMMANDS = {"_house", "lock", "make_screenshots"}
DOORS = sorted(path for path in SCRIPTS.glob("*.py") if path.stem not in NOT_COMMANDS)


def test_there_is_a_door_for_every_command_and_none_besides() -> None:
    commands = {str(command.name).replace("-", "_") for command in COMMANDS} - {"serve"}

    assert {path.stem for path in DOORS} == commands
    assert (SCRIPTS / "serve").is_file()


@pytest.mark.parametrize("door", DOORS, ids=lambda path: path.stem)
def test_a_door_holds_no_logic(door: Path) -> None:
    lines = [line for line in door.read_text(encoding="utf-8").splitlines() if line.strip()]

    assert len(lines) <= 6
    assert door.stat().st_mode & 0o111, "is not executable"


@pytest.mark.parametrize("door", [SCRIPTS / "add_claim.py", SCRIPTS / "check_database.py"], ids=lambda path: path.stem)
def test_a_door_answers_as_its_command_does(door: Path) -> None:
    name = door.stem.replace("_", "-")
    by_door = subprocess.run([sys.executable, door, "--help"], capture_output=True, text=True, check=True)
    by_command = subprocess.run([sys.executable, "-m", "claims", name, "--help"], capture_output=True, text=True, check=True)

    assert by_door.stdout.split("\n", 1)[1] == by_command.stdout.split("\n", 1)[1]


def test_a_door_refuses_bad_input_with_one_line_and_exit_code_1(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, SCRIPTS / "show.py", "c0", "--db", tmp_path / "none.db"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr.startswith("Error: No database at")
    assert "Traceback" not in done.stderr
