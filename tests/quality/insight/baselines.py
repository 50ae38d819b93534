"""What anybody could write in an afternoon: SQLite's full-text search, exact copies, the commonest label, a rule of keywords."""

import math
import re
import sqlite3
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from quality.insight.rows import Row, cleaned, whole

_WORD = re.compile(r"\w+")
_KNOWN = tomllib.loads((Path(__file__).parent / "baselines.toml").read_text(encoding="utf-8"))
_STOP = frozenset(_KNOWN["stop"].split())
_FOR = [re.compile(sign) for sign in _KNOWN["signs"]["for"]]
_AGAINST = re.compile(_KNOWN["signs"]["against"], re.IGNORECASE)
_LISTED = 100
_JOINED = 0.14
"""The cosine from which texts are joined; the best on dev, so that the baseline is not made weaker than it is."""


def plain_search(claims: list[Row], questions: list[Row]) -> list[Row]:
    """Search the claims' texts for any word of the question, ranked by FTS5's bm25."""
    return _searched([row["text"] for row in claims], [_WORD.findall(row["text"]) for row in questions], claims, questions, "unicode61")


def stemmed_search(claims: list[Row], questions: list[Row]) -> list[Row]:
    """Do the same with stems, without stop words, over texts and headlines."""
    asked = [[word for word in _WORD.findall(cleaned(row["text"])) if word.lower() not in _STOP] for row in questions]
    return _searched(list(map(whole, claims)), asked, claims, questions, "porter unicode61")


def _searched(texts: list[str], asked: list[list[str]], claims: list[Row], questions: list[Row], tokenizer: str) -> list[Row]:
    connection = sqlite3.connect(":memory:")
    connection.execute(f"create virtual table said using fts5(text, tokenize = '{tokenizer}')")
    connection.executemany("insert into said (rowid, text) values (?, ?)", enumerate(texts))
    found: list[Row] = []
    for question, words in zip(questions, asked, strict=True):
        query = " OR ".join(f'"{word}"' for word in dict.fromkeys(words))
        rows = connection.execute("select rowid, rank from said where text match ? order by rank limit ?", (query or '""', _LISTED))
        found += [{"query_id": question["id"], "doc_id": claims[place]["id"], "score": -rank} for place, rank in rows]
    return found


def copies(items: list[Row]) -> list[Row]:
    """Join what is the same but for case, punctuation and addresses."""
    return [{"id": row["id"], "cluster": " ".join(_WORD.findall(cleaned(row["text"]).lower()))} for row in items]


def average_linkage(items: list[Row], similarity: Callable[[int, int], float], threshold: float) -> list[Row]:
    """Join the two nearest clusters again and again while their texts are, on average, at least so similar."""
    groups = [[place] for place in range(len(items))]
    near = {(one, other): similarity(one, other) for one in range(len(items)) for other in range(one)}
    near = {pair: value for pair, value in near.items() if value > 0}
    while near and (best := max(near.items(), key=lambda one: one[1]))[1] >= threshold:
        (one, other), _ = best
        sizes, kept = (len(groups[one]), len(groups[other])), {}
        for third in range(len(items)):
            values = [near.pop((max(third, end), min(third, end)), 0.0) for end in (one, other)]
            if third not in (one, other) and (mean := (values[0] * sizes[0] + values[1] * sizes[1]) / sum(sizes)):
                kept[max(third, other), min(third, other)] = mean
        near |= kept
        groups[other] += groups[one]
        groups[one] = []
    names = {place: items[group[0]]["id"] for group in groups for place in group}
    return [{"id": row["id"], "cluster": names[place]} for place, row in enumerate(items)]


def rare_words(items: list[Row]) -> list[Row]:
    """Join by the cosine of words weighed by their rarity (tf-idf)."""
    counts = [Counter(word for word in _WORD.findall(cleaned(row["text"]).lower()) if word not in _STOP) for row in items]
    holding = Counter(word for count in counts for word in count)
    weighed = [{word: (1 + math.log(often)) * math.log(len(items) / holding[word]) for word, often in one.items()} for one in counts]
    lengths = [math.sqrt(sum(value * value for value in one.values())) or 1.0 for one in weighed]

    def cosine(one: int, other: int) -> float:
        both = weighed[one].keys() & weighed[other].keys()
        return sum(weighed[one][word] * weighed[other][word] for word in both) / lengths[one] / lengths[other]

    return average_linkage(items, cosine, _JOINED)


def commonest(taught: list[Row], items: list[Row], sought: Sequence[str]) -> list[Row]:
    """Give every sentence the commonest label."""
    labels = Counter(row["label"] for row in taught)
    share = sum(labels[label] for label in sought) / len(taught)
    return [{"id": row["id"], "label": labels.most_common(1)[0][0], "score": share} for row in items]


def keywords(taught: list[Row], items: list[Row], sought: Sequence[str]) -> list[Row]:
    """Look for numbers, names and the past, and for words of opinion: two signs more for than against make it a claim."""
    labels = Counter(row["label"] for row in taught)
    yes = max(sought, key=labels.__getitem__)
    no = max(labels.keys() - set(sought), key=labels.__getitem__)
    signs = [sum(bool(sign.search(row["text"])) for sign in _FOR) - len(_AGAINST.findall(row["text"])) for row in items]
    return [
        {"id": row["id"], "label": yes if count >= 2 else no, "score": 1 / (1 + math.exp(1.5 - count))}
        for row, count in zip(items, signs, strict=True)
    ]


SYSTEMS: dict[tuple[str, str], Callable[..., list[Row]]] = {
    ("match", "FTS5"): plain_search,
    ("match", "FTS5, stems"): stemmed_search,
    ("deduplicate", "exact copies"): copies,
    ("deduplicate", "tf-idf cosine"): rare_words,
    ("triage", "commonest"): commonest,
    ("triage", "keywords"): keywords,
}
