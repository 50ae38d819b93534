"""The learned engine; where there is no model for a language, the rules speak."""

from claims.extractors.article import Article
from claims.extractors.findings import Finding
from claims.extractors.rules import find_by_rules


def find_by_model(article: Article) -> list[Finding]:
    """List the attributed statements that the model sees in an article, in the order of the text."""
    return find_by_rules(article)


def model_version() -> str:
    """Return the version of the model."""
    return "0"
