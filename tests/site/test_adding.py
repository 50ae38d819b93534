"""Adding claims and documents in the browser and through the write API: the same refusals as in a terminal, and nothing typed is lost."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from desk import at, form_on, words_on
from hypothesis import given
from hypothesis import strategies as st
from visitors import CHECKER, EDITOR, MEMBER, READER, Actor, Site, opened

from claims.settings import house_folder
from claims.site.forms.adding import selection
from claims.site.forms.sources import as_chain, as_chosen
from claims.site.sql import page_questions
from claims.workflow.keeping import build_database

GAZETTE = "d305a97ccea92fd20"
NEWER_GAZETTE = "d3117679b3787b44f"
AL_FASSEL = "d0ba627b25cb12282"
HARVEST = "“Closing a bridge at harvest time is madness 🌉,”"
"""Printed with an emoji before the closing mark: code points and UTF-16 units differ from there on."""
COWS = "The invented farmer Hugo Testcase keeps a herd of cows."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Open a site on the sample; each test adds a claim of its own."""
    database: Path = tmp_path_factory.mktemp("adding") / "claims.db"
    build_database(database)
    with opened(database) as site:
        yield site


@pytest.fixture(scope="module")
def text(site: Site) -> str:
    """Return the text of the Gazette."""
    return str(site.execute("select text from document_texts where document_id = ?", [GAZETTE])[0][0])


def new_claim_address(document: str = GAZETTE, **arguments: object) -> str:
    return f"/claim/new?document={document}" + "".join(f"&{name}={value}" for name, value in arguments.items())


def filled(site: Site, document: str = GAZETTE, **fields: str) -> dict[str, str]:
    """Return what the form of a document sends once somebody has filled in some fields; dots in names are written as `__`."""
    return form_on(site.page(new_claim_address(document), CHECKER), "statement") | {
        name.replace("__", "."): value for name, value in fields.items()
    }


def counted(site: Site) -> int:
    return int(site.execute("select count(*) from claims")[0][0])


def faults_on(page: str) -> dict[str, str]:
    """Map the name of each field that is refused to what is said beside it."""
    return {
        name.replace("-", "."): words_on(told)
        for name, told in re.findall(r'class="fault" id="fault-([\w-]+)">(.*?)</span>', page, re.DOTALL)
    }


# Choosing the document


def test_the_newest_documents_are_offered_and_a_title_or_an_address_finds_one(site: Site) -> None:
    newest = site.page("/claim/new", CHECKER)
    assert newest.index(NEWER_GAZETTE) < newest.index(AL_FASSEL)

    for words in ("military remnants", "al-fassel iraq", AL_FASSEL, "Diyala hideout"):
        found = site.page(f"/claim/new?q={quote(words)}", CHECKER)
        assert f"/claim/new?document={AL_FASSEL}" in found
        assert GAZETTE not in found, words
    by_address = site.page("/claim/new?q=https://gazette.example/budget-bridge", CHECKER)
    assert re.findall(r"/claim/new\?document=(\w+)", by_address) == [NEWER_GAZETTE, GAZETTE]
    assert "/document/new?url=https" in by_address


def test_where_no_document_fits_the_next_step_is_told(site: Site) -> None:
    assert "Try fewer words, or record it as a new document." in site.page("/claim/new?q=zeppelin", CHECKER)


def test_a_document_that_is_not_there_is_not_found(site: Site) -> None:
    assert site.get("/claim/new?document=dnothing", CHECKER).status_code == 404


@pytest.mark.parametrize("path", ["/claim/new", f"/claim/new?document={GAZETTE}", "/document/new"])
@pytest.mark.parametrize("actor", [READER, MEMBER])
def test_only_checkers_and_editors_may_add(site: Site, path: str, actor: Actor) -> None:
    before = counted(site)

    assert site.get(path, actor).status_code == 403
    assert site.post(path, {"document": GAZETTE, "statement": COWS}, actor).status_code == 403
    assert site.post_json(path, {"document": GAZETTE, "statement": COWS}, actor).status_code == 403
    assert counted(site) == before


def test_a_document_is_recorded_and_leads_on_to_its_claims(site: Site) -> None:
    fields = {
        "title": "An invented market",
        "outlet": "Invented Gazette (sample)",
        "url": "https://gazette.example/market",
        "text": "The market was closed.\r\nIt rained 🌧.",
        "kind": "article",
        "language": "en",
        "published_at": "2026-10-14",
        "published_at_inferred": "1",
    }

    answer = site.post("/document/new", fields, EDITOR)

    assert answer.status_code == 303
    found = re.fullmatch(r"/claim/new\?document=(\w+)", answer.headers["location"])
    assert found
    assert site.execute(
        "select d.title, d.outlet_id, d.published_at, d.published_at_inferred, t.text"
        " from documents d join document_texts t on t.document_id = d.id where d.id = ?",
        [found[1]],
    ) == [("An invented market", "invented-gazette-sample", "2026-10-14", 1, "The market was closed.\nIt rained 🌧.")]
    again = site.post("/document/new", fields, EDITOR)
    assert again.headers["location"] == answer.headers["location"]


def test_a_page_that_is_recorded_is_used_where_only_its_address_is_given(site: Site) -> None:
    fields = {"title": "Whatever", "outlet": "Invented Gazette (sample)", "url": "https://gazette.example/budget-bridge"}

    answer = site.post("/document/new", fields, CHECKER)
    data = site.post_json("/document/new", fields, CHECKER)

    assert answer.headers["location"] == f"/claim/new?document={NEWER_GAZETTE}"
    assert (data.status_code, data.json()["document"]) == (200, NEWER_GAZETTE)
    assert "A version of this page is recorded" in site.page(f"/document/new?url={quote(fields['url'])}", CHECKER)


def test_a_document_is_refused_with_every_fault_beside_its_field(site: Site) -> None:
    sent = {"title": " ", "outlet": "Nowhere Times", "url": "ftp://x.example", "published_at": "yesterday", "text": "Words."}

    answer = site.post("/document/new", sent, CHECKER)

    assert answer.status_code == 400
    assert set(faults_on(answer.text)) == {"title", "url", "published_at"}
    again = form_on(answer.text, "title")
    assert {name: again[name] for name in sent if name != "title"} == {name: sent[name] for name in sent if name != "title"}


def test_an_outlet_that_looks_like_a_recorded_one_is_offered(site: Site) -> None:
    sent = {"title": "A misspelt outlet", "outlet": "Invented Gazete (sample)", "text": "Words and more words.", "url": ""}

    refused = site.post("/document/new", sent, CHECKER)

    assert refused.status_code == 400
    assert "is not recorded, but invented-gazette-sample is" in faults_on(refused.text)["outlet"]
    assert 'value="outlet invented-gazette-sample outlet"' in refused.text
    used = site.post("/document/new", {**form_on(refused.text, "title"), "use": "outlet invented-gazette-sample outlet"}, CHECKER)
    assert used.status_code == 303
    assert site.execute("select outlet_id from documents where title = 'A misspelt outlet'") == [("invented-gazette-sample",)]


# What a selection fills in


def test_a_link_from_a_selection_fills_in_the_form(site: Site, text: str) -> None:
    start = text.index(HARVEST)
    page = site.page(new_claim_address(start=start, end=start + len(HARVEST) + 1), CHECKER)

    fields = form_on(page, "statement")

    assert fields["quote"] == HARVEST.strip("“”")
    assert text[int(fields["start_char"]) : int(fields["end_char"])] == fields["quote"]
    assert fields["quotation"] == "direct"
    assert fields["document"] == GAZETTE


def test_a_selection_in_the_headline_says_so(text: str) -> None:
    title = "[Invented sample] Lower Sampleton council votes to repair its bridge for 2.4 million crowns"
    start = text.index("council votes")

    assert selection(text, title, start, start + 13)["location"] == "headline"
    assert "location" not in selection(text, title, 0, 12)


@pytest.mark.parametrize(
    ("before", "words", "after", "expected"),
    [
        ("He said: ", "“It is safe.”", " Then", ("It is safe.", "direct")),
        ("He said: “", "It is safe.", "” Then", ("It is safe.", "direct")),
        ("He ", " called it “safe”\n", "Then", ("called it “safe”", "mixed")),
        ("", "It is safe", "", ("It is safe", None)),
        ("", "«Il est sûr»", "", ("Il est sûr", "direct")),
        ("a", "“one” and “two”", "b", ("“one” and “two”", "direct")),
        ("x 🌉 “", "y 🌉", "” z", ("y 🌉", "direct")),
    ],
)
def test_white_space_and_outer_marks_are_no_part_of_a_quote(before: str, words: str, after: str, expected: tuple[str, str | None]) -> None:
    whole = before + words + after

    found = selection(whole, "No title", len(before), len(before) + len(words))

    assert (found["quote"], found.get("quotation")) == expected
    assert whole[int(found["start_char"]) : int(found["end_char"])] == found["quote"]


@given(st.text(max_size=30), st.integers(-5, 40), st.integers(-5, 40))
def test_whatever_is_selected_stands_where_it_says(whole: str, start: int, end: int) -> None:
    found = selection(whole, "title", max(0, start), min(max(0, end), len(whole)))

    assert not found or whole[int(found["start_char"]) : int(found["end_char"])] == found["quote"] != ""


@pytest.mark.parametrize("arguments", [{"start": 5}, {"start": "x", "end": 9}, {"start": 9, "end": 5}, {"start": 99_999, "end": 999_999}])
def test_a_link_without_a_selection_opens_an_empty_form(site: Site, arguments: dict[str, Any]) -> None:
    assert form_on(site.page(new_claim_address(**arguments), CHECKER), "statement")["quote"] == ""


# Adding


def test_a_claim_is_added_with_its_source_and_its_assessment(site: Site, text: str) -> None:
    start = text.index(HARVEST) + 1
    fields = filled(
        site,
        statement="Closing the Mockwater Bridge at harvest time harms nobody but farmers.",
        quote=HARVEST[1:-1],
        start_char=str(start),
        end_char=str(start + len(HARVEST) - 2),
        location="body",
        claim_date="2026-10",
        claim_date_inferred="1",
        attributions__0__speaker="Hugo Testcase",
        attributions__0__role_text="farmer",
        attributions__0__cue="posted",
        attributions__0__medium="social_post",
        attributions__0__platform="Samplegram (invented)",
        assessment__reason="value_judgement",
        assessment__rationale="It says how bad something is.",
    )

    answer = site.post(new_claim_address(), fields, CHECKER)

    assert answer.status_code == 303, faults_on(answer.text)
    claim = answer.headers["location"].removeprefix("/claim/")
    assert site.execute(
        "select quote, start_char, quotation, claim_date, claim_date_inferred, speaker_id, verifiability, created_by"
        " from claims where id = ?",
        [claim],
    ) == [(HARVEST[1:-1], start, "direct", "2026-10", 1, "hugo-testcase", "not_checkable", "ann")]
    assert site.execute("select cue, role_text, medium, platform_id, source_text from attributions where claim_id = ?", [claim]) == [
        ("posted", "farmer", "social_post", "samplegram-invented", "Hugo Testcase")
    ]
    assert "Recorded: Closing the Mockwater Bridge" in words_on(site.get(f"/claim/{claim}", CHECKER, cookies=answer.cookies).text)


def test_without_a_script_the_quote_alone_is_enough(site: Site, text: str) -> None:
    fields = filled(site, statement="The bridge in Lower Sampleton dates from 1931.", quote="opened in 1931")

    answer = site.post(new_claim_address(), fields, CHECKER)

    assert answer.status_code == 303
    ((start,),) = site.execute("select start_char from claims where id = ?", [answer.headers["location"].removeprefix("/claim/")])
    assert text[start:].startswith("opened in 1931")


def test_one_claim_after_another_from_the_same_document(site: Site) -> None:
    fields = filled(site, statement="The invented council has thirteen members who vote.", quote="voted 9 to 4", then="another")

    answer = site.post(new_claim_address(), fields, CHECKER)

    assert (answer.status_code, answer.headers["location"]) == (303, new_claim_address())


def test_adding_the_same_claim_twice_tells_so(site: Site) -> None:
    fields = filled(site, statement="The bridge has a south pier.", quote="the south pier")

    first, second = (site.post(new_claim_address(), fields, CHECKER) for _ in range(2))

    assert first.headers["location"] == second.headers["location"]
    told = words_on(site.get(second.headers["location"], CHECKER, cookies=second.cookies).text)
    assert "This claim is already recorded; nothing was added" in told


def test_a_claim_recorded_with_other_details_is_shown(site: Site) -> None:
    fields = filled(site, statement="The invented bridge has a north pier too.", quote="the north pier has shifted")
    first = site.post(new_claim_address(), fields, CHECKER)
    claim = first.headers["location"]

    answer = site.post(new_claim_address(), {**fields, "location": "lead"}, CHECKER)

    assert answer.status_code == 400
    assert "already recorded" in faults_on(answer.text)["statement"] or "recorded already" in faults_on(answer.text)["statement"]
    assert f'href="{claim}"' in answer.text


def test_a_chain_of_sources_is_entered_row_by_row_without_a_script(site: Site) -> None:
    fields = filled(
        site,
        statement="Two residents and a farmer find the detour too long.",
        quote="the detour adds 25 minutes",
        attributions__0__source_type="unnamed_group",
        attributions__0__source_text="Residents on the north bank",
    )
    before = counted(site)

    room = site.post(new_claim_address(), {**fields, "more": "1"}, CHECKER)
    second = form_on(room.text, "statement")
    assert second["attributions.0.source_text"] == "Residents on the north bank"
    assert counted(site) == before
    assert "Nothing was saved" not in room.text
    more = site.post(
        new_claim_address(), {**second, "attributions.1.speaker": "Hugo Testcase", "attributions.1.alongside": "1", "more": "1"}, CHECKER
    )
    third = form_on(more.text, "statement")
    assert third["attributions.1.alongside"] == "1"
    done = site.post(new_claim_address(), {**third, "attributions.2.speaker": "Ben Filler"}, CHECKER)

    claim = done.headers["location"].removeprefix("/claim/")
    assert site.execute("select hop, seq, source_text from attributions where claim_id = ? order by hop, seq", [claim]) == [
        (0, 0, "Residents on the north bank"),
        (0, 1, "Hugo Testcase"),
        (1, 0, "Ben Filler"),
    ]


def test_a_form_offers_no_more_rows_than_a_chain_has_hops(site: Site) -> None:
    rows = {f"attributions.{row}.source_text": f"Source {row}" for row in range(10)}

    page = site.post(new_claim_address(), {**filled(site, statement=COWS), **rows, "more": "1"}, CHECKER).text

    assert page.count('<fieldset class="source"') == 11, "ten rows and the one that scripts copy"
    assert 'name="more"' not in page


def test_every_fault_stands_beside_its_field_and_nothing_typed_is_lost(site: Site) -> None:
    fields = filled(
        site,
        statement="Why?",
        quote="words that are not there",
        claim_date="soon",
        attributions__0__speaker="Petra Placeholder",
        attributions__0__said_date="2026-13",
        assessment__reason="prediction",
        assessment__rationale="No",
    )

    answer = site.post(new_claim_address(), fields, CHECKER)

    assert answer.status_code == 400
    assert set(faults_on(answer.text)) == {"statement", "claim_date", "attributions.0.said_date", "assessment.rationale"}
    again = form_on(answer.text, "statement")
    assert again == fields
    assert "Nothing was saved. 4 things to mend" in words_on(answer.text)
    assert re.search(r"<details open>\s*<summary>Organisation, medium, date", answer.text), (
        "what is folded stands open where it is at fault"
    )


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"quote": "words that are not there"}, "quote", "does not occur in the text"),
        ({"quote": "the bridge was shut for 11 days"}, "quote", "occurs more than once"),
        ({"quote": "opened in 1931", "start_char": "5", "end_char": "19"}, "quote", "is not at start_char"),
        ({"quote": "opened in 1931", "start_char": "five"}, "start_char", "is no whole number"),
        ({"quote": "opened in 1931", "quotation": "direct"}, "quotation", "direct quotation needs"),
        ({"quotation": "indirect"}, "quotation", "needs an attribution"),
        ({"attributions.0.source_type": "named_person"}, "attributions.0.speaker", "needs its entity"),
        ({"attributions.0.source_type": "anonymous"}, "attributions.0.source_text", "source_text is missing"),
        (
            {
                "attributions.0.speaker": "Petra Placeholder",
                "attributions.1.source_type": "unnamed_person",
                "attributions.1.source_text": "an official",
                "attributions.1.anonymity_reason": "fears",
            },
            "attributions.1.anonymity_reason",
            "belongs to an anonymous source only",
        ),
        (
            {"attributions.0.speaker": "Exemplar Bridgeworks (invented)", "attributions.0.source_type": "unnamed_person"},
            "attributions.0.speaker",
            "has no entity",
        ),
        ({"attributions.0.cue": "said"}, "attributions.0.source_type", "is missing; name the speaker"),
        ({"assessment.reason": "prediction", "assessment.rationale": "Nobody can know yet."}, "assessment.check_after", "not_yet needs"),
        ({"assessment.reason": "opinion"}, "assessment.rationale", "is missing"),
        ({"assessment.rationale": "Nobody can know yet."}, "assessment.reason", "is missing"),
    ],
)
def test_a_refusal_stands_beside_the_field_that_mends_it(site: Site, typed: dict[str, str], field: str, told: str) -> None:
    fields = {**filled(site, statement=COWS, quote="60 of the bridge’s 212 bolts"), **typed}  # noqa: RUF001
    before = counted(site)

    answer = site.post(new_claim_address(), fields, CHECKER)

    assert answer.status_code == 400
    assert told in faults_on(answer.text).get(field, ""), faults_on(answer.text) or words_on(answer.text)[:800]
    again = form_on(answer.text, "statement")
    assert {name: again[name] for name in typed} == typed
    assert counted(site) == before


# Names like recorded ones


def test_a_name_like_a_recorded_one_is_offered_and_used_with_one_click(site: Site) -> None:
    fields = filled(
        site, statement="The mayor opened the debate on the bridge.", quote="opened the debate", attributions__0__speaker="Petra Placeholdr"
    )

    refused = site.post(new_claim_address(), fields, CHECKER)

    assert refused.status_code == 400
    assert "is not recorded, but petra-placeholder is" in faults_on(refused.text)["attributions.0.speaker"]
    assert 'href="/speaker/petra-placeholder"' in refused.text
    (button,) = set(re.findall(r'name="use" value="([^"]+)"', refused.text))
    assert button == "attributions.0.speaker petra-placeholder person"
    used = site.post(new_claim_address(), {**form_on(refused.text, "statement"), "use": button}, CHECKER)
    assert used.status_code == 303, faults_on(used.text)
    claim = used.headers["location"].removeprefix("/claim/")
    assert site.execute("select entity_id, source_type, source_text from attributions where claim_id = ?", [claim]) == [
        ("petra-placeholder", "named_person", "Petra Placeholdr")
    ]


def test_a_name_that_was_used_stays_where_something_else_is_refused(site: Site) -> None:
    fields = filled(site, statement="Why?", quote="opened the debate", attributions__0__speaker="Petra Placeholdr")

    refused = site.post(new_claim_address(), {**fields, "use": "attributions.0.speaker petra-placeholder person"}, CHECKER)

    again = form_on(refused.text, "statement")
    assert (again["attributions.0.speaker"], again["attributions.0.source_text"]) == ("petra-placeholder", "Petra Placeholdr")


def test_whoever_means_somebody_else_says_so(site: Site) -> None:
    fields = filled(
        site,
        statement="The mayor of a namesake town spoke too.",
        quote="she opened the debate",
        attributions__0__speaker="Petra Placeholders",
    )

    refused = site.post(new_claim_address(), fields, CHECKER)
    assert 'name="allow_similar"' in refused.text
    done = site.post(new_claim_address(), {**fields, "allow_similar": "1"}, CHECKER)

    assert done.status_code == 303
    assert site.execute("select name from entities where id = 'petra-placeholders'") == [("Petra Placeholders",)]
    assert "New names: Petra Placeholders." in words_on(site.get(done.headers["location"], CHECKER, cookies=done.cookies).text)


def test_a_name_that_several_bear_is_chosen_from_them(site: Site) -> None:
    for number, name in enumerate(("Twin Sample", "Twin B")):
        said = {
            "statement": f"The invented twin keeps {number} bees.",
            "quote": "farmer Hugo Testcase",
            "attributions": [{"speaker": name}],
        }
        assert site.post_json("/claim/new", {"document": GAZETTE, **said}, CHECKER).status_code == 201
    with at(site) as store:
        store.connection.execute("update entities set name = 'Twin Sample' where id = 'twin-b'")

    fields = filled(site, statement="One of the twins keeps goats.", quote="posted on Samplegram", attributions__0__speaker="Twin Sample")
    refused = site.post(new_claim_address(), fields, CHECKER)

    assert "fits several" in faults_on(refused.text)["attributions.0.speaker"]
    assert set(re.findall(r'name="use" value="([^"]+)"', refused.text)) == {
        "attributions.0.speaker twin-b person",
        "attributions.0.speaker twin-sample person",
    }


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"use": "nonsense", "outlet": "X"}, {"use": "nonsense", "outlet": "X"}),
        ({"use": "outlet y outlet", "outlet": "X"}, {"use": "outlet y outlet", "outlet": "y"}),
        ({"use": "attributions.7.speaker y person"}, {"use": "attributions.7.speaker y person"}),
        (
            {"use": "attributions.0.speaker y person", "attributions": "odd"},
            {"use": "attributions.0.speaker y person", "attributions": "odd"},
        ),
        (
            {"use": "attributions.0.speaker y organisation", "attributions": [{"speaker": "Why", "source_text": "W"}]},
            {
                "use": "attributions.0.speaker y organisation",
                "attributions": [{"speaker": "y", "source_text": "W", "source_type": "named_organisation"}],
            },
        ),
    ],
)
def test_a_choice_replaces_the_name_and_nothing_else(fields: dict[str, Any], expected: dict[str, Any]) -> None:
    before = json.dumps(fields)

    assert as_chosen(fields) == expected
    assert json.dumps(fields) == before


def test_places_in_a_chain_are_given_only_where_somebody_stands_alongside() -> None:
    assert as_chain({"attributions": [{"a": 1}, {"a": 2}]}) == {"attributions": [{"a": 1}, {"a": 2}]}
    assert as_chain({"attributions": [{"a": 1}, {"a": 2, "alongside": True}, {"a": 3}, "odd"]})["attributions"] == [
        {"a": 1, "hop": 0, "seq": 0},
        {"a": 2, "hop": 0, "seq": 1},
        {"a": 3, "hop": 1, "seq": 0},
        "odd",
    ]


# The write API


def entry(**changes: Any) -> dict[str, Any]:
    return {
        "document": {
            "title": "An invented fair",
            "outlet": "Invented Gazette (sample)",
            "url": "https://gazette.example/fair",
            "language": "en",
        },
        "statement": "The invented fair drew 900 visitors on 3 October 2026.",
        "attributions": [{"speaker": "Petra Placeholder", "cue": "said", "medium": "speech"}],
        "assessment": {"reason": "public_record", "rationale": "The council counts the visitors."},
        **changes,
    }


def test_a_program_adds_a_claim_and_is_told_where_it_is(site: Site) -> None:
    answer = site.post_json("/claim/new", entry(), CHECKER)

    told = answer.json()
    assert answer.status_code == 201
    assert told["ok"] is True
    assert told["url"].endswith(f"/claim/{told['claim']}")
    assert site.execute("select document_id, created_by from claims where id = ?", [told["claim"]]) == [(told["document"], "ann")]
    again = site.post_json("/claim/new", entry(), CHECKER)
    assert (again.status_code, again.json()["claim"]) == (200, told["claim"])
    assert "already recorded" in again.json()["message"]


def test_a_program_with_a_token_adds_a_claim(site: Site) -> None:
    token = site.run(site.datasette.create_token("ann"))

    answer = site.run(
        site.datasette.client.post(
            "/claim/new",
            json=entry(statement="The invented fair had 40 stalls on 3 October 2026."),
            headers={"Authorization": f"Bearer {token}"},
        )
    )

    assert answer.status_code == 201
    assert site.execute("select created_by from claims where id = ?", [answer.json()["claim"]]) == [("ann",)]


def test_a_program_is_told_every_fault(site: Site) -> None:
    answer = site.post_json(
        "/claim/new", entry(statement="Too?", languages="en", attributions=[{"speaker": 5, "stance": "shouts"}]), CHECKER
    )

    told = answer.json()
    assert (answer.status_code, told["ok"]) == (400, False)
    assert {fault["field"] for fault in told["errors"]} == {"statement", "languages", "attributions.0.speaker", "attributions.0.stance"}


def test_a_program_is_told_whom_a_name_may_mean(site: Site) -> None:
    similar = entry(statement="The mayor opened the invented fair.", attributions=[{"speaker": "Petra Placeholderr"}])

    refused = site.post_json("/claim/new", similar, CHECKER)
    (fault,) = refused.json()["errors"]

    assert refused.status_code == 400
    assert fault["field"] == "attributions.0.speaker"
    assert {"id": "petra-placeholder", "name": "Petra Placeholder", "kind": "person"} in fault["near"]
    assert site.post_json("/claim/new", {**similar, "allow_similar": True}, CHECKER).status_code == 201
    assert site.post_json("/claim/new", {**similar, "allow_similar": "yes"}, CHECKER).json()["errors"][0]["field"] == "allow_similar"


def test_nobody_signs_a_claim_with_the_name_of_another(site: Site) -> None:
    as_ed = site.post_json("/claim/new", entry(statement="The invented fair closed at nine.", created_by="ed"), CHECKER)

    assert as_ed.status_code == 400
    assert as_ed.json()["errors"][0]["field"] == "created_by"
    assert site.post_json("/claim/new", entry(statement="The invented fair closed at nine.", created_by="ann"), CHECKER).status_code == 201


def test_the_history_names_who_added_a_claim(site: Site) -> None:
    claim = site.post_json("/claim/new", entry(statement="The invented fair opened at ten."), EDITOR).json()["claim"]

    assert site.execute("select created_by from claims where id = ?", [claim]) == [("ed",)]
    assert site.execute("select distinct assessor from assessments where claim_id = ?", [claim]) == [("ed",)]


def test_whoever_may_not_read_the_text_still_adds_by_the_quote(tmp_path: Path) -> None:
    database, folder = tmp_path / "claims.db", tmp_path / "db"
    build_database(database)
    shutil.copytree(house_folder(), folder, ignore=shutil.ignore_patterns("*.db*"))
    config = folder / "datasette.yaml"
    for_members = 'permissions:\n          view-table:\n            id: "*"\n'
    before, table, after = config.read_text(encoding="utf-8").partition("document_texts:")
    assert for_members in after
    config.write_text(before + table + after.replace(for_members, for_members.replace('"*"', "ed"), 1), encoding="utf-8")

    with opened(database, folder) as site:
        assert "as she opened the debate" in site.page(new_claim_address(), EDITOR)
        page = site.page(new_claim_address(start=375, end=427), CHECKER)
        assert "as she opened the debate" not in page
        assert form_on(page, "statement")["quote"] == ""
        assert "You may not read the full text." in page
        fields = {**form_on(page, "statement"), "statement": "The invented mayor opened a debate.", "quote": "opened the debate"}
        assert site.post(new_claim_address(), fields, CHECKER).status_code == 303


def test_finding_a_document_reads_no_whole_table(site: Site) -> None:
    found = page_questions(house_folder(), "claim_new")["found"]
    given = {"document": None, "words": "x", "match": '"x"', "each": '["x"]', "most": 20}

    plan = [row[3] for row in site.execute(f"explain query plan {found}", given)]

    # The newest documents are looked through, so many and no more; the rest are looked up.
    scanned = {step for step in plan if step.startswith("SCAN") and not re.search(r"VIRTUAL|SCAN \(subquery", step)}
    assert scanned <= {"SCAN documents", "SCAN n", "SCAN f", "SCAN p"}, plan


@pytest.mark.parametrize("words", ["We opened twelve schools", "We opened twelve schools,"])
def test_a_selection_that_leaves_out_the_comma_before_the_closing_mark_is_still_a_direct_quotation(words: str) -> None:
    text = "“We opened twelve schools,” said the minister."
    start = text.index(words)

    found = selection(text, "A title", start, start + len(words))

    assert found["quote"] == "We opened twelve schools,"
    assert found["end_char"] == str(start + len("We opened twelve schools,"))
    assert found["quotation"] == "direct"


def test_a_selection_that_ends_inside_a_quotation_keeps_its_end() -> None:
    text = "“We opened twelve schools, and two roads,” said the minister."

    assert selection(text, "A title", 1, 1 + len("We opened twelve schools"))["quote"] == "We opened twelve schools"
