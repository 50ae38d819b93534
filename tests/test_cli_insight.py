"""Asking whether something has been said before and whether it can be checked, as people do it: real processes, a real terminal."""

import json
import os
import signal
import subprocess
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hostile import make_hostile
from insight import APART, FERRY, FERRY_AGAIN, FERRY_OTHERWISE, record, record_apart, record_uncompared
from store.by_hand import one
from store.typed import typed_document
from terminal import CLAIMS, running

from claims.extractors.drafts import Draft
from claims.store.connection import Store, connect
from claims.store.schema import open_store
from claims.workflow.adding import add_document
from claims.workflow.drafting import save_drafts
from claims.workflow.linking import merge_entities

AGAIN = [
    "--outlet", "Courier", "--title", "Ferry", "--url", "https://courier.example/ferry", "--language", "en", "--statement", FERRY_AGAIN,
]  # fmt: skip
OPINION = "The new ferry should be given a better name."


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Return a database with some claims, one about the ferry."""
    path = tmp_path / "claims.db"
    with closing(open_store(path, create=True)) as store:
        record_apart(store)
        record(store, FERRY, "ferry", speaker="Ahmed al-Sharifi")
    return path


def run(database: Path, *arguments: str, stdin: bytes = b"", status: int = 0, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command on a database and expect an exit code; never a traceback."""
    given = {**os.environ, "CLAIMS_DB": str(database), "CLAIMS_USER": "tester", "NO_COLOR": "1", **environment}
    done = subprocess.run([*CLAIMS, *arguments], input=stdin, capture_output=True, env=given, check=False, timeout=120)
    result = subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in result.stderr, result.stderr
    assert result.returncode == status, (result.stdout, result.stderr)
    return result


def as_json(database: Path, *arguments: str, **given: Any) -> Any:
    """Run a command and return the JSON that it prints."""
    return json.loads(run(database, *arguments, **given).stdout)


def ferry(database: Path) -> str:
    """Return the id of the claim about the ferry."""
    with closing(open_store(database)) as store:
        return str(one(store.connection, "select id from claims where statement = ?", FERRY))


def rows(database: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(open_store(database)) as store:
        return [tuple(row) for row in store.connection.execute(query)]


def forget(store: Store) -> None:
    """Forget what was compared and suggested."""
    for table in ("claim_links", "compared_claims", "claim_pairs", "claims_to_assess", "suggested_assessments"):
        store.connection.execute(f"delete from {table}")


# Adding


def test_adding_by_options_tells_what_is_recorded_already_and_what_is_suggested(database: Path) -> None:
    result = run(database, "add-claim", *AGAIN)

    assert "Recorded already" in result.stderr
    assert f"likely the same  {ferry(database)}" in result.stderr
    assert "*ferry Amelia*" in result.stderr
    assert "The same: claims link-claims c" in result.stderr
    assert "Suggested of c" in result.stderr
    assert result.stdout.startswith("Added c")
    assert "--reason public_data --rationale" in result.stdout


def test_the_commands_that_are_named_do_what_they_say(database: Path) -> None:
    told = run(database, "add-claim", *AGAIN)
    (link,) = [line for line in told.stderr.splitlines() if "link-claims" in line]
    ends = link.partition("claims link-claims ")[2].split(" --")[0].split()

    run(database, "link-claims", *ends, "--relation", "same_as", "--judgement", "rejected")

    assert "nothing else recorded says this" in run(database, "match-claims", ends[0]).stdout
    assert rows(database, "select judgement from claim_links") == [("rejected",)]


def test_what_is_joined_already_is_told(database: Path) -> None:
    told = run(database, "add-claim", *AGAIN)
    (link,) = [line for line in told.stderr.splitlines() if "link-claims" in line]
    ends = link.partition("claims link-claims ")[2].split(" --")[0].split()
    run(database, "link-claims", *ends, "--relation", "same_as")

    assert f"{ends[0]} is joined with {ends[1]}" in run(database, "match-claims", ends[0]).stdout


def test_adding_says_nothing_of_repeats_where_there_are_none(database: Path) -> None:
    result = run(database, "add-claim", *AGAIN[:-1], "A comet was seen over Port Sample in March.")

    assert "Recorded already" not in result.stderr


def test_what_is_assessed_at_once_gets_no_suggestion(database: Path) -> None:
    result = run(database, "add-claim", *AGAIN, "--reason", "public_data", "--rationale", "The council publishes its accounts.")

    assert "Suggested" not in result.stderr
    assert "Recorded already" in result.stderr


def test_adding_as_json_tells_repeats_and_suggestion(database: Path) -> None:
    (added,) = as_json(database, "add-claim", *AGAIN, "--as-json")

    assert [one["claim"]["id"] for one in added["repeats"]] == [ferry(database)]
    assert added["repeats"][0]["likeness"] == "likely"
    assert added["suggestion"]["status"] == "verifiable"

    (again,) = as_json(database, "add-claim", *AGAIN, "--as-json")
    assert (again["added"], again["repeats"], again["suggestion"]) == (False, [], None)


def test_bad_rules_of_ones_own_stop_adding_and_importing_before_anything_is_written(database: Path, tmp_path: Path) -> None:
    rules = tmp_path / "own.toml"
    rules.write_text("this is no TOML", encoding="utf-8")
    before = run(database, "export-claims").stdout
    file = tmp_path / "claims.csv"
    file.write_text("statement,outlet,title,url\nThe ferry runs every day.,Courier,F,https://courier.example/f\n", encoding="utf-8")

    for arguments in (["add-claim", *AGAIN], ["import-claims", str(file)]):
        refused = run(database, *arguments, status=1, CLAIMS_TRIAGE_RULES=str(rules))
        assert "own.toml" in refused.stderr
    assert run(database, "export-claims").stdout == before


def test_a_repeat_is_joined_while_one_adds_it_in_a_terminal(database: Path) -> None:
    with running(database, "add-claim", NO_COLOR="1") as terminal:
        answer_up_to_the_assessment(terminal)
        told = terminal.see("Can it be checked? (Enter to leave out)")
        assert "Recorded already:" in told
        assert f"likely the same  {ferry(database)}" in told
        assert "The program thinks:" in told
        terminal.type("\r")
        terminal.see("Write it?")
        terminal.type("yes\r")
        terminal.see("Is it the same as")
        terminal.see("The same?")
        terminal.type("yes\r")
        terminal.see("Added c")
        assert terminal.end() == 0

    assert rows(database, "select judgement, decided_by from claim_links") == [("confirmed", "tester")]


@pytest.mark.parametrize("key", ["\r", "\x03"], ids=["Enter", "Ctrl-C"])
def test_a_question_that_is_left_open_waits_and_the_claim_is_recorded(database: Path, key: str) -> None:
    with running(database, "add-claim", NO_COLOR="1") as terminal:
        answer_up_to_the_assessment(terminal)
        terminal.see("Can it be checked? (Enter to leave out)")
        terminal.type("\r")
        terminal.see("Write it?")
        terminal.type("yes\r")
        terminal.see("The same?")
        terminal.type(key)
        terminal.see("Added c")
        assert terminal.end() == 0

    assert "Stopped" not in terminal.shown
    assert rows(database, "select judgement from claim_links") == [("suggested",)]


def answer_up_to_the_assessment(terminal: Any) -> None:
    """Type a claim that says what is recorded about the ferry, in the outlet's own voice."""
    answers = {
        "Title of the document": "Ferry", "Outlet": "Courier", "URL": "https://courier.example/ferry", "Published": "", "Language": "en",
        "What is claimed": FERRY_AGAIN, "The document's words": "", "The day, month or year": "", "Who says so?": "",
        "what kind of source": "",
    }  # fmt: skip
    for question, words in answers.items():
        terminal.see(question)
        terminal.type(f"{words}\r")


# Drafts


@pytest.fixture
def drafted(database: Path) -> Path:
    """Return the database with a draft that repeats a claim."""
    entry: dict[str, Any] = {"statement": FERRY_AGAIN, "quote": FERRY_AGAIN, "start_char": 0, "end_char": len(FERRY_AGAIN)}
    draft = Draft({**entry, "quotation": "own_voice", "attributions": []}, 0, len(FERRY_AGAIN), 0.9, "", {})
    article = typed_document(url="https://courier.example/1", outlet="Courier", text=FERRY_AGAIN)
    with closing(open_store(database)) as store:
        document, _ = add_document(store, article, by="tester")
        save_drafts(store, document.id, [draft], extractor="rules 1", by="tester")
    return database


def test_a_draft_is_shown_with_what_it_repeats_and_what_is_suggested(drafted: Path) -> None:
    with running(drafted, "decide-candidates", NO_COLOR="1") as terminal:
        seen = terminal.see("[q]uit")
        terminal.type("a")
        told = terminal.see("0 still wait.")
        assert terminal.end() == 0

    assert "Recorded already:" in seen
    assert f"likely the same  {ferry(drafted)}" in seen
    assert "Can it be checked? The program thinks:" in seen
    assert "The same: claims link-claims c" in told


def test_drafts_that_are_accepted_all_at_once_are_compared_too(drafted: Path) -> None:
    done = as_json(drafted, "decide-candidates", "--accept-all", "--json")

    assert [{link["from"], link["to"]} for link in done["links"]] == [{ferry(drafted), done["accepted"][0]["claim"]}]
    run(drafted, "decide-candidates", "--undo-last")
    assert rows(drafted, "select count(*) from claim_links") == [(0,)]
    assert "1 claim of them may repeat" in run(drafted, "decide-candidates", "--accept-all").stdout


# Imports and edits


def test_an_import_is_compared_at_once(database: Path, tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    file.write_text(
        f'statement,outlet,title,url\n"{FERRY_AGAIN}",Courier,F,https://courier.example/f\n"{OPINION}",Courier,F,https://courier.example/f\n',
        encoding="utf-8",
    )

    assert "2 claims compared with what is recorded, 1 link suggested." in run(database, "import-claims", str(file)).stdout
    assert rows(database, "select count(*) from suggested_assessments")[0][0] == len(APART) + 3
    assert as_json(database, "import-claims", str(file), "--json")["suggested"] == {"compared": 0, "links": 0}


def test_a_dry_run_compares_nothing(database: Path, tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    file.write_text(f'statement,outlet,title,url\n"{FERRY_AGAIN}",Courier,F,https://courier.example/f\n', encoding="utf-8")

    told = run(database, "import-claims", str(file), "--dry-run").stdout

    assert "compared" not in told
    assert rows(database, "select count(*) from claim_links") == [(0,)]


def test_of_a_large_import_the_commands_that_compare_it_are_told(database: Path, tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    lines = [f"The ferry made {number} trips in May 2025.,Courier,F,https://courier.example/{number}" for number in range(1_001)]
    file.write_text("\n".join(["statement,outlet,title,url", *lines, ""]), encoding="utf-8")

    told = run(database, "import-claims", str(file)).stdout

    assert "claims match-claims" in told
    assert "claims triage-claims" in told


def test_a_built_database_holds_no_suggestions(tmp_path: Path) -> None:
    run(tmp_path / "new.db", "build-database")

    assert rows(tmp_path / "new.db", "select count(*) from suggested_assessments") == [(0,)]


def test_an_edit_tells_what_the_new_wording_repeats(database: Path) -> None:
    (added,) = as_json(database, "add-claim", *AGAIN[:-1], "A comet was seen over Port Sample in March.", "--as-json")

    told = run(database, "edit-claim", added["claim"], "--statement", FERRY_AGAIN)

    assert told.stdout.startswith(f"Changed {added['claim']}")
    assert f"likely the same  {ferry(database)}" in told.stderr


# Comparing


def test_a_claim_and_a_file_of_claims_are_looked_up(database: Path) -> None:
    typed = {"document": {"title": "F", "outlet": "Courier", "url": "https://courier.example/f"}, "statement": FERRY_AGAIN}

    found = as_json(database, "match-claims", "--file", "-", "--json", stdin=json.dumps(typed).encode())

    assert [one["claim"]["id"] for one in found[0]["repeats"]] == [ferry(database)]
    assert FERRY_AGAIN not in run(database, "export-claims").stdout
    assert "nothing else recorded says this" in run(database, "match-claims", ferry(database)).stdout
    assert "not both" in run(database, "match-claims", "c1", "--file", "-", status=1).stderr
    assert "No claim 'c0123'" in run(database, "match-claims", "c0123", status=1).stderr


def test_a_sentence_is_looked_up_as_it_is(database: Path) -> None:
    (found, none) = as_json(database, "match-claims", "--text", FERRY_AGAIN, "--text", "A comet was seen over Port Sample.", "--json")

    assert [one["claim"]["id"] for one in found["repeats"]] == [ferry(database)]
    assert none["repeats"] == []
    told = run(database, "match-claims", "--text", "A comet was seen over Port Sample.").stdout
    assert "nothing recorded says this" in told
    assert "holds no word" in run(database, "match-claims", "--text", " \u202e?", status=1).stderr
    assert 'claims match-claims --text "..."' in run(database, "match-claims", FERRY_AGAIN, status=1).stderr


def test_everything_new_is_compared_once(database: Path) -> None:
    with closing(open_store(database)) as store:
        record(store, FERRY_AGAIN, "ferry-2")
        forget(store)

    assert "7 claims compared, 1 link suggested." in run(database, "match-claims").stdout
    assert "compared already" in run(database, "match-claims").stdout
    assert as_json(database, "match-claims", "--json") == {"compared": 0, "alike": 0, "suggested": []}
    assert as_json(database, "match-claims", "--again", "--json")["compared"] == 0


def test_an_empty_database_behaves(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "empty.db", create=True)):
        pass
    told = {
        name: run(tmp_path / "empty.db", name).stdout
        for name in ("match-claims", "deduplicate", "match-names", "triage-claims", "triage-report")
    }

    assert "compared already" in told["match-claims"]
    assert "No two claims" in told["deduplicate"]
    assert "0 names compared" in told["match-names"]
    assert "its suggestion already" in told["triage-claims"]
    assert "Nobody has assessed" in told["triage-report"]


def test_a_comparison_that_is_killed_loses_at_most_its_last_batch_and_goes_on(tmp_path: Path) -> None:
    """Killed without warning as soon as something is written; what is there afterwards is what an undisturbed one writes."""
    killed, undisturbed = tmp_path / "killed.db", tmp_path / "undisturbed.db"
    with closing(open_store(killed, create=True)) as store:
        record_uncompared(store, [f"{APART[number % 5].rstrip('.')}, as in {1600 + number // 5}." for number in range(300)])
        store.connection.execute("vacuum into ?", (str(undisturbed),))
    environment = {**os.environ, "CLAIMS_DB": str(killed), "CLAIMS_USER": "tester"}

    with subprocess.Popen([*CLAIMS, "match-claims"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        with closing(connect(killed)) as store:
            deadline = time.monotonic() + 60
            while not one(store.connection, "select count(*) from compared_claims") and time.monotonic() < deadline:
                time.sleep(0.002)
        child.send_signal(signal.SIGKILL)
    ((compared,),) = rows(killed, "select count(*) from compared_claims")

    assert 0 < compared < 300
    assert compared % 50 == 0
    assert "0 faults" in run(killed, "check-database").stdout
    assert as_json(killed, "match-claims", "--json")["compared"] == 300 - compared
    run(undisturbed, "match-claims")
    for query in ("select from_id, to_id, relation, judgement from claim_links order by 1, 2", "select * from claim_pairs order by 1, 2"):
        assert rows(killed, query) == rows(undisturbed, query)


def test_clusters_are_proposed_for_a_person(database: Path) -> None:
    with closing(open_store(database)) as store:
        for number, statement in enumerate((FERRY_AGAIN, FERRY_OTHERWISE)):
            record(store, statement, f"again-{number}")
        forget(store)

    told = run(database, "deduplicate").stdout

    assert told.startswith("3 claims that may be one:")
    assert FERRY in told
    assert told.count("likely the same") == 2
    assert told.count("both say") == 2
    (group,) = as_json(database, "deduplicate", "--json")
    assert len(group["claims"]) == 3
    assert [(match["claim"], match["score"] > 0.5, bool(match["because"])) for match in group["matches"]] == [
        (claim, True, True) for claim in group["claims"][1:]
    ]


def test_a_bad_line_of_statements_is_told_with_its_file_and_rule(tmp_path: Path) -> None:
    file = tmp_path / "statements.jsonl"
    file.write_text('{"id": "1", "text": "The bridge is shut."}\n{"id": "2", "text": 3}\n', encoding="utf-8")

    told = run(tmp_path / "none.db", "triage", "--input", str(file), "--output", str(tmp_path / "out.jsonl"), status=1).stderr

    assert f"Error: '{file}', line 2 text is not a string." in told


def test_a_file_of_texts_is_grouped_without_a_database(tmp_path: Path) -> None:
    lines = [{"id": "1", "text": FERRY}, {"id": "2", "text": APART[0]}, {"id": "3", "text": FERRY}]
    raw = "".join(f"{json.dumps(line)}\n" for line in lines).encode()

    told = run(tmp_path / "none.db", "deduplicate", "--input", "-", stdin=raw)

    assert [json.loads(line) for line in told.stdout.splitlines()] == [
        {"id": "1", "cluster": "1"}, {"id": "2", "cluster": "2"}, {"id": "3", "cluster": "1"},
    ]  # fmt: skip
    assert "line 1" in run(tmp_path / "none.db", "deduplicate", "--input", "-", stdin=b"no JSON\n", status=1).stderr


def test_names_are_merged_or_parted_and_asked_about_no_more(database: Path) -> None:
    with closing(open_store(database)) as store:
        record(store, "The harbour of Port Sample froze over.", "harbour", speaker="Ahmad Sharify")

    assert "ahmad-sharify\tahmed-al-sharifi" in run(database, "match-names").stdout
    assert as_json(database, "match-names", "--json")["waiting"][0]["to_id"] == "ahmed-al-sharifi"
    assert "never suggested again" in run(database, "merge-entities", "ahmad-sharify", "ahmed-al-sharifi", "--reject").stdout
    assert "no two look" in run(database, "match-names").stdout

    run(database, "merge-entities", "ahmad-sharify", "ahmed-al-sharifi")
    refused = run(database, "merge-entities", "ahmad-sharify", "ahmed-al-sharifi", "--reject", status=1)
    assert "are merged: part them with `claims merge-entities ahmad-sharify --undo`" in refused.stderr
    run(database, "merge-entities", "ahmad-sharify", "--undo")
    assert "no two look" in run(database, "match-names").stdout
    assert "0 faults" in run(database, "check-database").stdout


def test_two_ways_to_part_names_at_once_are_refused(database: Path) -> None:
    assert "Name GONE and INTO" in run(database, "merge-entities", "ahmed-al-sharifi", "--undo", "--reject", status=1).stderr
    assert "Name GONE and INTO" in run(database, "merge-entities", "ahmed-al-sharifi", "--reject", status=1).stderr


# Can it be checked?


def test_claims_are_looked_at_one_by_one_or_all_that_are_new(database: Path) -> None:
    with closing(open_store(database)) as store:
        opinion = record(store, OPINION, "opinion")
        forget(store)

    told = run(database, "triage-claims", opinion[:8]).stdout
    assert "The new ferry *should*" in told
    assert "Not checkable: " in told
    assert f"Accept: claims assess-claim {opinion} --reason " in told
    assert f"{len(APART) + 1} claims looked at." in run(database, "triage-claims").stdout
    assert "its suggestion already" in run(database, "triage-claims").stdout
    assert rows(database, "select count(*) from suggested_assessments") == [(len(APART) + 2,)]


def test_what_people_decided_is_compared_with_what_was_suggested_and_exported(database: Path, tmp_path: Path) -> None:
    with closing(open_store(database)) as store:
        store.connection.execute("drop trigger suggested_assessments_no_update")
        store.connection.execute("update suggested_assessments set suggested_at = '2020-01-01T00:00:00Z'")
    claim = ferry(database)
    run(database, "assess-claim", claim, "--reason", "public_data", "--rationale", "The council publishes its accounts.")
    target = tmp_path / "assessed.jsonl"

    told = run(database, "triage-report", "--export", str(target)).stdout

    assert told.splitlines()[1].startswith("claims triage ")
    assert f"1 assessed claims written to {target}." in told
    assert json.loads(target.read_text(encoding="utf-8"))["status"] == "verifiable"
    report = as_json(database, "triage-report", "--json")["programs"][0]
    assert (report["assessed"], report["suggested"], report["same_status"]) == (1, 1, 1)
    assert "exists and is never overwritten" in run(database, "triage-report", "--export", str(target), status=1).stderr


# Several at once


def test_two_who_compare_everything_at_once_suggest_each_pair_once(database: Path) -> None:
    with closing(open_store(database)) as store:
        record_uncompared(store, [f"{FERRY_OTHERWISE.rstrip('.')}, pier {number % 3}." for number in range(60)])
        forget(store)
    environment = {**os.environ, "CLAIMS_DB": str(database), "CLAIMS_USER": "tester"}
    both = [subprocess.Popen([*CLAIMS, "match-claims"], env=environment, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    complaints = [one.communicate(timeout=120)[1] for one in both]

    assert [one.returncode for one in both] == [0, 0], complaints
    assert rows(database, "select count(*) from compared_claims") == [(len(APART) + 61,)]
    assert "0 faults" in run(database, "check-database").stdout


def test_a_merge_takes_the_names_out_of_the_queue_for_everybody(database: Path) -> None:
    with closing(open_store(database)) as store:
        record(store, "The harbour of Port Sample froze over.", "harbour", speaker="Ahmad Sharify")
    run(database, "match-names")

    with closing(open_store(database)) as store:
        merge_entities(store, "ahmad-sharify", "ahmed-al-sharifi", by="dora")

    assert as_json(database, "match-names", "--json")["waiting"] == []


def test_what_somebody_wrote_around_the_program_steers_no_terminal(tmp_path: Path) -> None:
    path = tmp_path / "hostile.db"
    make_hostile(path)
    with closing(open_store(path)) as store:
        ids = [row[0] for row in store.connection.execute("select id from claims")]

    told = [run(path, name) for name in ("deduplicate", "match-names", "triage-report")]
    told += [run(path, name, *ids) for name in ("match-claims", "triage-claims")]

    for done in told:
        strange = {char for char in done.stdout + done.stderr if not char.isprintable()} - {"\n", "\t"}
        assert not strange, (done.args, strange)
