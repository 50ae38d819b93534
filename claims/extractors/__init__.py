"""From an article to the statements that are attributed in it: engines find the spans, `speakers` tells who is behind them.

text -> read_article -> an engine: findings -> speakers: chains -> drafts
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claims.errors import ClaimsError
from claims.extractors.article import Article, read_article
from claims.extractors.drafts import Draft, drafts
from claims.extractors.findings import Finding, Span, in_sentences
from claims.extractors.languages import DEFAULT_LANGUAGE
from claims.extractors.learned import find_by_model, model_version
from claims.extractors.rules import find_by_rules
from claims.extractors.speakers import Resolution, resolve
from claims.models import SourceEntry
from claims.vocabularies import Quotation


@dataclass(frozen=True)
class Extractor:
    """Finds the attributed statements of an article."""

    name: str
    find: Callable[[Article], list[Finding]]
    version: Callable[[], str]
    """Tells apart what drafted a candidate: another version may find other things."""


EXTRACTORS = {
    one.name: one
    for one in (
        Extractor("learned", find_by_model, model_version),
        Extractor("rules", find_by_rules, lambda: "1"),
    )
}
DEFAULT_ENGINE = "learned"


@dataclass(frozen=True)
class FoundStatement:
    """An attributed statement with whoever is behind it."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    quotation: Quotation
    score: float
    because: str
    chain: tuple[SourceEntry, ...]

    @property
    def speaker(self) -> str | None:
        """The fullest name in the article of the one who asserts it; None where nobody is named."""
        return self.chain[0].speaker if self.chain else None


def find(
    text: str, *, title: str = "", language: str = DEFAULT_LANGUAGE, engine: str = DEFAULT_ENGINE, outlet: str = ""
) -> list[FoundStatement]:
    """List the attributed statements of a text, in its order; offsets count code points of the text as given.

    Raises ClaimsError for an engine that there is none of.
    """
    article = read_article(text, title=title, language=language)
    findings = _extractor(engine).find(article)
    resolutions = resolve(article, findings, outlet=outlet)
    return [
        FoundStatement(one.content, one.cue, one.source, one.quotation, one.score, one.because, who.chain)
        for one, who in zip(_reasoned(findings, resolutions), resolutions, strict=True)
    ]


def extract(text: str, *, title: str = "", language: str = DEFAULT_LANGUAGE, engine: str = DEFAULT_ENGINE, outlet: str = "") -> list[Draft]:
    """Draft the claims of a text, the outlet's own statements among them. Raises ClaimsError for an engine that there is none of."""
    article = read_article(text, title=title, language=language)
    findings = _extractor(engine).find(article)
    resolutions = resolve(article, findings, outlet=outlet)
    return drafts(article, _reasoned(findings, resolutions), [who.chain for who in resolutions])


def extractor_name(engine: str) -> str:
    """Return the name under which an engine's drafts are kept, with its version. Raises ClaimsError as `find` does."""
    extractor = _extractor(engine)
    return f"{extractor.name} {extractor.version()}"


def _extractor(engine: str) -> Extractor:
    if engine not in EXTRACTORS:
        raise ClaimsError(f"There is no engine '{engine}': choose one of {', '.join(EXTRACTORS)}.")
    return EXTRACTORS[engine]


def _reasoned(findings: Sequence[Finding], resolutions: Sequence[Resolution]) -> list[Finding]:
    """Return findings whose scores and reasons tell how sure it is who speaks, too."""
    return [
        Finding(one.content, one.cue, one.source, one.quotation, one.score * who.confidence, in_sentences(one.because, who.because))
        for one, who in zip(findings, resolutions, strict=True)
    ]


__all__ = [
    "DEFAULT_ENGINE",
    "EXTRACTORS",
    "Article",
    "Draft",
    "Extractor",
    "Finding",
    "FoundStatement",
    "Span",
    "extract",
    "extractor_name",
    "find",
    "read_article",
]
