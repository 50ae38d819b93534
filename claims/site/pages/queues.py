"""The queues: what waits for a person, one item at a time with its context. Readers look, checkers decide."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from claims.dates import today
from claims.site.page import Answers, Asked, Page, Row, Shown
from claims.site.pages.queue_items import about_candidate, about_claim, about_link, about_pair, about_quote
from claims.site.pages.queue_looks import look_at_claim, look_at_draft, look_at_link
from claims.site.roles import CHECK, EDIT
from claims.site.sql import page_questions

CAP = 1_000
"""What waits is counted up to this many, and said to be more beyond it."""
LISTED, EXPORTED = 9, 1_000
"""How many items a page shows and lists, and how many go out as JSON or CSV."""


@dataclass(frozen=True)
class Order:
    """One order in which a queue may be gone through."""

    name: str
    """In its address; empty for the one that people begin with."""
    label: str
    listing: str
    """The file of `pages/` that lists the queue so."""


async def _look_at_nothing(_asked: Asked, _answers: Answers) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Queue:
    """One kind of thing that waits."""

    name: str
    """In its address, and in the names of its SQL and its template."""
    label: str
    noun: str
    what: str
    """What is asked of a person."""
    since: str
    """What the oldest and the newest date of the overview tell."""
    nothing: str
    """What it means that nothing waits."""
    details: tuple[str, ...]
    """The files of `pages/` that hold the questions about the item."""
    about: Callable[[Asked, Answers], dict[str, Any]]
    """What its template needs on top."""
    key: tuple[str, ...] = ("",)
    """The parts of an item's key, which dots join: what the names of the values for SQL end in."""
    look: Callable[[Asked, Answers], Awaitable[dict[str, Any]]] = _look_at_nothing
    """What its template needs of what programs say of the item."""
    is_for_drafters: bool = False
    """Whether it is for those alone who may read drafts."""
    right: str = CHECK
    """What whoever decides must be allowed to do."""
    orders: tuple[Order, ...] = ()
    """Where there are several, the first is the one that people begin with."""

    def order(self, wanted: str) -> Order:
        """Return the order that was asked for, or the one that people begin with."""
        first = Order("", "", f"queue_{self.name}")
        return next((order for order in self.orders if order.name == wanted), self.orders[0] if self.orders else first)

    def address(self, **arguments: str) -> str:
        """Return its address with arguments; empty ones are left out."""
        given = urlencode({name: value for name, value in arguments.items() if value})
        return f"/queue/{self.name}?{given}" if given else f"/queue/{self.name}"

    def bound(self, name: str, key: str) -> dict[str, str | None]:
        """Return the key of an item as the values that SQL is given: `at`, or `at_from`, `at_to` and `at_relation`."""
        parts = key.split(".") if key.count(".") == len(self.key) - 1 else [""] * len(self.key)
        return {f"{name}{ending}": part or None for ending, part in zip(self.key, parts, strict=True)}


_QUEUES = (
    Queue(
        name="unassessed",
        label="Unassessed claims",
        noun="claim",
        what="Can it be checked? Say so, and why, before anybody looks for evidence.",
        since="recorded",
        nothing="Every claim has been assessed.",
        details=("queue_claim",),
        about=about_claim,
        look=look_at_claim,
        orders=(
            Order("", "Most worth checking first", "queue_worth"),
            Order("newest", "Newest first", "queue_unassessed"),
            Order("oldest", "Oldest first", "queue_unassessed"),
        ),
    ),
    Queue(
        name="due",
        label="Due for a re-check",
        noun="claim",
        what="Predictions, promises and open events whose day has come: assess them anew.",
        since="due",
        nothing="No prediction or promise has come due.",
        details=("queue_claim",),
        about=about_claim,
    ),
    Queue(
        name="quotes",
        label="Quotes that no longer match",
        noun="quote",
        what="The page has changed, and the quoted words are gone from its newest captured version.",
        since="page captured",
        nothing="Every quote still stands in the newest captured version of its page.",
        details=("queue_claim", "queue_quote"),
        about=about_quote,
    ),
    Queue(
        name="links",
        label="Suggested links",
        noun="link",
        what="Do these two claims say the same, or contradict each other? Somebody, or a program, thinks so.",
        since="suggested",
        nothing="Every suggested link has been decided.",
        details=("queue_link",),
        about=about_link,
        look=look_at_link,
        key=("_from", "_to", "_relation"),
    ),
    Queue(
        name="names",
        label="Names that may mean the same",
        noun="pair",
        what="One person, organisation or outlet under two names, or two? A program thinks that they may be one.",
        since="suggested",
        nothing="Every pair of names has been decided about.",
        details=("queue_name",),
        about=about_pair,
        key=("_from", "_to"),
        is_for_drafters=True,
        right=EDIT,
    ),
    Queue(
        name="candidates",
        label="Candidates",
        noun="candidate",
        what="Claims drafted by a program: accept, mend or reject each.",
        since="drafted",
        nothing="Every drafted claim has been decided.",
        details=("candidate_decide",),
        about=about_candidate,
        look=look_at_draft,
        is_for_drafters=True,
    ),
)
QUEUES = {queue.name: queue for queue in _QUEUES}


async def show_overview(asked: Asked) -> Shown:
    """Show every queue with what waits in it."""
    answers = await _counted(asked, asked.questions)
    return Shown(
        title="Queues",
        answers=answers,
        main="queues",
        description="What waits for a fact-checker: claims to assess, to check again, to compare and to decide about.",
        context={"queues_by_name": QUEUES, "cap": CAP},
    )


async def _counted(asked: Asked, questions: dict[str, str]) -> Answers:
    return await asked.answers(questions, today=today(), cap=CAP + 1, drafts=asked.rights.may_read_drafts)


async def show_queue(asked: Asked, queue: Queue) -> Shown:
    """Show the item that was asked for, or the first that waits, and what comes next."""
    from datasette.utils.asgi import Forbidden, NotFound  # noqa: PLC0415

    if queue.is_for_drafters and not asked.rights.may_read_drafts:
        raise Forbidden("What programs have drafted or suggested is for those who are signed in: sign in first.")
    listing = page_questions(asked.folder, queue.order(asked.arg("order")).listing)
    listed = await asked.answers(listing, **_values(asked, queue))
    waiting, at = listed["waiting"], _asked_for(asked)
    key = at or (str(waiting[0]["key"]) if waiting else "")
    detailing = {name: sql for page in queue.details for name, sql in page_questions(asked.folder, page).items()}
    details = await asked.answers(detailing, **_item_values(asked, queue, key))
    has_item = any(details.get(name) for name in ("item", "link", "pair"))
    looked = await queue.look(asked, details) if has_item else {}
    about = queue.about(asked, details) | looked
    if at and not has_item:
        raise NotFound(f"No {queue.noun} '{at}' is recorded; it may have been removed. Go on with what waits at {queue.address()}.")
    elsewhere = [] if waiting else (await _counted(asked, page_questions(asked.folder, "queue")))["queues"]
    return Shown(
        title=queue.label,
        answers={"counts": listed["counts"], "waiting": waiting, **details},
        main="waiting",
        description=queue.what,
        canonical=queue.address(),
        questions={**listing, **detailing},
        context={
            "queue": queue,
            "cap": CAP,
            "key": key,
            "has_item": has_item,
            "is_waiting": bool(waiting) and str(waiting[0]["key"]) == key,
            "typed": {},
            "sent": {},
            "faults": [],
            "conflict": None,
            "others": [row for row in elsewhere if row["waiting"] and row["queue"] != queue.name],
            "queues_by_name": QUEUES,
            **_ways(asked, queue, key, listed),
            **about,
        },
    )


def _asked_for(asked: Asked) -> str:
    """Return the key of the item that the address names, if any: the address of a form does, too."""
    parts = [asked.given[name] for name in ("claim", "first", "second", "relation") if asked.given.get(name)]
    return ".".join(parts) or asked.arg("at")


def _values(asked: Asked, queue: Queue) -> dict[str, object]:
    at = _asked_for(asked)
    return {
        **queue.bound("at", at),
        **queue.bound("after", "" if at else asked.arg("after")),
        "oldest": int(asked.arg("order") == "oldest"),
        "today": today(),
        "cap": CAP + 1,
        "most": EXPORTED if asked.given.get("format") in ("json", "csv") else LISTED,
    }


def _item_values(asked: Asked, queue: Queue, key: str) -> dict[str, object]:
    return {**queue.bound("item", key), **queue.bound("done", asked.arg("done")), "texts": int(asked.rights.may_read_texts)}


def _ways(asked: Asked, queue: Queue, key: str, listed: Answers) -> dict[str, Any]:
    """Return the addresses that a page of a queue leads to, and what comes after its item."""
    order = queue.order(asked.arg("order")).name
    waiting, before = listed["waiting"], listed["before"]
    coming: list[Row] = [row for row in waiting if str(row["key"]) != key]
    address = partial(queue.address, order=order)
    return {
        "coming": coming,
        "address_of": lambda row: address(at=str(row["key"])),
        "next_path": address(at=str(coming[0]["key"])) if coming else "",
        "previous_path": address(at=str(before[0]["key"])) if before else "",
        "first_path": address(),
        "undo_path": address(at=asked.arg("done"), undo="1"),
        # A form leads on in the order that people begin with, unless it is told otherwise.
        "query": urlencode({"order": order, "next": address(after=key, done=key)}) if order else "",
        "order": order,
        "here_path": address(at=key),
        "may_decide": asked.rights.may(queue.right),
        "role_needed": "an editor" if queue.right == EDIT else "a checker",
    }


PAGES = (
    Page("queue", r"/queue", show_overview),
    *(Page(f"queue_{queue.name}", rf"/queue/{queue.name}", partial(show_queue, queue=queue)) for queue in QUEUES.values()),
)
