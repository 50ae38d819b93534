"""The first look for repeats: by stems, over the database and over claims in memory alike, kept by triggers. All texts are invented."""

import pytest
from store.by_hand import add, make_world, one

from claims.matching import Said
from claims.store.connection import Store
from claims.store.repeats import Collection, find, found, said_of

CLAIMS = [
    ("closed", Said("The bridges over the Elm were closed.", title="Elm bridge", also="“shut for good”")),
    ("vote", Said("Voters elected a mayor in May.", speaker="Ann Example")),
    ("rain", Said("Rain fell on Oakton all week.", speaker="Ben Sample")),
]


@pytest.fixture
def world(store: Store) -> Store:
    make_world(store.connection)
    return store


def keys(said: Said | str, claims: Collection | None = None, **more: int) -> list[str]:
    said = Said(said) if isinstance(said, str) else said
    return [claim.key for claim in (Collection(CLAIMS) if claims is None else claims).find(said, **more)[0]]


def recorded(store: Store, said: Said | str) -> list[str]:
    said = Said(said) if isinstance(said, str) else said
    return [claim.key for claim in find(store.connection, said)[0]]


@pytest.mark.parametrize(
    ("question", "key"),
    [("closing a bridge", "closed"), ("the election of mayors", "vote"), ("nothing is shut", "closed"), ("RAINS", "rain")],
)
def test_claims_are_found_by_the_stems_of_words(question: str, key: str) -> None:
    assert keys(question) == [key]


@pytest.mark.parametrize("question", ["", "the", "🙂", '"', "OR NOT AND *", "zzz", "\ud800", "a" * 100_000])
def test_any_question_is_looked_for(question: str) -> None:
    assert keys(question) == []


def test_an_empty_collection_holds_nothing() -> None:
    assert keys("bridge", Collection([])) == []
    assert len(Collection([])) == 0


def test_what_stands_around_a_question_is_looked_for_too() -> None:
    assert keys(Said("It fell.", before=("The Oakton weather office warned.",))) == ["rain"]


def test_the_speaker_of_a_claim_is_no_word_of_it() -> None:
    assert keys("Sample") == []


def test_as_many_are_found_as_asked_for() -> None:
    many = Collection((str(number), Said(f"The bridge was closed in {number}.")) for number in range(500))
    assert len(keys("bridge", many, limit=10)) == 6
    assert keys("the bridge of 77", many, limit=10)[0] == "77"


def test_words_are_counted_by_stem() -> None:
    _, words = Collection(CLAIMS).find(Said("x"))
    assert words.total == 3
    assert {stem: words.of(["bridg", "elect", "zzz"])[stem] for stem in ("bridg", "elect", "zzz")} == {"bridg": 1, "elect": 1, "zzz": 0}


def test_claims_are_returned_by_their_ids_in_that_order() -> None:
    assert [claim.key for claim in Collection(CLAIMS).found(["rain", "none", "closed"])] == ["rain", "closed"]


def test_recorded_claims_are_found_with_what_is_compared(world: Store) -> None:
    add(
        world.connection,
        "claims",
        id="new",
        statement="Forty cranes were sold to Oakton.",
        quote="",
        start_char=None,
        end_char=None,
        quotation="indirect",
    )
    (claim,), words = find(world.connection, Said("selling cranes"))
    assert (claim.key, claim.said.text) == ("new", "Forty cranes were sold to Oakton.")
    assert words.of(["crane"])["crane"] == 1


def test_a_claim_can_be_left_out(world: Store) -> None:
    add(
        world.connection,
        "claims",
        id="new",
        statement="Forty cranes were sold.",
        quote="",
        start_char=None,
        end_char=None,
        quotation="indirect",
    )
    assert find(world.connection, Said("cranes"), leave_out={"new"})[0] == []


def test_the_index_follows_what_is_changed_and_removed(world: Store) -> None:
    add(
        world.connection,
        "claims",
        id="new",
        statement="Forty cranes were sold.",
        quote="",
        start_char=None,
        end_char=None,
        quotation="indirect",
    )
    world.connection.execute("update claims set statement = 'Forty ferries were sold.' where id = 'new'")
    assert (recorded(world, "crane"), recorded(world, "ferry")) == ([], ["new"])
    world.connection.execute("delete from claims where id = 'new'")
    assert recorded(world, "ferry") == []
    world.connection.execute("insert into repeats_fts (repeats_fts, rank) values ('integrity-check', 1)")


def test_a_recorded_claim_is_asked_about_with_the_sentences_around_it(world: Store) -> None:
    claim_id, start, text = world.connection.execute(
        "select c.id, c.start_char, t.text from claims c join document_texts t on t.document_id = c.document_id"
        " where c.start_char is not null order by c.id"
    ).fetchone()
    said = said_of(world.connection, claim_id)
    assert said.text == one(world.connection, "select statement from claims where id = ?", claim_id)
    assert all(sentence in text[:start] for sentence in said.before)
    assert len(said.before) <= 3
    assert len(said.after) <= 2


def test_recorded_claims_are_returned_by_their_ids_in_that_order(world: Store) -> None:
    ids = [row[0] for row in world.connection.execute("select id from claims order by id desc")]
    assert [claim.key for claim in found(world.connection, [*ids, "none"])] == ids


def test_an_empty_database_holds_nothing(store: Store) -> None:
    assert find(store.connection, Said("The bridge is closed."))[0] == []
