"""Mending a slip: the wording or the date of a claim, or a claim that should not be there."""

from pydantic import ValidationError

from claims.errors import ClaimsError, Fault, InvalidInput
from claims.models import Claim
from claims.models.faults import faults_of
from claims.models.records import validate_record
from claims.store.connection import Store
from claims.store.correct import remove_claim as remove
from claims.store.correct import save_corrected
from claims.store.names import Names
from claims.store.read import claim_page, resolve_claim
from claims.wording import context, find_quote, strip_marks


def edit_claim(store: Store, claim: str, changes: dict[str, object], *, by: str) -> str:
    """Change fields of a claim itself, by the same rules as when it was added, and return its id. The history keeps what stood there.

    Changed are `statement`, `quote`, `quotation`, `location`, `language`, `claim_date`, `claim_date_inferred`; None clears a date.
    """
    if not changes:
        raise ClaimsError("Nothing to change: give --statement, --quote, --date or another option.")
    fields = claim_page(store, claim).claim
    if isinstance(quote := changes.get("quote"), str):
        changes = {**changes, **_anchored(store, str(fields["document_id"]), quote)}
    wanted = {**fields, **changes}
    try:
        corrected = validate_record({name: value for name, value in wanted.items() if value is not None})
    except ValidationError as error:
        raise InvalidInput("This claim", faults_of(error)) from error
    if isinstance(corrected, Claim):
        save_corrected(store, corrected, by)
    return str(fields["id"])


def _anchored(store: Store, document_id: str, quote: str) -> dict[str, object]:
    """Return a quote with its place in the stored text, or with its quotation marks where no text is stored."""
    before, words, after = strip_marks(quote)
    text = Names(store.connection).text(document_id)
    if text is None:
        return {"quote": words, "prefix": before, "suffix": after, "start_char": None, "end_char": None}
    places = find_quote(text, before + words + after)
    if len(places) != 1:
        often = "occurs more than once in" if places else "does not occur in"
        raise InvalidInput(
            "This claim", [Fault("quote", repr(quote), f"{often} the text of the document; copy more of it, letter by letter")]
        )
    start = places[0] + len(before)
    prefix, suffix = context(text, start, start + len(words))
    return {"quote": words, "prefix": prefix, "suffix": suffix, "start_char": start, "end_char": start + len(words)}


def remove_claim(store: Store, claim: str, *, by: str) -> str:
    """Remove a claim that was added by mistake and that nobody has judged yet, and return its id."""
    claim_id = resolve_claim(store.connection, claim)
    remove(store, claim_id, by)
    return claim_id
