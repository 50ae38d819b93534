"""Commands that judge: can it be checked, what speaks for it, is it true, what belongs together."""

from pathlib import Path

import click

from claims.cli.adding import document_fields, document_options
from claims.cli.command import by_option, command, database_option, json_option, opened, person, print_json
from claims.errors import ClaimsError
from claims.vocabularies import REASONS_BY_STATUS, EvidenceStance, Judgement, Reason, Relation, ReviewState, Verdict, Verifiability
from claims.workflow import adding, judging, linking


@command(
    "assess-claim", "claims assess-claim c1f2 --reason prediction --check-after 2027-01-31 --rationale 'Nobody can know before the vote.'"
)
@click.argument("claim")
@click.option("--reason", required=True, type=click.Choice([reason.value for reasons in REASONS_BY_STATUS.values() for reason in reasons]),
              help="Why; it decides the status (`claims terms reason`).")  # fmt: skip
@click.option("--status", type=click.Choice([one.value for one in Verifiability]), help="[default: the status of the reason]")
@click.option("--rationale", required=True, help="A sentence on why.")
@click.option("--check-after", help="For not_yet: the day to look again, 2027-01-31.")
@click.option("--credibility", type=click.IntRange(1, 6), help="Admiralty digit, 1 confirmed to 6 cannot be judged.")
@by_option
@json_option
@database_option
def assess_claim(
    claim: str, reason: str, status: str | None, rationale: str, check_after: str | None, credibility: int | None,
    by: str | None, as_json: bool, database: Path | None,
) -> None:  # fmt: skip
    """Say whether CLAIM can be checked. Assessments are kept for ever; the newest wins."""
    with opened(database) as store:
        claim_id, assessment = judging.assess_claim(
            store,
            claim,
            reason=Reason(reason),
            status=Verifiability(status) if status else None,
            rationale=rationale,
            check_after=check_after,
            credibility=credibility,
            by=person(by),
        )
    if as_json:
        print_json({"claim": claim_id, **assessment.model_dump(mode="json", exclude_none=True)})
    else:
        click.echo(f"{claim_id} is now {assessment.status} ({assessment.reason}).")


@command("add-evidence", "claims add-evidence c1f2 --document d0a1 --stance refutes --primary --note 'The register has no such entry.'")
@click.argument("claim")
@click.option("--document", help="Id of a document that is recorded already, instead of the options that describe one.")
@document_options
@click.option("--stance", required=True, type=click.Choice([one.value for one in EvidenceStance]), help="What it does to the claim.")
@click.option("--primary", is_flag=True, help="It is first-hand: the record itself, not a report on it.")
@click.option("--quote", help="The words that matter, exactly.")
@click.option("--note", required=True, help="What it shows.")
@click.option("--new", "allow_similar", is_flag=True, help="Names that look like recorded ones really are others.")
@by_option
@json_option
@database_option
def add_evidence(
    claim: str, document: str | None, stance: str, primary: bool, quote: str | None, note: str,
    allow_similar: bool, by: str | None, as_json: bool, database: Path | None, **given: object,
) -> None:  # fmt: skip
    """Add a captured document that supports CLAIM, refutes it or gives context."""
    described = document_fields(given)
    if document and described:
        raise ClaimsError("Give --document, or the options that describe a new one, not both.")
    with opened(database) as store:
        claim_id, evidence, is_new = judging.add_evidence(
            store,
            claim,
            document or adding.document_entry(described),
            stance=EvidenceStance(stance),
            is_primary=primary,
            quote=quote,
            note=note,
            by=person(by),
            allow_similar=allow_similar,
        )
    if as_json:
        print_json({"claim": claim_id, "added": is_new, **evidence.model_dump(mode="json", exclude_none=True)})
    else:
        click.echo(f"{'Added' if is_new else 'Already recorded:'} {evidence.document_id} {evidence.stance} {claim_id}.")


@command("review-claim", "claims review-claim c1f2 --verdict false --publisher 'Our Desk' --summary 'The minutes say the opposite.'"
         " --published --review-url https://example.org/checks/1")  # fmt: skip
@click.argument("claim")
@click.option("--verdict", required=True, type=click.Choice([one.value for one in Verdict]), help="Is it true?")
@click.option("--summary", required=True, help="What was found, in a sentence or more.")
@click.option("--publisher", required=True, help="Who publishes the verdict: name or id.")
@click.option("--review-url", "url", help="Where it is published.")
@click.option("--published", "state", flag_value="published", help="It is public, at --review-url.")
@click.option("--retracted", "state", flag_value="retracted", help="It withdraws an earlier review of the same publisher.")
@click.option("--draft", "state", flag_value="draft", default=True, help="It is not public yet (the default).")
@click.option("--original-rating", help="Somebody else's rating, verbatim; leave out for a verdict of your own.")
@click.option("--new", "allow_similar", is_flag=True, help="Names that look like recorded ones really are others.")
@by_option
@json_option
@database_option
def review_claim(
    claim: str, verdict: str, summary: str, publisher: str, url: str | None, state: str | None, original_rating: str | None,
    allow_similar: bool, by: str | None, as_json: bool, database: Path | None,
) -> None:  # fmt: skip
    """Give a verdict on CLAIM. One of your own needs evidence, and a claim that is assessed as verifiable."""
    with opened(database) as store:
        review = judging.review_claim(
            store,
            claim,
            verdict=Verdict(verdict),
            summary=summary,
            publisher=publisher,
            url=url,
            state=ReviewState(state or "draft"),
            original_rating=original_rating,
            by=person(by),
            allow_similar=allow_similar,
        )
    if as_json:
        print_json(review.model_dump(mode="json", exclude_none=True))
    else:
        click.echo(f"{review.claim_id}: {review.verdict}, {review.state}, by {review.publisher_id}.")


@command("link-claims", "claims link-claims c1f2 c9e8 --relation contradicts")
@click.argument("first")
@click.argument("second")
@click.option("--relation", required=True, type=click.Choice([one.value for one in Relation]), help="How FIRST relates to SECOND.")
@click.option("--judgement", type=click.Choice([one.value for one in Judgement]), default="confirmed", show_default=True,
              help="Rejecting a same_as that was confirmed parts the two again.")  # fmt: skip
@by_option
@json_option
@database_option
def link_claims(first: str, second: str, relation: str, judgement: str, by: str | None, as_json: bool, database: Path | None) -> None:
    """Record how FIRST relates to SECOND. What is rejected is remembered and not suggested again."""
    with opened(database) as store:
        link = linking.link_claims(store, first, second, relation=Relation(relation), judgement=Judgement(judgement), by=person(by))
    if as_json:
        print_json(link.model_dump(mode="json", exclude_none=True))
    else:
        click.echo(f"{link.from_id} {link.relation} {link.to_id}: {link.judgement}.")


@command("merge-entities", "claims merge-entities ahmed-sharify ahmed-al-sharifi")
@click.argument("gone")
@click.argument("into", required=False)
@click.option("--undo", is_flag=True, help="Part GONE again from what it was merged into; the two are not suggested again.")
@click.option("--reject", is_flag=True, help="Say that GONE and INTO are not the same; they are never suggested again.")
@by_option
@json_option
@database_option
def merge_entities(gone: str, into: str | None, undo: bool, reject: bool, by: str | None, as_json: bool, database: Path | None) -> None:
    """Let GONE stand for INTO, because both are the same. Nothing is moved or removed, so that --undo is always possible."""
    if undo == (into is not None) or (undo and reject):
        raise ClaimsError("Name GONE and INTO to merge (or, with --reject, to part for good), or GONE and --undo to part them again.")
    with opened(database) as store:
        who = person(by)
        if into is None:
            ends = linking.undo_merge(store, gone, by=who)
        else:
            ends = (linking.part_entities if reject else linking.merge_entities)(store, gone, into, by=who)
    if as_json:
        print_json({"entity": ends[0], "canonical": None if undo or reject else ends[1]})
    elif reject:
        click.echo(f"{ends[0]} and {ends[1]} are not the same; they are never suggested again.")
    elif undo:
        click.echo(f"{ends[0]} stands for itself again, no longer for {ends[1]}.")
    else:
        click.echo(f"{ends[0]} now stands for {ends[1]}. Undo: claims merge-entities {ends[0]} --undo")
