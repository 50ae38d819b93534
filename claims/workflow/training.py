"""Teaching the learned engine from marked articles: a corpus, or the newsroom's own decisions (`claims extraction-report --export`)."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from claims.errors import ClaimsError, UnreadableFile
from claims.extractors.languages import DEFAULT_LANGUAGE
from claims.scoring import read_rows, score

_MEASURES = ("content overlap", "triple", "triple direct")


class Trained(NamedTuple):
    """What became of a training."""

    model: Path
    version: str
    articles: int
    statements: int
    figures: dict[str, float]
    """F1 on articles that were kept apart, measure by measure; empty where none were given."""


def train_extractor(
    sources: Sequence[Path],
    target: Path,
    *,
    language: str = DEFAULT_LANGUAGE,
    test: Path | None = None,
    wordnet: Path | None = None,
    threshold: float | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Trained:
    """Train a model on the articles of some files, and try it on those of `test`.

    What words mean is taken from the model that comes with the program, or read anew from a WordNet folder. Raises UnreadableFile, and
    ClaimsError where the extra `train` is not installed or the articles are too few.
    """
    try:
        from claims.extractors.learned.training.course import train_model  # noqa: PLC0415
        from claims.extractors.learned.training.lexicon import read_wordnet  # noqa: PLC0415
    except ImportError as error:
        raise ClaimsError(f"Training needs {error.name}: pip install 'claim-tracker[train]', then try again.") from error
    from claims.extractors.learned.model import read_model, shipped_model, write_model  # noqa: PLC0415

    rows = [_checked(row, source) for source in sources for row in read_rows(source)]
    shipped = shipped_model(DEFAULT_LANGUAGE)
    if wordnet is None and shipped is None:
        raise ClaimsError("No model comes with this copy of the program: name a WordNet folder with --wordnet.")
    senses = read_wordnet(wordnet) if wordnet else shipped.senses  # type: ignore[union-attr]
    write_model(train_model(rows, language=language, senses=senses, threshold=threshold, progress=progress), target)
    model = read_model(target)
    figures = _figures(model, test) if test else {}
    return Trained(target, model.version, len(rows), sum(len(row["attributions"]) for row in rows), figures)


def _checked(row: dict[str, Any], source: Path) -> dict[str, Any]:
    """Return a row with its statements. Raises UnreadableFile where it has no text, or a span lies outside of it."""
    text = row.get("text")
    if not isinstance(text, str):
        raise UnreadableFile(source, f"article '{row['doc_id']}' has no text; give it in the rows as 'text'.")
    attributions = row.get("attributions") or []
    for one in attributions:
        for role in ("content", "cue", "source"):
            for start, end in one.get(role) or ():
                if not 0 <= start < end <= len(text):
                    raise UnreadableFile(source, f"article '{row['doc_id']}': the span [{start}, {end}] lies outside its text.")
    return {**row, "attributions": attributions}


def _figures(model: Any, test: Path) -> dict[str, float]:
    from claims.extractors.article import read_article  # noqa: PLC0415
    from claims.extractors.learned.engine import find_with  # noqa: PLC0415

    gold = [_checked(row, test) for row in read_rows(test)]
    predicted = [
        {
            "doc_id": row["doc_id"],
            "attributions": [
                {"content": one.content, "cue": one.cue, "source": one.source}
                for one in find_with(model, read_article(row["text"], language=model.language))
            ],
        }
        for row in gold
    ]
    found = score(gold, predicted)
    return {measure: found.figures(measure).f1 for measure in _MEASURES}
