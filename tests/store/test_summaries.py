"""What pages count and look for: whoever writes, in whatever order, it is at any time what the rows come to."""

import random
import sqlite3 as standard
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from store.by_hand import LINKED, NEW, TEXT, TIME, add, insert, one, sha256
from store.libraries import Plain

from claims.store.connection import sqlite3 as newest

WEEK = "2024-02-05"
"""The Monday of the week in which every claim of the world was added."""
RECOUNT = "select scope, scope_id, verifiability, verdict, quotation, source_type, count(*) from counted_claims group by 1, 2, 3, 4, 5, 6"

DUE = (
    "select c.id, a.check_after from claims c join assessments a on a.claim_id = c.id where a.check_after is not null and a.id ="
    " (select n.id from assessments n join claims m on m.id = n.claim_id where ifnull(m.canonical_id, m.id) = ifnull(c.canonical_id, c.id)"
    " order by n.assessed_at desc, n.id desc limit 1)"
)


@pytest.fixture
def plain(shared: Plain) -> Iterator[Plain]:
    """Return a plain connection to the world. What a test writes is undone; until then it is kept right."""
    shared.execute("begin")
    yield shared
    try:
        assert_right(shared)
    finally:
        shared.execute("rollback")


def assert_right(connection: Plain) -> None:
    """Compare what is kept with what the rows come to."""
    pairs = {
        "select * from claim_counts": RECOUNT,
        "select document_id, newest_id from superseded_documents": "select document_id, newest_id from older_versions",
        "select * from gone_quotes": "select document_id, claim_id from changed_quotes",
        "select id, check_after from due_claims": DUE,
    }
    for kept, right in pairs.items():
        assert sorted(connection.execute(kept).fetchall()) == sorted(connection.execute(right).fetchall()), kept


def total(connection: Plain, scope: str, scope_id: str = "", **only: str) -> int:
    """Return how many claims are counted in a scope."""
    conditions = "".join(f" and {column} = '{value}'" for column, value in only.items())
    return int(
        one(connection, f"select coalesce(sum(n), 0) from claim_counts where scope = ? and scope_id = ?{conditions}", scope, scope_id)
    )


# Counts of claims.


def test_a_claim_counts_once_in_each_of_its_scopes(plain: Plain) -> None:
    add(plain, "claims", quotation="indirect", created_at="2024-03-01T00:00:00Z")
    add(plain, "attributions", claim_id="new", hop=0, source_type="named_person", entity_id="ann", source_text="Ann")
    plain.execute("update documents set published_at = '2024-01-31' where id = 'report'")

    assert total(plain, "all") == 5
    assert total(plain, "week", "2024-02-26") == 1
    assert total(plain, "outlet", "courier") == 2
    assert total(plain, "speaker", "ann") == 2
    assert total(plain, "outlet_month", "courier|2024-01") == 2
    assert total(plain, "outlet_month", "gazette|2024-02") == 3


def test_counts_tell_verifiability_verdict_quotation_and_source_apart(plain: Plain) -> None:
    rows = plain.execute(
        "select verifiability, verdict, quotation, source_type, n from claim_counts where scope = 'outlet' and scope_id = ?", ("gazette",)
    )

    assert sorted(rows.fetchall()) == [
        ("unassessed", "", "indirect", "unnamed_group", 1),
        ("unassessed", "", "own_voice", "own_voice", 1),
        ("verifiable", "true", "direct", "named_person", 1),
    ]


@pytest.mark.parametrize(
    ("at", "monday"),
    [
        ("2024-02-05T00:00:00Z", "2024-02-05"),
        ("2024-02-11T23:59:59Z", "2024-02-05"),
        ("2024-02-12T00:00:00Z", "2024-02-12"),
        ("2024-12-31T12:00:00Z", "2024-12-30"),
        ("2023-01-01T12:00:00Z", "2022-12-26"),
    ],
)
def test_a_week_begins_on_its_monday(plain: Plain, at: str, monday: str) -> None:
    plain.execute("delete from claims where id = 'fence'")
    add(plain, "claims", created_at=at)

    assert total(plain, "week", monday, quotation="own_voice") == 1


@pytest.mark.parametrize(
    ("published_at", "month"),
    [
        ("2024-02-05", "2024-02"),
        ("2024-02-05T09:30:00Z", "2024-02"),
        ("2024-01", "2024-01"),
        ("2024", None),
        ("XXXX-02-05", None),
        (None, None),
    ],
)
def test_a_claim_counts_in_the_month_in_which_its_document_was_published(plain: Plain, published_at: str | None, month: str | None) -> None:
    """Where the month is not known it counts in none."""
    plain.execute("update documents set published_at = ? where id = 'report'", (published_at,))

    months = plain.execute("select scope_id, n from claim_counts where scope = 'outlet_month' and scope_id glob 'courier|*'").fetchall()
    assert months == ([(f"courier|{month}", 1)] if month else [])


ASSESSED = (
    "insert into assessments (claim_id, status, reason, rationale, assessor, assessed_at)"
    " values ('again', 'not_checkable', 'opinion', 'Some like it.', 'tester', '2024-02-06T00:00:00Z')"
)
REVIEWED = (
    "insert into reviews (claim_id, verdict, original_rating, summary, publisher_id, url, state, reviewer, reviewed_at)"
    " values ('again', 'false', 'Fake', 'Others have looked into it.', 'desk', 'https://desk.example/2', 'published', 'tester',"
    " '2024-02-06T00:00:00Z')"
)
ALL = ("all", "")


@pytest.mark.parametrize(
    ("change", "scope", "only"),
    [
        (ASSESSED, ALL, {"verifiability": "not_checkable"}),
        (ASSESSED, ("week", WEEK), {"verifiability": "not_checkable"}),
        (ASSESSED, ("outlet", "courier"), {"verifiability": "not_checkable"}),
        (ASSESSED, ("speaker", "ben"), {"verifiability": "not_checkable"}),
        (REVIEWED, ALL, {"verdict": "false"}),
        (REVIEWED, ("speaker", "ben"), {"verdict": "false"}),
        (
            "update attributions set source_type = 'unnamed_person', entity_id = null where claim_id = 'again'",
            ALL,
            {"source_type": "unnamed_person"},
        ),
        ("delete from attributions where claim_id = 'again'", ALL, {"source_type": ""}),
        ("update claims set quotation = 'mixed', quote = 'closed' where id = 'again'", ("outlet", "courier"), {"quotation": "mixed"}),
        ("update claims set created_at = '2024-01-01T00:00:00Z' where id = 'again'", ("week", "2024-01-01"), {}),
        ("update claims set document_id = 'minutes' where id = 'again'", ("outlet", "council"), {}),
        ("update documents set outlet_id = 'desk' where id = 'report'", ("outlet", "desk"), {}),
        ("update documents set published_at = '2024-01' where id = 'report'", ("outlet_month", "courier|2024-01"), {}),
        (
            "update documents set outlet_id = 'desk', published_at = '2024-01' where id = 'report'",
            ("outlet_month", "desk|2024-01"),
            {},
        ),
        ("update entities set canonical_id = 'desk' where id = 'courier'", ("outlet", "desk"), {}),
        ("update entities set canonical_id = 'ann' where id = 'ben'", ("speaker", "ann"), {"quotation": "indirect"}),
        ("update claims set canonical_id = 'closed' where id = 'again'", ("speaker", "ben"), {"verdict": "true"}),
        ("update claims set canonical_id = 'closed' where id = 'again'", ("speaker", "ben"), {"verifiability": "verifiable"}),
    ],
)
def test_a_claim_that_changes_is_counted_elsewhere(plain: Plain, change: str, scope: tuple[str, str], only: dict[str, str]) -> None:
    assert total(plain, *scope, **only) == 0

    plain.execute(change)

    assert total(plain, *scope, **only) == 1
    assert total(plain, *ALL) == 4


def test_what_is_undone_is_counted_as_before(plain: Plain) -> None:
    before = plain.execute("select * from claim_counts").fetchall()

    for table, column, row, value in [
        ("entities", "canonical_id", "ben", "ann"),
        ("claims", "canonical_id", "again", "closed"),
        ("documents", "published_at", "report", "2024-01"),
    ]:
        was = one(plain, f"select {column} from {table} where id = ?", row)
        plain.execute(f"update {table} set {column} = ? where id = ?", (value, row))
        assert plain.execute("select * from claim_counts").fetchall() != before
        plain.execute(f"update {table} set {column} = ? where id = ?", (was, row))

    assert plain.execute("select * from claim_counts").fetchall() == before


def test_a_claim_that_is_deleted_counts_no_longer(plain: Plain) -> None:
    plain.execute("delete from attributions where claim_id = 'again'")
    plain.execute("delete from claims where id = 'again'")

    assert total(plain, "all") == 3
    assert one(plain, "select count(*) from claim_counts where scope_id like 'courier%' or scope_id = 'ben'") == 0


def test_no_count_is_kept_that_is_nought(plain: Plain) -> None:
    plain.execute("update claims set created_at = '2024-01-01T00:00:00Z'")

    assert one(plain, "select count(*) from claim_counts where n <= 0") == 0
    assert one(plain, "select count(*) from claim_counts where scope_id = ?", WEEK) == 0


@pytest.mark.parametrize("how", ["insert", "insert or ignore", "insert or replace", "insert or fail"])
def test_claims_are_counted_however_they_are_inserted(plain: Plain, how: str) -> None:
    """The way in which the outer statement settles conflicts holds inside triggers too, where it must not replace a count."""
    for number in range(3):
        insert(plain, "claims", NEW["claims"] | {"id": f"new-{number}", "statement": f"The new bridge number {number}."}, how=how)

    assert total(plain, "all") == 7
    assert total(plain, "outlet", "courier", quotation="own_voice") == 3


@pytest.mark.parametrize("how", ["update", "update or ignore", "update or replace"])
def test_claims_are_counted_however_they_are_updated(plain: Plain, how: str) -> None:
    plain.execute(f"{how} claims set created_at = '2024-01-01T00:00:00Z' where id <> 'again'")
    plain.execute(f"{how} documents set published_at = '2024-01', outlet_id = 'courier' where id = 'article'")

    assert total(plain, "week", "2024-01-01") == 3
    assert total(plain, "outlet_month", "courier|2024-01") == 3


def test_a_replaced_claim_is_counted_once_where_triggers_are_recursive(plain: Plain) -> None:
    plain.execute("pragma recursive_triggers = on")
    add(plain, "claims")

    insert(plain, "claims", NEW["claims"] | {"statement": "The bridge opens in May."}, how="insert or replace")

    plain.execute("pragma recursive_triggers = off")
    assert total(plain, "all") == 5


def test_documents_that_go_before_their_claims_leave_no_month_behind(plain: Plain) -> None:
    plain.execute("pragma defer_foreign_keys = on")
    plain.execute("update documents set published_at = '2024-01' where id = 'report'")
    plain.execute("delete from documents where id = 'report'")
    assert_right(plain)

    plain.execute("delete from claims where id = 'again'")

    assert one(plain, "select count(*) from claim_counts where scope_id glob 'courier*'") == 0


# Versions of a page.


def version(connection: Plain, name: str, text: str | None = None, *, url: str | None = LINKED, at: str = "2024-03-01T00:00:00Z") -> None:
    """Record another version of the article of the world, or of another page."""
    add(connection, "documents", id=name, url=url, accessed_at=at, content_sha256=sha256(text or name))
    if text is not None:
        add(connection, "document_texts", document_id=name, text=text)


def superseded(connection: Plain) -> dict[str, str]:
    return dict(connection.execute("select document_id, newest_id from superseded_documents").fetchall())


def test_the_version_captured_last_supersedes_all_others(plain: Plain) -> None:
    version(plain, "second")
    assert superseded(plain) == {"article": "second"}

    version(plain, "third", at="2024-04-01T00:00:00Z")
    assert superseded(plain) == {"article": "third", "second": "third"}


def test_a_version_that_was_captured_earlier_and_comes_late_supersedes_nothing(plain: Plain) -> None:
    version(plain, "earlier", at="2024-01-01T00:00:00Z")

    assert superseded(plain) == {"earlier": "article"}


def test_of_two_versions_captured_in_one_second_the_one_recorded_last_is_the_newest(plain: Plain) -> None:
    version(plain, "second", at=TIME)

    assert superseded(plain) == {"article": "second"}


def test_documents_without_a_url_are_versions_of_nothing(plain: Plain) -> None:
    version(plain, "one", url=None)
    version(plain, "other", url=None)

    assert superseded(plain) == {}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("update documents set accessed_at = '2024-05-01T00:00:00Z' where id = 'article'", {"second": "article", "third": "article"}),
        ("update documents set accessed_at = '2024-02-06T00:00:00Z' where id = 'third'", {"article": "second", "third": "second"}),
        ("update documents set url = 'https://gazette.example/moved' where id = 'third'", {"article": "second"}),
        ("update documents set url = 'https://gazette.example/moved' where id = 'second'", {"article": "third"}),
        ("update documents set url = null where id = 'third'", {"article": "second"}),
        ("update documents set url = 'https://courier.example/1' where id = 'third'", {"article": "second", "report": "third"}),
        ("delete from documents where id = 'third'", {"article": "second"}),
        ("delete from documents where id = 'second'", {"article": "third"}),
    ],
)
def test_versions_follow_a_document_that_changes_or_goes(plain: Plain, change: str, expected: dict[str, str]) -> None:
    version(plain, "second")
    version(plain, "third", at="2024-04-01T00:00:00Z")

    plain.execute(change)

    assert superseded(plain) == expected


# Quotes that no longer match.


def gone(connection: Plain) -> set[str]:
    """Return the claims whose words are gone, as pages see them."""
    return {row[0] for row in connection.execute("select id from unmatched_quotes").fetchall()}


FEAR = "Experts fear that it will stay"
END = TEXT.index(FEAR) + len(FEAR)
CHANGED = TEXT.replace("it will stay closed", "it will open")


def test_a_quote_whose_words_are_gone_from_the_newest_version_is_listed(plain: Plain) -> None:
    version(plain, "second", CHANGED)

    assert plain.execute("select * from unmatched_quotes").fetchall() == [
        ("stays", "it will stay closed", "article", "second", "2024-03-01T00:00:00Z")
    ]


def test_a_quote_that_comes_back_is_listed_no_longer(plain: Plain) -> None:
    version(plain, "second", CHANGED)
    version(plain, "third", TEXT + " So it goes.", at="2024-04-01T00:00:00Z")

    assert gone(plain) == set()


def test_without_the_newest_text_nothing_is_known_to_be_gone(plain: Plain) -> None:
    version(plain, "second")
    assert gone(plain) == set()

    add(plain, "document_texts", document_id="second", text=CHANGED)
    assert gone(plain) == {"stays"}

    plain.execute("delete from document_texts where document_id = 'second'")
    assert gone(plain) == set()


def test_a_version_that_is_older_proves_nothing(plain: Plain) -> None:
    version(plain, "earlier", CHANGED, at="2024-01-01T00:00:00Z")

    assert gone(plain) == set()


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ("delete from documents where id = 'second'", set()),
        ("update documents set url = null where id = 'second'", set()),
        ("update documents set accessed_at = '2024-01-01T00:00:00Z' where id = 'second'", set()),
        ("update claims set quote = 'it will', end_char = start_char + 7 where id = 'stays'", set()),
        ("delete from claims where id = 'stays'", set()),
        ("update claims set document_id = 'minutes', quote = '', start_char = null, end_char = null where id = 'stays'", set()),
        (f"update claims set quote = '{FEAR}', start_char = {TEXT.index(FEAR)}, end_char = {END} where id = 'closed'", {"stays", "closed"}),
    ],
)
def test_quotes_follow_what_changes(plain: Plain, change: str, left: set[str]) -> None:
    for statement in (
        "delete from claim_links",
        "delete from attributions where hop = 1",
        "delete from attributions where claim_id = 'stays'",
    ):
        plain.execute(statement)
    version(plain, "second", CHANGED)
    assert gone(plain) == {"stays"}

    plain.execute("pragma defer_foreign_keys = on")
    plain.execute(change)

    assert gone(plain) == left


def test_a_claim_that_is_added_to_an_older_version_is_looked_up(plain: Plain) -> None:
    version(plain, "second", CHANGED)

    add(plain, "claims", document_id="article", quote=FEAR, quotation="indirect")

    assert gone(plain) == {"stays", "new"}


# Claims to look at again.

NOT_YET: dict[str, Any] = {"status": "not_yet", "reason": "promise", "check_after": "2025-01-01"}


def due(connection: Plain) -> list[tuple[str, str]]:
    return [tuple(row) for row in connection.execute("select id, check_after from due_claims order by 1")]


def test_a_claim_that_cannot_be_checked_yet_is_due_on_its_day(plain: Plain) -> None:
    add(plain, "assessments", **NOT_YET)

    assert due(plain) == [("again", "2025-01-01")]


@pytest.mark.parametrize("later", [{}, {**NOT_YET, "check_after": "2026-01-01"}], ids=["verifiable", "not yet, once more"])
@pytest.mark.parametrize("claim", ["again", "closed", "fence"], ids=["itself", "the one it repeats", "another repeat"])
def test_a_claim_that_was_assessed_since_is_due_no_longer(plain: Plain, claim: str, later: dict[str, Any]) -> None:
    """What is found out about one of its repeats is found out about all."""
    plain.execute("update claims set canonical_id = 'closed' where id in ('again', 'fence')")
    add(plain, "assessments", **NOT_YET)
    assert due(plain) == [("again", "2025-01-01")]

    add(plain, "assessments", claim_id=claim, assessed_at="2024-03-01T00:00:00Z", **later)

    assert due(plain) == ([(claim, "2026-01-01")] if later else [])


def test_an_assessment_that_comes_late_changes_no_day(plain: Plain) -> None:
    add(plain, "assessments", **NOT_YET)
    add(plain, "assessments", assessed_at="2024-01-01T00:00:00Z")

    assert due(plain) == [("again", "2025-01-01")]


# Whatever is done, in whatever order.

OUTLETS = ["gazette", "courier", "council"]
DATES = [None, "2023", "2023-11", "2023-12-31", "XXXX-01-01"]


class Hands:
    """People and programs that write past the models, each deed chosen at random; a rule may refuse it."""

    def __init__(self, connection: Plain, seed: int) -> None:
        self.connection = connection
        self.random = random.Random(seed)  # noqa: S311  (reproducible, not secret)
        self.number = 0

    def work(self) -> None:
        """Do one thing or another."""
        deeds = [self.add, self.assess, self.review, self.attribute, self.unattribute, self.join, self.move, self.redate, self.remove]
        deeds += [self.publish, self.merge, self.capture, self.store_text, self.withhold, self.recapture, self.readdress, self.forget]
        self.number += 1
        with suppress(newest.IntegrityError, standard.IntegrityError):
            self.random.choice(deeds)()

    def pick(self, table: str, column: str = "id") -> Any:
        """Return a value of some row; None where there is none."""
        return self.random.choice(self.connection.execute(f"select {column} from {table} order by 1").fetchall() or [(None,)])[0]

    def day(self) -> str:
        """Return some time of the year 2024."""
        return f"2024-0{self.random.randint(3, 9)}-0{self.random.randint(1, 9)}T00:00:00Z"

    def change(self, table: str, row: str, **changes: Any) -> None:
        """Update some columns of a row."""
        assignments = ", ".join(f"{column} = ?" for column in changes)
        self.connection.execute(f"update {table} set {assignments} where id = ?", (*changes.values(), row))

    def add(self) -> None:
        """Add a claim, perhaps a repeat."""
        add(
            self.connection,
            "claims",
            id=f"n{self.number}",
            document_id=self.pick("documents"),
            statement=f"It is number {self.number}.",
            quote=self.random.choice(["", "The bridge is closed."]),
            quotation=self.random.choice(["own_voice", "indirect"]),
            created_at=self.day(),
            canonical_id=self.random.choice([None, None, self.pick("claims")]),
        )

    def assess(self) -> None:
        """Assess a claim."""
        status = self.random.choice([{}, {"status": "too_vague", "reason": "compound"}, NOT_YET])
        add(self.connection, "assessments", claim_id=self.pick("claims"), assessed_at=self.day(), **status)

    def review(self) -> None:
        """Record somebody else's verdict."""
        add(
            self.connection,
            "reviews",
            claim_id=self.pick("claims"),
            verdict=self.random.choice(["true", "false"]),
            original_rating="So it is",
            url="https://desk.example/2",
            state=self.random.choice(["draft", "published", "retracted"]),
            reviewed_at=self.day(),
        )

    def attribute(self) -> None:
        """Add a source."""
        source = {"source_type": "named_person", "entity_id": self.random.choice(["ann", "ben"]), "source_text": "So they say"}
        insert(self.connection, "attributions", {"claim_id": self.pick("claims"), "hop": 0, **source})

    def unattribute(self) -> None:
        """Take a source away."""
        self.connection.execute("delete from attributions where id = ?", (self.pick("attributions"),))

    def join(self) -> None:
        """Join two claims, or part them."""
        self.change("claims", self.pick("claims"), canonical_id=self.random.choice([None, self.pick("claims")]))

    def move(self) -> None:
        """Move a claim to another document."""
        self.change("claims", self.pick("claims where start_char is null"), document_id=self.pick("documents"))

    def redate(self) -> None:
        """Mend the time at which a claim was added."""
        self.change("claims", self.pick("claims"), created_at=self.day())

    def remove(self) -> None:
        """Remove a claim."""
        self.connection.execute("delete from claims where id = ?", (self.pick("claims"),))

    def publish(self) -> None:
        """Mend the date of a document, its outlet, or both."""
        changes = {"published_at": self.random.choice(DATES), "outlet_id": self.random.choice(OUTLETS)}
        kept = self.random.choice([["published_at"], ["outlet_id"], list(changes)])
        self.change("documents", self.pick("documents"), **{column: changes[column] for column in kept})

    def merge(self) -> None:
        """Merge two names, or undo it."""
        gone, into = self.random.choice([("ben", "ann"), ("gazette", "courier"), ("council", "courier")])
        self.change("entities", gone, canonical_id=self.random.choice([None, into]))

    def capture(self) -> None:
        """Capture another version of a page."""
        version(self.connection, f"d{self.number}", url=self.pick("documents", "url"), at=self.day())

    def store_text(self) -> None:
        """Store the text of a document."""
        text = TEXT[self.random.randint(0, 30) :]
        insert(self.connection, "document_texts", {"document_id": self.pick("documents"), "text": text})

    def withhold(self) -> None:
        """Remove a text."""
        self.connection.execute("delete from document_texts where document_id = ?", (self.pick("document_texts", "document_id"),))

    def recapture(self) -> None:
        """Mend the time at which a document was captured."""
        self.change("documents", self.pick("documents"), accessed_at=self.day())

    def readdress(self) -> None:
        """Mend the address of a document."""
        self.change("documents", self.pick("documents"), url=self.pick("documents", "url"))

    def forget(self) -> None:
        """Remove a document."""
        self.connection.execute("delete from documents where id = ?", (self.pick("documents"),))


def shuffle_triggers(connection: Plain, seed: int) -> None:
    """Make every trigger anew in another order: SQLite promises none for the triggers of one event."""
    triggers = connection.execute("select name, sql from sqlite_master where type = 'trigger' order by name").fetchall()
    random.Random(seed).shuffle(triggers)  # noqa: S311
    for name, _ in triggers:
        connection.execute(f"drop trigger {name}")
    for _, sql in triggers:
        connection.execute(sql)


@pytest.mark.parametrize("seed", range(8))
def test_all_stays_right_whatever_is_done_and_in_whatever_order_triggers_run(plain: Plain, seed: int) -> None:
    shuffle_triggers(plain, seed)
    hands = Hands(plain, seed)

    for _ in range(150):
        hands.work()
        assert_right(plain)

    assert one(plain, "select count(*) from claims") > 4
    assert one(plain, "select count(*) from superseded_documents") > 0
