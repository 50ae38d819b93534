"""How many statements are judged right: those invented here, and those of the sample's article."""

from collections import Counter

import pytest
from triage.statements import PUBLISHED, Case, Scored, banded, cases, sample, shares, suggested

from claims.triage.facts import read_statement
from claims.triage.rules import ruleset
from claims.triage.suggesting import estimate, judged
from claims.vocabularies import Reason

LEAST_STATUS, LEAST_REASON = 0.93, 0.87
LEAST_FRESH, LEAST_BY_RULES = 0.9, 0.9
LEAST_OF_BAND, LEAST_WHERE_SURE = 15, 0.93
MOST_MISSES_OF_ARTICLE = 12
"""Of 42; they stand in the message of the test."""


def test_every_reason_has_its_invented_statements() -> None:
    counts = Counter(case.reason for case in cases())

    assert set(counts) == set(Reason)
    assert sum(counts.values()) >= 150


def test_invented_statements_are_judged_as_a_fact_checker_would() -> None:
    found = [(case, suggested(case)) for case in cases()]

    status, reason = shares(found)

    misses = [f"{case.reason} <- {one.reason} ({one.rule}): {case.text}" for case, one in found if one.status is not case.status]
    assert status >= LEAST_STATUS, "\n".join(misses)
    assert reason >= LEAST_REASON


def test_statements_that_no_rule_was_made_for_are_judged_nearly_as_well() -> None:
    status, _ = shares([(case, suggested(case)) for case in cases("fresh")])

    assert status >= LEAST_FRESH


def test_rules_alone_judge_nearly_as_well() -> None:
    rules = ruleset("en")
    right = 0
    for case in cases():
        reading = read_statement(case.text, rules.lexicon, PUBLISHED)
        findings = rules.findings(reading, case.source)
        right += judged(reading, findings, estimate(findings), 0.0).status is case.status

    assert right >= LEAST_BY_RULES * len(cases())


def test_the_claims_of_the_sample_article_are_judged_as_recorded() -> None:
    misses = [one for one in sample() if one.found.status != one.status]

    said = [f"{one.status}/{one.reason} <- {one.found.status}/{one.found.reason} ({one.found.rule}) {one.statement[:80]}" for one in misses]
    assert len(misses) <= MOST_MISSES_OF_ARTICLE, "\n".join(said)


def test_surer_suggestions_are_right_more_often() -> None:
    invented = [(suggested(case), case.status) for name in ("statements", "fresh") for case in cases(name)]
    recorded = [(one.found, one.status) for one in sample()]

    unsure, likely, *sure = banded([Scored(found.score, found.status == status) for found, status in (*invented, *recorded)])

    assert min(band.number for band in (unsure, likely, *sure)) >= LEAST_OF_BAND
    assert unsure.right < likely.right < min(band.right for band in sure)
    assert min(band.right for band in sure) >= LEAST_WHERE_SURE


@pytest.mark.parametrize("case", cases("german"), ids=lambda case: case.text[:40])
def test_german_statements_are_judged_by_rules_alone(case: Case) -> None:
    assert suggested(case, "de").status is case.status
