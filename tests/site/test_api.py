"""The page about the write API: it tells what the models take, nothing more and nothing less."""

import json
import re

import pytest
from desk import words_on
from visitors import CHECKER, Site

from claims.models.forms import AssessmentForm, EvidenceForm
from claims.site.form import Form
from claims.site.pages.api_page import ANSWERS, address_of, field_rows
from claims.site.routes import FORMS
from claims.vocabularies import EvidenceStance


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_form_is_told_with_all_its_fields(sample: Site, form: Form) -> None:
    assert form.takes is not None
    page = sample.page("/api")
    section = page[page.index(f"<code>POST {address_of(form)}</code>") :]
    section = section[: section.index("</section>")]

    for name, field in form.takes.model_fields.items():
        if name == "record":  # the address says which
            continue
        assert f"<code>{name}</code>" in section
        assert field.description, f"{form.name}.{name} has no description"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_an_address_is_told_as_people_read_it(form: Form) -> None:
    address = address_of(form)

    assert re.fullmatch(r"(/[a-z]+|/\{[a-z]+\})+", address)
    assert set(re.findall(r"\{(\w+)\}", address)) == set(re.compile(form.address).groupindex)


def test_fields_of_objects_are_told_by_their_dotted_names() -> None:
    rows = {row.name: row for row in field_rows(EvidenceForm.model_json_schema())}

    assert rows["stance"].terms == tuple(EvidenceStance)
    assert (rows["stance"].is_needed, rows["stance"].kind) == (True, "text")
    assert (rows["is_primary"].is_needed, rows["is_primary"].kind) == (False, "true or false")
    assert rows["document"].kind == "object"
    assert (rows["document.title"].kind, rows["document.title"].about) == ("text", "Title as printed.")
    assert {row.kind for row in rows.values()} <= {"text", "whole number", "number", "true or false", "object"}


def test_the_page_is_also_a_description_for_programs(sample: Site) -> None:
    found = sample.json("/api.json")

    schema = next(one["schema"] for one in found["addresses"] if one["address"] == "/claim/{claim}/assess")
    assert schema == AssessmentForm.model_json_schema()


def test_the_example_does_what_it_says(sample: Site) -> None:
    words = words_on(sample.page("/api"))
    example = re.search(r"curl -X POST https?://[^/]+(\S+) .*? -d '(\{.*?\})'", words)
    assert example

    answer = sample.post_json(example[1], json.loads(example[2]), CHECKER)

    assert answer.status_code == 201
    claim = example[1].split("/")[2]
    told = words[words.index("with status 201:") :]
    assert f'"claim": "{claim}"' in told
    assert f'"message": "{answer.json()["message"]}"' in told


def test_the_refusal_in_the_example_is_a_real_one(sample: Site) -> None:
    words = words_on(sample.page("/api"))
    claim = sample.execute("select id from claims order by rowid desc limit 1")[0][0]

    answer = sample.post_json(f"/claim/{claim}/assess", {"reason": "hearsay", "rationale": "no"}, CHECKER)

    assert answer.status_code == 400
    for fault in answer.json()["errors"]:
        assert " ".join(fault["message"].split()) in words


def test_every_status_is_explained(sample: Site) -> None:
    words = words_on(sample.page("/api"))

    assert {status for status, _ in ANSWERS} >= {200, 201, 400, 401, 403, 404, 409}
    for status, about in ANSWERS:
        assert f"{status} {about}" in words
