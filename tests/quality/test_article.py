"""A real article from its page to the record: imported, drafted, everything accepted, nothing edited.

The article belongs to its publisher, so it lies outside the project: $CLAIMS_ARTICLE names its text. What is expected of it is recorded
in the sample: who says what in it, and how.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from claims.store.schema import open_store

VARIABLE = "CLAIMS_ARTICLE"
EXPERTS = ("experts", "They")
SHARIFI, RASUL, KHAFAJI = "Ahmed al-Sharifi", "Yahya Rasul", "Tahseen al-Khafaji"
EXPECTED: list[tuple[str | tuple[str, ...], str]] = [
    (EXPERTS, "indirect"),
    (EXPERTS, "indirect"),
    *((SHARIFI, quotation) for quotation in ("mixed", "mixed", "indirect", "mixed", "indirect", "mixed")),
    *((RASUL, quotation) for quotation in ("indirect", "mixed")),
    *((KHAFAJI, quotation) for quotation in ("mixed", "mixed", "direct", "indirect")),
]
"""Source and quotation type of each attributed statement, in the order of the text."""


@pytest.fixture
def article() -> Path:
    """Return the article, where the machine has it."""
    if not os.environ.get(VARIABLE):
        pytest.skip(f"the article is not here: name its text with ${VARIABLE}")
    return Path(os.environ[VARIABLE])


def run(database: Path, *arguments: str) -> str:
    """Run a command and return what it prints."""
    environment = {**os.environ, "CLAIMS_DB": str(database), "CLAIMS_USER": "tester", "NO_COLOR": "1"}
    done = subprocess.run([sys.executable, "-m", "claims", *arguments], capture_output=True, env=environment, text=True, check=False)
    assert done.returncode == 0, (done.stdout, done.stderr)
    return done.stdout


@pytest.mark.parametrize("engine", ["learned", "rules"])
def test_all_drafts_accepted_give_every_statement_its_speaker_and_quotation_type(article: Path, tmp_path: Path, engine: str) -> None:
    database = tmp_path / "claims.db"
    open_store(database, create=True).close()
    run(database, "import-article", str(article), "--outlet", "Al-Fassel", "--no-draft")
    with_id = json.loads(run(database, "export-claims", "--format", "jsonl").splitlines()[-1])
    run(database, "draft-claims", with_id["id"], "--engine", engine)
    run(database, "decide-candidates", "--accept-all")
    records = [json.loads(line) for line in run(database, "export-claims", "--format", "jsonl").splitlines()]
    names = {record["id"]: record["name"] for record in records if record["record"] == "entity"}
    claims = sorted((record for record in records if record["record"] == "claim"), key=lambda record: record["start_char"])
    attributed = [one for one in claims if one["quotation"] != "own_voice"]
    found = [(_source(one["attributions"][0], names), one["quotation"]) for one in attributed]
    assert _in_order(found, EXPECTED), found
    assert len(attributed) - len(EXPECTED) <= 2
    assert sum(one["quotation"] == "own_voice" for one in claims) >= 10


def _source(attribution: dict[str, str], names: dict[str, str]) -> str:
    return names.get(attribution.get("entity_id", ""), "") or attribution["source_text"]


def _agrees(found: tuple[str, str], source: str | tuple[str, ...], quotation: str) -> bool:
    return found[1] == quotation and (found[0] in source if isinstance(source, tuple) else found[0] == source)


def _in_order(found: list[tuple[str, str]], expected: list[tuple[str | tuple[str, ...], str]]) -> bool:
    """Tell whether what is expected is found in its order; what is found beside it may stand between."""
    rest = iter(found)
    return all(any(_agrees(one, *wanted) for one in rest) for wanted in expected)
