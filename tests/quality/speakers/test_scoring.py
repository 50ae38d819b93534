"""The figures mean what they say: gold scores full marks, and each kind of mistake costs what it should."""

from typing import Any

import pytest
from quality.speakers.articles import Article, Source, Statement, as_document, gold_findings, load
from quality.speakers.scoring import ASPECTS, Share, by_case, end_to_end, judge, name_key, name_role, table, where_found

from claims.vocabularies import Quotation, SourceType, Stance

TEXT = 'Ann Vale said it rained. "It poured," Vale said. A guard denied it.'
VALE = Source("Ann Vale", SourceType.NAMED_PERSON, ("mayor", "Mayor of Thornby"))
GUARD = Source(None, SourceType.UNNAMED_PERSON, ("guard",))


def spans(*words: str) -> tuple[tuple[int, int], ...]:
    return tuple((TEXT.index(piece), TEXT.index(piece) + len(piece)) for piece in words)


def statement(number: int, content: str, *by: Source, quotation: Quotation = Quotation.INDIRECT) -> Statement:
    return Statement(number, (), (), spans(content), quotation, by, (), Stance.AFFIRMS, (), None)


RAIN = Article(
    "rain",
    "practice",
    ("headline",),
    TEXT,
    (
        statement(1, "it rained", VALE),
        statement(2, '"It poured,"', VALE, quotation=Quotation.DIRECT),
        statement(3, "denied it", GUARD),
    ),
)


def predicted(content: str, **facts: Any) -> dict[str, Any]:
    return {"content": [list(span) for span in spans(content)], **facts}


def speakers(*predictions: dict[str, Any]) -> Share:
    return end_to_end(judge([RAIN], {RAIN.doc_id: predictions}), "speaker")


@pytest.mark.parametrize("name", ["practice", "held-out", "practice-de", "practice-4-de", "held-out-de"])
def test_gold_gets_full_marks(name: str) -> None:
    articles = load(name)
    predictions = {article.doc_id: as_document(article)["attributions"] for article in articles}

    judged = judge(articles, predictions)

    for aspect in ASPECTS:
        assert end_to_end(judged, aspect) == Share(len(judged), len(judged)), aspect


def test_gold_findings_stand_where_the_marks_were() -> None:
    for article in load("practice"):
        assert [finding.content for finding in gold_findings(article)] == [one.content for one in article.statements]


def test_a_statement_that_nobody_found_is_wrong_end_to_end_and_left_out_elsewhere() -> None:
    judged = judge([RAIN], {RAIN.doc_id: [predicted("it rained", speaker="Ann Vale")]})

    assert end_to_end(judged, "speaker") == Share(1, 3)
    assert where_found(judged, "speaker") == Share(1, 1)


def test_a_name_is_compared_without_its_title_and_its_case() -> None:
    assert speakers(predicted("it rained", speaker="Mayor Ann VALE")) == Share(1, 3)
    assert speakers(predicted("it rained", speaker="Vale")) == Share(0, 3)


def test_an_unnamed_source_must_not_be_given_a_name() -> None:
    assert speakers(predicted("denied it")) == Share(1, 3)
    assert speakers(predicted("denied it", speaker="Ann Vale")) == Share(0, 3)


def test_half_of_the_words_must_be_the_same() -> None:
    assert speakers(predicted("Vale said it rained", speaker="Ann Vale")) == Share(1, 3)
    assert speakers(predicted("Ann Vale said it rained", speaker="Ann Vale")) == Share(0, 3)


def test_one_prediction_answers_for_one_statement() -> None:
    assert speakers(*[predicted("it rained", speaker="Ann Vale")] * 2) == Share(1, 3)


def test_a_role_may_be_any_wording_of_the_article() -> None:
    judged = judge([RAIN], {RAIN.doc_id: [predicted("it rained", role="the mayor of Thornby"), predicted("denied it", role="sailor")]})

    assert end_to_end(judged, "role") == Share(1, 3)


def test_cases_are_counted_apart() -> None:
    judged = judge([RAIN], {})

    assert by_case(judged, "speaker") == {"headline": Share(0, 3)}
    assert "statements found" in table(judged)


def test_two_speakers_must_both_be_named() -> None:
    bell = Source("Joan Bell", SourceType.NAMED_PERSON, ())
    both = Article("both", "practice", (), TEXT, (statement(1, "it rained", VALE, bell),))
    one, two = predicted("it rained", speaker="Ann Vale"), predicted("it rained", speakers=["Joan Bell", "Ann Vale"])

    assert end_to_end(judge([both], {both.doc_id: [one]}), "speaker") == Share(0, 1)
    assert end_to_end(judge([both], {both.doc_id: [two]}), "speaker") == Share(1, 1)


def test_folding_keeps_what_tells_people_apart() -> None:
    assert name_key("Sheikh Nadir  al-Karim") == name_key("nadir al-Karim")
    assert name_key("The General") == name_key("the general") != ""
    assert name_key("Jan Hrabek") != name_key("Tomas Hrabek")
    assert name_role("the founder's daughter") == name_role("daughter")
