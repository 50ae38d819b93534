"""Numbers that tell how far a recorded claim says the same as what is asked about: a row for each claim, the columns named."""

import math
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from claims.matching.pieces import compare_pieces
from claims.matching.reading import NOTHING, Reading, read_text
from claims.matching.said import Found, Frequencies, Said
from claims.matching.weighing import Weights, general_weight, weights_of
from claims.matching.words import address, fold, signature

COLUMNS = (
    "asked_in_text", "asked_in_title", "text_covered", "title_covered", "also_covered", "all_covered",
    "cosine_text", "cosine_title", "cosine_all", "bm25",
    "pairs_text", "pairs_title", "pairs_asked", "order",
    "rarest", "second", "third", "shared", "rarest_missing", "rarest_missing_title", "missing", "in_common",
    "names_shared", "names_missing", "numbers_shared", "numbers_conflict", "numbers_there", "negated",
    "around_text", "around_title", "around_alone", "near_bm25",
    "speaker_same", "speaker_named", "speaker_in_text", "speaker_covered", "speaker_i", "speaker_whole", "length",
    "question_length", "question_mass", "question_surrounded",
    "pieces_text", "pieces_asked", "pieces_title", "rare_pieces_text", "rare_pieces_asked", "rare_pieces_title", "rare_pieces_both",
    "meaning_text", "meaning_title", "meaning_text_in_context", "meaning_title_in_context", "meaning_neighbour", "meaning_best",
)  # fmt: skip
"""What each column tells. Those of the question are the same in each row, and serve the probability alone.

The last are of sentence vectors, and not numbers where there are none.
"""
_MEANING = sum(name.startswith("meaning") for name in COLUMNS)
_UNKNOWN = (math.nan,) * _MEANING
_FIRST_PERSON = re.compile(r"\b(?:i|me|my|we|us|our)\b")
_SATURATION, _BY_LENGTH = 1.2, 0.6
_MEAN_TERMS = {"text": 22.0, "title": 8.0, "also": 12.0}
_FIELD_WEIGHT = {"text": 1.0, "title": 0.8, "also": 0.4}
"""bm25 of a title says less than that of the text (Robertson and Zaragoza 2009, on fields apart)."""
_RAREST = 3

Table = NDArray[np.float32]


class Question(NamedTuple):
    """What is asked about, read once."""

    said: Said
    reading: Reading
    pairs: frozenset[tuple[str, str]]
    speaker: tuple[str, ...]
    """The terms of the name, the last name last."""
    near: frozenset[str]
    """The terms of the sentences next to it."""
    around: frozenset[str]
    """Those of all sentences around it."""
    is_first_person: bool

    terms: frozenset[str]
    """All terms that the claims are compared with."""


def read_question(said: Said) -> Question:
    """Read what is asked about; the signature under a post tells its speaker where no other is given."""
    around = [read_text(sentence).kinds for sentence in (*said.before, *said.after)]
    near = [read_text(sentence).kinds for sentence in (*said.before[-1:], *said.after[:1])]
    reading, speaker = read_text(said.text), name_terms(said.speaker or signature(said.text))
    return Question(
        said,
        reading,
        frozenset(reading.pairs()),
        speaker,
        frozenset().union(*near),
        frozenset().union(*around),
        bool(_FIRST_PERSON.search(fold(said.text))),
        reading.kinds.union(speaker, *around),
    )


def name_terms(name: str) -> tuple[str, ...]:
    """Return the terms of a name without what it is addressed with: "Ann Example" of "President Ann Example"."""
    return tuple(term for term in read_text(name).terms if term not in address() and len(term) > 1)


def table(query: Said, found: Sequence[Found], frequencies: Frequencies) -> Table:
    """Return the numbers of each claim found, shape (len(found), len(COLUMNS)), in the order given."""
    if not found:
        return np.zeros((0, len(COLUMNS)), np.float32)
    question = read_question(query)
    weights = weights_of(question.reading.kinds, question.terms, frequencies)
    rows = np.array([_compare(question, one.said, weights) for one in found], np.float32)
    pieces = compare_pieces(query.text, [one.said.text for one in found], [one.said.title for one in found])
    meaning = np.array([(*one.nearness, max(one.nearness[:2])) if one.nearness else _UNKNOWN for one in found], np.float32)
    return np.hstack([rows, pieces, meaning]).astype(np.float32)


class _Field(NamedTuple):
    """One text of a recorded claim against a question."""

    reading: Reading
    shared: frozenset[str]
    """The terms that the question's text holds, too."""
    shared_mass: float
    shared_square: float
    asked_mass: float
    """What those terms weigh that the text holds of all that is asked."""
    mass: float
    square: float
    bm25: float


_EMPTY = _Field(NOTHING, frozenset(), 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


def _field(question: Question, name: str, text: str, weights: Weights) -> _Field:
    """Weigh a text: by the language at large, set right for the words that were counted."""
    reading = read_text(text)
    if not reading.kinds:
        return _EMPTY._replace(reading=reading)
    shared, counted = question.reading.kinds & reading.kinds, question.terms & reading.kinds
    mass, square, shared_mass = reading.mass, reading.square, weights.mass(shared)
    for term in counted:
        here, at_large = weights[term], general_weight(term)
        mass += here - at_large
        square += here * here - at_large * at_large
    asked_mass = shared_mass if len(counted) == len(shared) else weights.mass(counted)
    bm25 = _bm25(shared, shared_mass, name, reading, weights)
    return _Field(reading, shared, shared_mass, weights.square(shared), asked_mass, mass, square, bm25)


def _compare(question: Question, said: Said, weights: Weights) -> list[float]:
    text, title, also = (
        _field(question, "text", said.text, weights),
        _field(question, "title", said.title, weights),
        _field(question, "also", said.also, weights),
    )
    return [
        *_words((text, title, also), weights),
        *_order(question, text, title, weights),
        *_rarest(question, (text, title, also), weights),
        *_particulars(question, text.reading, title.reading, weights),
        *_surroundings(question, text, title, weights),
        *_speaker(question, said, text, title, weights),
        math.log1p(len(text.reading.terms)),
        math.log1p(len(question.reading.terms)),
        math.log1p(weights.asked_mass),
        float(bool(question.around)),
    ]


def _words(fields: tuple[_Field, _Field, _Field], weights: Weights) -> Iterator[float]:
    """Yield which part of the words both hold, by weight; the cosines; and bm25 (Robertson and others 1994)."""
    text, title, also = fields
    mass, norm = weights.asked_mass or 1.0, weights.asked_norm
    beside = (title.shared | also.shared) - text.shared
    shared_mass, shared_square = text.shared_mass + weights.mass(beside), text.shared_square + weights.square(beside)
    more = (title.reading.kinds | also.reading.kinds) - text.reading.kinds
    yield text.shared_mass / mass
    yield title.shared_mass / mass
    yield text.shared_mass / (text.mass or 1)
    yield title.shared_mass / (title.mass or 1)
    yield also.shared_mass / (also.mass or 1)
    yield shared_mass / (text.mass + weights.mass(more) or 1)
    yield text.shared_square / (norm * math.sqrt(text.square or 1))
    yield title.shared_square / (norm * math.sqrt(title.square or 1))
    yield shared_square / (norm * math.sqrt(text.square + weights.square(more) or 1))
    yield text.bm25 + title.bm25 + also.bm25


def _bm25(shared: frozenset[str], mass: float, name: str, field: Reading, weights: Weights) -> float:
    """Return bm25 of the shared words, which weigh `mass` together."""
    if not shared:
        return 0.0
    norm = _SATURATION * (1 - _BY_LENGTH + _BY_LENGTH * len(field.terms) / _MEAN_TERMS[name])
    if len(field.terms) == len(field.kinds):
        return _FIELD_WEIGHT[name] * mass * (_SATURATION + 1) / (1 + norm)
    counts = [(weights[term], field.terms.count(term)) for term in shared]
    return _FIELD_WEIGHT[name] * sum([weight * count * (_SATURATION + 1) / (count + norm) for weight, count in counts])


def _order(question: Question, text: _Field, title: _Field, weights: Weights) -> Iterator[float]:
    """Yield how far neighbours stand together in both, and words in the same order: the longest common subsequence, by weight."""
    in_text, in_title = _pairs_mass(question, text, weights), _pairs_mass(question, title, weights)
    yield in_text / (2 * (text.mass or 1))
    yield in_title / (2 * (title.mass or 1))
    yield in_text / (2 * (weights.asked_mass or 1))
    yield _common_order(question.reading, text, weights) / (text.mass or 1)


def _pairs_mass(question: Question, field: _Field, weights: Weights) -> float:
    if len(field.shared) < 2:
        return 0.0
    return sum([weights[one] + weights[other] for one, other in {*field.reading.pairs()} & question.pairs])


def _common_order(asked: Reading, text: _Field, weights: Weights) -> float:
    if len(text.shared) < 2:
        return text.shared_mass
    there = [term for term in text.reading.terms if term in text.shared]
    best = [0.0] * (len(there) + 1)
    for term in asked.terms:
        if term not in text.shared:
            continue
        diagonal, weight = 0.0, weights[term]
        for place, other in enumerate(there, 1):
            above = best[place]
            best[place] = diagonal + weight if term == other else max(above, best[place - 1])
            diagonal = above
    return best[-1]


def _rarest(question: Question, fields: tuple[_Field, _Field, _Field], weights: Weights) -> Iterator[float]:
    """Yield what the rarest shared words weigh, how many are shared, and what the words weigh that the question does not hold."""
    text, title, also = fields
    shared = text.shared | title.shared | also.shared
    yield from (sorted([weights[term] for term in shared], reverse=True) + [0.0] * _RAREST)[:_RAREST]
    yield float(len(shared))
    yield _rarest_missing(question, text.reading)
    yield _rarest_missing(question, title.reading)
    yield text.mass - text.asked_mass
    yield text.asked_mass + weights.mass((question.terms & (title.reading.kinds | also.reading.kinds)) - text.reading.kinds)


def _rarest_missing(question: Question, text: Reading) -> float:
    return max(map(general_weight, text.kinds - question.terms), default=0.0)


def _particulars(question: Question, text: Reading, title: Reading, weights: Weights) -> Iterator[float]:
    """Yield how far names and numbers agree, and whether one of both says no."""
    asked, names = question.reading, text.names | title.names
    yield weights.mass(names & asked.kinds)
    yield weights.mass(names - asked.kinds - question.around)
    yield float(len(asked.numbers & (text.numbers | title.numbers)))
    yield float(bool(asked.numbers and text.numbers) and asked.numbers.isdisjoint(text.numbers))
    yield float(len(text.numbers - asked.numbers))
    yield float(asked.is_negated != text.is_negated)


def _surroundings(question: Question, text: _Field, title: _Field, weights: Weights) -> Iterator[float]:
    """Yield how far the words are found in what stands around the question: "it" is named there."""
    if not question.around:
        yield text.shared_mass / (text.mass or 1)
        yield title.shared_mass / (title.mass or 1)
        yield 0.0
        yield text.bm25 + title.bm25
        return
    together, near = question.reading.kinds | question.around, question.reading.kinds | question.near
    yield weights.mass(together & text.reading.kinds) / (text.mass or 1)
    yield weights.mass(together & title.reading.kinds) / (title.mass or 1)
    yield weights.mass((together & text.reading.kinds) - text.shared) / (text.mass or 1)
    in_text, in_title = near & text.reading.kinds, near & title.reading.kinds
    by_text = _bm25(in_text, weights.mass(in_text), "text", text.reading, weights)
    yield by_text + _bm25(in_title, weights.mass(in_title), "title", title.reading, weights)


def _speaker(question: Question, said: Said, text: _Field, title: _Field, weights: Weights) -> Iterator[float]:
    """Yield whether the same person says it, or it is said about who says it now: "I am well" of somebody reported dead."""
    speaker, there = frozenset(question.speaker), name_terms(said.speaker)
    if not speaker:
        yield from (0.0, 0.0, 0.0, text.shared_mass / (text.mass or 1), 0.0, 0.0)
        return
    told = text.reading.kinds | title.reading.kinds
    yield float(bool(there) and question.speaker[-1] in there)
    yield weights.mass(speaker & text.reading.kinds)
    yield weights.mass((speaker & told) - question.reading.kinds)
    yield weights.mass((speaker | question.reading.kinds) & text.reading.kinds) / (text.mass or 1)
    yield question.is_first_person * weights.mass(speaker & told)
    yield float(speaker <= told)
