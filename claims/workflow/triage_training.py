"""Teaching triage from labelled statements: a corpus, or the newsroom's own assessments."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from claims.dates import today
from claims.errors import ClaimsError, UnreadableFile
from claims.matching.encoding import common_words, is_installed, sentence_encoder
from claims.triage.languages import DEFAULT_LANGUAGE
from claims.triage.model import read_model, write_model
from claims.triage.rules import ruleset
from claims.triage.schemes import GENERAL, GENERAL_SCHEMES, SCHEMES, scheme_of
from claims.vocabularies import Verifiability
from claims.workflow.line_files import numbered_lines, row_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from claims.triage.training.corpora import Row

_FACTUAL = {
    Verifiability.VERIFIABLE: True,
    Verifiability.EVIDENCE_NOT_PUBLIC: True,
    Verifiability.NOT_YET: False,
    Verifiability.NOT_CHECKABLE: False,
}
"""What an assessment says of the words; a vague statement is factual in form and teaches neither."""


class Trained(NamedTuple):
    """What became of a training."""

    model: Path
    version: str
    statements: int
    columns: tuple[str, ...]


def train_triage(
    sources: Sequence[tuple[Path, str | None]],
    target: Path,
    *,
    language: str = DEFAULT_LANGUAGE,
    progress: Callable[[str], None] = lambda _: None,
) -> Trained:
    """Train a model on labelled statements, and write it.

    Each source is a file of JSON lines with the scheme of its labels; without a scheme, its lines are assessments ("status") or name
    their scheme themselves. Raises UnreadableFile, and ClaimsError where the extra `train` is not installed or the lines are too few.
    """
    try:
        from claims.triage.training.corpora import lessons_of  # noqa: PLC0415
        from claims.triage.training.course import teach  # noqa: PLC0415
    except ImportError as error:
        raise ClaimsError(f"Training needs {error.name}: pip install 'claim-tracker[train]', then try again.") from error
    rows = [row for path, scheme in sources for row in _rows(path, scheme)]
    progress("Reading the statements")
    lessons = lessons_of(rows, ruleset(language), today())
    progress("Reading what words mean" if is_installed() else "Without what words mean: the extra `semantic` is not installed")
    try:
        taught = teach(lessons.with_meanings(word_meanings(language)), progress=progress)
    except ValueError as error:
        raise ClaimsError(f"Cannot train: {error}.") from error
    numbers = {"slopes": taught.slopes, "biases": taught.biases, "offsets": taught.offsets}
    try:
        write_model(taught.columns, taught.weights, taught.meanings, numbers, language, target)
    except OSError as error:
        raise ClaimsError(f"Cannot write '{target}': {error.strerror}. Check the folder and its rights.") from error
    return Trained(target, read_model(target).version, len(rows), tuple(taught.columns))


def word_meanings(language: str = DEFAULT_LANGUAGE) -> "NDArray[np.float32]":
    """Return what words mean to the sentence model, [place, direction]; no direction where that knows none.

    It knows English ones, where the extra `semantic` is installed.
    """
    from claims.triage.training.meaning import meanings_of, no_meanings  # noqa: PLC0415

    is_known = language == DEFAULT_LANGUAGE and is_installed()
    return meanings_of(common_words(), sentence_encoder().encode) if is_known else no_meanings()


def _rows(path: Path, scheme: str | None) -> "list[Row]":
    found = []
    for number, line in numbered_lines(path):
        try:
            if row := _row(row_of(line, "text"), scheme, number):
                found.append(row)
        except ValueError as error:
            raise UnreadableFile(path, f"line {number} {error}.") from error
    return found


def _row(line: dict[str, Any], scheme: str | None, number: int) -> "Row | None":
    from claims.triage.training.corpora import row_of  # noqa: PLC0415

    if "status" in line and scheme is None:
        if line["status"] not in set(Verifiability):
            raise ValueError(f"has the status '{line['status']}'; those that there are: {', '.join(Verifiability)}")
        factual = _FACTUAL.get(Verifiability(line["status"]))
        labels = GENERAL_SCHEMES[GENERAL].labels
        return None if factual is None else row_of({**line, "label": labels[factual]}, GENERAL_SCHEMES[GENERAL], number)
    named = scheme or line.get("scheme")
    if named not in (*SCHEMES, *GENERAL_SCHEMES):
        raise ValueError(f"has neither a status nor a scheme; name one with --scheme: {', '.join(SCHEMES)}")
    return row_of(line, scheme_of(str(named)), number)
