"""Commands that show: a claim, its history, the vocabularies."""

from pathlib import Path
from typing import Any

import click

from claims.cli.command import command, database_option, json_option, opened, print_json, print_table, styled
from claims.store.read import ClaimPage
from claims.vocabularies import UNASSESSED, VOCABULARIES, Quotation, Reason, SourceType, Term, Verdict, Verifiability, status_of
from claims.wording import is_quoted
from claims.workflow import looking


@command("show", "claims show c1f2")
@click.argument("claim")
@json_option
@database_option
def show(claim: str, as_json: bool, database: Path | None) -> None:
    """Show everything about CLAIM, given by its id or the first characters of it."""
    with opened(database) as store:
        page = looking.show_claim(store, claim)
    if as_json:
        print_json({**page._asdict()})
        return
    for line in page_lines(page):
        click.echo(line)


def page_lines(page: ClaimPage) -> list[str]:
    """Return a claim as lines of text, in the order of the three questions."""
    claim, document = page.claim, page.document
    lines = [styled(claim["statement"], bold=True), f"  {claim['id']}"]
    if "quote" in claim:
        lines.append(f"  in the document's words: {_with_marks(claim)}")
    if "quote" in claim:
        proof = (
            f"at {claim['start_char']} to {claim['end_char']} of the stored text"
            if "start_char" in claim
            else "no text is stored to prove it"
        )
        lines.append(f"    ({proof})")
    printed = f"{document['title']} ({page.names[document['outlet_id']]}"
    lines.append(f"  printed in: {printed}, {document.get('published_at', 'date unknown')})")
    if "claim_date" in claim:
        lines.append(f"  about: {claim['claim_date']}{' (inferred)' if claim.get('claim_date_inferred') else ''}")
    return [*lines, *_who_says_so(page), *_can_it_be_checked(page), *_is_it_true(page), *_elsewhere(page)]


def _with_marks(claim: dict[str, Any]) -> str:
    before, after = claim.get("prefix", "")[-1:], claim.get("suffix", "")[:1]
    return f"{before}{claim['quote']}{after}" if is_quoted(before, claim["quote"], after) else str(claim["quote"])


def _who_says_so(page: ClaimPage) -> list[str]:
    lines = ["", styled("Who says so?", underline=True)]
    outlet = page.names[page.document["outlet_id"]]
    quotation = Quotation(page.claim["quotation"])
    if quotation is Quotation.OWN_VOICE:
        return [*lines, f"  {outlet}, in its own voice"]
    lines += [f"  {'  ' * source['hop']}{_source(source, page.names)}" for source in page.claim.get("attributions", [])]
    return [*lines, f"  printed by {outlet}, quotation: {quotation.label.lower()}"]


def _source(source: dict[str, Any], names: dict[str, str]) -> str:
    kind = SourceType(source["source_type"])
    who = names.get(source.get("entity_id", ""), "") or f"“{source.get('source_text', '')}” ({kind.label.lower()})"
    details = [source[key] for key in ("role_text", "medium") if key in source]
    details += [f"on {names[source['platform_id']]}"] if "platform_id" in source else []
    details += [f"cue: {source['cue']}"] if "cue" in source else []
    details += [source["stance"]] if source["stance"] != "affirms" else []
    details += [source["confirmation"].replace("_", " ")]
    return f"{who}: {', '.join(details)}"


def _can_it_be_checked(page: ClaimPage) -> list[str]:
    label = UNASSESSED[1] if page.verifiability == "unassessed" else Verifiability(page.verifiability).label
    lines = ["", f"{styled('Can it be checked?', underline=True)} {label}"]
    for one in sorted(page.claim.get("assessments", []), key=lambda one: str(one["assessed_at"]), reverse=True):
        until = f", look again after {one['check_after']}" if "check_after" in one else ""
        lines.append(f"  {one['assessed_at'][:10]} {one['assessor']}: {one['status']} ({one['reason']}){until}. {one['rationale']}")
    return lines


def _is_it_true(page: ClaimPage) -> list[str]:
    label = Verdict(page.verdict).label if page.verdict else "no published verdict"
    lines = ["", f"{styled('Is it true?', underline=True)} {label}"]
    lines += [
        f"  {one['added_at'][:10]} {one['added_by']}: {one['document_id']} {one['stance']}. {one['note']}"
        for one in page.claim.get("evidence", [])
    ]
    lines += [
        f"  {one['reviewed_at'][:10]} {page.names[one['publisher_id']]}: {one['verdict']} ({one['state']}). {one['summary']}"
        for one in page.reviews
    ]
    return lines


def _elsewhere(page: ClaimPage) -> list[str]:
    lines = []
    if page.repeats:
        lines += ["", styled("The same claim elsewhere", underline=True)]
        lines += [f"  {one['id']} {one['speaker']}, {one['outlet']}: {one['statement']}" for one in page.repeats]
    if page.links:
        lines += ["", styled("Links", underline=True)]
        lines += [f"  {one['from_id']} {one['relation']} {one['to_id']}: {one['judgement']} by {one['decided_by']}" for one in page.links]
    return lines


@command("history", "claims history c1f2")
@click.argument("claim")
@json_option
@database_option
def history(claim: str, as_json: bool, database: Path | None) -> None:
    """Show what happened to CLAIM, oldest first: who recorded, assessed, reviewed or changed it, and what stood there before."""
    with opened(database) as store:
        events = looking.claim_events(store, claim)
    if as_json:
        print_json([event._asdict() for event in events])
        return
    rows = [(event.at[:19].replace("T", " "), event.who or "(around the program)", event.what, _detail(event.detail)) for event in events]
    print_table(rows, ["when", "who", "what", "detail"])


def _detail(fields: dict[str, Any]) -> str:
    wanted = (
        "statement",
        "status",
        "reason",
        "verdict",
        "state",
        "stance",
        "relation",
        "other",
        "rationale",
        "summary",
        "note",
        "source_text",
    )
    return ", ".join(f"{key}: {fields[key]}" for key in wanted if key in fields)


def _meaning(term: Term) -> str:
    return f"{term.definition} ({status_of(term)})" if isinstance(term, Reason) else term.definition


@command("terms", "claims terms verifiability")
@click.argument("vocabulary", required=False, type=click.Choice(list(VOCABULARIES)))
@json_option
def terms(vocabulary: str | None, as_json: bool) -> None:
    """Show the terms of VOCABULARY with their definitions; without one, the vocabularies."""
    chosen = {vocabulary: VOCABULARIES[vocabulary]} if vocabulary else VOCABULARIES
    rows = [(name, term.value, term.label, _meaning(term)) for name, terms_ in chosen.items() for term in terms_]
    headings = ["vocabulary", "term", "label", "definition"]
    if as_json:
        print_json([dict(zip(headings, row, strict=True)) for row in rows])
    else:
        print_table(rows, headings)
