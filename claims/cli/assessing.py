"""Commands that suggest whether recorded claims can be checked, and tell how far people agreed."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from claims.cli.command import (
    by_option,
    command,
    counted,
    database_option,
    json_option,
    opened,
    person,
    print_json,
    print_table,
    progress_bar,
    write_lines,
)
from claims.cli.showing_drafts import visible
from claims.cli.showing_repeats import marked
from claims.cli.showing_suggestions import suggestion_fields, suggestion_lines
from claims.errors import ClaimsError
from claims.matching import Span
from claims.store.connection import Store
from claims.vocabularies import Verifiability
from claims.workflow import suggesting, triage_agreement


@command("triage-claims", "claims triage-claims c1f2")
@click.argument("claims", nargs=-1)
@json_option
@database_option
def triage_claims(claims: tuple[str, ...], as_json: bool, database: Path | None) -> None:
    """Suggest whether CLAIMS can be checked, and why; without CLAIMS, of every claim that nothing has been suggested of yet.

    A suggestion decides nothing: a person accepts it with `claims assess-claim`, or in the queue of unassessed claims, which then
    shows first what is most worth checking.
    """
    with opened(database) as store:
        if not claims:
            _triage_new(store, as_json=as_json)
            return
        found = [suggesting.suggested_for(store, claim) for claim in claims]
        suggesting.suggest_assessments(store, claims)
    if as_json:
        print_json([{"claim": claim["id"], **suggestion_fields(suggestion)} for claim, suggestion in found])
        return
    for claim, suggestion in found:
        click.echo(f"{visible(claim['id'])}  {marked(claim['statement'], [Span(cue.start, cue.end) for cue in suggestion.because])}")
        for line in suggestion_lines(suggestion):
            click.echo(f"      {line}")
        if suggestion.reason is not None:
            click.echo(f"      Accept: claims assess-claim {visible(claim['id'])} --reason {suggestion.reason.value} --rationale '...'")


def _triage_new(store: Store, *, as_json: bool) -> None:
    with progress_bar(suggesting.without_suggestion(store), "Looking") as progress:
        count = suggesting.suggest_new_assessments(store, progress=progress)
    if as_json:
        print_json({"looked_at": count, "program": suggesting.triager()})
    elif count:
        click.echo(f"{counted(count, 'claim')} looked at. What is most worth checking comes first.")
        click.echo("Next: claims decide-assessments, or /queue/unassessed on the site")
    else:
        click.echo("Every claim has its suggestion already.")


@command("decide-assessments", "claims decide-assessments")
@by_option
@json_option
@database_option
def decide_assessments(by: str | None, as_json: bool, database: Path | None) -> None:
    """Go through the claims that nobody has assessed: accept what is suggested, say otherwise, skip, undo; each with a key.

    What is most worth checking comes first. --json alone lists what waits.
    """
    with opened(database) as store:
        waiting = suggesting.unassessed_claims(store)
        if as_json:
            found = [suggesting.suggested_for(store, claim) for claim in waiting]
            print_json([{"claim": claim["id"], "statement": claim["statement"], **suggestion_fields(one)} for claim, one in found])
        elif not waiting:
            click.echo("Every claim has been assessed.")
        elif sys.stdin.isatty() and sys.stdout.isatty():
            from claims.cli.going_through_suggestions import AssessmentRound  # noqa: PLC0415  (prompt_toolkit is slow to load)

            AssessmentRound(store, by=person(by)).run()
        else:
            waits = f"{counted(len(waiting), 'claim')} {'waits' if len(waiting) == 1 else 'wait'}"
            raise ClaimsError(f"{waits}, and deciding takes a terminal. Elsewhere give --json to list them, or use claims assess-claim.")


@command("triage-report", "claims triage-report --export assessed.jsonl")
@click.option("--export", "export_file", type=click.Path(path_type=Path), help="Write the assessed claims as training data, JSON lines.")
@json_option
@database_option
def triage_report(export_file: Path | None, as_json: bool, database: Path | None) -> None:
    """Show how far people agreed with what each version of the program suggested about verifiability.

    Only suggestions that were there before the assessment count. --export writes what people decided for `claims train-triage`.
    """
    with opened(database) as store:
        found = triage_agreement.triage_report(store)
        exported = None if export_file is None else write_lines(export_file, triage_agreement.training_statements(store))
    if as_json:
        print_json({"programs": [_report_fields(one) for one in found], "exported": exported})
        return
    if not found:
        click.echo("Nobody has assessed a claim after a program suggested something of it: claims triage-claims")
    else:
        _print_report(found)
    if exported is not None:
        click.echo(f"{exported:,} assessed claims written to {export_file}.")


def _report_fields(one: triage_agreement.TriageAgreement) -> dict[str, Any]:
    names = ("program", "assessed", "suggested", "same_status", "same_reason", "agreement")
    rows = [{"suggested": suggested, "given": given, "claims": n} for (suggested, given), n in sorted(one.table.items())]
    bands = [{"from": band.least, "assessed": band.decided, "mean_score": band.mean_score, "same": band.share} for band in one.bands]
    return {**{name: getattr(one, name) for name in names}, "table": rows, "bands": bands}


def _print_report(found: Sequence[triage_agreement.TriageAgreement]) -> None:
    rows = [(visible(one.program), one.assessed, one.suggested, one.same_status, one.same_reason, _share(one.agreement)) for one in found]
    print_table(rows, ("program", "assessed", "suggested", "same status", "same reason", "agreement"))
    given = [status.value for status in Verifiability]
    for one in found:
        click.echo()
        table = [[suggested, *(one.table[suggested, status] for status in given)] for suggested in (*given, triage_agreement.NOTHING)]
        print_table(table, ("suggested, then given:", *given))
        bands = [
            (f"{band.least:g} and more", band.decided, _share(band.mean_score), _share(band.share)) for band in one.bands if band.decided
        ]
        if bands:
            click.echo()
            print_table(bands, ("score", "assessed", "mean score", "same status"))


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
