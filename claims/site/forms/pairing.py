"""The form of the queue of names: which of two stays because both mean the same, or that they mean different ones."""

from claims.models.decisions import NamesDecision
from claims.site.form import Done, Form, Sent
from claims.site.forms.deciding import show_around
from claims.site.pages.queues import QUEUES
from claims.site.roles import EDIT
from claims.store.connection import Store
from claims.workflow.pairing import merge_pair, part_pair, undo_pair

_SLUG = r"[a-z0-9][a-z0-9-]*"


def decide(store: Store, sent: Sent) -> Done:
    """Merge the two names of a pair, part them for good, or undo either."""
    decision = sent.parsed(NamesDecision).decision
    first, second = sent.given["first"], sent.given["second"]
    queue, key = QUEUES["names"], f"{first}.{second}"
    if decision == "undo":
        undo_pair(store, first, second, by=sent.by)
        return Done(queue.address(at=key), "Undone: the pair waits again.", {"pair": key}, 200)
    if decision == "different":
        part_pair(store, first, second, by=sent.by)
        told, gone = "Not the same: the two are never suggested again.", None
    else:
        keep = first if decision == "first" else second
        gone = merge_pair(store, first, second, keep=keep, by=sent.by)
        told = f"The same: {gone} now stands for {keep}."
    return Done(queue.address(after=key, done=key), told, {"pair": key, "merged": gone})


NAMES = Form(
    "queue_names",
    rf"/queue/(?P<queue>names)/(?P<first>{_SLUG})/(?P<second>{_SLUG})",
    EDIT,
    decide,
    show_around,
    takes=NamesDecision,
    deed="decide about names",
)
FORMS = (NAMES,)
