"""Commands that look for what is recorded twice: claims that say the same, and names that mean the same."""

from pathlib import Path
from typing import Any, BinaryIO

import click

from claims.cli.command import (
    command,
    counted,
    database_option,
    json_option,
    opened,
    print_json,
    print_table,
    progress_bar,
    tell_bad_lines,
)
from claims.cli.showing_drafts import visible
from claims.cli.showing_repeats import repeat_fields, repeat_lines
from claims.errors import ClaimsError, NotRecorded
from claims.store.connection import Store
from claims.workflow import clustering, matching, naming
from claims.workflow.adding import claim_entries_from_json


@command("match-claims", "claims match-claims c1f2")
@click.argument("claims", nargs=-1)
@click.option("--file", "typed", type=click.File("rb"), help="Claims as for add-claim --json, not recorded yet; - for standard input.")
@click.option("--text", "texts", multiple=True, help="A sentence, in quotes; may be given several times.")
@click.option("--again", is_flag=True, help="Without CLAIMS: also those that an older version of the program has compared.")
@click.option("--most", type=click.IntRange(1, 100), default=matching.MOST, show_default=True, help="So many repeats of each at most.")
@json_option
@database_option
def match_claims(
    claims: tuple[str, ...], typed: BinaryIO | None, texts: tuple[str, ...], again: bool, most: int, as_json: bool, database: Path | None
) -> None:
    """Look for recorded claims that say the same: as CLAIMS, as a sentence, as those of a file, or, without any, as everything new.

    What is likely the same waits as a suggested link until a person decides (the queue of suggested links, or `claims
    link-claims`). What was rejected once is never suggested again. A file or a sentence is only looked at; nothing of it is recorded.
    """
    if sum(map(bool, (typed is not None, claims, texts))) > 1:
        raise ClaimsError("Give CLAIMS that are recorded, or --text or --file with what is not, not both.")
    if not all(any(map(str.isalnum, text)) for text in texts):
        raise ClaimsError("--text holds no word: give the sentence in quotes.")
    with opened(database) as store:
        if texts:
            _print_repeats([(text, matching.repeats_of_text(store, text, most=most)) for text in texts], as_json=as_json)
        elif typed is not None:
            _match_file(store, typed.read(), most, as_json=as_json)
        elif claims:
            _match_recorded(store, claims, most, as_json=as_json)
        else:
            _match_new(store, again=again, as_json=as_json)


def _match_file(store: Store, raw: bytes, most: int, *, as_json: bool) -> None:
    entries = claim_entries_from_json(raw) if raw.strip() else []
    found = [(entry.statement, matching.repeats_of_entry(store, entry, most=most)) for entry in entries]
    _print_repeats(found, as_json=as_json)


def _match_recorded(store: Store, claims: tuple[str, ...], most: int, *, as_json: bool) -> None:
    try:
        done = matching.compare_claims(store, claims)
    except NotRecorded as error:
        if not any(" " in claim for claim in claims):
            raise
        raise ClaimsError(f'{error} To look for a sentence: claims match-claims --text "..."') from error
    found = [(matching.statement_of(store, claim), matching.repeats_of_claim(store, claim, most=most)) for claim in claims]
    _print_repeats(found, as_json=as_json, nothing="nothing else")
    for claim in claims:
        for row in matching.joined_with(store, claim):
            click.echo(f"{visible(claim)} is joined with {visible(row['id'])}: {visible(row['statement'])}", err=as_json)
    if done.suggested:
        first = done.suggested[0]
        ends = f"{visible(first.from_id)} {visible(first.to_id)}"
        click.echo(f"{counted(len(done.suggested), 'link')} suggested. Decide: claims link-claims {ends} --relation same_as", err=True)


def _print_repeats(found: list[tuple[str, list[matching.Repeat]]], *, as_json: bool, nothing: str = "nothing") -> None:
    if as_json:
        print_json([{"statement": statement, "repeats": [repeat_fields(one) for one in repeats]} for statement, repeats in found])
        return
    for statement, repeats in found:
        click.echo(visible(statement))
        for line in [line for one in repeats for line in repeat_lines(one)] or [f"      {nothing} recorded says this or nearly this"]:
            click.echo(line)


def _match_new(store: Store, *, again: bool, as_json: bool) -> None:
    with progress_bar(matching.to_compare(store, again=again), "Comparing") as progress:
        done = matching.compare_new_claims(store, again=again, progress=progress)
    if as_json:
        links = [link.model_dump(mode="json", exclude_none=True) for link in done.suggested]
        print_json({"compared": done.compared, "alike": done.alike, "suggested": links})
        return
    if not done.compared:
        click.echo("Every claim has been compared already; --again compares anew what an older version compared.")
        return
    click.echo(f"{counted(done.compared, 'claim')} compared, {counted(len(done.suggested), 'link')} suggested.")
    if done.suggested:
        click.echo("Decide about them in the queue of suggested links: ./scripts/serve, then /queue/links")


@command("deduplicate", "claims deduplicate")
@click.option("--input", "-i", "source", type=click.Path(path_type=Path), help="Texts as JSON lines with id and text; - for a pipe.")
@click.option("--output", "-o", "target", type=click.Path(path_type=Path), default="-", show_default=True,
              help="With --input: where the clusters go, a line for each text.")  # fmt: skip
@json_option
@database_option
def deduplicate(source: Path | None, target: Path, as_json: bool, database: Path | None) -> None:
    """Propose which recorded claims to join, as clusters: what is new is compared first, then all that is alike is grouped.

    Each claim of a cluster is suggested as the same as its oldest one, for a person to decide. With --input, no database is
    used: texts go in, {"id": ..., "cluster": ...} comes out, where a cluster is called by the first of its texts.
    """
    if source is not None:
        _cluster_file(source, target)
        return
    with opened(database) as store:
        with progress_bar(matching.to_compare(store), "Comparing") as progress:
            matching.compare_new_claims(store, progress=progress)
        proposed = clustering.propose_clusters(store)
    if as_json:
        print_json([_proposal_fields(one) for one in proposed])
        return
    if not proposed:
        click.echo("No two claims that say the same are apart.")
    for one in proposed:
        click.echo(f"{counted(len(one.claims), 'claim')} that may be one:")
        first, *others = one.claims
        who = f"{visible(str(first['speaker']))}, {visible(str(first['outlet']))}"
        click.echo(f"  {visible(first['id'])}  {visible(first['statement'])}  ({who})")
        for row, match in zip(others, one.matches, strict=True):
            alone = [f"  {visible(row['id'])}  {visible(row['statement'])}  (alike to others of the group)"]
            click.echo("\n".join(repeat_lines(matching.Repeat(match, row)) if match else alone))
    suggested = sum(one.suggested for one in proposed)
    if suggested:
        click.echo(f"{counted(suggested, 'link')} suggested. Decide about them in the queue: ./scripts/serve, then /queue/links")


def _proposal_fields(one: clustering.Proposal) -> dict[str, Any]:
    matches = [
        {name: repeat_fields(matching.Repeat(match, row))[name] for name in ("score", "because", "differences")} | {"claim": row["id"]}
        for row, match in zip(one.claims[1:], one.matches, strict=True)
        if match
    ]
    return {"claims": [row["id"] for row in one.claims], "suggested": one.suggested, "matches": matches}


def _cluster_file(source: Path, target: Path) -> None:
    from claims.workflow.clustering_files import deduplicate_file  # noqa: PLC0415  (not needed for a database)

    size = source.stat().st_size if source.is_file() else 0
    with progress_bar(size, "Grouping") as progress:
        report = deduplicate_file(source, target, progress=progress)
    tell_bad_lines([f"line {number} {reason}" for number, reason in report.bad], report.bad_count, is_written=report.written)
    click.echo(f"{counted(report.items, 'text')} in {counted(report.clusters, 'cluster')}.", err=True)


@command("match-names", "claims match-names")
@json_option
@database_option
def match_names(as_json: bool, database: Path | None) -> None:
    """Look for people, organisations and outlets that are recorded under two names, such as al-Sharifi and Sharify.

    Each pair waits until a person decides: `claims merge-entities GONE INTO` joins them, with --reject they are never asked about
    again.
    """
    with opened(database) as store:
        with progress_bar(naming.count_names(store), "Comparing") as progress:
            report = naming.match_names(store, progress=progress)
        waiting = naming.waiting_names(store)
    if as_json:
        print_json({"entities": report.entities, "new": len(report.alike), "waiting": waiting})
        return
    if not waiting:
        click.echo(f"{report.entities:,} names compared: no two look as if they meant the same.")
        return
    headings = ("score", "one", "other", "because")
    print_table(
        [(f"{row['score']:.2f}", visible(row["from_id"]), visible(row["to_id"]), visible(row["because"])) for row in waiting], headings
    )
    click.echo("The same: claims merge-entities GONE INTO. Not the same: claims merge-entities ONE OTHER --reject", err=True)
