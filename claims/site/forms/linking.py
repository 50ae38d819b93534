"""Forms that say what belongs together: how one claim relates to another, and which names mean the same."""

from claims.models.forms import LinkForm, MergeForm
from claims.site.form import Done, Form, Sent
from claims.site.forms.subject import CLAIM, MOST, about_claim
from claims.site.page import Asked, Shown
from claims.site.roles import CHECK, EDIT
from claims.site.searching.finding import all_parts, all_words
from claims.store.connection import Store
from claims.vocabularies import Judgement
from claims.workflow.linking import link_claims, merge_entities, undo_merge


async def show_link(asked: Asked) -> Shown:
    """Show the claim and its links, let people find the other claim, then show both with the form."""
    words = asked.arg("q")
    answers = await about_claim(asked, other=asked.arg("other"), words=words, match=all_words(words))
    return Shown(title="Link to another claim", answers=answers, context={"most": MOST, "words": words})


def link(store: Store, sent: Sent) -> Done:
    """Record how two claims relate."""
    entry = sent.parsed(LinkForm)
    made = link_claims(
        store, sent.given["claim"], entry.other, relation=entry.relation, judgement=entry.judgement, score=entry.score, by=sent.by
    )
    told = {
        Judgement.CONFIRMED: f"Linked: {made.relation.label.lower()}.",
        Judgement.SUGGESTED: f"Suggested: {made.relation.label.lower()}. It waits in the queue of links.",
        Judgement.REJECTED: f"Rejected: {made.relation.label.lower()}. It is remembered, and not suggested again.",
    }[made.judgement]
    claim = made.to_id if sent.given["claim"] == made.to_id else made.from_id
    return Done(f"/claim/{claim}", told, made.model_dump(mode="json", exclude_none=True, exclude={"record"}))


async def show_merge(asked: Asked) -> Shown:
    """Show the entity, what it stands for already, and let people find the one that it is the same as."""
    from datasette.utils.asgi import NotFound  # noqa: PLC0415

    words, entity = asked.arg("q"), asked.given["entity"]
    answers = await asked.answers(entity=entity, into=asked.arg("into"), words=words, parts=all_parts(words), most=MOST)
    if not answers["entity"]:
        raise NotFound(f"Nobody and nothing is recorded as '{entity}': search for the name.")
    return Shown(title="The same under two names", answers=answers, context={"most": MOST, "words": words})


def merge(store: Store, sent: Sent) -> Done:
    """Merge an entity into another, or part the two again."""
    entry, gone = sent.parsed(MergeForm), sent.given["entity"]
    here = f"/entity/{gone}/merge"
    if entry.undo:
        gone, into = undo_merge(store, gone, by=sent.by)
        return Done(here, f"{gone} stands for itself again, no longer for {into}.", {"entity": gone, "canonical": None}, 200)
    gone, into = merge_entities(store, gone, entry.into or "", by=sent.by)
    return Done(here, f"{gone} now stands for {into}.", {"entity": gone, "canonical": into})


LINK = Form("link", rf"{CLAIM}/link", CHECK, link, show_link, takes=LinkForm, deed="link claims")
MERGE = Form(
    "merge",
    r"/entity/(?P<entity>[a-z0-9][a-z0-9-]*)/merge",
    EDIT,
    merge,
    show_merge,
    flags=frozenset({"undo"}),
    takes=MergeForm,
    deed="merge names",
)
FORMS = (LINK, MERGE)
