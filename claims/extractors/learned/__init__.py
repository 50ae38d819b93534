"""The learned engine: an article's attributed statements as a model sees them that was trained on marked articles.

    words      a first look: which part each word plays            (tagging, chain)
    cues       the likely cues, each with a window of words
    arguments  a second look: the parts of each cue's statement    (reading, chain)
    proposals  a third: what is known of each as a whole           (forest)
    engine     the best of what is proposed

What the rules see is one of the things that each look goes by. Where there is no model for a language, the rules speak alone.
"""

from functools import cache

from claims.extractors.article import Article
from claims.extractors.findings import Finding
from claims.extractors.languages import DEFAULT_LANGUAGE
from claims.extractors.rules import find_by_rules
from claims.settings import model_path


def find_by_model(article: Article) -> list[Finding]:
    """List the attributed statements that the model for the article's language sees, in the order of the text.

    The model is the one that $CLAIMS_MODEL names, if it is for that language, else the one that comes with the program. Raises
    UnreadableFile where it cannot be read.
    """
    from claims.extractors.learned.engine import find_with  # noqa: PLC0415  (numpy is loaded when it is needed)

    model = _model(article.language)
    return find_by_rules(article) if model is None else find_with(model, article)


def model_version() -> str:
    """Return the version of the English model in use: the format of its file and the beginning of its digest."""
    model = _model(DEFAULT_LANGUAGE)
    return "none" if model is None else model.version


@cache
def _model(language: str):  # type: ignore[no-untyped-def]  # noqa: ANN202  (its type would load numpy)
    from claims.extractors.learned.model import read_model, shipped_model  # noqa: PLC0415

    if (path := model_path()) is not None and (own := read_model(path)).language == language:
        return own
    return shipped_model(language)
