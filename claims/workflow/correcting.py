"""Mending a slip: the wording or the date of a claim, or a claim that should not be there."""

from pydantic import ValidationError
from pydantic_core import to_json

from claims.errors import ChangedMeanwhile, ClaimsError, Fault, InvalidInput
from claims.models import Claim
from claims.models.faults import faults_of
from claims.store.connection import Store, writing
from claims.store.correct import remove_claim as remove
from claims.store.correct import save_corrected
from claims.store.meanwhile import claim_changed_since
from claims.store.names import Names
from claims.store.read import Fields, claim_page, resolve_claim
from claims.store.suggestions import withdraw_suggested_links
from claims.wording import CLOSING_MARKS, OPENING_MARKS, context, find_quote, shorten, strip_marks

EDITABLE = ("statement", "quote", "quotation", "location", "language", "claim_date", "claim_date_inferred")
"""What may be mended."""


def edit_claim(store: Store, claim: str, changes: dict[str, object], *, by: str, seen: int | None = None) -> str:
    """Change fields of a claim itself, by the same rules as when it was added, and return its id. The history keeps what stood there.

    Changed are the `EDITABLE` ones; None clears a date. What programs suggested of an old wording goes, and they look at the new one.
    `seen` is the number of the newest change of the claim that its editor has seen (`claim_as_typed`). Raises ChangedMeanwhile where
    somebody has changed it since; left out, that is not asked.
    """
    from claims.workflow.suggesting import refuse_bad_settings, suggest_about_new  # noqa: PLC0415  (slow to load)

    refuse_bad_settings(store)
    with writing(store, by):
        fields = claim_page(store, claim).claim
        if seen is not None:
            _refuse_if_changed(store, fields, seen)
        changes = _real_changes(store, fields, changes)
        if not changes:
            raise ClaimsError("Nothing to change: it stands like that already.")
        if isinstance(quote := changes.get("quote"), str):
            changes = {**changes, **_anchored(store, str(fields["document_id"]), quote)}
        save_corrected(store, _corrected({**fields, **changes}), by)
        claim_id = str(fields["id"])
        if "statement" in changes:
            withdraw_suggested_links(store.connection, claim_id)
    suggest_about_new(store, [claim_id])
    return claim_id


def _corrected(fields: Fields) -> Claim:
    try:
        return Claim.model_validate_json(to_json({name: value for name, value in fields.items() if value is not None}))
    except ValidationError as error:
        raise InvalidInput("This claim", faults_of(error)) from error


def claim_as_typed(fields: Fields) -> dict[str, object]:
    """Return the fields of a recorded claim that may be mended, as a person types them: the quote with its quotation marks."""
    prefix, quote, suffix = fields.get("prefix") or "", fields.get("quote") or "", fields.get("suffix") or ""
    if quote and prefix[-1:] in OPENING_MARKS and suffix[:1] in CLOSING_MARKS and strip_marks(prefix[-1:] + quote + suffix[:1])[0]:
        quote = prefix[-1:] + quote + suffix[:1]
    typed = {name: fields.get(name) for name in EDITABLE}
    return {**typed, "quote": quote, "claim_date_inferred": bool(typed["claim_date_inferred"])}


def _real_changes(store: Store, fields: Fields, changes: dict[str, object]) -> dict[str, object]:
    """Leave out what stands there already; where the text is stored, its marks need not be typed with a quote."""
    recorded = claim_as_typed(fields)
    real = {name: value for name, value in changes.items() if name not in recorded or value != recorded[name]}
    if "quote" in real and real["quote"] == fields.get("quote") and Names(store.connection).text(fields["document_id"]) is not None:
        del real["quote"]
    return real


def _refuse_if_changed(store: Store, fields: Fields, seen: int) -> None:
    change = claim_changed_since(store.connection, str(fields["id"]), seen)
    if change is None:
        return
    opened, recorded = claim_as_typed(change.before), claim_as_typed(fields)
    differing = {name: value for name, value in recorded.items() if value != opened[name]}
    if differing:
        raise ChangedMeanwhile("This claim", change.who, differing, opened=opened, seen=change.newest)


def _anchored(store: Store, document_id: str, quote: str) -> dict[str, object]:
    """Return a quote with its place in the stored text, or with its quotation marks where no text is stored."""
    before, words, after = strip_marks(quote)
    text = Names(store.connection).text(document_id)
    if text is None:
        return {"quote": words, "prefix": before, "suffix": after, "start_char": None, "end_char": None}
    if not words:
        raise InvalidInput(
            "This claim", [Fault("quote", "", "is missing; the text of the document is stored, so give the words of the claim")]
        )
    places = find_quote(text, before + words + after)
    if len(places) != 1:
        often = "occurs more than once in" if places else "does not occur in"
        mend = f"{often} the text of the document; copy more of it, letter by letter"
        raise InvalidInput("This claim", [Fault("quote", repr(shorten(quote)), mend)])
    start = places[0] + len(before)
    prefix, suffix = context(text, start, start + len(words))
    return {"quote": words, "prefix": prefix, "suffix": suffix, "start_char": start, "end_char": start + len(words)}


def remove_claim(store: Store, claim: str, *, by: str) -> str:
    """Remove a claim that was added by mistake and that nobody has judged yet, and return its id."""
    claim_id = resolve_claim(store.connection, claim)
    remove(store, claim_id, by)
    return claim_id
