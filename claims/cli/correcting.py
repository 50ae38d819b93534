"""Commands that mend a slip: a claim's wording or date, or a claim that should not be there."""

from pathlib import Path

import click

from claims.cli.command import by_option, command, database_option, opened, person
from claims.vocabularies import Location, Quotation
from claims.workflow import correcting
from claims.workflow.looking import show_claim


@command("edit-claim", "claims edit-claim c1f2 --statement 'The bridge was closed on 4 May 2026.' --date 2026-05-04")
@click.argument("claim")
@click.option("--statement", help="What is claimed, in your words, standing alone.")
@click.option("--quote", help="The document's words, exactly; with their quotation marks where they have them.")
@click.option("--quotation", type=click.Choice([one.value for one in Quotation]), help="How the words are given.")
@click.option("--location", type=click.Choice([one.value for one in Location]), help="Where in the document.")
@click.option("--language", help="Language of the document's words.")
@click.option("--date", "claim_date", help="The day, month or year that the statement is about; an empty one clears it.")
@click.option("--date-inferred/--date-printed", "claim_date_inferred", default=None, help="Whether the date was inferred.")
@by_option
@database_option
def edit_claim(claim: str, by: str | None, database: Path | None, **given: object) -> None:
    """Mend the wording or the date of CLAIM; `claims history` shows what stood there. Its id stays."""
    changes = {name: value or None if name == "claim_date" else value for name, value in given.items() if value is not None}
    with opened(database) as store:
        claim_id = correcting.edit_claim(store, claim, changes, by=person(by))
        click.echo(f"Changed {claim_id}: {', '.join(changes)}. What stood there: claims history {claim_id}")
        if "statement" in changes:
            from claims.cli.showing_suggestions import tell_of_recorded  # noqa: PLC0415  (slow to load, and loaded by then)

            tell_of_recorded(store, claim_id, is_assessed=show_claim(store, claim_id).verifiability != "unassessed")


@command("remove-claim", "claims remove-claim c1f2")
@click.argument("claim")
@by_option
@database_option
def remove_claim(claim: str, by: str | None, database: Path | None) -> None:
    """Remove CLAIM, added by mistake, that nobody has assessed, reviewed or linked. The history keeps it."""
    with opened(database) as store:
        claim_id = correcting.remove_claim(store, claim, by=person(by))
    click.echo(f"Removed {claim_id}.")
