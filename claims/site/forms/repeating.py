"""The question that a program asks on the page of a claim: is this one the same? Answered by a button, and undone by another."""

from dataclasses import replace

from claims.models.decisions import RepeatAnswer
from claims.site.form import Done, Form, Sent
from claims.site.page import Asked, Elsewhere, Shown
from claims.site.pages import claim as claim_page
from claims.site.roles import CHECK
from claims.store.connection import Store
from claims.workflow.answering import answer_repeat, undo_answer

_TOLD = {
    "same": "Joined: both now count as one claim that was printed twice.",
    "different": "Not the same: it is remembered, and not asked again.",
    "contradicts": "Linked: the two contradict each other.",
    "undo": "Undone: the question stands again.",
}


async def show(asked: Asked) -> Shown:
    """Show the claim that the question is about."""
    from datasette.utils.asgi import NotFound  # noqa: PLC0415

    shown = await claim_page.show(replace(asked, page=claim_page.PAGE.name))
    if isinstance(shown, Elsewhere):
        raise NotFound(f"No claim '{asked.given['claim']}' is recorded: give its id in full.")
    return replace(shown, context={**shown.context, "page": claim_page.PAGE.name})


def answer(store: Store, sent: Sent) -> Done:
    """Record an answer, or undo it."""
    given = sent.parsed(RepeatAnswer).answer
    claim, other = sent.given["claim"], sent.given["other"]
    if given == "undo":
        undo_answer(store, claim, other, by=sent.by)
    else:
        answer_repeat(store, claim, other, is_same=given == "same", contradicts=given == "contradicts", by=sent.by)
    again = "" if given == "undo" else f"?repeat={other}"
    return Done(f"/claim/{claim}{again}#repeats", _TOLD[given], {"claim": claim, "other": other, "answer": given})


REPEAT = Form(
    "repeat",
    r"/claim/(?P<claim>[A-Za-z0-9_-]+)/repeat/(?P<other>[A-Za-z0-9_-]+)",
    CHECK,
    answer,
    show,
    takes=RepeatAnswer,
    deed="say whether two claims are the same",
)
FORMS = (REPEAT,)
