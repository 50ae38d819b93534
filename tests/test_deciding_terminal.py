"""Deciding about drafts as people do it: in a real terminal with a key for each decision, or without one by flags."""

import json
import os
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hostile import make_hostile
from store.typed import typed_document
from terminal import CLAIMS, running

from claims.extractors.drafts import Draft
from claims.extractors.findings import Span
from claims.store.schema import open_store
from claims.workflow.adding import add_document
from claims.workflow.drafting import save_drafts

TEXT = (
    "Bridge closed\n"
    "The bridge is shut and buses turn back, said Ann Example. She added that it opens in June. The ferry runs twice a day.\n"
    "The council meets again."
)
BOTH, JUNE, OWN = "The bridge is shut and buses turn back", "it opens in June", "The ferry runs twice a day."


def draft_of(words: str, cue: str = "", because: str = "") -> Draft:
    """Return a draft of some words, said by Ann Example, or by the outlet itself."""
    start, end = TEXT.index(words), TEXT.index(words) + len(words)
    source, said = TEXT.index("Ann Example"), TEXT.index(cue)
    spans = {"content": (Span(start, end),)}
    if cue:
        spans |= {"cue": (Span(said, said + len(cue)),), "source": (Span(source, source + len("Ann Example")),)}
    entry: dict[str, object] = {
        "statement": f"{words[0].upper()}{words[1:].rstrip('.')}.",
        "quote": words,
        "start_char": start,
        "end_char": end,
        "quotation": "indirect" if cue else "own_voice",
        "attributions": [{"speaker": "Ann Example", "source_text": "Ann Example", "cue": cue}] if cue else [],
    }
    return Draft(entry, start, end, 0.9 if cue else 0.4, because, spans)  # type: ignore[arg-type]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Return a database in which three drafts of an article wait."""
    path = tmp_path / "claims.db"
    with closing(open_store(path, create=True)) as store:
        document = add_document(store, typed_document(text=TEXT), by="tester")[0].id
        drafts = [draft_of(BOTH, "said", "Words of speech tell it."), draft_of(JUNE, "added"), draft_of(OWN)]
        save_drafts(store, document, drafts, extractor="rules 1", by="tester")
    return path


def run(database: Path, *arguments: str, status: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a command without a terminal and expect an exit code; never a traceback."""
    environment = {**os.environ, "CLAIMS_DB": str(database), "CLAIMS_USER": "tester", "NO_COLOR": "1"}
    done = subprocess.run([*CLAIMS, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, env=environment, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == status, (done.stdout, done.stderr)
    return done


def rows(database: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(open_store(database)) as store:
        return [tuple(row) for row in store.connection.execute(query).fetchall()]


def claims(database: Path) -> list[str]:
    return [row[0] for row in rows(database, "select statement from claims order by start_char, rowid")]


def states(database: Path) -> list[str]:
    return [row[0] for row in rows(database, "select state from candidates order by rowid")]


# In a terminal


def test_a_draft_is_shown_with_its_words_coloured_its_fields_score_and_reason(database: Path) -> None:
    with running(database, "decide-candidates") as terminal:
        seen = terminal.see("[q]uit")
        terminal.type("q")
        assert terminal.end() == 0

    assert "1 of 3  Bridge closed" in seen
    for words in (f"statement  {BOTH}.", "Ann Example (cue “said”)", "indirect, body", "rules 1, score 0.90", "Words of speech tell it."):
        assert words in seen, seen
    assert f"\x1b[32m\x1b[1m{BOTH}\x1b[0m" in terminal.shown
    assert "\x1b[33msaid\x1b[0m" in terminal.shown
    assert "\x1b[36m\x1b[4mAnn Example\x1b[0m" in terminal.shown
    assert "Nothing decided. 3 still wait." in terminal.shown
    assert states(database) == ["pending"] * 3


def test_without_colours_brackets_tell_the_words_apart(database: Path) -> None:
    with running(database, "decide-candidates", NO_COLOR="1") as terminal:
        seen = terminal.see("[q]uit")
        terminal.type("q")
        terminal.end()

    assert f"[{BOTH}], {{said}} <Ann Example>." in seen
    assert "\x1b[3" not in terminal.shown


def test_a_key_decides_and_the_next_draft_comes(database: Path) -> None:
    with running(database, "decide-candidates") as terminal:
        terminal.see("[q]uit")
        terminal.type("a")
        assert "Accepted: c" in terminal.see("2 of 3")
        terminal.see("[q]uit")
        terminal.type("r")
        terminal.see("Why is it no claim?")
        terminal.type("It is not said like this.\r")
        terminal.see("3 of 3")
        terminal.see("[q]uit")
        terminal.type("a")
        terminal.see("2 accepted, 1 rejected. 0 still wait.")
        assert terminal.end() == 0

    assert claims(database) == [f"{BOTH}.", OWN]
    assert states(database) == ["accepted", "rejected", "accepted"]
    assert rows(database, "select json_extract(decision, '$.reason') from candidates where state = 'rejected'") == [
        ("It is not said like this.",)
    ]


def test_fields_are_edited_where_they_stand(database: Path) -> None:
    with running(database, "decide-candidates") as terminal:
        terminal.see("[q]uit")
        terminal.type("e")
        terminal.see("What is claimed")
        terminal.type("\x7f over the river.\r")  # the full stop goes, and more words come
        for question in ("The document's words", "How the words are given", "Where in the document", "The day, month or year"):
            terminal.see(question)
            terminal.type("\r")
        terminal.see("Who says so?")
        terminal.type("\x15Ben Sample\r")  # the whole name goes
        for question in ("What kind of source", "The source as printed", "The role", "The organisation", "The words that attribute"):
            terminal.see(question)
            terminal.type("\r")
        for question in ("Where it stands", "How it spoke"):
            terminal.see(question)
            terminal.type("\r")
        terminal.see("Edited: c")
        terminal.see("[q]uit")
        terminal.type("q")
        terminal.end()

    assert claims(database) == [f"{BOTH} over the river."]
    assert rows(database, "select entity_id, source_text, cue from attributions") == [("ben-sample", "Ann Example", "said")]
    ((decision,),) = rows(database, "select decision from candidates where state = 'edited'")
    assert set(json.loads(decision)["changed"]) == {"statement", "attributions"}


def test_what_was_typed_is_not_lost_to_a_refusal(database: Path) -> None:
    kept = (
        "How the words are given", "Where in the document", "The day, month or year", "Who says so?", "What kind of source",
        "The source as printed", "The role", "The organisation", "The words that attribute", "Where it stands", "How it spoke",
    )  # fmt: skip

    with running(database, "decide-candidates") as terminal:
        terminal.see("[q]uit")
        terminal.type("e")
        for typed_statement, typed_quote in (("\x7f over the river.\r", "\x15Nobody said this\r"), ("\r", "\x15The bridge is shut\r")):
            terminal.see("What is claimed")
            terminal.type(typed_statement)
            terminal.see("The document's words")
            terminal.type(typed_quote)
            for question in kept:
                terminal.see(question)
                terminal.type("\r")
            if "Nobody" in typed_quote:
                assert "does not occur in the text" in terminal.see("Mend what you typed?")
                terminal.type("yes\r")
        terminal.see("Edited: c")
        terminal.see("[q]uit")
        terminal.type("q")
        terminal.end()

    assert rows(database, "select statement, quote from claims") == [(f"{BOTH} over the river.", "The bridge is shut")]


def test_a_draft_is_split_and_the_split_undone(database: Path) -> None:
    with running(database, "decide-candidates") as terminal:
        terminal.see("[q]uit")
        terminal.type("s")
        terminal.see("With which words does the second claim begin?")
        terminal.type("and buses\r")
        assert "statement  The bridge is shut." in terminal.see("[q]uit")
        terminal.type("u")
        assert "Undone: the draft waits again." in terminal.see("1 of 3")
        assert f"statement  {BOTH}." in terminal.see("[q]uit")
        terminal.type("q")
        terminal.end()

    assert states(database)[:3] == ["pending"] * 3
    assert states(database)[3:] == ["rejected"] * 2


def test_a_draft_is_merged_with_the_next_one(database: Path) -> None:
    with running(database, "decide-candidates") as terminal:
        terminal.see("[q]uit")
        terminal.type("m")
        assert "The next one: It opens in June." in terminal.see("Make one draft of both?")
        terminal.type("yes\r")
        assert f"statement  {BOTH}. It opens in June." in terminal.see("[q]uit")
        terminal.type("a")
        terminal.see("[q]uit")
        terminal.type("q")
        terminal.end()

    assert claims(database) == [f"{BOTH}. It opens in June."]


def test_the_last_decision_of_an_earlier_round_is_undone_too(database: Path) -> None:
    run(database, "decide-candidates", "--accept-above", "0.8")

    with running(database, "decide-candidates") as terminal:
        assert "1 of 1" in terminal.see("[q]uit")
        terminal.type("u")
        assert "Undone: the draft waits again. c" in terminal.see("statement  It opens in June.")
        terminal.see("[q]uit")
        terminal.type("q")
        terminal.end()

    assert claims(database) == [f"{BOTH}."]


def test_a_skipped_draft_waits_on_and_help_lists_the_keys(database: Path) -> None:
    with running(database, "decide-candidates") as terminal:
        terminal.see("[q]uit")
        terminal.type("?")
        assert "split: two claims, not one" in terminal.see("[q]uit")
        for place in ("2 of 3", "3 of 3"):
            terminal.type("n")
            terminal.see(place)
            terminal.see("[q]uit")
        terminal.type("n")
        terminal.see("Nothing decided. 3 still wait.")
        assert terminal.end() == 0


def test_what_the_record_refuses_is_told_and_the_draft_stays(database: Path) -> None:
    with closing(open_store(database)) as store:
        statement = draft_of("The council meets again.")
        (document,) = store.connection.execute("select id from documents").fetchone()
        save_drafts(store, document, [Draft({**statement.entry, "statement": "Why?"}, statement.start, statement.end, 0.1, "", {})],
                    extractor="rules 1", by="tester")  # fmt: skip

    with running(database, "decide-candidates") as terminal:
        for _ in range(3):
            terminal.see("[q]uit")
            terminal.type("n")
        terminal.see("[q]uit")
        terminal.type("a")
        assert "statement 'Why?'" in terminal.see("statement  Why?")
        terminal.see("[q]uit")
        terminal.type("\x03")
        terminal.see("4 still wait.")
        assert terminal.end() == 0


def test_a_name_like_a_recorded_one_is_asked_about(database: Path) -> None:
    run(database, "add-claim", "--outlet", "Gazette", "--title", "Other", "--url", "https://gazette.example/2",
        "--statement", "The bridge was closed on 3 May 2026.", "--speaker", "Ann Exampel")  # fmt: skip

    with running(database, "decide-candidates") as terminal:
        terminal.see("[q]uit")
        terminal.type("a")
        assert "'Ann Example' is not recorded, but ann-exampel is." in terminal.see("Is it somebody else?")
        terminal.type("no\r")
        terminal.see("Edited: c")
        terminal.see("[q]uit")
        terminal.type("q")
        terminal.end()

    assert rows(database, "select entity_id, source_text from attributions order by id desc limit 1") == [("ann-exampel", "Ann Example")]


def test_what_somebody_wrote_around_the_program_steers_no_terminal(tmp_path: Path) -> None:
    path = tmp_path / "hostile.db"
    make_hostile(path)
    with closing(open_store(path)) as store:
        store.connection.execute(
            "insert into candidates (id, document_id, extractor, draft, because) select 'k1', id, ?1, json_object('statement', ?1), ?1 from"
            " documents limit 1",
            ("\x1b]0;owned\x07\x1b[31m",),
        )

    with running(path, "decide-candidates", NO_COLOR="1") as terminal:
        for _ in range(3):  # so many drafts wait there
            terminal.see("[q]uit")
            terminal.type("n")
        terminal.see("Nothing decided. 3 still wait.")
        assert terminal.end() == 0

    assert "\\u001b]0;owned\\u0007" in terminal.shown
    assert not {char for char in terminal.shown if not char.isprintable()} - {"\n", "\t"}


# Without a terminal


def test_elsewhere_than_in_a_terminal_the_flags_are_named(database: Path) -> None:
    told = run(database, "decide-candidates", status=1).stderr

    assert told.startswith("Error: 3 drafts wait, and deciding about them takes a terminal.")
    assert "--accept-all" in told


def test_all_are_accepted_and_undone_by_flags(database: Path) -> None:
    told = run(database, "decide-candidates", "--accept-all")
    assert "3 accepted, 0 refused and waiting. Undo: claims decide-candidates --undo-last 3" in told.stdout
    assert len(claims(database)) == 3

    assert run(database, "decide-candidates", "--undo-last", "3").stdout.count("waits again") == 3
    assert claims(database) == []
    assert "0 faults" in run(database, "check-database").stdout


def test_what_waits_and_what_was_accepted_is_told_as_json(database: Path) -> None:
    waiting = json.loads(run(database, "decide-candidates", "--json").stdout)
    assert [one["draft"]["quote"] for one in waiting] == [BOTH, JUNE, OWN]

    done = json.loads(run(database, "decide-candidates", "--accept-above", "0.5", "--json").stdout)
    assert [one["candidate"] for one in done["accepted"]] == [one["id"] for one in waiting[:2]]
    assert (done["refused"], done["below"]) == ([], 1)
    assert json.loads(run(database, "decide-candidates", "--undo-last", "--json").stdout)[0]["candidate"] == waiting[1]["id"]


def test_two_ways_to_decide_at_once_are_refused(database: Path) -> None:
    assert "Give one of" in run(database, "decide-candidates", "--accept-all", "--undo-last", status=1).stderr


def test_nothing_that_waits_is_no_error(database: Path) -> None:
    run(database, "decide-candidates", "--accept-all")

    assert run(database, "decide-candidates").stdout == "No draft waits. Draft claims with: claims draft-claims DOCUMENT\n"


def test_a_document_is_drafted_once_and_a_wrong_one_is_told(database: Path) -> None:
    ((document,),) = rows(database, "select id from documents")

    told = run(database, "draft-claims", document, "d9", status=1)

    assert told.stdout.startswith(f"{document}: ")
    assert "drafted already (by" in told.stdout
    assert "d9: No document 'd9' is recorded." in told.stderr
    assert json.loads(run(database, "draft-claims", document[:6], "--json").stdout)["drafted"][0]["new"] == []


def test_the_report_tells_agreement_and_exports_decisions(database: Path, tmp_path: Path) -> None:
    target = tmp_path / "decisions.jsonl"
    run(database, "decide-candidates", "--accept-all")

    told = run(database, "extraction-report", "--export", str(target)).stdout

    assert "rules 1\tattributed\t2\t0\t2\t0\t0\t0\t0\t1.00\t2 of 2\t2 of 2" in told
    assert f"1 documents with 2 attributions written to {target}" in told
    (line,) = target.read_text(encoding="utf-8").splitlines()
    exported = json.loads(line)
    assert set(exported) == {"doc_id", "title", "text", "attributions"}
    assert [TEXT[slice(*one["content"][0])] for one in exported["attributions"]] == [BOTH, JUNE]
    assert "is never overwritten" in run(database, "extraction-report", "--export", str(target), status=1).stderr
    report = json.loads(run(database, "extraction-report", "--json").stdout)
    assert report["extractors"][0]["precision"] == 1.0


def test_a_report_about_nothing_says_what_to_do(tmp_path: Path) -> None:
    open_store(tmp_path / "blank.db", create=True).close()

    assert "No program has drafted anything yet" in run(tmp_path / "blank.db", "extraction-report").stdout
