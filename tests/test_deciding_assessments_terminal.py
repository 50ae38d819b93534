"""Deciding about suggested assessments as people do it: in a real terminal with a key for each decision, or by JSON."""

import json
import os
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from insight import FERRY, record
from terminal import CLAIMS, running

from claims.store.schema import open_store

OPINION = "The new ferry should be given a better name."


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "claims.db"
    with closing(open_store(path, create=True)) as store:
        record(store, OPINION, "opinion")
        record(store, FERRY, "ferry")
    return path


def rows(database: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(open_store(database)) as store:
        return [tuple(row) for row in store.connection.execute(query)]


def run(database: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "CLAIMS_DB": str(database), "CLAIMS_USER": "tester", "NO_COLOR": "1"}
    return subprocess.run(
        [*CLAIMS, "decide-assessments", *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, env=environment, check=False
    )


def test_what_is_most_worth_checking_comes_first_and_is_accepted_or_skipped(database: Path) -> None:
    with running(database, "decide-assessments") as terminal:
        assert FERRY in terminal.see("[q]uit")
        terminal.type("a")
        terminal.see("Why, in a sentence")
        terminal.type("\x15The council publishes its accounts.\r")
        assert "should" in terminal.see("[q]uit")
        terminal.type("n")
        terminal.see("1 assessed. 1 still waits.")
        assert terminal.end() == 0

    assert rows(database, "select status, assessor, rationale from assessments") == [
        ("verifiable", "tester", "The council publishes its accounts.")
    ]


def test_undo_asks_anew_and_keeps_what_was_said(database: Path) -> None:
    with running(database, "decide-assessments") as terminal:
        terminal.see("[q]uit")
        terminal.type("a")
        terminal.see("Why, in a sentence")
        terminal.type("\x15The council publishes its accounts.\r")
        terminal.see("[q]uit")
        terminal.type("u")
        assert FERRY in terminal.see("[q]uit")
        terminal.type("o")
        terminal.see("Can it be checked?")
        terminal.type("not_checkable\r")
        terminal.see("Why")
        terminal.type("opinion\r")
        terminal.see("In a sentence")
        terminal.type("It is only an opinion.\r")
        terminal.see("[q]uit")
        terminal.type("q")
        terminal.see("1 assessed. 1 still waits.")
        terminal.end()

    assert [row[0] for row in rows(database, "select status from assessments order by id")] == ["verifiable", "not_checkable"]
    assert rows(database, f"select verifiability from claims where statement = '{FERRY}'") == [("not_checkable",)]


def test_a_refusal_is_told_and_the_claim_waits_on(database: Path) -> None:
    with running(database, "decide-assessments") as terminal:
        terminal.see("[q]uit")
        terminal.type("u")
        terminal.see("Refused: You have assessed nothing in this round.")
        terminal.see("[q]uit")
        terminal.type("q")
        terminal.see("Nothing assessed. 2 still wait.")
        terminal.end()

    assert rows(database, "select count(*) from assessments") == [(0,)]


def test_without_a_terminal_what_waits_is_listed_as_json_alone(database: Path) -> None:
    listed = json.loads(run(database, "--json").stdout)

    assert [one["statement"] for one in listed] == [FERRY, OPINION]
    assert listed[1]["status"] == "not_checkable"
    refused = run(database)
    assert refused.returncode == 1
    assert "2 claims wait, and deciding takes a terminal" in refused.stderr
