"""Libraries that people use for the same purposes, as their documentation shows: bm25s, RapidFuzz, scikit-learn."""

import importlib
from collections.abc import Callable, Sequence
from typing import Any

from quality.insight.rows import Row, cleaned, whole

_LISTED = 100
_TOKEN_SET_JOINED = 0.525
"""The similarity from which RapidFuzz joins texts; the best on dev, so that it is not made weaker than it is."""


def _rows(questions: list[Row], claims: list[Row], places: Any, scores: Any) -> list[Row]:
    return [
        {"query_id": question["id"], "doc_id": claims[int(place)]["id"], "score": float(score)}
        for question, best, found in zip(questions, places, scores, strict=True)
        for place, score in zip(best, found, strict=True)
    ]


def bm25(claims: list[Row], questions: list[Row]) -> list[Row]:
    """Rank by bm25 with English stems and stop words."""
    bm25s, stemmer = importlib.import_module("bm25s"), importlib.import_module("Stemmer").Stemmer("english")
    given = {"stopwords": "en", "stemmer": stemmer, "show_progress": False}
    retriever = bm25s.BM25()
    retriever.index(bm25s.tokenize(list(map(whole, claims)), **given), show_progress=False)
    asked = bm25s.tokenize([cleaned(row["text"]) for row in questions], **given)
    places, scores = retriever.retrieve(asked, k=min(_LISTED, len(claims)), show_progress=False)
    return _rows(questions, claims, places, scores)


def token_set(claims: list[Row], questions: list[Row]) -> list[Row]:
    """Rank by RapidFuzz's token_set_ratio."""
    rapidfuzz = importlib.import_module("rapidfuzz")
    prepare = rapidfuzz.utils.default_process
    texts = [prepare(whole(row)) for row in claims]
    rows = []
    for question in questions:
        found = rapidfuzz.process.extract(prepare(cleaned(question["text"])), texts, scorer=rapidfuzz.fuzz.token_set_ratio, limit=_LISTED)
        rows += [{"query_id": question["id"], "doc_id": claims[place]["id"], "score": score} for _, score, place in found]
    return rows


def _by_cosine(claims: list[Row], questions: list[Row], vectorizer: Any) -> list[Row]:
    numpy = importlib.import_module("numpy")
    known = vectorizer.fit_transform(list(map(whole, claims)))
    cosines = (vectorizer.transform([cleaned(row["text"]) for row in questions]) @ known.T).toarray()
    places = numpy.argsort(-cosines, axis=1, kind="stable")[:, :_LISTED]
    return _rows(questions, claims, places, numpy.take_along_axis(cosines, places, axis=1))


def _vectorizer(**settings: Any) -> Any:
    return importlib.import_module("sklearn.feature_extraction.text").TfidfVectorizer(sublinear_tf=True, **settings)


def word_cosine(claims: list[Row], questions: list[Row]) -> list[Row]:
    """Rank by the cosine of words weighed by their rarity."""
    return _by_cosine(claims, questions, _vectorizer(stop_words="english"))


def piece_cosine(claims: list[Row], questions: list[Row]) -> list[Row]:
    """Rank by the cosine of pieces of words."""
    return _by_cosine(claims, questions, _vectorizer(analyzer="char_wb", ngram_range=(2, 5)))


def joined_token_sets(items: list[Row]) -> list[Row]:
    """Join by token_set_ratio, average linkage."""
    rapidfuzz, numpy = importlib.import_module("rapidfuzz"), importlib.import_module("numpy")
    hierarchy, distance = (importlib.import_module(f"scipy.{name}") for name in ("cluster.hierarchy", "spatial.distance"))
    texts = [rapidfuzz.utils.default_process(cleaned(row["text"])) for row in items]
    far = 1 - rapidfuzz.process.cdist(texts, texts, scorer=rapidfuzz.fuzz.token_set_ratio) / 100
    numpy.fill_diagonal(far, 0)
    tree = hierarchy.linkage(distance.squareform(far, checks=False), "average")
    names = hierarchy.fcluster(tree, 1 - _TOKEN_SET_JOINED, "distance")
    return [{"id": row["id"], "cluster": str(name)} for row, name in zip(items, names, strict=True)]


def linear(taught: list[Row], items: list[Row], sought: Sequence[str]) -> list[Row]:
    """Learn a logistic regression over words, pairs of words and pieces of words, all weighed by their rarity."""
    pipeline, linear_model = (importlib.import_module(f"sklearn.{name}") for name in ("pipeline", "linear_model"))
    features = pipeline.make_union(_vectorizer(ngram_range=(1, 2), min_df=2), _vectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=3))
    model = linear_model.LogisticRegression(C=4, max_iter=300, class_weight="balanced")
    table, weights = features.fit_transform([row["text"] for row in taught]), [row.get("weight", 1.0) for row in taught]
    model.fit(table, [row["label"] for row in taught], sample_weight=weights)
    shares = model.predict_proba(features.transform([row["text"] for row in items]))
    labels = list(model.classes_)
    places = [labels.index(label) for label in sought if label in labels]
    return [
        {"id": row["id"], "label": str(labels[int(share.argmax())]), "score": float(share[places].sum())}
        for row, share in zip(items, shares, strict=True)
    ]


SYSTEMS: dict[tuple[str, str], Callable[..., list[Row]]] = {
    ("match", "bm25s"): bm25,
    ("match", "RapidFuzz"): token_set,
    ("match", "TF-IDF words"): word_cosine,
    ("match", "TF-IDF pieces"): piece_cosine,
    ("deduplicate", "RapidFuzz"): joined_token_sets,
    ("triage", "TF-IDF"): linear,
}
