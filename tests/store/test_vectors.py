"""Vectors of recorded statements: found when near, never stale, never of another model."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from store.by_hand import NEW, add, one

from claims.matching.nearest import Vectors, small, unit
from claims.store.connection import Store, connect, writing
from claims.store.vectors import (
    Statement,
    count_without_vectors,
    has_vectors,
    nearest,
    save_vectors,
    statements_without_vectors,
    vectors_of,
)

MODEL, DIMENSIONS = "test", 64


def direction(number: int) -> Vectors:
    return unit(np.random.default_rng(number).normal(size=(1, DIMENSIONS)))


def encode(store: Store, model: str = MODEL) -> dict[str, Vectors]:
    """Give every claim that waits a vector of its own; return them."""
    waiting = statements_without_vectors(store.connection, model)
    rows = {statement.claim_id: direction(statement.place) for statement in waiting}
    if waiting:
        save_vectors(store, model, waiting, small(np.vstack(list(rows.values()))))
    return rows


@pytest.fixture
def world(world_file: Path, tmp_path: Path) -> Iterator[Store]:
    store = connect(Path(shutil.copy(world_file, tmp_path / "claims.db")))
    yield store
    store.close()


def found(store: Store, vector: Vectors, model: str = MODEL) -> list[str]:
    return [near.claim_id for near in nearest(store.connection, model, vector[0])]


def test_the_nearest_claim_comes_first(world: Store) -> None:
    for claim, vector in encode(world).items():
        (first, *_) = nearest(world.connection, MODEL, vector[0])

        assert first.claim_id == claim
        assert first.cosine == pytest.approx(1, abs=0.002)


def test_what_was_written_since_is_found(world: Store) -> None:
    known = encode(world)
    found(world, next(iter(known.values())))
    add(world.connection, "claims")
    ((claim, vector),) = encode(world).items()

    assert claim == NEW["claims"]["id"]
    assert found(world, vector)[0] == claim


def test_a_reworded_statement_waits_and_its_old_vector_is_gone(world: Store) -> None:
    vectors = encode(world)
    found(world, vectors["closed"])

    world.connection.execute("update claims set statement = 'The bridge stays open all year.' where id = 'closed'")

    assert [waiting.claim_id for waiting in statements_without_vectors(world.connection, MODEL)] == ["closed"]
    assert count_without_vectors(world.connection, MODEL) == 1
    assert "closed" not in found(world, vectors["closed"])


def test_a_statement_that_stays_as_it_was_keeps_its_vector(world: Store) -> None:
    encode(world)

    world.connection.execute("update claims set statement = statement, claim_date = '2024'")

    assert count_without_vectors(world.connection, MODEL) == 0


def test_a_statement_reworded_while_it_was_encoded_gets_no_vector(world: Store) -> None:
    waiting = statements_without_vectors(world.connection, MODEL, limit=1)
    world.connection.execute("update claims set statement = 'The bridge stays open all year.' where id = ?", (waiting[0].claim_id,))

    assert save_vectors(world, MODEL, waiting, small(direction(1))) == 0
    assert not has_vectors(world.connection, MODEL)


def test_two_who_encode_at_once_write_one_vector(world: Store) -> None:
    waiting = statements_without_vectors(world.connection, MODEL, limit=1)

    assert [save_vectors(world, MODEL, waiting, small(direction(1))) for _ in range(2)] == [1, 0]


def test_an_id_given_again_would_be_noticed(world: Store) -> None:
    """The newest vector goes and another comes: its id is a new one, so that who knows the old signs reads it."""
    vectors = encode(world)
    last = list(vectors)[-1]
    found(world, vectors[last])
    world.connection.execute("update claims set statement = 'The bridge stays open all year.' where id = ?", (last,))
    waiting = statements_without_vectors(world.connection, MODEL)
    save_vectors(world, MODEL, waiting, small(direction(99)))

    assert found(world, direction(99))[0] == last


def test_what_a_transaction_undoes_is_forgotten(world: Store) -> None:
    encode(world)
    add(world.connection, "claims")
    waiting = statements_without_vectors(world.connection, MODEL)

    def write_and_fail() -> None:
        with writing(world):
            save_vectors(world, MODEL, waiting, small(direction(99)))
            assert found(world, direction(99))[0] == waiting[0].claim_id
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_and_fail()
    save_vectors(world, MODEL, waiting, small(direction(98)))

    assert found(world, direction(98))[0] == waiting[0].claim_id


def test_an_older_state_put_back_in_place_is_read_anew(world: Store, tmp_path: Path) -> None:
    before = connect(Path(shutil.copy(world.path, tmp_path / "before.db")))
    found(world, next(iter(encode(world).values())))
    before.connection.backup(world.connection)
    before.close()
    one_claim = statements_without_vectors(world.connection, MODEL, limit=1)
    save_vectors(world, MODEL, one_claim, small(direction(50)))

    assert found(world, direction(50)) == [one_claim[0].claim_id]


def test_vectors_of_another_model_are_not_compared(world: Store) -> None:
    mine, other = encode(world), encode(world, "other")

    assert mine.keys() == other.keys()
    assert found(world, direction(1), "unknown") == []
    assert vectors_of(world.connection, "unknown", list(mine)) == {}
    assert not has_vectors(world.connection, "unknown")
    assert has_vectors(world.connection)


def test_vectors_are_given_for_the_claims_asked_for(world: Store) -> None:
    vectors = encode(world)

    (kept,) = vectors_of(world.connection, MODEL, ["closed", "absent"]).items()

    assert kept[0] == "closed"
    assert np.array_equal(kept[1], small(vectors["closed"])[0])


def test_a_removed_claim_takes_its_vector_along(world: Store) -> None:
    add(world.connection, "claims")
    ((claim, vector),) = [(key, row) for key, row in encode(world).items() if key == NEW["claims"]["id"]]

    world.connection.execute("delete from claims where id = ?", (claim,))

    assert claim not in found(world, vector)
    assert one(world.connection, "select count(*) from claim_vectors where claim_id = ?", claim) == 0


def test_claims_wait_in_the_order_of_their_adding_piece_by_piece(world: Store) -> None:
    everything = statements_without_vectors(world.connection, MODEL)
    pieces: list[Statement] = []
    while piece := statements_without_vectors(world.connection, MODEL, after=pieces[-1].place if pieces else 0, limit=2):
        pieces += piece

    assert pieces == everything
    assert len(everything) == count_without_vectors(world.connection, MODEL) > 2


def test_a_database_without_vectors_finds_nothing(store: Store) -> None:
    assert found(store, direction(1)) == []
    assert not has_vectors(store.connection)
    assert count_without_vectors(store.connection, MODEL) == 0
