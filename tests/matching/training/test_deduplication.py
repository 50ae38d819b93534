"""What is learned from clusters that people made: weights that find them again. All texts are invented."""

import gzip
import json
import random
import tomllib

import pytest
from quality.sets import VARIABLE, data_folder

from claims.matching.duplicates import COLUMNS, deduplicate
from claims.matching.training.deduplication import bcubed, cross_validated, scores, train, worlds_of, written

ITEMS = [
    {"text": f"{who} {did} the {what} of {where} {how}.", "cluster": f"{who} {what}"}
    for who, did, what in (
        ("Ann", "sold", "ferry"), ("Bob", "painted", "bridge"), ("Carla", "closed", "library"), ("Dirk", "opened", "theatre"),
        ("Emma", "measured", "tower"), ("Fritz", "photographed", "harbour"), ("Greta", "flooded", "meadow"), ("Hugo", "counted", "seals"),
    )
    for where, how in (("Rivertown", "at night"), ("Rivertown", "last week in the rain"), ("the old Rivertown", "yesterday"))
]  # fmt: skip
SINGLES = [
    f"{number} {animal} crossed the {place} of Hilltown"
    for number in range(8)
    for animal in ("goats", "cows")
    for place in ("road", "field")
]


def test_weights_learned_from_clusters_find_them_again() -> None:
    worlds = worlds_of(ITEMS, SINGLES)
    model = train(list(worlds.values()))

    assert min(max(scores(world, model)) for (_, share), world in worlds.items() if not share) > 0.95
    assert all(0 < figure <= 1 for figures in cross_validated(worlds).values() for figure in figures)


def test_weights_are_written_as_they_are_read() -> None:
    model = train(list(worlds_of(ITEMS, SINGLES).values()))
    told = tomllib.loads(written(model))

    assert told["columns"] == list(COLUMNS)
    assert told["second"] == pytest.approx(model.second.tolist(), abs=1e-4)
    assert told["share"] == pytest.approx(model.share, abs=1e-4)


def test_bcubed_counts_each_text() -> None:
    assert bcubed(["a", "a", "b"], [1, 1, 2]) == 1
    assert bcubed(["a", "a", "b"], [1, 2, 3]) == pytest.approx(0.8)
    assert bcubed(["a", "a", "b", "b"], [1, 1, 1, 1]) == pytest.approx(2 / 3)


def test_posts_that_fact_checkers_tied_to_a_claim_are_found_again() -> None:
    path = data_folder().parent / "matching" / "dedup_tweets.dev.jsonl.gz"
    if not path.is_file():
        pytest.skip(f"{path.name} is not here: ${VARIABLE} names the folder beside the one that holds it")
    rows = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    random.Random(3).shuffle(rows)  # noqa: S311  (the order must not matter, nothing is kept secret)
    names = {place: number for number, cluster in enumerate(deduplicate([row["text"] for row in rows])) for place in cluster}

    assert bcubed([row["cluster"] for row in rows], [names[place] for place in range(len(rows))]) >= 0.93
