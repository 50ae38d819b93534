"""The learned engine: three looks at a page, then the best of what is proposed."""

from collections.abc import Sequence

from claims.extractors.article import Article
from claims.extractors.findings import Finding, Span
from claims.extractors.learned.arguments import part_features, windows_of
from claims.extractors.learned.cues import FirstLook, first_look, tallies
from claims.extractors.learned.model import Model
from claims.extractors.learned.page import Page, TokenRun, read_page
from claims.extractors.learned.proposals import Proposal, likeness, proposal_features, proposals_of
from claims.extractors.learned.reading import parts_of
from claims.extractors.learned.tagging import word_features
from claims.extractors.quotations import quotation_type

_CUES_AT_ONCE = 64
"""Cues whose windows are looked at together: enough to be quick, few enough for long articles to stay small in memory."""
_SAME = 0.5
"""Of two statements whose contents share more than this, the better one stays."""


def find_with(model: Model, article: Article, *, threshold: float | None = None) -> list[Finding]:
    """List the attributed statements that a model sees in an article, in the order of the text.

    `threshold` is the lowest score that is kept; left out: the model's own.
    """
    if not article.words:
        return []
    look = look_at(model, read_page(article, model.senses, model.prior_of))
    proposals = propose(model, look)
    if not proposals:
        return []
    scores = model.judge.probability(proposal_features(look, proposals)).tolist()
    lowest = model.threshold if threshold is None else threshold
    kept = choose(proposals, scores, lowest)
    found = [_finding(article, proposals[number], scores[number]) for number in kept]
    return sorted(found, key=lambda one: (one.content[0], one.cue))


def look_at(model: Model, page: Page) -> FirstLook:
    """Take the first look at a page."""
    return first_look(page, model.words.marginals(model.words.emissions(word_features(page)), page.sequences))


def propose(model: Model, look: FirstLook) -> list[Proposal]:
    """Take the second look: list what may be a statement."""
    along, parts = tallies(look), []
    for first in range(0, len(look.cues), _CUES_AT_ONCE):
        windows = windows_of(look, look.cues[first : first + _CUES_AT_ONCE])
        parts += parts_of(windows, model.parts, model.parts.emissions(part_features(windows, along)))
    return proposals_of(look, parts)


def choose(proposals: Sequence[Proposal], scores: Sequence[float], lowest: float) -> list[int]:
    """Return the numbers of the proposals that stay: the best first, and none whose content is another's."""
    kept: list[int] = []
    owners: dict[int, list[int]] = {}
    for number in sorted(range(len(proposals)), key=lambda number: -scores[number]):
        if scores[number] < lowest:
            break
        content = proposals[number].content
        near = {owner for token in content for owner in owners.get(token, ())}
        if all(likeness(content, proposals[owner].content) <= _SAME for owner in near):
            kept.append(number)
            for token in content:
                owners.setdefault(token, []).append(number)
    return kept


def _finding(article: Article, proposal: Proposal, score: float) -> Finding:
    content, cue, source = (_spans(article, runs) for runs in proposal.roles)
    return Finding(content, cue, source, quotation_type(content, article.quotations), round(score, 4), _because(article, proposal))


def _spans(article: Article, runs: Sequence[TokenRun]) -> tuple[Span, ...]:
    return tuple(article.span(first, last) for first, last in runs)


def _because(article: Article, proposal: Proposal) -> str:
    """Say in words what a person can check."""
    if not proposal.roles.cue:
        return "A quotation without words that attribute it, near somebody who spoke."
    cue = article.string(*proposal.roles.cue[0])
    source = f" by '{article.string(*proposal.roles.source[0])}'" if proposal.roles.source else ", with nobody named"
    likely = f"'{cue}'{source} reads as attributing words"
    if proposal.rule is not None:
        return f"{likely}; the rules see it so."
    return f"{likely}; {'the rules see a statement there too' if proposal.is_ruled else 'the rules do not see it: look twice'}."
