"""Adding in the browser: choose or record the document, select the words in its text, say what is claimed and who says so."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import Field

from claims.errors import Fault, InvalidInput
from claims.models import ClaimEntry, DocumentEntry
from claims.models.fields import RowId
from claims.site.fields import Fields
from claims.site.form import Done, Form, Sent
from claims.site.forms.sources import MOST_SOURCES, as_chain, as_chosen, told_beside_fields
from claims.site.page import Asked, Row, Shown
from claims.site.pages.document import CAP, claim_marks, reading
from claims.site.pages.entry_looks import look_at_typed
from claims.site.pages.repeats import compared
from claims.site.roles import CHECK
from claims.site.searching.finding import all_words
from claims.store.connection import Store, writing
from claims.store.write import Added
from claims.vocabularies import Location, Quotation, Relation
from claims.wording import CLOSING_MARKS, CONTEXT_LENGTH, OPENING_MARKS, context, has_quotation_mark, is_quoted, strip_marks
from claims.workflow.adding import add_claim, add_document, claim_entry, document_entry, newest_version
from claims.workflow.linking import link_claims

MOST_FOUND = 20
_ALLOW_SIMILAR = "Whether a new name is really somebody else where one much like it is recorded."


class ClaimForm(ClaimEntry):
    """Add a claim, with its document, its sources and a first assessment."""

    allow_similar: bool = Field(default=False, description=_ALLOW_SIMILAR)
    same_as: RowId | None = Field(default=None, description="Id of a recorded claim that says the same: the two are joined.")


class DocumentForm(DocumentEntry):
    """Record a captured document."""

    allow_similar: bool = Field(default=False, description=_ALLOW_SIMILAR)


_PUNCTUATION = frozenset(",.;:!?…،。")


def _up_to_the_mark(text: str, start: int, end: int) -> int:
    """Return where a selection ends that leaves out only the comma or the full stop before the closing quotation mark."""
    last = end
    while text[last : last + 1] in _PUNCTUATION and last < len(text):
        last += 1
    return last if start and text[start - 1] in OPENING_MARKS and text[last : last + 1] in CLOSING_MARKS and last < len(text) else end


def selection(text: str, title: str, start: int, end: int) -> Fields:
    """Return what a form is filled in with when somebody selects words: without white space and quotation marks at their ends."""
    end = min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    before, quote, after = strip_marks(text[start:end])
    start, end = start + len(before), end - len(after)
    if start >= end:
        return {}
    end = _up_to_the_mark(text, start, end)
    quote = text[start:end]
    fields: Fields = {"quote": quote, "start_char": str(start), "end_char": str(end)}
    prefix, suffix = context(text, start, end)
    if is_quoted(prefix, quote, suffix):
        fields["quotation"] = Quotation.DIRECT.value
    elif has_quotation_mark(prefix, quote, suffix):
        fields["quotation"] = Quotation.MIXED.value
    headline = text.find(title)
    if headline >= 0 and headline <= start and end <= headline + len(title):
        fields["location"] = Location.HEADLINE.value
    return fields


async def show_claim(asked: Asked) -> Shown:
    """Let people choose the document; then show its text beside the form."""
    from datasette.utils.asgi import NotFound  # noqa: PLC0415

    wanted, words = asked.arg("document"), asked.arg("q")
    answers = await asked.answers(
        document=wanted or None,
        words=words,
        match=all_words(words),
        each=json.dumps(words.split()),
        most=MOST_FOUND,
        cap=CAP,
        texts=asked.rights.may_read_texts,
    )
    if wanted and not answers["document"]:
        raise NotFound(f"No document '{wanted}' is recorded. Choose another at {asked.datasette.urls.path('/claim/new')}.")
    document = answers["document"][0] if wanted else None
    text = answers["text"][0]["text"] if answers["text"] else None
    look, chosen = await look_at_typed(asked, asked.typed) if document and _asks_for_a_look(asked.typed) else (None, {})
    looks = {"look": look, "chosen": chosen.get("id", ""), "chosen_claim": chosen, "compared": compared}
    return Shown(
        title=f"Add a claim from {document['title']}" if document else "Add a claim: from which document?",
        answers=answers,
        context={"words": words, "most": MOST_FOUND, **looks, **(_beside(asked, document, answers["claims"], text) if document else {})},
    )


def _asks_for_a_look(typed: Mapping[str, Any]) -> bool:
    """Tell whether a form that comes back asks for repeats, or has chosen one: with a script they come while one types."""
    return bool(typed.get("look") or typed.get("same_as"))


def _beside(asked: Asked, document: Row, claims: list[Row], text: str | None) -> dict[str, Any]:
    start, end = (_offset(asked.arg(name)) for name in ("start", "end"))
    marks = claim_marks(claims, text)
    headline = -1 if text is None else text.find(document["title"])
    return {
        "claim_of": {row["id"]: row for row in claims},
        "number_of": {row["id"]: number for number, row in enumerate(claims, 1)},
        "reading": None if text is None else reading(text, marks, asked.arg("part"), start),
        "typed": selection(text, document["title"], start, end) if text is not None and start is not None and end is not None else {},
        "opening": "".join(sorted(OPENING_MARKS)),
        "closing": "".join(sorted(CLOSING_MARKS)),
        "headline": None if headline < 0 else (headline, headline + len(document["title"])),
        "around": CONTEXT_LENGTH,
        "most_sources": MOST_SOURCES,
        "as_chosen": as_chosen,
    }


def _offset(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else None


def add_claim_as_sent(store: Store, sent: Sent) -> Done:
    """Record a claim, joined with the one that it was chosen to be the same as, if any.

    A form that asks for room for one more source (`more`), or for a look (`look`), comes back as it was sent, with that.
    """
    fields = as_chain(as_chosen(sent.fields))
    if fields.get("more") or fields.get("look"):
        raise InvalidInput("This form", [])
    allow_similar, same_as = _flag(fields, "allow_similar"), _claim_chosen(fields)
    entry = claim_entry({name: value for name, value in fields.items() if name not in _OF_THE_FORM})
    if entry.created_by not in (None, sent.by):
        raise InvalidInput("This form", [Fault("created_by", repr(entry.created_by), f"is not you ({sent.by}); leave it out")])
    with told_beside_fields(store, fields, entry), writing(store, sent.by):
        added = add_claim(store, entry, by=sent.by, allow_similar=allow_similar)
        joined = link_claims(store, added.claim_id, same_as, relation=Relation.SAME_AS, by=sent.by) if same_as else None
    return Done(
        f"/claim/new?document={added.document_id}" if fields.get("then") == "another" else f"/claim/{added.claim_id}",
        _told(entry, added, is_joined=joined is not None),
        {
            "claim": added.claim_id,
            "document": added.document_id,
            "same_as": same_as,
            "new_entities": [entity.id for entity in added.new_entities],
        },
        201 if added.is_new else 200,
    )


_OF_THE_FORM = ("more", "look", "then", "use", "allow_similar", "same_as")
"""Fields that are no part of a claim."""


def _claim_chosen(fields: Mapping[str, object]) -> str:
    chosen = fields.get("same_as") or ""
    if not isinstance(chosen, str):
        raise InvalidInput("This form", [Fault("same_as", "", "is no id; give that of a recorded claim")])
    return chosen


def _told(entry: ClaimEntry, added: Added, *, is_joined: bool) -> str:
    joined = " It is joined with the claim that says the same." if is_joined else ""
    if not added.is_new:
        return f"This claim is already recorded; nothing was added: {entry.statement}{joined}"
    made = f" New names: {', '.join(entity.name for entity in added.new_entities)}." if added.new_entities else ""
    return f"Recorded: {entry.statement}{made}{joined}"


def _flag(fields: Mapping[str, object], name: str) -> bool:
    value = fields.get(name, False)
    if not isinstance(value, bool):
        raise InvalidInput("This form", [Fault(name, "", "is neither true nor false; write one of them without quotation marks")])
    return value


async def show_document(asked: Asked) -> Shown:
    """Show the form for a new document."""
    url = asked.arg("url")
    answers = await asked.answers(url=url)
    return Shown(title="Add a document", answers=answers, context={"typed": {"url": url} if url else {}, "as_chosen": as_chosen})


def add_document_as_sent(store: Store, sent: Sent) -> Done:
    """Record a document, or find that it is recorded; then go on to its claims."""
    fields = as_chosen(sent.fields)
    allow_similar = _flag(fields, "allow_similar")
    fields = {name: value for name, value in fields.items() if name not in ("use", "allow_similar")}
    with told_beside_fields(store, fields):
        entry = document_entry(fields)
        known = newest_version(store, entry.url) if entry.url and entry.text is None and entry.content_sha256 is None else None
        found, is_new = (known, False) if known else _recorded(store, entry, sent.by, allow_similar=allow_similar)
    told = "The document is recorded." if is_new else "This document is already recorded, and its description stays as it was."
    return Done(f"/claim/new?document={found}", told, {"document": found}, 201 if is_new else 200)


def _recorded(store: Store, entry: DocumentEntry, by: str, *, allow_similar: bool) -> tuple[str, bool]:
    document, is_new = add_document(store, entry, by=by, allow_similar=allow_similar)
    return document.id, is_new


CLAIM = Form(
    "claim_new",
    r"/claim/new",
    CHECK,
    add_claim_as_sent,
    show_claim,
    integers=frozenset({"start_char", "end_char", "assessment.credibility"}),
    flags=frozenset({"claim_date_inferred", "allow_similar", "attributions.*.alongside"}),
    takes=ClaimForm,
    deed="add a claim",
)
DOCUMENT = Form(
    "document_new",
    r"/document/new",
    CHECK,
    add_document_as_sent,
    show_document,
    flags=frozenset({"published_at_inferred", "allow_similar"}),
    takes=DocumentForm,
    deed="add a document",
)
FORMS = (CLAIM, DOCUMENT)
