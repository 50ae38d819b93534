"""The cache of vectors: right or absent, never in the way."""

from contextlib import closing
from pathlib import Path

import pytest

from claims.store.vector_cache import VectorCache


def test_what_was_kept_is_there_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "vectors.db"
    with closing(VectorCache(path)) as cache:
        cache.keep("one", ["a", "b"], [b"1", b"2"])

    with closing(VectorCache(path)) as cache:
        assert cache.known("one", ["b", "c"]) == {"b": b"2"}


def test_vectors_of_another_model_are_not_given(tmp_path: Path) -> None:
    with closing(VectorCache(tmp_path / "vectors.db")) as cache:
        cache.keep("one", ["a"], [b"1"])

        assert cache.known("two", ["a"]) == {}


def test_any_number_of_texts_may_be_asked_for(tmp_path: Path) -> None:
    texts = [str(number) for number in range(1_234)]
    with closing(VectorCache(tmp_path / "vectors.db")) as cache:
        cache.keep("one", texts, [text.encode() for text in texts])

        assert cache.known("one", [*texts, "\ud800"]) == {text: text.encode() for text in texts}


def test_a_damaged_cache_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "vectors.db"
    path.write_bytes(b"this is no database, and long enough to be looked at as one" * 20)

    with closing(VectorCache(path)) as cache:
        cache.keep("one", ["a"], [b"1"])

        assert cache.known("one", ["a"]) == {"a": b"1"}


@pytest.mark.parametrize("blocked", ["a file stands there", "a folder stands there"])
def test_without_a_place_to_write_nothing_is_kept_and_nothing_fails(tmp_path: Path, blocked: str) -> None:
    place = tmp_path / "cache"
    if blocked.startswith("a file"):
        place.write_text("in the way")
    else:
        (place / "vectors.db").mkdir(parents=True)

    with closing(VectorCache(place / "vectors.db")) as cache:
        cache.keep("one", ["a"], [b"1"])

        assert cache.known("one", ["a"]) == {}
