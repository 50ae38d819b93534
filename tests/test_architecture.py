"""The shape of the house: registries complete, imports one way, files and functions of a comfortable size."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.exporters import EXPORTERS
from claims.readers import READERS

HOUSE = Path(__file__).resolve().parent.parent
SOURCES = sorted(path for folder in ("claims", "scripts", "db/plugins") for path in (HOUSE / folder).rglob("*.py"))
TOP_LEVEL = {
    ".ci", ".gitignore", "LICENSE", "README.md", "claims", "db", "pyproject.toml", "requirements.lock", "scripts", "tests",
}  # fmt: skip
LONGEST_FILE = 300
LONGEST_FUNCTION = 40


def modules(folder: str) -> set[str]:
    return {path.stem for path in (HOUSE / "claims" / folder).glob("*.py")} - {"__init__"}


def test_every_reader_and_exporter_is_listed() -> None:
    assert {reader.read.__module__.rsplit(".", 1)[1] for reader in READERS} == modules("readers")
    assert {exporter.write.__module__.rsplit(".", 1)[1] for exporter in EXPORTERS} == modules("exporters")


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function's body, without its docstring and its signature."""
    first = function.body[1] if ast.get_docstring(function) and len(function.body) > 1 else function.body[0]
    return (function.body[-1].end_lineno or 0) - first.lineno + 1


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_file_has_one_idea_and_says_which(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)

    assert ast.get_docstring(tree), "has no docstring"
    if path.name != "vocabularies.py":  # a list of terms is as long as the terms are many
        assert text.count("\n") <= LONGEST_FILE
    for function in functions(tree):
        assert length(function) <= LONGEST_FUNCTION, function.name


def test_no_file_is_a_drawer() -> None:
    drawers = {"utils", "helpers", "common", "data", "info", "manager", "misc"}

    assert not drawers & {path.stem for path in SOURCES}


def test_nothing_stands_at_the_top_level_but_what_belongs_there() -> None:
    ignored = {".git", ".venv", "dist", "build"}
    found = {path.name for path in HOUSE.iterdir()} - ignored

    assert {name for name in found if not name.endswith((".egg-info", "_cache", ".hypothesis")) and name != ".hypothesis"} <= TOP_LEVEL


def test_the_lock_file_pins_what_the_project_declares_and_names_no_index() -> None:
    lock = (HOUSE / "requirements.lock").read_text(encoding="utf-8")
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = [*project["dependencies"], *project["optional-dependencies"]["test"]]

    for requirement in declared:
        name = re.split("[;<>=!~\\[]", requirement)[0].strip().replace("_", "-").lower()
        assert f"\n{name}==" in lock
    assert "datasette==1.0a41" in lock
    assert "://" not in lock
    assert "--index" not in lock
