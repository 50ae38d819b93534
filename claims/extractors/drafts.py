"""Findings become drafts: the fields of a claim as a person would type them, so that whoever agrees only has to accept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from claims.extractors.article import Article
from claims.extractors.findings import Finding, Span, in_sentences
from claims.extractors.narration import Narrated, narration
from claims.extractors.placing import Layout, layout_of, quotation_that_fits, quote_span
from claims.extractors.statements import fault_of, says_something, statement_of
from claims.models import SourceEntry
from claims.vocabularies import Quotation, SourceType

_LONGEST_CUE = 200
_PRINTED = ("source_text", "role_text", "cue")
_AROUND_PRINTED = " ,;:"
_OWN_BUT_REFUSED = 0.5
"""The score of an own sentence counts for so much where the record would refuse it: as a rule somebody else says it after all."""


@dataclass(frozen=True)
class Draft:
    """A claim that waits to be decided about."""

    entry: dict[str, object]
    """The fields of a `ClaimEntry` as JSON has them, without `record` and `document`."""
    start: int
    """Where its quote begins in the text, in code points."""
    end: int
    score: float
    """0 to 1: the share of such drafts that people accept."""
    because: str
    """Why, and what a person has to do where the record would refuse it as it is."""
    spans: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    """Where content, cue and source were found."""


def drafts(article: Article, findings: Sequence[Finding], chains: Sequence[Sequence[SourceEntry]]) -> list[Draft]:
    """Return a draft for each finding, whose sources are the chain of the same number, and for each sentence of the outlet's own.

    In the order of the text; the same words of the same source are drafted once, in the longest piece that is as sure.
    """
    layout = layout_of(article)
    found = [
        *_without_parts(_attributed(article, findings, chains, layout)),
        *(draft for one in narration(article, findings, layout) if (draft := _own(article, one, layout))),
    ]
    distinct = {(one.start, one.end, str(sorted(one.entry.items(), key=str))): one for one in found}
    return sorted(distinct.values(), key=lambda one: (one.start, one.end))


def _attributed(article: Article, findings: Sequence[Finding], chains: Sequence[Sequence[SourceEntry]], layout: Layout) -> Iterator[Draft]:
    for finding, chain in zip(findings, chains, strict=True):
        span = quote_span(article.text, finding.content, finding.quotation) if finding.content else None
        if span is None or not says_something(statement_of(article.text, finding.content, article.language)):
            continue
        is_own = finding.quotation is Quotation.OWN_VOICE
        sources = [] if is_own else [_source(one) for one in chain] or [_unstated(article, finding)]
        spans = {"content": finding.content, "cue": finding.cue, "source": finding.source}
        yield _draft(article, span, finding.quotation, sources, layout, spans=spans, score=finding.score, because=finding.because)


def _without_parts(found: Iterable[Draft]) -> Iterator[Draft]:
    """Yield drafts, but for those that are part of another one of the same source that is as sure."""
    whole: dict[tuple[str, ...], Draft] = {}
    for one in sorted(found, key=lambda one: (one.start, -one.end, -one.score)):
        key = source_key(one.entry)
        other = whole.get(key)
        if other is not None and one.end <= other.end and one.score <= other.score:
            continue
        if other is None or one.end > other.end:
            whole[key] = one
        yield one


def _own(article: Article, one: Narrated, layout: Layout) -> Draft | None:
    span = quote_span(article.text, (one.span,), Quotation.OWN_VOICE)
    if span is None:
        return None
    spans = {"content": (one.span,)}
    return _draft(article, span, Quotation.OWN_VOICE, [], layout, spans=spans, score=one.score, because=one.because)


def _draft(
    article: Article,
    span: Span,
    quotation: Quotation,
    sources: list[dict[str, object]],
    layout: Layout,
    *,
    spans: Mapping[str, tuple[Span, ...]],
    score: float,
    because: str,
) -> Draft:
    worded = wording(article.text, spans["content"], span, quotation, article.language)
    entry: dict[str, object] = {**worded.entry, "location": layout.location(span.start).value, "attributions": sources}
    if quotation is Quotation.OWN_VOICE and worded.remark:
        score *= _OWN_BUT_REFUSED
    given = {name: pieces for name, pieces in spans.items() if pieces}
    return Draft(entry, *span, round(max(0.0, min(1.0, score)), 3), in_sentences(because, worded.remark), given)


@dataclass(frozen=True)
class Worded:
    """The words of a draft, and what is to be said about them."""

    entry: dict[str, object]
    remark: str


def wording(text: str, content: Sequence[Span], span: Span, quotation: Quotation, language: str) -> Worded:
    """Return statement, quote, offsets and quotation of a draft, with a remark where the record would refuse the statement."""
    statement = statement_of(text, content, language)
    fault = fault_of(statement)
    entry: dict[str, object] = {
        "statement": statement,
        "quote": text[span.start : span.end],
        "start_char": span.start,
        "end_char": span.end,
        "quotation": quotation_that_fits(text, span, quotation).value,
    }
    return Worded(entry, f"The statement needs your own words: it {fault}." if fault else "")


def _source(entry: SourceEntry) -> dict[str, object]:
    """Return a source as JSON has it, without what says nothing and without the commas around what was printed."""
    fields = {name: value for name, value in entry.model_dump(mode="json", exclude_defaults=True).items() if value is not None}
    return {name: value.strip(_AROUND_PRINTED) or value if name in _PRINTED else value for name, value in fields.items()}


def _unstated(article: Article, finding: Finding) -> dict[str, object]:
    """Return the source of what was said by nobody in particular: "it was said that"."""
    cue = " ".join(" ".join(article.text[start:end] for start, end in finding.cue).split())[:_LONGEST_CUE].strip()
    return {"source_type": SourceType.UNSTATED.value, **({"cue": cue} if cue else {})}


def source_key(entry: Mapping[str, object]) -> tuple[str, ...]:
    """Return the words that tell the sources of one draft from those of another: names, or what was printed; none for own voice."""
    sources = entry.get("attributions")
    rows = [row for row in sources if isinstance(row, dict)] if isinstance(sources, list | tuple) else []
    return tuple(str(row.get("speaker") or row.get("source_text") or row.get("source_type") or "").casefold() for row in rows)
