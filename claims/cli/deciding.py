"""Commands between an article and its claims: draft them, and decide about the drafts."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from claims.cli.command import by_option, command, counted, database_option, json_option, opened, person, print_json
from claims.cli.showing_drafts import visible
from claims.errors import ClaimsError
from claims.extractors import DEFAULT_ENGINE, EXTRACTORS
from claims.store.connection import Store
from claims.wording import shorten
from claims.workflow import accepting, drafting, waiting
from claims.workflow.deciding import drafted_claim

_SHOWN = 90


@command("draft-claims", "claims draft-claims d0ba627b")
@click.argument("documents", nargs=-1, required=True)
@click.option("--engine", type=click.Choice([*EXTRACTORS]), default=DEFAULT_ENGINE, show_default=True, help="What drafts.")
@by_option
@json_option
@database_option
def draft_claims(documents: tuple[str, ...], engine: str, by: str | None, as_json: bool, database: Path | None) -> None:
    """Draft the claims of DOCUMENTS whose texts are stored: who says what, and what the outlet says itself.

    Nothing is drafted twice; what was rejected stays rejected, and what is claimed already is left alone.
    """
    drafted: list[drafting.Drafted] = []
    failed: list[tuple[str, str]] = []
    with opened(database) as store:
        for document in documents:
            try:
                drafted.append(drafting.draft_claims(store, document, engine=engine, by=person(by)))
            except ClaimsError as error:
                failed.append((document, str(error)))
    if as_json:
        print_json({"drafted": [vars(one) for one in drafted], "failed": [{"document": name, "reason": why} for name, why in failed]})
    else:
        for one in drafted:
            click.echo(drafted_line(one))
    for name, why in failed:
        click.echo(f"{name}: {why}", err=True)
    if failed:
        click.get_current_context().exit(1)


def drafted_line(drafted: drafting.Drafted) -> str:
    """Return what became of the drafts of a document, with the next step."""
    told = {"drafted already": drafted.known, "rejected before": drafted.rejected_before, "claimed already": drafted.claimed}
    others = "".join(f", {count} {what}" for what, count in told.items() if count)
    following = f"  Next: claims decide-candidates --document {drafted.document_id}" if drafted.new else ""
    return f"{drafted.document_id}: {len(drafted.new)} new drafts{others} (by {drafted.extractor}).{following}"


@command("decide-candidates", "claims decide-candidates --document d0ba627b")
@click.option("--document", help="Only the drafts of this document: its id or the first characters of it.")
@click.option("--accept-all", is_flag=True, help="Accept all that wait as drafted, without asking.")
@click.option("--accept-above", type=click.FloatRange(0, 1), metavar="SCORE", help="Accept those with a score of at least SCORE.")
@click.option("--undo-last", type=click.IntRange(min=1), is_flag=False, flag_value=1, metavar="[N]", help="Undo your last N decisions. [1]")
@click.option("--new", "allow_similar", is_flag=True, help="Names that look like recorded ones really are others.")
@by_option
@json_option
@database_option
def decide_candidates(
    document: str | None, accept_all: bool, accept_above: float | None, undo_last: int | None, allow_similar: bool,
    by: str | None, as_json: bool, database: Path | None,
) -> None:  # fmt: skip
    """Go through the drafts that wait: accept, edit, reject, split, merge, undo; each with a key.

    With --accept-all, --accept-above or --undo-last nothing is asked. --json alone lists what waits.
    """
    if sum((accept_all, accept_above is not None, undo_last is not None)) > 1:
        raise ClaimsError("Give one of --accept-all, --accept-above and --undo-last.")
    with opened(database) as store:
        if undo_last is not None:
            _undo(store, undo_last, person(by), as_json=as_json)
        elif accept_all or accept_above is not None:
            _accept_many(store, document, accept_above, allow_similar=allow_similar, by=person(by), as_json=as_json)
        elif as_json:
            print_json([_as_json(waiting.look_at_candidate(store, one)) for one in waiting.waiting_candidates(store, document)])
        else:
            _go_through(store, document, person(by))


def _go_through(store: Store, document: str | None, by: str) -> None:
    count = len(waiting.waiting_candidates(store, document))
    if not count:
        click.echo("No draft waits. Draft claims with: claims draft-claims DOCUMENT")
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ClaimsError(
            f"{count} drafts wait, and deciding about them takes a terminal. Elsewhere give --accept-all or --accept-above SCORE, "
            "or --json to list them."
        )
    from claims.cli.going_through import Round  # noqa: PLC0415  (prompt_toolkit is slow to load and seldom needed)

    Round(store, by=by, document_id=document).run()


def _accept_many(store: Store, document: str | None, least: float | None, *, allow_similar: bool, by: str, as_json: bool) -> None:
    def progress(names: Sequence[str]) -> Iterable[str]:
        with click.progressbar(names, label="Accepting", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
            yield from bar

    done = accepting.accept_candidates(
        store, by=by, document_id=document, least_score=least, allow_similar=allow_similar, progress=progress
    )
    if as_json:
        print_json(
            {
                "accepted": [{"candidate": one.candidate_id, "claim": one.claim_id, "added": one.is_new} for one in done.accepted],
                "links": [{"from": link.from_id, "to": link.to_id, "score": link.score} for one in done.accepted for link in one.links],
                "refused": [one._asdict() for one in done.refused],
                "below": done.below,
            }
        )
    else:
        left = f", {done.below} left below {least:g}" if done.below and least is not None else ""
        undo = f" Undo: claims decide-candidates --undo-last {len(done.accepted)}" if done.accepted else ""
        click.echo(f"{len(done.accepted)} accepted, {len(done.refused)} refused and waiting{left}.{undo}")
        if repeating := sum(bool(one.links) for one in done.accepted):
            click.echo(f"{counted(repeating, 'claim')} of them may repeat what is recorded: decide in /queue/links.")
    for one in done.refused:
        click.echo(f"{one.candidate_id}: “{shorten(one.statement, _SHOWN)}”: {visible(one.reason)}", err=True)
    if done.refused and not done.accepted:
        click.get_current_context().exit(1)


def _undo(store: Store, count: int, by: str, *, as_json: bool) -> None:
    undone = accepting.undo_last(store, by=by, count=count)
    if as_json:
        print_json([{"candidate": one.candidate_id, "removed_claim": one.claim_id} for one in undone])
        return
    for one in undone:
        statement = shorten(str(drafted_claim(store, one.candidate_id).get("statement", "")), _SHOWN)
        removed = f" The claim {one.claim_id} is removed." if one.claim_id else ""
        click.echo(f"Undone: “{visible(statement)}” ({one.candidate_id}) waits again.{removed}")


def _as_json(one: waiting.Waiting) -> dict[str, Any]:
    candidate = one.candidate
    return {name: candidate.get(name) for name in ("id", "document_id", "extractor", "score", "because", "draft", "spans", "created_at")}
