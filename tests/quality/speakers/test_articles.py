"""The articles keep their own rules: every mark closed, every statement complete, every name to be found in the text."""

import unicodedata
from collections import Counter

import pytest
from quality.speakers.articles import FOLDER, SETS, Article, Source, UnreadableArticle, as_document, load, strip_marks
from quality.speakers.cases import CASES
from quality.speakers.printing import cases
from quality.speakers.quotation import quotation_of

from claims.vocabularies import NAMED_SOURCES, Quotation

ARTICLES = [article for name in SETS for article in load(name)]
SIZES = {
    "practice": 20,
    "practice-2": 36,
    "practice-3": 65,
    "held-out": 66,
    "practice-de": 4,
    "practice-2-de": 8,
    "practice-3-de": 6,
    "practice-4-de": 14,
    "held-out-de": 24,
}

every_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.doc_id)


def behind(article: Article) -> list[Source]:
    return [source for statement in article.statements for source in (*statement.by, *statement.via)]


def test_the_sets_are_as_large_as_published() -> None:
    assert Counter(article.set for article in ARTICLES) == SIZES


def test_the_readme_counts_what_is_there() -> None:
    assert "\n".join(cases(*SETS)) in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_no_two_articles_share_a_name_or_a_headline() -> None:
    assert len({article.name for article in ARTICLES}) == len({article.title for article in ARTICLES}) == len(ARTICLES)


@pytest.mark.parametrize("case", CASES)
def test_every_hard_case_is_measured_more_than_once(case: str) -> None:
    assert sum(case in article.cases for article in ARTICLES if article.set == "held-out") >= 2


@every_article
def test_an_article_is_short_tagged_and_bare_of_marks(article: Article) -> None:
    assert 55 <= len(article.text.split()) <= 210
    assert set(article.cases) <= set(CASES)
    assert not set("{}") & set(article.text)
    assert article.text == unicodedata.normalize("NFC", article.text)
    assert 3 <= len(article.statements) <= 9
    assert article.text.count("\n\n") >= 3


@every_article
def test_the_tags_say_what_the_statements_hold(article: Article) -> None:
    said = article.statements
    kinds = {source.source_type.value for statement in said for source in statement.by}
    held = {
        "denial": any(statement.stance == "denies" for statement in said),
        "doubt": any(statement.stance == "hedges" for statement in said),
        "co_sources": any(len(statement.by) > 1 for statement in said),
        "hop": any(statement.via for statement in said),
        "anonymous": "anonymous" in kinds,
        "unnamed": bool(kinds & {"unnamed_person", "unnamed_group"}),
        "organisation": "named_organisation" in kinds,
        "document": "document" in kinds,
        "social_post": any(statement.medium == "social_post" for statement in said),
    }

    assert {case for case, holds in held.items() if holds} == set(article.cases) & set(held)


@every_article
def test_every_statement_has_its_spans(article: Article) -> None:
    for statement in article.statements:
        assert statement.content
        assert statement.cue
        assert statement.source or statement.by[0].source_type == "unstated"
        for start, end in (*statement.source, *statement.cue, *statement.content):
            assert article.text[start:end] == article.text[start:end].strip() != ""


@every_article
def test_a_speaker_and_a_role_occur_in_the_text(article: Article) -> None:
    for source in behind(article):
        assert (source.speaker is not None) == (source.source_type in NAMED_SOURCES)
        assert (source.speaker or "") in article.text
        assert all(role.casefold() in article.text.casefold() for role in source.roles)


@every_article
def test_the_quotation_agrees_with_the_marks(article: Article) -> None:
    for statement in article.statements:
        marks = quotation_of(article.text[start:end] for start, end in statement.content)
        overruled = (marks, statement.quotation) == (Quotation.MIXED, Quotation.INDIRECT)
        assert statement.quotation == marks or (overruled and {"work_titles", "scare_quotes"} & set(article.cases))


@every_article
def test_a_document_counts_code_points(article: Article) -> None:
    document = as_document(article)

    assert document["text"][slice(*document["attributions"][0]["content"][0])].strip()
    assert len(document["attributions"]) == len(article.statements)


def test_marks_may_nest_and_share_a_span() -> None:
    text, spans = strip_marks("{s1+2 She} {q1 said} {c1 that {c2 it} rained}.")

    assert text == "She said that it rained."
    assert spans[1] == {"source": [(0, 3)], "cue": [(4, 8)], "content": [(9, 23)]}
    assert spans[2] == {"source": [(0, 3)], "content": [(14, 16)]}


@pytest.mark.parametrize("marked", ["{s1 She said.", "She} said.", "{x1 She} said."])
def test_a_mark_left_open_is_refused(marked: str) -> None:
    with pytest.raises(UnreadableArticle):
        strip_marks(marked)


@pytest.mark.parametrize(
    ("pieces", "quotation"),
    [
        (["that it rained"], "indirect"),
        (["“It rained,”", "“and it poured.”"], "direct"),
        (["'It didn't rain,'"], "direct"),
        (["„Es regnet“"], "direct"),
        (["“It rained.", "“It poured.”"], "direct"),
        (["that it “poured”"], "mixed"),
        (["that the dockers' boat sank"], "indirect"),
    ],
)
def test_quotation_is_told_from_marks(pieces: list[str], quotation: str) -> None:
    assert quotation_of(pieces) == quotation
