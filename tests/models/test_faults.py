"""What pydantic finds is said in sentences that name the thing, the rule and the next step, and repeat little of the input."""

from typing import Any, Literal

import pytest
from factories import STATEMENT, make_claim, make_entry, make_link, make_source, refusals
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from claims.errors import Fault, InvalidInput
from claims.models import parse_record
from claims.models.faults import faults_of
from claims.models.fields import RowId


def fault_of(kind: Any, value: str) -> Fault:
    adapter: TypeAdapter[object] = TypeAdapter(kind)
    with pytest.raises(ValidationError) as refused:
        adapter.validate_json(value, strict=True)
    [fault] = faults_of(refused.value)
    return fault


def test_an_entry_is_refused_with_a_count_and_a_line_for_each_fault() -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_record(b'{"document":"d1","colour":"red"}', "Line 7")

    assert str(refused.value) == (
        "Line 7: nothing was written. 2 to mend:\n"
        "  statement: is missing; give it\n"
        "  colour 'red': is not a field here; look for a misspelling, or remove it"
    )
    assert refused.value.what == "Line 7"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        pytest.param(
            make_entry(location="footnote"), "location 'footnote': is not one of 'headline', 'lead', 'body' or 'caption'", id="term"
        ),
        pytest.param(make_entry(statement=5), "statement 5: is no text; put it in quotation marks", id="number for text"),
        pytest.param(make_entry(statement=None), "statement None: is no text; put it in quotation marks", id="null for text"),
        pytest.param(
            make_entry(start_char="7"), "start_char '7': is no whole number; write it without quotation marks", id="text for number"
        ),
        pytest.param(
            make_entry(claim_date_inferred="yes"),
            "claim_date_inferred 'yes': is neither true nor false; write one of them without quotation marks",
            id="text for true or false",
        ),
        pytest.param(make_entry(quote="x" * 20_001), "is too long; it has 20000 characters at most", id="too long"),
        pytest.param(make_entry(start_char=-1), "start_char -1: is too small; it is 0 or more", id="too small"),
        pytest.param(
            make_entry(attributions=[make_source(hop=10)]), "attributions.0.hop 10: is too large; it is 9 or less", id="too large"
        ),
        pytest.param(make_entry(attributions="Layla Hassan"), "attributions 'Layla Hassan': is no list; write [ ... ]", id="text for list"),
        pytest.param(
            make_entry(attributions=["Layla Hassan"]), "attributions.0 'Layla Hassan': is no object; write { ... }", id="text for object"
        ),
        pytest.param(make_entry(record="claims"), "claims", id="another record"),
        pytest.param(
            make_claim(document_id="d 1"),
            "claim.document_id 'd 1': has the wrong form; it looks like an id such as c0123456789abcdef",
            id="form",
        ),
        pytest.param(b"{", "the row: is not JSON: EOF while parsing an object", id="not JSON"),
        pytest.param(b"[]", "the row: is no object; write { ... }", id="list for object"),
        pytest.param(b'"entry"', "the row 'entry': is no object; write { ... }", id="text alone"),
    ],
)
def test_a_fault_names_the_thing_the_rule_and_the_next_step(line: bytes, sentence: str) -> None:
    [fault] = refusals(line)

    assert sentence in fault


def test_a_fault_of_no_field_speaks_of_the_row() -> None:
    assert str(Fault("", "", "is not JSON")) == "the row: is not JSON"
    assert str(Fault("quote", "'a'", "is blank")) == "quote 'a': is blank"


def test_a_literal_is_named() -> None:
    assert fault_of(Literal["a", "b"], '"c"').message == "is not 'a' or 'b'"


def test_a_fraction_is_no_whole_number() -> None:
    adapter: TypeAdapter[int] = TypeAdapter(int)
    with pytest.raises(ValidationError) as refused:
        adapter.validate_json("7.5", strict=False)

    assert faults_of(refused.value) == [Fault("", "7.5", "is no whole number")]


def test_half_a_character_is_named() -> None:
    adapter: TypeAdapter[str] = TypeAdapter(RowId)
    with pytest.raises(ValidationError) as refused:
        adapter.validate_python("a\ud800")

    assert faults_of(refused.value) == [Fault("", "'a\\\\ud800'", "holds half a character (a lone surrogate); type it again")]


def test_an_unknown_finding_keeps_the_words_of_pydantic() -> None:
    assert fault_of(bytes, "5").message == "input should be a valid bytes"


def test_an_unknown_pattern_is_shown_itself() -> None:
    class Coloured(BaseModel):
        colour: str = Field(pattern="^red$")

    assert fault_of(Coloured, '{"colour": "blue"}') == Fault("colour", "'blue'", "has the wrong form; it looks like ^red$")


def test_a_fault_repeats_only_the_beginning_of_a_long_value() -> None:
    [fault] = refusals(make_entry(location="x" * 1_000_000))

    assert fault == f"location '{'x' * 59}…': is not one of 'headline', 'lead', 'body' or 'caption'"


def test_a_fault_shows_what_would_disguise_the_value() -> None:
    [fault] = refusals(make_entry(location="body\u202e\x1b[2J"))

    assert fault.startswith("location 'body\\\\u202e\\\\u001b[2J': ")


def test_a_fault_shows_no_objects_and_lists() -> None:
    assert refusals(make_entry(statement={"text": STATEMENT})) == ["statement: is no text; put it in quotation marks"]
    assert refusals(make_entry(statement=[STATEMENT])) == ["statement: is no text; put it in quotation marks"]


def test_a_long_number_is_shortened_too() -> None:
    [fault] = refusals(make_entry(start_char=10**4_000))

    assert fault.startswith(f"start_char 1{'0' * 58}…: is too large; it is ")


def test_a_rule_about_several_fields_is_reported_on_the_object() -> None:
    assert refusals(make_link(to_id="c1")) == ["link: a claim is not linked to itself; name two"]
