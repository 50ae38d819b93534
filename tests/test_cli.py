"""The commands as people run them: real processes, real files, a real terminal."""

import json
import os
import pty
import select
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from claims.settings import house_folder

CLAIMS = [sys.executable, "-m", "claims"]
BRIDGE = [
    "--outlet", "The Example", "--title", "Bridge closed", "--url", "https://example.org/bridge", "--language", "en",
    "--statement", "The bridge was closed on 3 May 2026.",
]  # fmt: skip
ANN = ["--speaker", "Ann Example", "--cue", "said"]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "claims.db"
    run(path, "build-database")
    return path


def run(database: Path, *arguments: str, stdin: bytes = b"", status: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a command on a database and expect an exit code; never a traceback."""
    environment = {**os.environ, "CLAIMS_DB": str(database), "CLAIMS_USER": "tester", "NO_COLOR": "1"}
    done = subprocess.run([*CLAIMS, *arguments], input=stdin, capture_output=True, env=environment, check=False, timeout=120)
    result = subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in result.stderr, result.stderr
    assert result.returncode == status, (result.stdout, result.stderr)
    return result


def added_id(result: subprocess.CompletedProcess[str]) -> str:
    """Return the id that `add-claim --as-json` prints."""
    return str(json.loads(result.stdout)[0]["claim"])


def test_a_claim_is_added_by_options(database: Path) -> None:
    result = run(database, "add-claim", *BRIDGE, *ANN)

    assert result.stdout.startswith("Added c")
    assert "new person: Ann Example (ann-example)" in result.stdout
    assert "Next: can it be checked?" in result.stdout


def test_a_claim_is_added_by_json_from_standard_input(database: Path) -> None:
    entry = {
        "document": {"title": "Bridge", "outlet": "The Example", "url": "https://example.org/b"},
        "statement": "The bridge carries 3,100 vehicles a day.",
    }

    result = run(database, "add-claim", "--json", "-", "--as-json", stdin=json.dumps(entry).encode())

    page = json.loads(run(database, "show", added_id(result), "--json").stdout)
    assert page["claim"]["quotation"] == "own_voice"
    assert page["claim"]["created_by"] == "tester"


def test_several_claims_by_json_are_added_together_or_not_at_all(database: Path) -> None:
    good = {"document": {"title": "B", "outlet": "The Example", "url": "https://example.org/b"}, "statement": "The ferry runs daily."}
    bad = {**good, "statement": "Is it?", "attributions": [{"speaker": "Ann Example"}]}

    result = run(database, "add-claim", "--json", "-", stdin=f"{json.dumps(good)}\n{json.dumps(bad)}\n".encode(), status=1)

    assert "statement 'Is it?'" in result.stderr
    assert "The ferry runs daily." not in run(database, "export-claims").stdout


def test_a_claim_is_added_by_answering_questions_in_a_terminal(database: Path) -> None:
    answers = [
        "Keeper retires", "The Example", "https://example.org/keeper", "", "",
        "The keeper of the lighthouse retired on 3 May 2026.", "", "2026-05-03",
        "Ann Example", "named_person", "", "mayor", "said",
        "verifiable", "public_record", "The council publishes its staff list.", "yes",
    ]  # fmt: skip

    output = answer(database, answers)

    assert "Added c" in output, output
    assert "Ann Example" in run(database, "export-claims", "--format", "csv").stdout


def test_stopping_in_the_middle_of_the_questions_writes_nothing(database: Path) -> None:
    before = run(database, "export-claims").stdout

    output = answer(database, ["Bridge closed", "The Example", "\x03"])

    assert "Stopped: nothing was written." in output
    assert run(database, "export-claims").stdout == before


def test_an_answer_that_breaks_a_rule_is_refused_at_once_and_can_be_mended(database: Path) -> None:
    output = answer(database, ["Bridge closed", "The Example", "ftp://example.org", "\x03"])

    assert "begins neither with http:// nor with https://" in output


def answer(database: Path, answers: list[str]) -> str:
    """Run `add-claim` bare in a terminal of its own and type the answers, one at each question; return what it showed."""
    environment = {**os.environ, "CLAIMS_DB": str(database), "CLAIMS_USER": "tester", "PROMPT_TOOLKIT_NO_CPR": "1", "TERM": "xterm"}
    controller, terminal = pty.openpty()
    child = subprocess.Popen(
        [*CLAIMS, "add-claim"], stdin=terminal, stdout=terminal, stderr=terminal, env=environment, start_new_session=True, close_fds=True
    )
    os.close(terminal)
    shown = ""
    try:
        for text in answers:
            shown += read_until_quiet(controller)
            os.write(controller, text.encode() if text == "\x03" else text.encode() + b"\r")
        deadline = time.monotonic() + 60
        while child.poll() is None and time.monotonic() < deadline:
            shown += read_until_quiet(controller)
        shown += read_until_quiet(controller)
        assert child.poll() is not None, shown
    finally:
        if child.poll() is None:
            child.kill()
        child.wait()
        os.close(controller)
    return shown


def read_until_quiet(controller: int, quiet_s: float = 0.4, longest_s: float = 30) -> str:
    """Read what a terminal shows until it has shown something and then stays quiet."""
    seen = b""
    deadline = time.monotonic() + longest_s
    while time.monotonic() < deadline:
        ready, _, _ = select.select([controller], [], [], quiet_s)
        if not ready:
            if seen:
                break
            continue
        try:
            chunk = os.read(controller, 65536)
        except OSError:
            break
        if not chunk:
            break
        seen += chunk
    return seen.decode(errors="replace")


def test_adding_the_same_claim_twice_changes_nothing(database: Path) -> None:
    run(database, "add-claim", *BRIDGE, *ANN)
    before = run(database, "export-claims").stdout

    result = run(database, "add-claim", *BRIDGE, *ANN)

    assert "Already recorded, nothing changed" in result.stdout
    assert run(database, "export-claims").stdout == before


def test_every_fault_of_an_entry_is_told_at_once(database: Path) -> None:
    result = run(
        database, "add-claim", "--outlet", "The Example", "--title", "T", "--url", "ftp://x", "--statement", "Why?",
        "--date", "2026-02-30", "--source-type", "unnamed_group", "--reason", "opinion", "--rationale", "no", status=1,
    )  # fmt: skip

    for field in ("document.url", "statement", "claim_date", "assessment.rationale"):
        assert field in result.stderr


def test_a_name_that_looks_like_a_recorded_one_is_questioned(database: Path) -> None:
    result = run(database, "add-claim", *BRIDGE, "--speaker", "Ahmed al-Sharify", "--cue", "said", status=1)

    assert "'Ahmed al-Sharify' is not recorded, but ahmed-al-sharifi is" in result.stderr
    assert run(database, "add-claim", *BRIDGE, "--speaker", "Ahmed al-Sharify", "--new").stdout.startswith("Added")


def test_a_publisher_that_looks_like_a_recorded_one_is_questioned_too(database: Path) -> None:
    review = ["review-claim", "c42fb96d", "--verdict", "unproven", "--summary", "Nothing was found that settles it yet."]

    assert "add --new" in run(database, *review, "--publisher", "Invented Desk (sampla)", status=1).stderr
    assert "invented-desk-sampla" in run(database, *review, "--publisher", "Invented Desk (sampla)", "--new").stdout


def test_a_claim_goes_from_assessment_over_evidence_to_a_verdict(database: Path) -> None:
    claim = added_id(run(database, "add-claim", *BRIDGE, *ANN, "--as-json"))
    verdict = ["review-claim", claim, "--verdict", "true", "--publisher", "The Example Desk", "--summary", "The register names that day."]

    assert "a verdict needs at least one evidence row" in run(database, *verdict, status=1).stderr
    run(database, "add-evidence", claim, "--stance", "supports", "--note", "It lists the closure.", "--title", "Register", "--outlet",
        "Council of the Example", "--kind", "record", "--url", "https://example.org/register")  # fmt: skip
    assert "not assessed as verifiable" in run(database, *verdict, status=1).stderr
    run(database, "assess-claim", claim, "--reason", "public_record", "--rationale", "The register is public.")
    run(database, *verdict, "--published", "--review-url", "https://example.org/checks/1")

    page = json.loads(run(database, "show", claim[:8], "--json").stdout)
    assert (page["verifiability"], page["verdict"]) == ("verifiable", "true")
    events = [event["what"] for event in json.loads(run(database, "history", claim, "--json").stdout)]
    assert events[0] == "recorded"
    assert {"assessed", "evidence", "reviewed"} <= set(events)


def test_a_slip_in_a_statement_is_mended_and_the_history_keeps_it(database: Path) -> None:
    claim = added_id(run(database, "add-claim", *BRIDGE, *ANN, "--as-json"))

    run(database, "edit-claim", claim, "--statement", "The bridge was shut on 4 May 2026.", "--date", "2026-05-04")

    assert "The bridge was shut on 4 May 2026." in run(database, "show", claim).stdout
    events = json.loads(run(database, "history", claim, "--json").stdout)
    assert events[-1]["detail"]["statement"] == "The bridge was closed on 3 May 2026."
    assert events[-1]["who"] == "tester"
    assert "is a question" in run(database, "edit-claim", claim, "--statement", "Was the bridge shut?", status=1).stderr
    assert "0 faults" in run(database, "check-database").stdout


def test_a_claim_that_nobody_has_judged_can_be_removed_and_no_other(database: Path) -> None:
    mistake = added_id(run(database, "add-claim", *BRIDGE, *ANN, "--as-json"))

    run(database, "remove-claim", mistake)

    assert "No claim" in run(database, "show", mistake, status=1).stderr
    assert "because assessments rest on it" in run(database, "remove-claim", "c479352e349aa979b", status=1).stderr
    assert "0 faults" in run(database, "check-database").stdout


def test_output_to_a_pipe_is_plain_and_tab_separated(database: Path) -> None:
    lines = run(database, "terms", "verdict").stdout.splitlines()

    assert lines[0] == "vocabulary\tterm\tlabel\tdefinition"
    assert "\x1b" not in "".join(lines)


def test_a_reader_that_stops_early_is_no_error(database: Path) -> None:
    with subprocess.Popen([*CLAIMS, "export-claims", "--db", str(database)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.readline()
        child.stdout.close()
        complaint = child.stderr.read()

    assert complaint == b""


def test_a_bad_import_tells_every_row_and_writes_nothing(database: Path, tmp_path: Path) -> None:
    before = run(database, "export-claims").stdout
    table = tmp_path / "claims.csv"
    table.write_text(
        "statement,outlet,title,url\nThe ferry runs every day.,The Example,F,https://example.org/f\nWhy?,The Example,F,https://example.org/f\n"
        "The ferry is green.,The Example,F,gopher://x\n",
        encoding="utf-8",
    )

    result = run(database, "import-claims", str(table), status=1)

    assert f"{table}:3: statement 'Why?'" in result.stderr
    assert f"{table}:4: document.url 'gopher://x'" in result.stderr
    assert "2 of 3 rows are bad: nothing was written" in result.stderr
    assert run(database, "export-claims").stdout == before


def test_skipped_rows_wait_with_their_reasons_in_a_file_of_their_own(database: Path, tmp_path: Path) -> None:
    table = tmp_path / "claims.csv"
    table.write_text(
        "statement,outlet,title,url\nThe ferry runs every day.,The Example,F,https://example.org/f\nWhy?,The Example,F,https://example.org/f\n",
        encoding="utf-8",
    )

    run(database, "import-claims", str(table), "--skip-bad")

    refused = tmp_path / "claims.refused.csv"
    assert "Why?" in refused.read_text(encoding="utf-8")
    refused.write_text(refused.read_text(encoding="utf-8").replace("Why?", "The ferry costs two crowns."), encoding="utf-8")
    assert "1 claims" in run(database, "import-claims", str(refused)).stdout


def test_claims_are_imported_from_standard_input(database: Path) -> None:
    entry = {"document": {"title": "F", "outlet": "The Example", "url": "https://example.org/f"}, "statement": "The ferry runs every day."}

    result = run(database, "import-claims", "-", stdin=json.dumps(entry).encode())

    assert "1 claims" in result.stdout


HOSTILE_INPUTS = {
    "NUL byte": b'{"statement": "The ferry\\u0000 runs every day."}',
    "lone surrogate": b'{"statement": "The ferry \\ud800 runs every day."}',
    "deep nesting": b"[" * 100_000,
    "invalid UTF-8": b'{"statement": "\xff\xfe"}',
    "10 MB statement": b'{"statement": "' + b"a " * 5_000_000 + b'"}',
    "no JSON": b"statement: what",
    "a list": b"[1, 2, 3]",
    "nothing": b"",
}


@pytest.mark.parametrize("raw", HOSTILE_INPUTS.values(), ids=HOSTILE_INPUTS.keys())
def test_hostile_input_gets_one_clear_error_and_changes_nothing(database: Path, raw: bytes) -> None:
    before = run(database, "export-claims").stdout

    result = run(database, "add-claim", "--json", "-", stdin=raw, status=1)

    assert result.stderr.startswith("Error: ")
    assert len(result.stderr) < 2_000
    assert run(database, "export-claims").stdout == before


def test_a_byte_order_mark_and_windows_line_ends_are_no_trouble(database: Path) -> None:
    entry = {"document": {"title": "F", "outlet": "The Example", "url": "https://example.org/f"}, "statement": "The ferry runs every day."}
    raw = b"\xef\xbb\xbf" + json.dumps(entry, indent=1).replace("\n", "\r\n").encode()

    assert run(database, "add-claim", "--json", "-", stdin=raw).stdout.startswith("Added")


def test_a_missing_database_is_named_with_the_next_step(tmp_path: Path) -> None:
    result = run(tmp_path / "none.db", "show", "c1", status=1)

    assert "run `claims build-database`" in result.stderr


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("not a database, but a long enough text to look like one to nobody" * 20, encoding="utf-8")

    result = run(path, "check-database", status=1)

    assert "it is not a SQLite database" in result.stderr


def test_a_built_database_lets_people_read_while_others_write(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("pragma journal_mode").fetchone() == ("wal",)


def test_an_existing_database_is_never_overwritten(database: Path) -> None:
    result = run(database, "build-database", status=1)

    assert "is never overwritten" in result.stderr


def test_a_sound_database_passes_and_a_damaged_one_fails_with_a_line_a_fault(database: Path) -> None:
    assert "0 faults" in run(database, "check-database").stdout

    damage = "drop trigger assessments_no_update; update claims set rowid = rowid + 100000 where rowid = 1;"
    subprocess.run([sys.executable, "-c", f"import sqlite3; sqlite3.connect({str(database)!r}).executescript({damage!r})"], check=True)
    result = run(database, "check-database", status=1)

    assert "schema: the trigger assessments_no_update is missing" in result.stdout
    assert "search: the index does not agree" in result.stdout


def test_init_makes_a_folder_that_works_on_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "desk"

    run(tmp_path / "unused.db", "init", str(folder))

    assert "0 faults" in run(folder, "check-database").stdout
    assert {"datasette.yaml", "metadata.yaml", "queries", "plugins"} <= {path.name for path in folder.iterdir()}


def test_serve_builds_the_sample_says_the_address_and_answers(tmp_path: Path) -> None:
    environment = {**os.environ, "CLAIMS_DB": str(tmp_path / "claims.db")}
    with subprocess.Popen([*CLAIMS, "serve", "--port", "0"], stdout=subprocess.PIPE, env=environment, text=True) as server:
        try:
            assert server.stdout is not None
            lines = [server.stdout.readline(), server.stdout.readline()]
            address = lines[1].split(" at ")[1].split()[0]
            answered = subprocess.run(
                [sys.executable, "-c", f"import urllib.request as r; print(r.urlopen({address!r} + 'claims/claims.json?_size=1').status)"],
                capture_output=True,
                text=True,
                check=True,
            )
            assert answered.stdout.strip() == "200"
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=30)


def test_every_command_has_help_with_an_example() -> None:
    from claims.cli import COMMANDS  # noqa: PLC0415

    for command in COMMANDS:
        assert command.help, command.name
        assert f"claims {command.name}" in (command.epilog or ""), command.name


def test_the_sample_comes_with_the_program() -> None:
    assert (house_folder() / "sample" / "1-al-fassel.jsonl").is_file()
