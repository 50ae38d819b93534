"""CSV shows a claim a row, names instead of ids, and no cell that a spreadsheet would run."""

import csv
import io
from typing import Any

import pytest
from factories import (
    CLAIM_ID,
    LEFT_OUT,
    QUOTE,
    STATEMENT,
    TIME,
    URL,
    make_assessment,
    make_attribution,
    make_claim,
    make_document,
    make_entity,
    make_own_voice_claim,
    make_review,
    make_tag,
)
from hypothesis import given
from hypothesis import strategies as st

from claims.exporters.csv_table import COLUMNS, EXPORTER

OUTLET = make_entity(id="daily-example", kind="outlet", name="Daily Example")
SPEAKER = make_entity()


def written(*records: dict[str, Any]) -> bytes:
    file = io.BytesIO()
    EXPORTER.write(records, file)
    return file.getvalue()


def table(*claims: dict[str, Any], **changes: object) -> list[dict[str, str]]:
    content = written(OUTLET, SPEAKER, make_document(**changes), *claims)
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True))


def row(claim: dict[str, Any], **changes: object) -> dict[str, str]:
    [only] = table(claim, **changes)
    return only


def test_the_headings_are_for_ever() -> None:
    assert written() == (
        b"id,statement,quote,quotation,speaker,source_type,source_text,role_text,cue,stance,medium,outlet,title,url,published_at,"
        b"location,claim_date,status,reason,rationale,check_after,created_by,created_at\n"
    )


def test_a_claim_is_a_row() -> None:
    source = make_attribution(role_text="spokesperson", stance="affirms", medium="interview")
    claim = make_claim(location="body", claim_date="2024-01", attributions=[source], assessments=[make_assessment()])

    assert row(claim) == {
        "id": CLAIM_ID,
        "statement": STATEMENT,
        "quote": QUOTE,
        "quotation": "direct",
        "speaker": "Layla Hassan",
        "source_type": "named_person",
        "source_text": "Layla Hassan",
        "role_text": "spokesperson",
        "cue": "said",
        "stance": "affirms",
        "medium": "interview",
        "outlet": "Daily Example",
        "title": "Twelve schools opened",
        "url": URL,
        "published_at": "2024-02-05",
        "location": "body",
        "claim_date": "2024-01",
        "status": "verifiable",
        "reason": "public_record",
        "rationale": "The ministry publishes a register of schools.",
        "check_after": "",
        "created_by": "mona",
        "created_at": TIME,
    }


def test_only_claims_are_rows() -> None:
    assert table(make_tag(), make_review()) == []
    assert len(table(make_claim(), make_tag(), make_own_voice_claim(id="c2"))) == 2


def test_what_is_unknown_is_an_empty_cell() -> None:
    cells = row(make_own_voice_claim(), url=LEFT_OUT, published_at=LEFT_OUT)

    assert [cells[name] for name in ("speaker", "source_type", "cue", "url", "published_at", "status", "reason")] == [""] * 7


def test_an_unnamed_source_has_no_speaker() -> None:
    officials = make_attribution(source_type="unnamed_group", entity_id=LEFT_OUT, source_text="officials")

    assert (row(make_claim(attributions=[officials]))["speaker"], row(make_claim(attributions=[officials]))["source_text"]) == (
        "",
        "officials",
    )


def test_the_first_source_is_shown() -> None:
    chain = [make_attribution(source_text="Hassan"), make_attribution(hop=1, entity_id="daily-example", source_text="the Daily")]

    assert row(make_claim(attributions=chain))["source_text"] == "Hassan"


@pytest.mark.parametrize("newest_first", [True, False], ids=["newest first", "newest last"])
def test_the_newest_assessment_is_shown(*, newest_first: bool) -> None:
    older = make_assessment(status="too_vague", reason="compound", assessed_at="2024-02-11T23:59:59Z")
    assessments = [make_assessment(), older] if newest_first else [older, make_assessment()]

    assert row(make_claim(assessments=assessments))["status"] == "verifiable"


def test_the_time_of_the_claim_is_not_that_of_its_parts() -> None:
    claim = make_claim(assessments=[make_assessment(assessed_at="2024-03-01T00:00:00Z", assessor="sami")])

    assert (row(claim)["created_at"], row(claim)["created_by"]) == (TIME, "mona")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"], ids=ascii)
def test_no_cell_is_a_formula(start: str) -> None:
    formula = start + "HYPERLINK(1)"

    cells = row(make_claim(statement=formula, quote=formula, attributions=[make_attribution(cue=formula)]), title=formula)

    assert [cells[name] for name in ("statement", "quote", "cue", "title")] == ["'" + formula] * 4


def test_a_formula_after_words_is_left_alone() -> None:
    assert row(make_claim(statement="Two and two = four."))["statement"] == "Two and two = four."


def test_a_cell_may_hold_commas_quotation_marks_and_line_ends() -> None:
    assert row(make_claim(quote='a, "b";\nc'))["quote"] == 'a, "b";\nc'


def test_lines_end_in_a_line_feed_and_letters_are_utf_8() -> None:
    content = written(OUTLET, make_document(), make_own_voice_claim(statement="اثنتا عشرة مدرسة"))

    assert "اثنتا عشرة مدرسة".encode() in content
    assert content.endswith(b"\n")
    assert b"\r" not in content


def test_the_file_stays_open() -> None:
    file = io.BytesIO()

    EXPORTER.write([OUTLET], file)

    assert not file.closed


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r")))
def test_any_text_comes_back_from_its_cell(text: str) -> None:
    quote = row(make_claim(quote=text))["quote"]

    assert quote in (text, "'" + text)
    assert not quote.startswith(("=", "+", "-", "@", "\t"))
    assert set(row(make_claim(quote=text))) == set(COLUMNS)
