"""What all forms have in common: who may use them, what they take, and that nothing typed is lost."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from desk import at, form_on, new_claim, words_on
from store.by_hand import contents
from visitors import CHECKER, EDITOR, MEMBER, READER, Actor, Site, opened

from claims.errors import InvalidInput, SimilarName
from claims.settings import house_folder
from claims.site.fields import field_holding, form_fields, json_fields, sent_texts, typed_fields
from claims.site.form import local_path
from claims.store.connection import connect
from claims.store.schema import open_store

ASSESSMENT = {"reason": "public_record", "rationale": "The register lists every trip."}
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Open a site on an empty database; tests add claims of their own."""
    database = tmp_path_factory.mktemp("forms") / "claims.db"
    open_store(database, create=True).close()
    with opened(database) as site:
        yield site


def token(site: Site, actor: Actor, **limits: Any) -> str:
    """Return a token such as somebody makes at /-/create-token."""
    assert actor
    made: str = site.run(site.datasette.create_token(actor["id"], **limits))
    return made


def request(site: Site, method: str, path: str, **given: Any) -> Any:
    """Send what no form and no helper of Datasette's would."""
    return site.run(site.datasette.client.request(method, path, **given))


def assessments(site: Site, claim: str) -> int:
    return int(site.execute("select count(*) from assessments where claim_id = ?", [claim])[0][0])


# Who may.


@pytest.mark.parametrize(
    ("form", "actor", "told"),
    [
        ("assess", READER, "To assess claims, sign in with an account that has the role checker."),
        ("assess", MEMBER, "To assess claims, you need the role checker: ask whoever runs this site."),
        ("review", CHECKER, "To give a verdict, you need the role editor: ask whoever runs this site."),
        ("remove", CHECKER, "To remove a claim, you need the role editor: ask whoever runs this site."),
    ],
)
def test_whoever_has_not_the_role_is_told_which_it_is(site: Site, form: str, actor: Actor, told: str) -> None:
    path = f"/claim/{new_claim(site)}/{form}"

    for answer in (site.get(path, actor), site.post(path, ASSESSMENT, actor)):
        assert answer.status_code == 403
        assert told in words_on(answer.text)
    refused = site.post_json(path, ASSESSMENT, actor)
    assert refused.status_code == 403
    assert refused.json()["errors"][0]["message"].startswith(told)
    assert site.get(f"{path}.json", actor).status_code == 403


def test_a_checker_assesses_and_an_editor_does_too(site: Site) -> None:
    claim = new_claim(site)

    for actor in (CHECKER, EDITOR):
        assert site.post(f"/claim/{claim}/assess", ASSESSMENT, actor).status_code == 303

    assert site.execute("select assessor from assessments where claim_id = ? order by id", [claim]) == [("ann",), ("ed",)]


def test_whoever_has_no_id_writes_nothing_since_the_history_could_not_name_them(site: Site) -> None:
    claim = new_claim(site)
    site.datasette.config["permissions"]["check-claims"]["nameless"] = "yes"
    try:
        answer = site.post_json(f"/claim/{claim}/assess", ASSESSMENT, {"nameless": "yes"})
    finally:
        del site.datasette.config["permissions"]["check-claims"]["nameless"]

    assert answer.status_code == 403
    assert assessments(site, claim) == 0


def test_a_site_that_is_published_for_reading_only_says_so(site: Site, tmp_path: Path) -> None:
    claim = new_claim(site)
    with at(site) as store:
        store.connection.execute("vacuum into ?", (str(tmp_path / "edition.db"),))
    made = Datasette(
        immutables=[str(tmp_path / "edition.db")],
        config={"permissions": {"check-claims": True}},
        template_dir=str(house_folder() / "templates"),
        plugins_dir=str(house_folder() / "plugins"),
    )
    made.databases["claims"] = made.databases.pop("edition")

    answer = site.run(made.client.get(f"/claim/{claim}/assess", actor=CHECKER))

    assert answer.status_code == 403
    assert "This site is published for reading only: nothing can be added here." in words_on(answer.text)
    made.close()


# Tokens.


def test_a_token_writes_under_the_name_of_whoever_made_it(site: Site) -> None:
    claim = new_claim(site)

    answer = request(site, "POST", f"/claim/{claim}/assess", json=ASSESSMENT, headers={"authorization": f"Bearer {token(site, CHECKER)}"})

    assert answer.status_code == 201
    assert answer.json()["claim"] == claim
    assert site.execute("select assessor from assessments where claim_id = ?", [claim]) == [("ann",)]


@pytest.mark.parametrize("wrong", ["dstok_nonsense", "of-another-site"])
def test_a_token_that_is_not_valid_is_told_as_such(site: Site, wrong: str) -> None:
    claim = new_claim(site)

    answer = request(site, "POST", f"/claim/{claim}/assess", json=ASSESSMENT, headers={"authorization": f"Bearer {wrong}"})

    assert answer.status_code == 401
    assert answer.json()["ok"] is False
    assert assessments(site, claim) == 0


def test_a_token_that_was_made_for_less_writes_nothing(site: Site) -> None:
    from datasette.tokens import TokenRestrictions  # noqa: PLC0415

    claim = new_claim(site)
    reading = TokenRestrictions().allow_all("view-instance").allow_all("view-database").allow_all("view-table")
    limited = token(site, CHECKER, restrictions=reading)

    answer = request(site, "POST", f"/claim/{claim}/assess", json=ASSESSMENT, headers={"authorization": f"Bearer {limited}"})

    assert answer.status_code == 403
    assert assessments(site, claim) == 0


# Pages of other sites.


@pytest.mark.parametrize("kind", ["form", "json"])
@pytest.mark.parametrize("origin", [{"origin": "https://elsewhere.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}])
def test_a_page_of_another_site_cannot_use_the_cookie_of_whoever_looks_at_it(site: Site, kind: str, origin: dict[str, str]) -> None:
    claim = new_claim(site)
    sent: dict[str, Any] = {"data": ASSESSMENT} if kind == "form" else {"json": ASSESSMENT}

    answer = site.run(site.datasette.client.post(f"/claim/{claim}/assess", actor=CHECKER, headers=origin, **sent))

    assert answer.status_code == 403
    assert assessments(site, claim) == 0


def test_a_token_without_a_cookie_may_come_from_anywhere(site: Site) -> None:
    claim = new_claim(site)
    headers = {"authorization": f"Bearer {token(site, CHECKER)}", "origin": "https://elsewhere.example"}

    answer = request(site, "POST", f"/claim/{claim}/assess", json=ASSESSMENT, headers=headers)

    assert answer.status_code == 201


@pytest.mark.parametrize(
    "elsewhere", ["//elsewhere.example", "https://elsewhere.example/", "/\\elsewhere.example", "/\t/elsewhere.example"]
)
def test_after_a_form_nobody_is_led_to_another_site(site: Site, elsewhere: str) -> None:
    claim = new_claim(site)

    answer = site.run(site.datasette.client.post(f"/claim/{claim}/assess", actor=CHECKER, data=ASSESSMENT, params={"next": elsewhere}))

    assert local_path(elsewhere) == ""
    assert (answer.status_code, answer.headers["location"]) == (303, f"/claim/{claim}")


def test_after_a_form_one_is_led_where_one_came_from(site: Site) -> None:
    claim = new_claim(site)

    answer = site.post(f"/claim/{claim}/assess?next=/queue/unassessed%3Fafter%3Dc1", ASSESSMENT, CHECKER)

    assert answer.headers["location"] == "/queue/unassessed?after=c1"


# What it takes.


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_an_address_takes_get_and_post_only(site: Site, method: str) -> None:
    answer = request(site, method, f"/claim/{new_claim(site)}/assess", headers={"authorization": f"Bearer {token(site, CHECKER)}"})

    assert answer.status_code == 405


def test_head_is_answered_as_get_is(site: Site) -> None:
    answer = site.run(site.datasette.client.head(f"/claim/{new_claim(site)}/assess", actor=CHECKER))

    assert answer.status_code == 200


@pytest.mark.parametrize("kind", ["", "text/plain", "multipart/form-data; boundary=x", "application/xml"])
def test_only_forms_and_json_are_taken(site: Site, kind: str) -> None:
    claim = new_claim(site)

    answer = site.run(site.datasette.client.post(f"/claim/{claim}/assess", actor=CHECKER, content=b"{}", headers={"content-type": kind}))

    assert answer.status_code == 415
    assert answer.json() == {
        "ok": False,
        "status": 415,
        "error": "Send application/json, or a form (application/x-www-form-urlencoded).",
        "errors": [{"field": "", "value": "", "message": "Send application/json, or a form (application/x-www-form-urlencoded)."}],
    }


def test_json_with_a_charset_is_json(site: Site) -> None:
    claim = new_claim(site)
    headers = {"content-type": "Application/JSON; charset=utf-8"}

    answer = site.run(
        site.datasette.client.post(f"/claim/{claim}/assess", actor=CHECKER, content=json.dumps(ASSESSMENT).encode(), headers=headers)
    )

    assert answer.status_code == 201


def test_what_is_too_large_is_told_as_such(site: Site) -> None:
    claim = new_claim(site)
    large = {**ASSESSMENT, "rationale": "long " * 300_000}

    refused = site.post_json(f"/claim/{claim}/assess", large, CHECKER)
    shown = site.post(f"/claim/{claim}/assess", large, CHECKER)

    assert refused.status_code == shown.status_code == 413
    assert refused.json()["errors"][0]["message"] == "This is more than the site takes at once (1,048,576 bytes): nothing was saved."
    assert "what you typed is still there" in words_on(shown.text)
    assert assessments(site, claim) == 0


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "is not JSON: "),
        (b"{", "is not JSON: "),
        (b"\xff{}", "is not JSON: "),
        (b"[]", "is no object; send { ... }"),
        (b'"reason"', "is no object; send { ... }"),
        (b"[" * 500_000, "is not JSON: "),
        (b'{"a":' * 100_000, "is not JSON: "),
        (b'{"rationale": "\\ud800"}', "is not JSON: "),
    ],
)
def test_what_is_no_json_object_is_refused_in_words(site: Site, body: bytes, message: str) -> None:
    answer = site.run(
        site.datasette.client.post(
            f"/claim/{new_claim(site)}/assess", actor=CHECKER, content=body, headers={"content-type": "application/json"}
        )
    )

    assert answer.status_code == 400
    (fault,) = answer.json()["errors"]
    assert fault["message"].startswith(message)


def test_unknown_keys_and_wrong_types_are_all_named(site: Site) -> None:
    sent = {"reason": "hearsay", "rationale": 7, "credibility": "3", "colour": "red", "check_after": "2027-02-30"}

    answer = site.post_json(f"/claim/{new_claim(site)}/assess", sent, CHECKER)

    assert answer.status_code == 400
    assert {fault["field"] for fault in answer.json()["errors"]} == set(sent)
    assert {"field": "colour", "value": "'red'", "message": "is not a field here; look for a misspelling, or remove it"} in answer.json()[
        "errors"
    ]


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        (b"seen=x&credibility=1e3&reason=opinion", "seen", "is no whole number"),
        (b"credibility=" + b"9" * 5_000, "credibility", "is no whole number"),
        (b"reason=opinion&reason=prediction", "reason", "is given twice; give it once"),
        (b"reason=opinion&reason.x=1", "reason", "is given both as a value and in parts; give one of them"),
        (b"reason.x=1&reason=opinion", "reason", "is given both as a value and in parts; give one of them"),
        (b"a" + b".a" * 5_000 + b"=1", "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a…", "is not a field here"),
        (b"a.999999=1", "a.999999", "is not a field here"),
        (b"__class__.__mro__=1", "__class__", "is not a field here"),
        (b"reason=%ff", "", "cannot be read"),
        (b"reason=\xff", "", "cannot be read"),
        (b"&".join(b"a%d=1" % number for number in range(1_001)), "", "cannot be read"),
    ],
)
def test_a_form_that_no_browser_sends_is_refused_in_words(site: Site, body: bytes, field: str, message: str) -> None:
    claim = new_claim(site)

    answer = site.run(site.datasette.client.post(f"/claim/{claim}/assess", actor=CHECKER, content=body, headers={"content-type": FORM}))

    assert answer.status_code == 400
    assert message in words_on(answer.text)
    assert assessments(site, claim) == 0
    assert not field or f"field-{field.replace('.', '-')}" in answer.text


# Texts of a form, nested.


def test_dots_nest_and_numbers_make_lists_without_gaps() -> None:
    texts = sent_texts(b"statement=x&attributions.0.speaker=+&attributions.2.speaker=Ann&attributions.10.speaker=Ben&attributions.2.hop=1")

    assert form_fields(texts, integers={"attributions.*.hop"}) == {
        "statement": "x",
        "attributions": [{"speaker": "Ann", "hop": 1}, {"speaker": "Ben"}],
    }


def test_a_row_keeps_its_place_between_what_was_typed_and_what_was_sent() -> None:
    """A fault in the second row must not come back beside the third."""
    texts = sent_texts(b"attributions.0.speaker=&attributions.1.speaker=Ann&attributions.1.cue=")

    assert typed_fields(texts) == {"attributions": [{"speaker": "Ann", "cue": ""}]}
    assert form_fields(texts) == {"attributions": [{"speaker": "Ann"}]}


def test_quotes_and_texts_keep_their_white_space_and_others_lose_it() -> None:
    texts = sent_texts(b"quote=%20one%0D%0A%20two%20&document.text=%20a%0Db&note=%20x%20")

    assert form_fields(texts) == {"quote": " one\n two ", "document": {"text": " a\nb"}, "note": "x"}


def test_letters_with_marks_are_put_together_as_texts_are_stored() -> None:
    assert sent_texts(b"quote=cafe%CC%81") == {"quote": "café"}


def test_an_emptied_field_is_left_out_unless_it_is_emptied_on_purpose() -> None:
    texts = sent_texts(b"claim_date=&quote=&note=+")

    assert form_fields(texts) == {}
    assert form_fields(texts, flags={"inferred"}, clears={"claim_date": None, "inferred": False, "absent": None}) == {
        "claim_date": None,
        "inferred": False,
    }
    assert typed_fields(texts, {"inferred"}) == {"claim_date": "", "quote": "", "note": "", "inferred": ""}


@pytest.mark.parametrize(("text", "is_ticked"), [("1", True), ("on", True), ("true", True), ("0", False), ("False", False)])
def test_a_flag_is_ticked_or_not(text: str, is_ticked: bool) -> None:
    assert form_fields({"is_primary": text}, flags={"is_primary"}) == {"is_primary": is_ticked}


@pytest.mark.parametrize("body", ["1", "null", "true", "[1]"])
def test_json_is_an_object(body: str) -> None:
    with pytest.raises(InvalidInput, match="is no object"):
        json_fields(body.encode())


def test_the_field_that_holds_a_name_is_found() -> None:
    fields = {"document": {"outlet": "Courier"}, "attributions": [{"speaker": "Ann"}, {"speaker": "Ben"}]}

    assert field_holding(fields, "Ben") == "attributions.1.speaker"
    assert field_holding(fields, "Courier") == "document.outlet"
    assert field_holding(fields, "Cid") == ""


# Nothing typed is lost.


def test_a_refused_form_comes_back_as_it_was_sent_with_the_fault_beside_its_field(site: Site) -> None:
    path = f"/claim/{new_claim(site)}/assess?next=/queue"
    hostile = '"><script>alert(1)</script>'
    sent = {"reason": "prediction", "rationale": hostile, "check_after": "", "credibility": "2", "seen": "0"}

    answer = site.post(path, sent, CHECKER)

    assert answer.status_code == 400
    assert form_on(answer.text, "rationale") == sent
    assert hostile not in answer.text
    assert 'id="fault-rationale"' in answer.text
    assert 'aria-describedby="hint-rationale fault-rationale" aria-invalid="true"' in answer.text
    assert '<a href="#field-rationale">' in answer.text


def test_the_faults_take_the_focus(site: Site) -> None:
    answer = site.post(f"/claim/{new_claim(site)}/assess", {"reason": "opinion"}, CHECKER)

    assert 'role="alert" tabindex="-1" id="faults" autofocus' in answer.text


def test_a_rule_about_two_fields_stands_beside_the_one_that_it_names_first(site: Site) -> None:
    claim = new_claim(site)
    sent = {"reason": "prediction", "rationale": "Nobody can know before the vote."}

    shown = site.post(f"/claim/{claim}/assess", sent, CHECKER)
    refused = site.post_json(f"/claim/{claim}/assess", sent, CHECKER)

    assert refused.json()["errors"] == [
        {"field": "check_after", "value": "", "message": "not_yet needs check_after, the day to look again"}
    ]
    assert 'id="fault-check_after"' in shown.text


def test_a_name_like_a_recorded_one_is_asked_about_beside_its_field(site: Site) -> None:
    claim = new_claim(site)
    with at(site) as store:
        before = contents(store.connection)
    sent = {"document.title": "Register", "document.outlet": "Gazete", "document.url": "https://register.example/1", "stance": "supports"}
    sent |= {"note": "Line 4."}
    described = {"title": "Register", "outlet": "Gazete", "url": "https://register.example/1"}

    shown = site.post(f"/claim/{claim}/evidence?new=yes", sent, CHECKER)
    refused = site.post_json(f"/claim/{claim}/evidence", {"document": described, "stance": "supports", "note": "Line 4."}, CHECKER)

    assert 'id="fault-document-outlet"' in shown.text
    assert 'name="allow_similar"' in shown.text
    assert refused.json()["errors"][0]["field"] == "document.outlet"
    assert refused.json()["errors"][0]["message"] == str(SimilarName("Gazete", ["gazette"], '"allow_similar": true'))
    with at(site) as store:
        assert contents(store.connection) == before
    assert site.post(f"/claim/{claim}/evidence?new=yes", {**sent, "allow_similar": "1"}, CHECKER).status_code == 303


def test_a_claim_that_is_not_there_is_not_found(site: Site) -> None:
    for form in ("assess", "evidence", "review", "link", "edit", "remove"):
        assert site.get(f"/claim/czzz/{form}", EDITOR).status_code == 404
    refused = site.post_json("/claim/czzz/assess", ASSESSMENT, CHECKER)
    assert refused.status_code == 404
    assert refused.json()["errors"] == [{"field": "", "value": "", "message": "No claim 'czzz' is recorded."}]


def test_a_database_that_somebody_else_holds_is_told_as_such_and_the_form_comes_back(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.store.connection.BUSY_TIMEOUT_S", 0.1)
    claim = new_claim(site)
    holder = connect(site.database)
    holder.connection.execute("begin immediate")

    shown = site.post(f"/claim/{claim}/assess", ASSESSMENT, CHECKER)
    refused = site.post_json(f"/claim/{claim}/assess", ASSESSMENT, CHECKER)

    holder.connection.execute("rollback")
    holder.close()
    assert shown.status_code == refused.status_code == 503
    assert form_on(shown.text, "rationale")["rationale"] == ASSESSMENT["rationale"]
    message = refused.json()["errors"][0]["message"]
    assert message.startswith("The database has been locked by another writer")
    assert str(site.database) not in shown.text


def test_what_was_done_is_said_on_the_next_page(site: Site) -> None:
    answer = site.post(f"/claim/{new_claim(site)}/assess", ASSESSMENT, CHECKER)

    followed = site.get(answer.headers["location"], CHECKER, cookies={"ds_messages": answer.cookies["ds_messages"]})

    assert "Assessed: verifiable, public record." in words_on(followed.text)


# Words that mean harm.

HOSTILE = "<script>alert('x')</script> \u202egnp.exe \"><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def hostile(site: Site) -> str:
    """Add a claim whose every text tries to be something else; return its id."""
    document = {"title": f"Title {HOSTILE}".replace("\u202e", ""), "outlet": "Gazette <script>alert(2)</script>", "language": "en"}
    document |= {"url": "https://gazette.example/?a=<script>&b='\"", "text": f"He said: {HOSTILE} and left."}
    claim = new_claim(
        site,
        "The sign reads <script>alert('x')</script> in red.",
        document=document,
        quote=HOSTILE,
        attributions=[{"speaker": "Ann <b onclick=alert(3)>Example", "role_text": "javascript:alert(1)", "cue": "said"}],
    )
    other = new_claim(site, "The other sign reads <script>alert('y')</script>.")
    sent = {"document": document, "stance": "context", "note": HOSTILE, "quote": HOSTILE, "allow_similar": True}
    assert site.post_json(f"/claim/{claim}/evidence", sent, EDITOR).status_code == 201
    assert site.post_json(f"/claim/{claim}/assess", {"reason": "opinion", "rationale": HOSTILE}, EDITOR).status_code == 201
    review = {"verdict": "false", "summary": HOSTILE, "publisher": "Desk <i>", "original_rating": "<script>alert(4)</script>"}
    review |= {"url": 'https://desk.example/"><script>', "state": "published"}
    assert site.post_json(f"/claim/{claim}/review", review, EDITOR).status_code == 201
    assert site.post_json(f"/claim/{claim}/link", {"other": other, "relation": "supports"}, EDITOR).status_code == 201
    return claim


@pytest.mark.parametrize(
    "path",
    [
        "assess", "evidence", "evidence?q=sign", "evidence?new=yes", "review", "review?retract=1", "link", "link?q=sign", "edit", "remove",
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_refused", [False, True])
def test_words_that_mean_harm_are_shown_as_words(site: Site, hostile: str, path: str, is_refused: bool) -> None:
    path = f"/claim/{hostile}/{path}"
    typed = {"rationale": HOSTILE, "reason": HOSTILE, "document_id": HOSTILE, "other": HOSTILE, "statement": HOSTILE, "seen": "0"}

    page = site.post(path, typed, EDITOR).text if is_refused else site.page(path, EDITOR)

    assert "The sign reads &lt;script&gt;" in page
    for harm in ("<script>alert", "<img src=x", "<b onclick", 'href="javascript:', "<i>"):
        assert harm not in page
    outside_of_fields = words_on(page)
    assert is_refused or "edit" in path or "\u202e" not in outside_of_fields


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><svg onload=alert(1)>', "\u202eabc"])
def test_what_is_typed_into_a_search_is_shown_as_words(site: Site, words: str) -> None:
    claim = new_claim(site, speaker="Rita Searched")
    for path in (f"/claim/{claim}/evidence", f"/claim/{claim}/link", "/entity/rita-searched/merge"):
        for name in ("q", "document", "other", "into", "next", "new"):
            answer = site.run(site.datasette.client.get(path, actor=EDITOR, params={name: words}))
            assert answer.status_code == 200
            assert "<script>alert(1)" not in answer.text
            assert "<svg" not in answer.text
