"""A finding becomes a draft that a person only has to accept: the words exactly, a statement that stands alone, the right quotation."""

import json
import time
from dataclasses import replace

import pytest
from extractors.marked import ANN, drafted, read_marked, the_draft
from hypothesis import given
from hypothesis import strategies as st

from claims.extractors.article import read_article
from claims.extractors.drafts import drafts, source_key
from claims.extractors.findings import Finding, Span
from claims.extractors.statements import fault_of
from claims.models import ClaimEntry, SourceEntry
from claims.vocabularies import Quotation, SourceType
from claims.wording import context, is_quoted

DIRECT, MIXED, INDIRECT = Quotation.DIRECT, Quotation.MIXED, Quotation.INDIRECT


@pytest.mark.parametrize(
    ("marked", "quotation", "statement", "quote", "given"),
    [
        ("⟦The bridge is closed⟧, ⟪Ann Example⟫ ⟨said⟩.", INDIRECT, "The bridge is closed.", "The bridge is closed", INDIRECT),
        ("⟪Ann Example⟫ ⟨said⟩ ⟦that the bridge is closed⟧.", INDIRECT, "The bridge is closed.", "that the bridge is closed", INDIRECT),
        ("⟪She⟫ ⟨said⟩ ⟦the bridge is closed.⟧", INDIRECT, "The bridge is closed.", "the bridge is closed.", INDIRECT),
        ("⟦“The bridge is closed,”⟧ ⟪Ann Example⟫ ⟨said⟩.", DIRECT, "The bridge is closed.", "The bridge is closed,", DIRECT),
        ("“⟦The bridge is closed,⟧” ⟪Ann Example⟫ ⟨said⟩.", DIRECT, "The bridge is closed.", "The bridge is closed,", DIRECT),
        ('⟦"The bridge is closed⟧," ⟪she⟫ ⟨said⟩.', DIRECT, "The bridge is closed.", "The bridge is closed,", DIRECT),
        ("⟪Ann Example⟫ ⟨said⟩: ⟦“The bridge is closed”⟧.", DIRECT, "The bridge is closed.", "The bridge is closed", DIRECT),
        (
            "⟦The bridge is “as good as closed,”⟧ ⟪she⟫ ⟨said⟩.",
            MIXED,
            "The bridge is as good as closed.",
            "The bridge is “as good as closed,”",
            MIXED,
        ),
        (
            "⟦Trucks have to turn back,⟧ ⟪she⟫ ⟨said⟩, ⟦as well as buses⟧.",
            INDIRECT,
            "Trucks have to turn back as well as buses.",
            "Trucks have to turn back, she said, as well as buses",
            INDIRECT,
        ),
        (
            "⟦“The bridge is closed,”⟧ ⟪she⟫ ⟨said⟩. ⟦“It opens in May.”⟧",
            DIRECT,
            "The bridge is closed. It opens in May.",
            "The bridge is closed,” she said. “It opens in May.",
            DIRECT,
        ),
        (
            "⟦The bridge is closed⟧, ⟪she⟫ ⟨said⟩. She told Gen. Example that ⟦it opens in May⟧.",
            INDIRECT,
            "The bridge is closed. It opens in May.",
            "The bridge is closed, she said. She told Gen. Example that it opens in May",
            INDIRECT,
        ),
        (
            "⟦Trucks have to turn back⟧, ⟨said⟩ ⟪Gen. Ann Example⟫, ⟦as well as buses⟧.",
            INDIRECT,
            "Trucks have to turn back as well as buses.",
            "Trucks have to turn back, said Gen. Ann Example, as well as buses",
            INDIRECT,
        ),
        (
            "⟦“The bridge,”⟧ ⟪she⟫ ⟨said⟩, ⟦“is closed until May.”⟧",
            DIRECT,
            "The bridge is closed until May.",
            "The bridge,” she said, “is closed until May.",
            DIRECT,
        ),
        ("⟦“That bridge is closed,”⟧ ⟪she⟫ ⟨said⟩.", DIRECT, "That bridge is closed.", "That bridge is closed,", DIRECT),
    ],
)
def test_a_finding_becomes_statement_quote_and_quotation(
    marked: str, quotation: Quotation, statement: str, quote: str, given: Quotation
) -> None:
    draft = the_draft(marked, quotation)

    assert draft.entry["statement"] == statement
    assert draft.entry["quote"] == quote
    assert draft.entry["quotation"] == given
    article, _ = read_marked(marked)
    assert article.text[draft.start : draft.end] == quote
    assert (draft.entry["start_char"], draft.entry["end_char"]) == (draft.start, draft.end)
    assert is_quoted(*_around(article.text, draft.start, draft.end)) == (given is DIRECT)


def _around(text: str, start: int, end: int) -> tuple[str, str, str]:
    before, after = context(text, start, end)
    return before, text[start:end], after


def test_german_words_lose_their_dass() -> None:
    draft = the_draft("⟪Ann Example⟫ ⟨sagte⟩, ⟦dass die Brücke gesperrt ist⟧.", language="de")

    assert draft.entry["statement"] == "Die Brücke gesperrt ist."


def test_a_quotation_over_two_paragraphs_is_one_draft() -> None:
    draft = the_draft("⟦“The bridge is closed.\n“It opens in May,”⟧ ⟪she⟫ ⟨said⟩.", DIRECT)

    assert draft.entry["statement"] == "The bridge is closed. It opens in May."
    assert draft.entry["quote"] == "The bridge is closed.\n“It opens in May,"


def test_a_direct_quotation_whose_marks_are_not_there_is_none() -> None:
    assert the_draft("⟦The bridge is closed⟧, ⟪she⟫ ⟨said⟩.", DIRECT).entry["quotation"] == INDIRECT
    assert the_draft("⟦“The bridge is closed⟧, ⟪she⟫ ⟨said⟩.", DIRECT).entry["quotation"] == MIXED


@pytest.mark.parametrize(
    ("marked", "fault"),
    [
        ("⟪She⟫ ⟨asked⟩: ⟦“Why is the bridge closed?”⟧", "is a question"),
        ("⟪She⟫ ⟨said⟩ ⟦no⟧.", "has 3 characters"),
        ("⟪She⟫ ⟨said⟩ ⟦that, according to the council, the bridge is closed⟧.", "holds an attribution (according to)"),
    ],
)
def test_what_the_record_would_refuse_waits_all_the_same_and_says_so(marked: str, fault: str) -> None:
    draft = the_draft(marked, MIXED if "“" in marked else INDIRECT)

    assert "The statement needs your own words: it " + fault in draft.because
    assert draft.because.startswith("Somebody is said to say it.")


def test_a_long_statement_is_cut_where_a_sentence_ends_and_the_quote_is_not() -> None:
    sentence = "The bridge over the long and invented river was closed on a Monday in May. "
    draft = the_draft(f"⟦“{sentence * 12}”⟧ ⟪she⟫ ⟨said⟩.", DIRECT)

    assert draft.entry["statement"] == (sentence * 6).strip()
    assert len(str(draft.entry["quote"])) > 800


def test_a_long_statement_without_sentences_is_cut_at_a_clause_or_a_word() -> None:
    clause = the_draft("⟦" + "the bridge was closed and stayed closed, " * 20 + "it is said⟧ ⟨said⟩ ⟪Ann⟫.").entry["statement"]
    word = the_draft("⟦" + "closed " * 100 + "⟧ ⟨said⟩ ⟪Ann⟫.").entry["statement"]

    assert str(clause).endswith("stayed closed.")
    assert str(word).endswith("closed.")
    assert not fault_of(str(clause))
    assert not fault_of(str(word))


def test_the_chain_is_kept_as_it_was_found_and_says_nothing_needlessly() -> None:
    ben = SourceEntry(source_text="a spokesman", source_type=SourceType.UNNAMED_PERSON, hop=1, cue="told")

    draft = the_draft("⟦The bridge is closed⟧, ⟪Ann Example⟫ ⟨said⟩.", chain=(ANN, ben))

    assert draft.entry["attributions"] == [
        {"speaker": "Ann Example", "source_text": "Ann Example", "cue": "said"},
        {"source_type": "unnamed_person", "hop": 1, "source_text": "a spokesman", "cue": "told"},
    ]
    assert source_key(draft.entry) == ("ann example", "a spokesman")


def test_what_nobody_in_particular_says_has_an_unstated_source() -> None:
    draft = the_draft("It ⟨was said⟩ ⟦that the bridge is closed⟧.", chain=())

    assert draft.entry["attributions"] == [{"source_type": "unstated", "cue": "was said"}]


def test_content_cue_and_source_are_kept_as_they_were_found() -> None:
    draft = the_draft("⟦Trucks turn back,⟧ ⟪she⟫ ⟨said⟩, ⟦as well as buses⟧.")

    assert draft.spans == {"content": ((0, 17), (28, 44)), "cue": ((22, 26),), "source": ((18, 21),)}


def test_words_without_a_letter_are_no_draft() -> None:
    assert drafted("⟦“…”⟧, ⟪she⟫ ⟨said⟩.", DIRECT) == []


def test_words_that_say_nothing_are_no_draft_though_the_record_would_take_them() -> None:
    assert all(one.entry["quotation"] == "own_voice" for one in drafted("⟪Ann Example⟫ ⟨declined⟩ ⟦to comment⟧."))


def test_words_that_tied_on_what_was_cut_off_fall_away() -> None:
    draft = the_draft("⟪She⟫ ⟨said⟩ ⟦that the bridge would close and that⟧ nobody minded.")
    assert draft.entry["statement"] == "The bridge would close."


def test_the_same_words_of_the_same_source_are_drafted_once() -> None:
    article, finding = read_marked("⟦The bridge is closed⟧, ⟪Ann Example⟫ ⟨said⟩.")
    assert finding is not None

    assert len(drafts(article, [finding, finding], [(ANN,), (ANN,)])) == 1


@pytest.mark.parametrize(("speaker", "score", "count"), [("Ann Example", 0.5, 1), ("Ann Example", 0.9, 2), ("Ben Sample", 0.5, 2)])
def test_a_part_of_what_the_same_source_says_is_no_draft_of_its_own_unless_it_is_surer(speaker: str, score: float, count: int) -> None:
    article, finding = read_marked("⟪Ann Example⟫ ⟨said⟩ ⟦that the old bolts have to be replaced⟧.")
    assert finding is not None
    part = replace(finding, content=(Span(finding.content[0].start + 9, finding.content[0].end),), score=score)

    assert len(drafts(article, [finding, part], [(ANN,), (SourceEntry(speaker=speaker),)])) == count


ARTICLE = (
    "Traffic\nBridge over the Example closed\nThe council shuts the only bridge of the town for weeks.\nBy Ann Reporter\n"
    "The bridge was closed on Monday.\nThe ferry runs twice a day.\nWhat happens next\nThe repair takes three weeks."
)


def test_the_parts_of_an_article_are_told_apart() -> None:
    found = {str(one.entry["statement"]): one.entry["location"] for one in drafted(ARTICLE, title="Bridge over the Example closed")}

    assert found == {
        "Bridge over the Example closed.": "headline",
        "The council shuts the only bridge of the town for weeks.": "lead",
        "The bridge was closed on Monday.": "lead",
        "The ferry runs twice a day.": "body",
        "The repair takes three weeks.": "body",
    }


TEXTS = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("“”\"'\u2018\u2019«»„\u201a .,;:?!\n\u2013()aA1é\u200b")), max_size=300
)


@given(TEXTS, st.data())
def test_whatever_the_text_a_draft_stands_in_it_and_is_an_entry(text: str, data: st.DataObject) -> None:
    """Never a crash, never a span outside the text; what the models refuse is the statement or the words, and nothing else."""
    article = read_article(text, title=text.partition("\n")[0])
    edges = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    content = tuple(Span(*pair) for pair in (edges[:2], edges[2:]) if pair[0] < pair[1])
    quotation = data.draw(st.sampled_from([DIRECT, MIXED, INDIRECT]))
    findings = [Finding(content, (), (), quotation, 0.5, "")] if content else []

    for draft in drafts(article, findings, [(ANN,)] * len(findings)):
        assert 0 <= draft.start < draft.end <= len(text)
        assert text[draft.start : draft.end] == draft.entry["quote"]
        allowed = {**draft.entry, "statement": "The bridge is closed.", "quote": "closed"}
        ClaimEntry.model_validate_json(json.dumps({**allowed, "document": "d1"}))
        if draft.entry["quotation"] == DIRECT:
            assert is_quoted(*_around(text, draft.start, draft.end))


@pytest.mark.parametrize("run", ["a", " ", "'", '"', "“", ".", ",", "By A ", "a. ", "‘a ", "\n", "é", "-"])
def test_a_long_run_of_anything_takes_no_long_time(run: str) -> None:
    """Text that makes a careless pattern go back and forth; with the square of its length it would take minutes."""
    text = f"By {run * (60_000 // len(run))} end. Ann said."
    article = read_article(text, title=text[:80])
    pieces = (Span(0, 100), Span(len(text) - 100, len(text) - 10))
    started = time.process_time()

    drafts(article, [Finding(pieces, (), (), MIXED, 0.9, "")], [(ANN,)])

    assert time.process_time() - started < 5
