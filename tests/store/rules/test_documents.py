"""Documents, their texts and captures never change."""

import pytest
from store.by_hand import LATER, add, one
from store.libraries import Plain
from store.rules.asking import NEWEST_STILL, refused, refused_row

NEVER_CHANGES = "a captured text never changes: a changed page is a new version of the document"


@pytest.mark.parametrize(
    "statement",
    [
        "update document_texts set text = 'other' where document_id = 'article'",
        "update or replace document_texts set document_id = 'minutes'",
        "insert or replace into document_texts (document_id, text) values ('article', 'other')",
        "replace into document_texts (document_id, text) values ('article', 'other')",
    ],
)
def test_a_captured_text_never_changes(plain: Plain, statement: str) -> None:
    assert refused(plain, statement) == NEVER_CHANGES


NO_NEW_CAPTURE = "a capture is kept as it was: a changed page is a new version of the document"


@pytest.mark.parametrize(
    "statement",
    [
        "update captures set tool = 'other'",
        "insert or replace into captures select * from captures",
        "replace into captures select * from captures",
    ],
)
def test_a_capture_never_changes(plain: Plain, statement: str) -> None:
    add(plain, "captures")

    assert refused(plain, statement) == NO_NEW_CAPTURE


def test_a_paraphrase_from_before_the_text_was_captured_stands_without_a_quote(plain: Plain) -> None:
    """Somebody recorded an article by hand, in their own words; now its text is added, and what they recorded stays sound."""
    add(plain, "claims")

    add(plain, "document_texts", document_id="report", text="The bridge is new.", added_at=LATER)

    assert one(plain, "select fault from misquoted_claims") is None
    late = refused_row(plain, "claims", id="late", statement="A later paraphrase without its quote.", created_at=NEWEST_STILL)
    assert late == "the text of the document is stored: give the words of the claim as its quote"
