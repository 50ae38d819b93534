"""Comparing by meaning: vectors are made once, kept right, and bring claims that the words did not."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from matching.vectors import WordsAsDirections
from store.by_hand import add, make_world

from claims.matching.encoding import is_installed, sentence_encoder
from claims.matching.nearest import Vectors
from claims.matching.said import Found, Said
from claims.store.connection import Store
from claims.store.repeats import Collection
from claims.store.vectors import count_without_vectors, vectors_of
from claims.workflow.encoding import BATCH, encode_claims, meanings_of, texts_of, to_encode
from claims.workflow.meaning import MOST_ENCODED, CollectionByMeaning, by_meaning, encoder_of

CLAIMS = [
    ("1", Said("the old bridge leaks", title="water under the bridge")),
    ("2", Said("a school opens in may")),
    ("3", Said("the old bridge leaks")),
]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a cache of one's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "claims"


@pytest.fixture
def world(store: Store) -> Store:
    """Return a database with claims."""
    make_world(store.connection)
    store.connection.execute("delete from claim_vectors")
    return store


def test_every_statement_is_encoded_once(world: Store) -> None:
    encoder, told = WordsAsDirections(), list[int]()
    waiting = to_encode(world, encoder)

    assert encode_claims(world, encoder, told.append) == sum(told) == waiting > 2
    assert encode_claims(world, encoder) == to_encode(world, encoder) == 0


def test_only_what_was_reworded_or_added_is_encoded_again(world: Store) -> None:
    encode_claims(world, WordsAsDirections())
    world.connection.execute("update claims set statement = 'The bridge stays open all year.' where id = 'closed'")
    add(world.connection, "claims", statement="A new fence was put up.")
    encoder = WordsAsDirections()

    assert encode_claims(world, encoder) == 2
    assert sorted(encoder.encoded) == ["A new fence was put up.", "The bridge stays open all year."]


def test_an_interrupted_encoding_goes_on_where_it_was(world: Store) -> None:
    for number in range(2 * BATCH):
        add(
            world.connection,
            "claims",
            id=f"c{number}",
            statement=f"The bridge has {number} pillars.",
            quote="",
            start_char=None,
            end_char=None,
        )
    encoder = WordsAsDirections()
    everything = to_encode(world, encoder)

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        encode_claims(world, encoder, stop)
    assert to_encode(world, encoder) == everything - BATCH
    assert encode_claims(world, encoder) == everything - BATCH
    assert len(encoder.encoded) == everything


def test_the_nearest_are_added_to_what_the_words_found(world: Store) -> None:
    encoder = WordsAsDirections()
    encode_claims(world, encoder)
    (statement,) = world.connection.execute("select statement from claims where id = 'closed'").fetchone()
    words = [Found("stays", Said("The bridge will stay closed."))]

    found = by_meaning(world, Said(statement), words, encoder)

    assert [one.key for one in found][:1] == ["stays"]
    best = max(found, key=lambda one: one.nearness or (0.0,))
    assert best.key == "closed"
    assert all(one.nearness is not None for one in found)
    assert len({one.key for one in found}) == len(found)


def test_a_claim_that_is_left_out_does_not_come_back_by_meaning(world: Store) -> None:
    encoder = WordsAsDirections()
    encode_claims(world, encoder)

    assert "closed" not in {one.key for one in by_meaning(world, Said("The bridge is closed."), [], encoder, leave_out={"closed"})}


def test_a_claim_without_a_vector_is_encoded_while_one_waits(world: Store) -> None:
    encoder = WordsAsDirections()
    encode_claims(world, encoder)
    add(world.connection, "claims", id="late", statement="A new fence was put up.")

    (late, *_) = by_meaning(world, Said("a new fence was put up."), [Found("late", Said("A new fence was put up."))], encoder)

    assert late.key == "late"
    assert late.nearness is not None
    assert late.nearness[0] == pytest.approx(1, abs=0.01)
    assert not vectors_of(world.connection, encoder.name, ["late"])


def test_where_too_many_wait_the_words_alone_decide(world: Store) -> None:
    words = [Found(f"w{number}", Said("The bridge.")) for number in range(MOST_ENCODED + 1)]

    assert by_meaning(world, Said("The bridge is closed."), words, WordsAsDirections()) == words


def test_an_empty_database_and_an_empty_query_find_nothing(store: Store) -> None:
    assert by_meaning(store, Said(""), [], WordsAsDirections()) == []


def test_a_database_without_vectors_is_compared_by_words(world: Store) -> None:
    assert encoder_of(world) is None


@pytest.mark.skipif(not is_installed(), reason="the extra is not installed: pip install 'claim-tracker[semantic]'")
def test_a_database_with_vectors_is_compared_with_the_model_that_made_them(world: Store) -> None:
    encode_claims(world, WordsAsDirections())
    assert encoder_of(world) is None

    encode_claims(world, sentence_encoder())

    assert encoder_of(world) is sentence_encoder()
    assert count_without_vectors(world.connection, sentence_encoder().name) == 0


def test_a_collection_brings_what_is_near_with_how_near_it_is() -> None:
    collection = Collection(CLAIMS)

    found, frequencies = CollectionByMeaning(collection, WordsAsDirections()).look(Said("the old bridge leaks"))

    assert {one.key for one in found} == {"1", "2", "3"}
    assert all(one.nearness is not None for one in found)
    assert frequencies.total == 3


def test_an_empty_collection_finds_nothing() -> None:
    assert CollectionByMeaning(Collection([]), WordsAsDirections()).look(Said("the bridge"))[0] == []


def test_a_collection_is_encoded_once_and_each_text_of_it_once(cache: Path) -> None:
    claims = [said for _, said in CLAIMS]
    first, second, told = WordsAsDirections(), WordsAsDirections(), list[int]()

    meanings_of(claims, first)
    meanings_of([*claims, Said("a new fence")], second, told.append)

    assert first.encoded == texts_of(claims) == ["the old bridge leaks", "water under the bridge", "a school opens in may"]
    assert second.encoded == ["a new fence"]
    assert sum(told) == 4
    assert (cache / "vectors.db").is_file()


def test_a_kept_vector_of_another_length_is_made_anew(cache: Path) -> None:
    class Longer(WordsAsDirections):
        dimensions = 128

        def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
            return super().encode(texts, progress).repeat(2, axis=1)

    meanings_of([Said("the old bridge leaks")], WordsAsDirections())
    encoder = Longer()

    meanings_of([Said("the old bridge leaks")], encoder)

    assert encoder.encoded == ["the old bridge leaks"]
