"""What the README says is true: every command in it was run as printed."""

import os
import re
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from claims.vocabularies import VOCABULARIES

HOUSE = Path(__file__).resolve().parent.parent
README = (HOUSE / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy this checkout; the copy shares its installed environment."""
    target = tmp_path_factory.mktemp("house") / "claim-tracker"
    wanted = shutil.ignore_patterns(".venv", ".git", "*.db", "*.db-*", "__pycache__", ".*_cache", ".hypothesis")
    shutil.copytree(HOUSE, target, ignore=wanted)
    share_environment(target)
    return target


def share_environment(checkout: Path) -> None:
    """Let a copy run the installed programs, marked as up to date so that it never installs into what it shares."""
    venv = checkout / ".venv"
    venv.mkdir()
    (venv / "bin").symlink_to(Path(sys.prefix) / "bin")
    digest = "cat pyproject.toml requirements.lock | (sha256sum 2>/dev/null || shasum -a 256)"
    stamp = subprocess.run(["bash", "-c", digest], cwd=checkout, capture_output=True, text=True, check=True).stdout
    (venv / "installed-test").write_text(stamp, encoding="utf-8")


def environment(checkout: Path) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("CLAIMS_")},
        "CLAIMS_DB": str(checkout / "db" / "claims.db"),
        "CLAIMS_USER": "reader",
        "PATH": f"{sys.prefix}/bin:{os.environ['PATH']}",
    }


def test_every_command_of_the_readme_runs_as_printed(checkout: Path) -> None:
    assert BLOCKS[0].strip() == "./scripts/serve"
    serve_once(checkout)

    for block in BLOCKS[1:]:
        script = block.replace("source .venv/bin/activate\n", "")
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script], cwd=checkout, env=environment(checkout), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (block, done.stdout, done.stderr)


def serve_once(checkout: Path) -> None:
    """Run `./scripts/serve` until it answers with the claims, then end it."""
    command = ["./scripts/serve", "--port", "0"]
    with subprocess.Popen(command, cwd=checkout, env=environment(checkout), stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = next(line for line in server.stdout if " at http" in line).split(" at ")[1].split()[0]
            with urllib.request.urlopen(f"{address}claims/claims.json?_size=1") as answer:  # noqa: S310  (our own server)
                assert answer.status == 200
        finally:
            server.terminate()
            server.wait(timeout=30)


def test_every_script_and_command_that_the_readme_names_exists() -> None:
    for name in re.findall(r"scripts/(\w+(?:\.py)?)", README):
        assert (HOUSE / "scripts" / name).is_file(), name


def test_every_vocabulary_is_in_the_readme() -> None:
    for name, vocabulary in VOCABULARIES.items():
        for term in vocabulary:
            assert f"`{term}`" in README, (name, term)


def test_every_figure_names_the_command_that_prints_it() -> None:
    section = README.split("## Speed")[1].split("\n## ")[0]

    assert "tests/benchmarks/run.py" in section
    assert (HOUSE / "tests" / "benchmarks" / "run.py").is_file()
