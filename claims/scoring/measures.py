"""What is measured, document by document: each measure a name and a tally.

    content exact    contents paired one to one that are the same words
    content overlap  contents paired one to one of which intersection over union reaches the threshold, 0.5
    token ROLE       each word of the text: does it stand in the content (source, cue) of any statement?
    source, cue      of the pairs that content overlap found: exact, overlap, and head, where the predicted source holds the head
                     word of the gold one. Recall over pairs whose gold statement has a source, precision over those whose
                     predicted one has
    triple           content overlap, and the source's head is right or both have no source: precision over all predictions,
                     recall over all gold statements. The figure from end to end
    KIND             the same two, of direct, mixed, indirect, quoted (begins with a mark) and speech (plain speech cues, see
                     `english.toml`) statements: precision by the predicted kind, recall by the gold kind
    sentence         each sentence: does it hold any word of a content?

Words are compared, never punctuation, so that a closing mark or a comma in the span is neither rewarded nor punished. The
measures are those of the PARC and PolNeAR literature, with the pairing of one to one on top.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claims.scoring.alignment import Pair, align
from claims.scoring.statements import Kind, Statement, statements_of
from claims.scoring.tally import Tally
from claims.scoring.tokens import TokenisedText, Words, overlap, union

THRESHOLD = 0.5

_ROLES = ("content", "source", "cue")
_KINDS: dict[str, Callable[[Statement], bool]] = {
    "direct": lambda statement: statement.kind is Kind.DIRECT,
    "mixed": lambda statement: statement.kind is Kind.MIXED,
    "indirect": lambda statement: statement.kind is Kind.INDIRECT,
    "quoted": lambda statement: statement.is_quoted,
    "speech": lambda statement: statement.is_speech,
}
MEASURES = (
    "content exact", "content overlap",
    *(f"token {role}" for role in _ROLES),
    *(f"{role} {how}" for role in ("source", "cue") for how in ("exact", "overlap", "head")),
    "triple",
    *(f"content {kind}" for kind in _KINDS),
    *(f"triple {kind}" for kind in _KINDS),
    "sentence",
)  # fmt: skip
"""Names of all measures, in the order in which they are printed."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One document, measured."""

    tallies: dict[str, Tally]
    judged: list[tuple[float, bool]]
    """For each predicted statement that says how sure it is: that score, and whether its triple is right."""
    words: int
    """Words of the text, split at white space."""


def measure(gold_row: Mapping[str, Any], predicted_row: Mapping[str, Any], threshold: float = THRESHOLD) -> Measured:
    """Compare the two rows of one document. Raises ValueError for a predicted text that is another, or a span outside the text."""
    text = TokenisedText(gold_row["text"])
    if predicted_row.get("text", text.text) not in {None, text.text}:
        raise ValueError(f"The text of '{gold_row['doc_id']}' differs between gold and prediction.")
    discarded = text.words_in(gold_row.get("discard") or ())
    gold = statements_of(gold_row, text)
    predicted = [one for one in statements_of(predicted_row, text) if not _is_discarded(one, discarded)]
    pairs = align(gold, predicted)
    matched = [pair for pair in pairs if pair.overlap >= threshold]
    triples = [pair for pair in matched if _same_source(pair, text)]
    tallies = {
        "content exact": _one_to_one(sum(pair.overlap == 1 for pair in pairs), predicted, gold),
        "content overlap": _one_to_one(len(matched), predicted, gold),
        "triple": _one_to_one(len(triples), predicted, gold),
        "sentence": _sentences(text, gold, predicted, discarded),
    }
    for role in _ROLES:
        tallies[f"token {role}"] = _tokens(role, gold, predicted, discarded)
    for role in ("source", "cue"):
        tallies |= _roles(role, matched, text, threshold)
    for kind, is_kind in _KINDS.items():
        tallies[f"content {kind}"] = _kind(is_kind, matched, predicted, gold)
        tallies[f"triple {kind}"] = _kind(is_kind, triples, predicted, gold)
    return Measured(tallies, _judged(predicted, triples), len(text.text.split()))


def _is_discarded(statement: Statement, discarded: Words) -> bool:
    return 2 * len(statement.content & discarded) >= len(statement.content)


def _same_source(pair: Pair, text: TokenisedText) -> bool:
    if not pair.gold.source:
        return not pair.predicted.source
    return text.head(pair.gold.source) in pair.predicted.source


def _one_to_one(hits: int, predicted: Sequence[Statement], gold: Sequence[Statement]) -> Tally:
    return Tally(hits, len(predicted), hits, len(gold))


def _tokens(role: str, gold: Sequence[Statement], predicted: Sequence[Statement], discarded: Words) -> Tally:
    marked = union(one.roles[role] for one in gold) - discarded
    found = union(one.roles[role] for one in predicted) - discarded
    hits = len(marked & found)
    return Tally(hits, len(found), hits, len(marked))


def _roles(role: str, matched: Sequence[Pair], text: TokenisedText, threshold: float) -> dict[str, Tally]:
    both = [(pair.gold.roles[role], pair.predicted.roles[role]) for pair in matched]
    marked, found = sum(bool(one) for one, _ in both), sum(bool(other) for _, other in both)
    hits = {
        "exact": sum(bool(one) and one == other for one, other in both),
        "overlap": sum(overlap(one, other) >= threshold for one, other in both),
        "head": sum(bool(one) and text.head(one) in other for one, other in both),
    }
    return {f"{role} {how}": Tally(count, found, count, marked) for how, count in hits.items()}


def _kind(is_kind: Callable[[Statement], bool], pairs: Sequence[Pair], predicted: Sequence[Statement], gold: Sequence[Statement]) -> Tally:
    return Tally(
        right=sum(is_kind(pair.predicted) for pair in pairs),
        predicted=sum(map(is_kind, predicted)),
        found=sum(is_kind(pair.gold) for pair in pairs),
        gold=sum(map(is_kind, gold)),
    )


def _sentences(text: TokenisedText, gold: Sequence[Statement], predicted: Sequence[Statement], discarded: Words) -> Tally:
    marked, found = union(one.content for one in gold), union(one.content for one in predicted)
    tally = Tally()
    for sentence in text.sentences():
        if 2 * len(sentence & discarded) < len(sentence):
            is_marked, is_found = not sentence.isdisjoint(marked), not sentence.isdisjoint(found)
            hit = int(is_marked and is_found)
            tally = tally.plus(Tally(hit, int(is_found), hit, int(is_marked)))
    return tally


def _judged(predicted: Sequence[Statement], triples: Sequence[Pair]) -> list[tuple[float, bool]]:
    right = {id(pair.predicted) for pair in triples}
    return [(one.score, id(one) in right) for one in predicted if one.score is not None]
