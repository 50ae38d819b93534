"""The wheel works where there is no checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and unpack it into a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=HOUSE, check=True, capture_output=True
    )
    (wheel,) = folder.glob("claim_tracker-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(installed: Path, home: Path, *arguments: str) -> str:
    """Run a command of the unpacked wheel in an empty folder."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMS_")}
    environment |= {"PYTHONPATH": str(installed), "XDG_DATA_HOME": str(home / "data")}
    done = subprocess.run(
        [sys.executable, "-m", "claims", *arguments], cwd=home, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (done.stdout, done.stderr)
    return done.stdout


def test_the_wheel_makes_a_working_folder_of_ones_own(installed: Path, tmp_path: Path) -> None:
    run(installed, tmp_path, "init", "desk")

    assert "0 faults" in run(installed, tmp_path, "check-database", "--db", "desk")
    assert (tmp_path / "desk" / "queries").is_dir()


def test_init_without_a_folder_uses_the_data_directory(installed: Path, tmp_path: Path) -> None:
    run(installed, tmp_path, "init")

    assert (tmp_path / "data" / "claims" / "db" / "claims.db").is_file()
    assert "0 faults" in run(installed, tmp_path, "check-database")


def test_the_wheel_carries_no_database_and_no_tests(installed: Path) -> None:
    names = {str(path.relative_to(installed)) for path in installed.rglob("*")}

    assert not [name for name in names if name.endswith((".db", "-wal")) or name.startswith("tests")]
    assert "claims/py.typed" in names


def test_the_wheel_carries_what_an_extractor_knows_of_languages(installed: Path) -> None:
    extractors = Path("claims", "extractors")
    known = {path.relative_to(HOUSE) for ending in ("toml", "npz", "md") for path in (HOUSE / extractors).rglob(f"*.{ending}")}

    assert extractors / "languages" / "en" / "cues.toml" in known
    assert [path for path in known if not (installed / path).is_file()] == []
