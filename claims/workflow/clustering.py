"""Which recorded claims to join: all that was found alike, grouped; each group is proposed to a person, link by link."""

from collections.abc import Sequence
from typing import NamedTuple

from claims.dates import now
from claims.matching import Match
from claims.matching.clustering import clusters
from claims.store.compared import Pair, compared_pairs, oldest_first
from claims.store.connection import Store, writing
from claims.store.read import Fields, overview
from claims.store.suggestions import answered_claims, suggest_claim_links
from claims.vocabularies import Judgement
from claims.workflow.comparing import compare_two
from claims.workflow.matching import program, suggested_link

JOINED = 0.65
"""Groups whose claims are the same with at least this probability, on average over all pairs, are one."""


class Proposal(NamedTuple):
    """Claims that may be one; each may stand for others that are joined with it already."""

    claims: list[Fields]
    """As `claim_overview` has them, the oldest first."""
    matches: list[Match | None]
    """How each of the others compares with the oldest one; nothing where others brought the two together."""
    suggested: int
    """How many links now wait for a person that did not before."""


def propose_clusters(store: Store) -> list[Proposal]:
    """Group the claims that were found alike, and suggest each claim of a group as the same as its oldest one.

    What is joined already counts as one claim. What a person has parted is not suggested again, nor is what contradicts the oldest one.
    """
    scores = _best_scores(list(compared_pairs(store.connection)))
    order = oldest_first(store.connection, {end for pair in scores for end in pair})
    place = {claim_id: number for number, claim_id in enumerate(order)}
    placed = [(min(place[one], place[other]), max(place[one], place[other]), score) for (one, other), score in scores.items()]
    groups = [[order[one] for one in group] for group in clusters(len(order), placed, threshold=JOINED)]
    groups = [_without_parted(store, group) for group in groups]
    proposed = [_propose(store, group, scores) for group in groups if len(group) > 1]
    return [proposal for proposal in proposed if proposal.matches]


def _without_parted(store: Store, group: Sequence[str]) -> list[str]:
    """Leave out of a group what a person has parted from its oldest claim: the others brought it there."""
    answers = answered_claims(store.connection, group[0]) if len(group) > 1 else {}
    return [claim_id for claim_id in group if answers.get(claim_id) is not Judgement.REJECTED]


def _best_scores(pairs: Sequence[Pair]) -> dict[tuple[str, str], float]:
    best: dict[tuple[str, str], float] = {}
    for pair in pairs:
        key = (pair.from_id, pair.to_id)
        best[key] = max(pair.score, best.get(key, 0))
    return best


def _propose(store: Store, group: list[str], scores: dict[tuple[str, str], float]) -> Proposal:
    first, matches = group[0], {other: compare_two(store, group[0], other) for other in group[1:]}
    others = [other for other, match in matches.items() if not (match and match.differences)]
    by, at = program(store), now()
    ends = [(min(first, other), max(first, other)) for other in others]
    links = [suggested_link(*pair, scores.get(pair, JOINED), by=by, at=at) for pair in ends]
    with writing(store, by) as connection:
        written = suggest_claim_links(connection, links)
    rows = {row["id"]: row for row in overview(store, [first, *others])}
    return Proposal([rows[claim_id] for claim_id in (first, *others)], [matches[other] for other in others], len(written))
