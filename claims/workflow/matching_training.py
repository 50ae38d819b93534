"""Questions whose answers people know -> the weights of matching, cross-validated."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from claims.errors import ClaimsError
from claims.matching import Said
from claims.matching.features import COLUMNS, table
from claims.matching.model import write_model
from claims.matching.said import Found
from claims.matching.semantic import Nearness
from claims.matching.training.ranking import QUESTION, Example, Learned, learn
from claims.matching.weighing import STEPS, GeneralShares, hash_of, write_shares
from claims.matching.words import words
from claims.scoring.calibration import calibration_error
from claims.store.repeats import Collection
from claims.workflow.line_files import numbered_lines
from claims.workflow.matching_files import Look, MatchingReport, read_claims, read_questions

SETS = ("tweets", "debates")
_BARE = 0.3
"""How much a question counts once more without headlines, speakers and surroundings."""
_LEAST_CLAIMS = 5
"""A word that fewer claims hold is rare without being listed."""
Progress = Callable[[str, int, int], None]
"""Told the set, how many of its questions are read, and of how many."""


@dataclass(frozen=True)
class TrainingSet:
    """Claims, questions about them, and the answers."""

    name: str
    claims: Collection
    questions: list[tuple[str, Said]]
    answers: dict[str, set[str]]
    groups: dict[str, str]


def read_set(folder: Path, name: str, part: str = "train") -> TrainingSet:
    """Read `matching_NAME.collection`, `.PART.queries` and `.PART.qrels` (JSON lines, zipped) of a folder. Raises ClaimsError."""
    report = MatchingReport()
    queries = folder / f"matching_{name}.{part}.queries.jsonl.gz"
    claims = Collection(read_claims(folder / f"matching_{name}.collection.jsonl.gz", report))
    questions = [(str(key), said) for key, said in read_questions(queries, report)]
    if report.bad:
        raise ClaimsError(f"'{report.bad[0].source}': line {report.bad[0].line} {report.bad[0].reason}.")
    answers: dict[str, set[str]] = {}
    for _, line in numbered_lines(folder / f"matching_{name}.{part}.qrels.jsonl.gz"):
        row = json.loads(line)
        answers.setdefault(str(row["query_id"]), set()).add(str(row["doc_id"]))
    rows = [json.loads(line) for _, line in numbered_lines(queries)]
    return TrainingSet(name, claims, questions, answers, {str(row["id"]): str(row.get("document", row["id"])) for row in rows})


def examples_of(one: TrainingSet, look: Look | None = None, progress: Progress | None = None) -> Iterator[Example]:
    """Yield each question with the claims found for it, then once more bare: texts alone."""
    for number, (key, said) in enumerate(one.questions, 1):
        found, frequencies = (look or one.claims.find)(said)
        answers = one.answers.get(key, set())
        is_right = np.array([candidate.key in answers for candidate in found], np.bool_)
        bare = [_bare(candidate) for candidate in found]
        for question, candidates, weight in ((said, list(found), 1.0), (Said(said.text), bare, _BARE)):
            rows = table(question, candidates, frequencies)
            yield Example(one.name, one.groups[key], candidates, rows, is_right, len(answers), weight)
        if progress:
            progress(one.name, number, len(one.questions))


def _bare(one: Found) -> Found:
    """Return a claim as if its text were all that is known."""
    return Found(one.key, Said(one.said.text), one.nearness and Nearness(*[one.nearness[0]] * len(one.nearness)))


def learn_matching(
    sets: Sequence[TrainingSet], target: Path, *, looks: Sequence[Look] | None = None, progress: Progress | None = None
) -> Learned:
    """Learn the weights and write them. `looks`: what finds the claims of each set, where it is not by words alone."""
    examples = [example for number, one in enumerate(sets) for example in examples_of(one, looks[number] if looks else None, progress)]
    is_lexical = any(not candidate.nearness for example in examples for candidate in example.found)
    columns = [name for name in COLUMNS if name not in QUESTION and not (is_lexical and name.startswith("meaning"))]
    learned = learn(examples, columns)
    write_model(learned.model, target)
    return learned


def count_shares(sets: Sequence[TrainingSet], target: Path) -> GeneralShares:
    """Count which share of the claims of each set holds a word, and write the means."""
    shares: Counter[str] = Counter()
    for one in sets:
        counts = Counter(stem for claim in one.claims for stem in _stems(claim))
        for stem, count in counts.items():
            if count >= _LEAST_CLAIMS:
                shares[stem] += count / len(one.claims) / len(sets)  # type: ignore[assignment]
    hashed = sorted({hash_of(stem): min(255, round(-np.log(share) * STEPS)) for stem, share in shares.items()}.items())
    counted = GeneralShares(np.array([key for key, _ in hashed], np.uint32), np.array([steps for _, steps in hashed], np.uint8))
    write_shares(counted, target)
    return counted


def _stems(claim: Found) -> set[str]:
    said = claim.said
    return {word.stem for text in (said.text, said.title, said.also) for word in words(text)}


def figures(learned: Learned) -> list[str]:
    """Return what the weights are worth on questions they have not seen, a line for each set."""
    return [_figures_of(source, depth, learned) for source, depth in learned.precision_at_depth.items()]


def _figures_of(source: str, depth: float, learned: Learned) -> str:
    judged = [one for one in learned.judged if one.source == source]
    answerable = sum(one.is_answerable for one in judged)
    least = {False: learned.model.likely, True: learned.model.likely_in_conversation}
    likely = [one for one in judged if one.probability >= least[one.is_in_conversation]]
    right = sum(one.is_right for one in likely)
    error = calibration_error([(one.probability, one.is_right) for one in judged]) or 0.0
    return (
        f"{source:<8} MAP@5 {depth:.3f}   likely ({least[judged[0].is_in_conversation]:.2f} and more):"
        f" precision {right / max(1, len(likely)):.3f}"
        f" recall {right / max(1, answerable):.3f}   calibration error {error:.3f}"
    )
