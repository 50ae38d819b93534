"""Learns how likely two texts of a collection say the same, from clusters that people made, and says how well, by cross-validation.

    python -m claims.matching.training.deduplication --data DIR [--write]

DIR holds `dedup_tweets.train.jsonl.gz` (`id`, `text`, `cluster`) and `matching_tweets.collection.jsonl.gz`, whose claims are said once.
A world is a part of the clusters with so many times as many texts that nobody repeats: where everything is said twice, where hardly
anything is, and where there are many texts, other weights are right. `--write` puts them into `duplicates.toml`.
"""

import argparse
import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from claims.matching.bags import Floats
from claims.matching.clustering import clusters
from claims.matching.duplicates import COLUMNS, Model, Pairs, best_of, likelihoods, log_odds, log_size, pairs_of, share_with_repeats

PARTS = 4
SINGLES = (0.0, 0.5, 2.0, 6.0)
"""Texts that are said once, for each text that is said more often."""
THRESHOLDS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
_STRENGTH = 1.0
"""Of the pull of the weights towards 0 (L2), on columns of unit variance."""
_FILE = Path(__file__).parent.parent / "duplicates.toml"
_HEAD = """\
# How likely two texts say the same: weights by column, the constant last.
# Made by `python -m claims.matching.training.deduplication`.
"""


class World(NamedTuple):
    """A collection of texts whose clusters are known, and what is measured of its pairs."""

    clusters: list[str]
    pairs: Pairs
    is_same: Floats


def world_of(texts: Sequence[str], names: Sequence[str]) -> World:
    """Measure a collection; `names` tells the cluster of each text."""
    pairs = pairs_of(texts)
    same = [names[one] == names[other] for one, other in zip(pairs.one, pairs.other, strict=True)]
    return World(list(names), pairs, np.asarray(same, float))


def fitted(table: Floats, is_same: Floats) -> Floats:
    """Return the weights of a logistic regression, the constant last (Newton's method)."""
    mean, spread = table.mean(axis=0), table.std(axis=0) + 1e-9
    rows = np.column_stack([(table - mean) / spread, np.ones(len(table))])
    pull = np.diag([_STRENGTH] * table.shape[1] + [0.0])
    weights = np.zeros(rows.shape[1])
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + pull + 1e-9 * np.eye(len(weights))
        step = np.linalg.solve(curve, rows.T @ (chance - is_same) + pull @ weights)
        weights -= step
        if np.abs(step).max() < 1e-7:
            break
    plain = weights[:-1] / spread
    return np.append(plain, weights[-1] - plain @ mean)


def train(worlds: Sequence[World]) -> Model:
    """Fit the weights to some worlds."""
    is_same = np.concatenate([world.is_same for world in worlds])
    first = fitted(np.vstack([world.pairs.table for world in worlds]), is_same)
    best, right = zip(*(_best(world, first) for world in worlds), strict=True)
    partner = fitted(np.concatenate(best)[:, None], np.concatenate(right))
    share = float(np.concatenate(right).mean())
    rows = []
    for world, found in zip(worlds, best, strict=True):
        seen = (log_odds(share_with_repeats(1 / (1 + np.exp(-(found * partner[0] + partner[1]))), share)), log_size(len(world.clusters)))
        table = np.column_stack([world.pairs.table, np.ones(len(world.is_same))])
        rows.append(np.column_stack([table[:, :-1], *(table * one for one in seen)]).astype(np.float32))
    width = len(COLUMNS)
    both = fitted(np.vstack(rows), is_same)
    second, by_share, by_size = np.append(both[:width], both[-1]), both[width : 2 * width + 1], both[2 * width + 1 : -1]
    return Model(first, partner, share, second, by_share, by_size)


def _best(world: World, first: Floats) -> tuple[Floats, Floats]:
    """Return the best score of each text, and whether that pair says the same."""
    scores = world.pairs.table @ first[:-1] + first[-1]
    best = best_of(world.pairs, scores, len(world.clusters))
    right = np.zeros(len(best))
    for side in (world.pairs.one, world.pairs.other):
        np.maximum.at(right, side, world.is_same * (scores >= best[side]))
    return best, right


def bcubed(gold: Sequence[str], found: Sequence[object]) -> float:
    """Return the F1 of precision and recall, averaged over the texts (Bagga and Baldwin 1998)."""
    true, made, both = Counter(gold), Counter(found), Counter(zip(gold, found, strict=True))
    precision = sum(count * count / made[name] for (_, name), count in both.items()) / len(gold)
    recall = sum(count * count / true[name] for (name, _), count in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def scores(world: World, model: Model, thresholds: Iterable[float] = THRESHOLDS) -> list[float]:
    """Return B-cubed F1 at each threshold."""
    likely = likelihoods(world.pairs, len(world.clusters), model)
    given = list(zip(world.pairs.one.tolist(), world.pairs.other.tolist(), likely.tolist(), strict=True))
    found = []
    for threshold in thresholds:
        names = dict.fromkeys(range(len(world.clusters)), -1)
        for number, cluster in enumerate(clusters(len(world.clusters), given, threshold=threshold)):
            names.update(dict.fromkeys(cluster, number))
        found.append(bcubed(world.clusters, list(names.values())))
    return found


def worlds_of(items: Sequence[dict[str, str]], singles: Sequence[str]) -> dict[tuple[frozenset[int], float], World]:
    """Return the worlds by the parts of the clusters that they hold, single ones, neighbours and all, and by the share of single texts."""
    names = sorted({item["cluster"] for item in items})
    random.Random(7).shuffle(names)  # noqa: S311  (parts are drawn, nothing is kept secret)
    part_of = {name: number % PARTS for number, name in enumerate(names)}
    size = len(singles) // PARTS
    found = {}
    for parts in (*({number} for number in range(PARTS)), {0, 1}, {2, 3}, set(range(PARTS))):
        mine = [item for item in items if part_of[item["cluster"]] in parts]
        own = [text for number in sorted(parts) for text in singles[number * size : (number + 1) * size]]
        for share in SINGLES:
            alone = own[: int(share * len(mine))]
            clusters_of = [item["cluster"] for item in mine] + [f"alone {number}" for number in range(len(alone))]
            found[frozenset(parts), share] = world_of([item["text"] for item in mine] + alone, clusters_of)
    return found


def cross_validated(worlds: dict[tuple[frozenset[int], float], World]) -> dict[tuple[int, float], Floats]:
    """Return B-cubed F1 by the number of parts and the share of single texts, at each threshold: each half by the other's weights."""
    found: dict[tuple[int, float], list[list[float]]] = {}
    for half in ({0, 1}, {2, 3}):
        model = train([world for (parts, _), world in worlds.items() if not parts & half])
        for (parts, share), world in worlds.items():
            if parts <= half:
                found.setdefault((len(parts), share), []).append(scores(world, model))
    return {key: np.mean(rows, axis=0) for key, rows in found.items()}


def written(model: Model) -> str:
    """Return a model as TOML."""
    lines = [_HEAD, f"columns = {json.dumps(COLUMNS)}"]
    for name, value in model._asdict().items():
        lines.append(f"{name} = {[round(float(one), 4) for one in value] if isinstance(value, np.ndarray) else round(value, 4)}")
    return "\n".join(lines) + "\n"


def _rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def main() -> None:
    """Train, say how good it is, and keep the weights if that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    items = _rows(given.data / "dedup_tweets.train.jsonl.gz")
    known = {item["text"] for item in items}
    singles = [text for row in _rows(given.data / "matching_tweets.collection.jsonl.gz") if (text := row["text"]) not in known]
    random.Random(1).shuffle(singles)  # noqa: S311
    worlds = worlds_of(items, singles)
    sys.stdout.write("B-cubed F1, cross-validated; threshold      " + " ".join(f"{one:6.2f}" for one in THRESHOLDS) + "\n")
    for (parts, share), figures in cross_validated(worlds).items():
        opening = f"{parts} of {PARTS} parts, {share:3.1f} texts said once for each"
        sys.stdout.write(f"{opening:44}" + " ".join(f"{one:6.3f}" for one in figures) + "\n")
    if given.write:
        _FILE.write_text(written(train(list(worlds.values()))), encoding="utf-8")


if __name__ == "__main__":
    main()
