"""Commands that add: one claim, one document, files of claims."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from claims.cli.command import by_option, command, counted, database_option, json_option, opened, person, print_json, progress_bar
from claims.errors import ClaimsError
from claims.settings import database_path
from claims.store.connection import Store
from claims.store.write import Added
from claims.vocabularies import REASONS_BY_STATUS, DocumentKind, Location, Medium, Quotation, Reliability, SourceType, Stance
from claims.workflow import adding, importing
from claims.workflow.looking import show_claim

if TYPE_CHECKING:
    from claims.workflow.suggesting import Suggestions

_REASONS = [reason.value for reasons in REASONS_BY_STATUS.values() for reason in reasons]

_DOCUMENT_OPTIONS = (
    click.option("--title", help="Title of the document, as printed."),
    click.option("--outlet", help="Outlet that published it: name or id."),
    click.option("--url", help="Where it was found."),
    click.option("--kind", type=click.Choice([kind.value for kind in DocumentKind]), help="What it is. [default: article]"),
    click.option("--byline", help="Author, as printed."),
    click.option("--language", help="Its language: en, ar, pt-BR ... [default: und, unknown]"),
    click.option("--published", "published_at", help="When: 2024, 2024-02, 2024-02-05, XXXX-02-05 or 2024-02-05T09:00:00Z."),
    click.option("--text-file", type=click.Path(path_type=Path), help="Its full text, UTF-8; quotes are then proved against it."),
)
_DOCUMENT_FIELDS = ("title", "outlet", "url", "kind", "byline", "language", "published_at")
_SOURCE_FIELDS = {
    "speaker": "speaker", "source_type": "source_type", "source_text": "source_text", "role": "role_text", "affiliation": "affiliation",
    "cue": "cue", "stance": "stance", "medium": "medium", "platform": "platform", "said": "said_date",
    "anonymity_reason": "anonymity_reason", "reliability": "reliability",
}  # fmt: skip


def document_options(function: click.decorators.FC) -> click.decorators.FC:
    """Let a command describe a document."""
    for option in reversed(_DOCUMENT_OPTIONS):
        function = option(function)
    return function


@command("add-claim", "claims add-claim --outlet 'The Example' --title 'Bridge closed' --url https://example.org/bridge"
         " --statement 'The bridge was closed on 3 May 2026.' --speaker 'Ann Example' --cue said --reason public_record"
         " --rationale 'The council publishes road closures.'")  # fmt: skip
@click.option("--statement", help="What is claimed, in your words, standing alone.")
@click.option("--quote", help="The document's words, exactly; with their quotation marks where they have them.")
@click.option(
    "--quotation", type=click.Choice([one.value for one in Quotation]), help="[default: own_voice without a source, else by the marks]"
)
@click.option("--start", "start_char", type=int, help="Where the quote begins in the text, where it occurs more than once.")
@click.option("--end", "end_char", type=int, help="Where it ends.")
@click.option("--location", type=click.Choice([one.value for one in Location]), help="Where in the document. [default: body]")
@click.option("--date", "claim_date", help="The day, month or year that the statement is about: 2024-02-05, 2024, XXXX-02-05.")
@click.option("--date-inferred", "claim_date_inferred", is_flag=True, help="The date was inferred and is not printed.")
@click.option("--speaker", help="Who says so: name or id. Leave out for an unnamed source or the outlet's own voice.")
@click.option("--source-type", type=click.Choice([one.value for one in SourceType]), help="[default: named_person with a speaker]")
@click.option("--source-text", help="The source as printed: 'a security official'. [default: the speaker]")
@click.option("--role", help="The role as printed.")
@click.option("--affiliation", help="The organisation that the source belongs to: name or id.")
@click.option("--cue", help="The words that attribute: said, stressed.")
@click.option("--stance", type=click.Choice([one.value for one in Stance]), help="[default: affirms]")
@click.option("--medium", type=click.Choice([one.value for one in Medium]), help="How the source spoke.")
@click.option("--platform", help="Where it was posted: name or id.")
@click.option("--said", help="When the source said it: 2024-02-05, 2024, XXXX-02-05.")
@click.option("--anonymity-reason", help="Why the reporter withholds the name, as printed.")
@click.option("--reliability", type=click.Choice([one.value for one in Reliability]), help="Admiralty letter.")
@click.option("--document", help="Id of a document that is recorded already, instead of the options that describe one.")
@document_options
@click.option("--reason", type=click.Choice(_REASONS), help="Can it be checked? The reason; it decides the status (`claims terms reason`).")
@click.option("--rationale", help="A sentence on why.")
@click.option("--check-after", help="For a prediction or promise: the day to look again.")
@click.option(
    "--json", "json_file", type=click.File("rb"), help="Read one claim, or one a line, as JSON from a file; - for standard input."
)
@click.option("--new", "allow_similar", is_flag=True, help="Names that look like recorded ones really are others.")
@click.option("--as-json", is_flag=True, help="Print the result as JSON.")
@by_option
@database_option
def add_claim(
    json_file: BinaryIO | None, allow_similar: bool, by: str | None, as_json: bool, database: Path | None, **given: object
) -> None:
    """Add one claim, by options, by JSON, or run bare in a terminal, by answering questions."""
    fields = {name: value for name, value in given.items() if value is not None and value is not False}
    if json_file is not None and fields:
        raise ClaimsError(f"--json brings the whole claim: leave out --{next(iter(fields)).replace('_', '-')}.")
    if json_file is not None:
        _add_from_json(json_file.read(), allow_similar, by, as_json, database)
    elif fields:
        with opened(database) as store:
            added = adding.add_claim(store, adding.claim_entry(entry_fields(fields)), by=person(by), allow_similar=allow_similar)
            _report(store, [added], as_json=as_json)
    else:
        _add_by_asking(by, as_json, database)


def _add_from_json(raw: bytes, allow_similar: bool, by: str | None, as_json: bool, database: Path | None) -> None:
    entries = adding.claim_entries_from_json(raw)
    with opened(database) as store:
        added = adding.add_claims(store, entries, by=person(by), allow_similar=allow_similar)
        _report(store, added, as_json=as_json)


def _add_by_asking(by: str | None, as_json: bool, database: Path | None) -> None:
    if not sys.stdin.isatty():
        raise ClaimsError("Nothing to add: give --statement and its options, or --json FILE, or run it bare in a terminal to be asked.")
    from claims.cli.asking import ask_for_claim  # noqa: PLC0415  (prompt_toolkit is slow to load and seldom needed)

    with opened(database) as store:
        _report(store, [ask_for_claim(store, person(by))], as_json=as_json, is_told=True)


def entry_fields(given: dict[str, object]) -> dict[str, object]:
    """Return options as the fields of an entry."""
    entry: dict[str, object] = {
        name: given[name]
        for name in ("statement", "quote", "quotation", "start_char", "end_char", "location", "claim_date", "claim_date_inferred")
        if name in given
    }
    if source := {field: given[option] for option, field in _SOURCE_FIELDS.items() if option in given}:
        entry["attributions"] = [source]
    described = document_fields(given)
    if "document" in given and described:
        raise ClaimsError("Give --document, or the options that describe one (--title, --outlet, --url, --text-file ...), not both.")
    entry["document"] = given.get("document", described)
    if assessment := {name: given[name] for name in ("reason", "rationale", "check_after") if name in given}:
        entry["assessment"] = assessment
    return entry


def document_fields(given: dict[str, object]) -> dict[str, object]:
    """Return options as the fields of a document."""
    fields = {name: given[name] for name in _DOCUMENT_FIELDS if given.get(name) is not None}
    if isinstance(path := given.get("text_file"), Path):
        fields["text"] = adding.read_text(path)
    return fields


def _report(store: Store, added: list[Added], *, as_json: bool, is_told: bool = False) -> None:
    """Print what was added, and what programs say of it unless whoever added it has been told (`is_told`)."""
    if as_json:
        print_json([_fields(store, one) for one in added])
        return
    for one in added:
        verb = "Added" if one.is_new else "Already recorded, nothing changed:"
        click.echo(f"{verb} {one.claim_id}  (document {one.document_id})")
        for entity in one.new_entities:
            click.echo(f"  new {entity.kind.label.lower()}: {entity.name} ({entity.id})")
    unassessed = [one.claim_id for one in added if show_claim(store, one.claim_id).verifiability == "unassessed"]
    reasons = {one.claim_id: _tell(store, one, is_assessed=one.claim_id not in unassessed) for one in added if not is_told and one.is_new}
    if unassessed:
        last = unassessed[-1]
        click.echo(f"Next: can it be checked?  claims assess-claim {last} --reason {reasons.get(last) or '...'} --rationale '...'")


def _tell(store: Store, added: Added, *, is_assessed: bool) -> str:
    from claims.cli.showing_suggestions import tell_of_recorded  # noqa: PLC0415  (slow to load, and loaded by then)

    return tell_of_recorded(store, added.claim_id, is_assessed=is_assessed)


def _fields(store: Store, added: Added) -> dict[str, Any]:
    from claims.cli.showing_suggestions import fields_of_recorded  # noqa: PLC0415  (slow to load, and loaded by then)

    told = fields_of_recorded(store, added.claim_id) if added.is_new else {"repeats": [], "suggestion": None}
    new_entities = [entity.id for entity in added.new_entities]
    return {"claim": added.claim_id, "document": added.document_id, "added": added.is_new, "new_entities": new_entities, **told}


@command("add-document", "claims add-document --outlet 'Council of Example' --title 'Minutes of 3 May' --kind record"
         " --url https://example.org/minutes --text-file minutes.txt")  # fmt: skip
@document_options
@click.option("--new", "allow_similar", is_flag=True, help="Names that look like recorded ones really are others.")
@by_option
@json_option
@database_option
def add_document(allow_similar: bool, by: str | None, as_json: bool, database: Path | None, **given: object) -> None:
    """Record a captured document: an article, a record, a report; for claims to stand in or as evidence."""
    with opened(database) as store:
        entry = adding.document_entry(document_fields(given))
        document, is_new = adding.add_document(store, entry, by=person(by), allow_similar=allow_similar)
    if as_json:
        print_json({"document": document.id, "added": is_new})
        return
    click.echo(f"{'Added' if is_new else 'Already recorded, nothing changed:'} {document.id}  ({document.title})")


@command("import-claims", "claims import-claims claims.csv more.jsonl --dry-run")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--dry-run", is_flag=True, help="Read and check everything, write nothing.")
@click.option("--skip-bad", is_flag=True, help="Write the good rows; the bad ones go, with their reasons, into a file beside the input.")
@by_option
@json_option
@database_option
def import_claims(files: tuple[Path, ...], dry_run: bool, skip_bad: bool, by: str | None, as_json: bool, database: Path | None) -> None:
    """Import files of claims: JSON lines (an export, or claims as for add-claim --json) or CSV.

    Every bad row is reported, and nothing is written unless all rows are good. What is recorded already is never overwritten. Up to a
    thousand new claims are compared with what is recorded, and looked at whether they can be checked, at once.
    """
    from claims.workflow.suggesting import refuse_bad_settings  # noqa: PLC0415  (slow to load)

    size = sum(path.stat().st_size for path in files if path.is_file())
    with opened(database) as store:
        if not dry_run:
            refuse_bad_settings(store)
        with click.progressbar(length=size, label="Importing", file=sys.stderr) as bar:
            report = importing.import_claims(store, list(files), by=person(by), dry_run=dry_run, skip_bad=skip_bad, progress=bar.update)
        with progress_bar(_new_claims(report), "Comparing") as progress:
            suggested = importing.suggest_about_import(store, report, progress=progress)
    if as_json:
        counts = suggested and {"compared": suggested.comparison.compared, "links": len(suggested.comparison.suggested)}
        print_json({**report_fields(report), "suggested": counts})
    else:
        print_report(report, database_path(database), dry_run=dry_run)
        _print_suggested(suggested)
    if report.bad_count and not (skip_bad and report.written):
        click.get_current_context().exit(1)


def _new_claims(report: importing.ImportReport) -> int:
    """Count the claims that will be compared at once."""
    count = report.added["claims"] if report.written else 0
    return count if count <= importing.MOST_AT_ONCE else 0


def _print_suggested(suggested: "Suggestions | None") -> None:
    if suggested is None:
        click.echo("Next: what do they repeat?  claims match-claims    Can they be checked?  claims triage-claims")
    elif suggested.comparison.compared:
        links, compared = len(suggested.comparison.suggested), suggested.comparison.compared
        decide = " Decide in the queue of suggested links: ./scripts/serve, then /queue/links" if links else ""
        click.echo(f"{counted(compared, 'claim')} compared with what is recorded, {counted(links, 'link')} suggested.{decide}")


def report_fields(report: importing.ImportReport) -> dict[str, object]:
    """Return what an import did, as JSON has it."""
    return {
        "rows": report.rows,
        "written": report.written,
        "added": dict(report.added),
        "already": report.already,
        "kept": report.kept,
        "kept_count": report.kept_count,
        "bad_count": report.bad_count,
        "bad": [{"file": str(bad.path), "line": bad.line, "faults": [vars(fault) for fault in bad.faults]} for bad in report.bad],
        "refused_files": [str(path) for path in report.refused_files],
    }


def print_report(report: importing.ImportReport, database: Path, *, dry_run: bool = False) -> None:
    """Print what an import did: results on standard output, trouble on standard error."""
    for bad in report.bad:
        for fault in bad.faults:
            click.echo(f"{bad.path}:{bad.line}: {fault}", err=True)
    if report.bad_count > len(report.bad):
        click.echo(f"... and {report.bad_count - len(report.bad)} more bad rows.", err=True)
    for name in report.kept[:20]:
        click.echo(f"{name}: recorded differently; the recorded one was kept.", err=True)
    if report.kept_count > 20:
        click.echo(f"... and {report.kept_count - 20} more that differ.", err=True)
    listed = ", ".join(f"{count:,} {table.replace('_', ' ')}" for table, count in report.added.items()) or "nothing new"
    if dry_run:
        click.echo(f"Dry run: {report.rows:,} rows read, {report.bad_count:,} bad. Nothing was written; it would have added: {listed}.")
    elif report.written:
        click.echo(f"Added to {database}: {listed}. {report.already:,} recorded already.")
    else:
        click.echo(f"{report.bad_count:,} of {report.rows:,} rows are bad: nothing was written. Mend them, or add --skip-bad.", err=True)
    for path in report.refused_files:
        click.echo(f"{report.bad_count:,} bad rows, with their reasons: {path}. Mend and import that file.", err=True)
