"""Forms that mend a slip: the wording or the date of a claim, or a claim that should not be there."""

from claims.models.forms import EditForm, RemovalForm
from claims.site.form import Done, Form, Sent
from claims.site.forms.subject import CLAIM, about_claim
from claims.site.page import Asked, Shown
from claims.site.pages.comparing import differences
from claims.site.roles import CHECK, EDIT
from claims.store.connection import Store
from claims.store.read import claim_page
from claims.workflow.correcting import EDITABLE, claim_as_typed, edit_claim, remove_claim


async def show_edit(asked: Asked) -> Shown:
    """Show the claim's own words and dates as they stand now."""
    answers = await about_claim(asked)
    recorded = claim_as_typed(answers["claim"][0])
    context = {"recorded": recorded, "seen": answers["newest"][0]["seen"], "editable": EDITABLE, "differences": differences}
    return Shown(title="Mend the wording", answers=answers, context=context)


def edit(store: Store, sent: Sent) -> Done:
    """Mend a claim."""
    entry = sent.parsed(EditForm)
    claim_id = edit_claim(store, sent.given["claim"], entry.changes, by=sent.by, seen=entry.seen)
    body = {"claim": claim_id, **claim_as_typed(claim_page(store, claim_id).claim)}
    return Done(f"/claim/{claim_id}", "Mended. The history keeps what stood there.", body, 200)


async def show_remove(asked: Asked) -> Shown:
    """Show what would go, what is kept, and what speaks against it."""
    answers = await about_claim(asked)
    return Shown(title="Remove this claim?", answers=answers, context={"rests": [row for row in answers["rests"] if row["n"]]})


def remove(store: Store, sent: Sent) -> Done:
    """Remove a claim."""
    sent.parsed(RemovalForm)
    document = claim_page(store, sent.given["claim"]).claim["document_id"]
    claim_id = remove_claim(store, sent.given["claim"], by=sent.by)
    return Done(f"/document/{document}", "Removed. The history keeps what stood there.", {"claim": claim_id, "document": document}, 200)


EDITING = Form(
    "edit",
    rf"{CLAIM}/edit",
    CHECK,
    edit,
    show_edit,
    integers=frozenset({"seen"}),
    flags=frozenset({"claim_date_inferred"}),
    clears={"statement": "", "quote": "", "language": "", "claim_date": None, "claim_date_inferred": False},
    takes=EditForm,
    deed="mend a claim",
)
REMOVAL = Form("remove", rf"{CLAIM}/remove", EDIT, remove, show_remove, takes=RemovalForm, deed="remove a claim")
FORMS = (EDITING, REMOVAL)
