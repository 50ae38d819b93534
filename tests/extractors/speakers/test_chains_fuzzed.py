"""Whatever the text and wherever the spans: chains are made, they are entries, and nothing crashes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extractors.article import read_article
from claims.extractors.findings import Finding, Span
from claims.extractors.speakers import resolve
from claims.models import SourceEntry
from claims.vocabularies import Quotation

NAMES = ["Ann", "Vale", "al-Nur", "Dr.", "BBC", "X", "minister", "police", "report", "43-year-old", "Frau", "der"]
SMALL = ["he", "She", "they", "it", "I", "who", "the", "of", "and", "said", "told", "on", "a", "'s", "said in"]
SIGNS = [",", ".", "“", "”", '"', "(", ")", "\n", "\n\n", "\u2019", "\u200f", "\u0301", "🙂", "e\u0301"]
WORDS = st.sampled_from([*NAMES, *SMALL, *SIGNS])
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join))


@st.composite
def findings(draw: st.DrawFn) -> tuple[str, list[Finding]]:
    """Draw a text and findings anywhere in it."""
    text = draw(TEXTS)
    places = st.integers(0, len(text))
    span = st.tuples(places, places).map(lambda ends: Span(min(ends), max(ends)))
    spans = st.lists(span, max_size=2).map(lambda found: tuple(sorted(found)))
    made = st.builds(Finding, spans, spans, spans, st.sampled_from(Quotation), st.just(0.5), st.just(""))
    return text, draw(st.lists(made, max_size=6))


@settings(max_examples=300, deadline=None)
@given(findings(), st.sampled_from(["en", "de"]))
def test_any_text_with_any_spans_gets_chains_that_are_entries(drawn: tuple[str, list[Finding]], language: str) -> None:
    text, made = drawn
    resolutions = resolve(read_article(text, language=language), made)
    assert len(resolutions) == len(made)
    for finding, resolution in zip(made, resolutions, strict=True):
        assert bool(resolution.chain) is (finding.quotation is not Quotation.OWN_VOICE)
        assert 0 <= resolution.confidence <= 1
        for entry in resolution.chain:
            assert SourceEntry.model_validate(entry.model_dump()) == entry
            assert entry.source_text or entry.source_type == "unstated"
            assert bool(entry.speaker) is (entry.source_type in ("named_person", "named_organisation"))
