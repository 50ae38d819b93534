"""The site as readers meet it: the real Datasette, with the site folder of this version, on a real database."""

import asyncio
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from datasette.app import Datasette
from datasette.plugins import pm
from datasette.resources import DatabaseResource, QueryResource, TableResource
from datasette.utils import parse_metadata

from claims.errors import ClaimsError, DatabaseMissing, SiteUnusable
from claims.settings import house_folder
from claims.site import make_site, query_pages, serve
from claims.store.schema import open_store
from claims.vocabularies import VOCABULARIES, Relation, Stance, Verifiability, terms
from claims.workflow.adding import add_claim, claim_entry
from claims.workflow.linking import link_claims

UNQUOTED = "The ferry to Ossel was painted green by night"
"""Words of a full text that no claim quotes."""
TEXT = f"“The dam holds,” said Mira Aldane, the engineer. Experts fear a flood. {UNQUOTED}. The gate was shut at noon."
ATTACK = "<script>alert('dam')</script>"
INDEX_PARTS = ("claims_fts_", "documents_fts_", "entity_names_fts_", "entity_name_parts", "repeats_fts_", "repeat_words")
"""Beginnings of the names of the inner tables of the full-text indexes."""
READER = None
EDITOR = {"id": "sam"}
ROOT = {"id": "root"}
READING = {"view-instance", "view-database", "view-table", "view-query", "execute-sql", "permissions-debug", "debug-menu"}
"""Every action of Datasette that changes nothing. A newer version with another action makes a test ask which it is."""
OURS = {"check-claims", "edit-claims"}
"""What the forms of the site ask for; they write through the workflow, which validates."""

DOCUMENT = {"title": "The dam", "outlet": "Aldane Gazette", "url": "https://gazette.example/dam", "language": "en", "text": TEXT}
CLAIMS: list[dict[str, Any]] = [
    {
        "document": DOCUMENT,
        "statement": "The dam of Ossel holds.",
        "quote": "“The dam holds,”",
        "attributions": [{"speaker": "Mira Aldane", "role_text": "engineer", "cue": "said", "medium": "interview"}],
        "assessment": {"reason": "public_data", "rationale": "The gauges are read every hour."},
    },
    {
        "document": DOCUMENT,
        "statement": "A flood threatens Ossel.",
        "quote": "Experts fear a flood.",
        "attributions": [{"source_type": "unnamed_group", "source_text": "Experts", "cue": "fear", "stance": "hedges"}],
    },
    {"document": DOCUMENT, "statement": "The gate of the dam was shut at noon.", "quote": "The gate was shut at noon."},
    {
        "document": {"title": f"Sign {ATTACK}", "outlet": f"Sign {ATTACK}", "url": "https://sign.example/?a=<b>&c='d'", "language": "en"},
        "statement": f"The sign at the dam reads {ATTACK} in red.",
        "attributions": [{"source_type": "unnamed_person", "source_text": f"A walker {ATTACK}", "role_text": "javascript:alert(1)"}],
    },
]


def fill(database: Path) -> list[str]:
    """Add the claims above and return their ids."""
    store = open_store(database, create=True)
    ids = [add_claim(store, claim_entry(fields), by="sam", allow_similar=True).claim_id for fields in CLAIMS]
    link_claims(store, ids[0], ids[1], relation=Relation.CONTRADICTS, by="sam")
    store.close()
    return ids


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a database with four claims, under a name of its own."""
    path = tmp_path_factory.mktemp("site") / "newsroom.db"
    fill(path)
    return path


class Site:
    """A site and the loop in which it answers."""

    def __init__(self, datasette: Datasette, runner: asyncio.Runner) -> None:
        self.datasette = datasette
        self.run = runner.run

    def get(self, path: str, actor: dict[str, str] | None = None) -> Any:
        """Return the answer to a reader, or to somebody signed in."""
        return self.run(self.datasette.client.get(path, actor=actor))

    def page(self, path: str, actor: dict[str, str] | None = None) -> str:
        """Return a page that must be there."""
        answer = self.get(path, actor)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:500])
        return str(answer.text)

    def json(self, path: str, actor: dict[str, str] | None = None) -> Any:
        """Return the data of a page that must be there."""
        return json.loads(self.page(path, actor))

    def execute(self, sql: str) -> list[Any]:
        """Return rows as Datasette's reading connection gives them."""
        return list(self.run(self.datasette.get_database("claims").execute(sql)).rows)


@contextmanager
def opened(made: Datasette) -> Iterator[Site]:
    with asyncio.Runner() as runner, closing(made) as datasette:
        runner.run(datasette.invoke_startup())
        yield Site(datasette, runner)


@pytest.fixture(scope="module")
def site(database: Path) -> Iterator[Site]:
    """Open the site as `claims serve` makes it."""
    with opened(make_site(database, house_folder())) as site:
        yield site


@pytest.fixture(scope="module")
def plain_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Open the site as `datasette db/` makes it."""
    folder = tmp_path_factory.mktemp("plain") / "db"
    shutil.copytree(house_folder(), folder, ignore=shutil.ignore_patterns("*.db*", "__pycache__"))
    fill(folder / "claims.db")
    with opened(Datasette(config_dir=folder)) as site:
        yield site


def configured(name: str) -> dict[str, Any]:
    """Return the settings of the tables that a file of the site folder holds."""
    found = parse_metadata((house_folder() / f"{name}.yaml").read_text(encoding="utf-8"))
    tables: dict[str, Any] = found["databases"]["claims"]["tables"]
    return tables


def names(site: Site) -> list[str]:
    """List the tables and views of the database, without the inner tables of the full-text indices and what Datasette shows nobody."""
    found = site.execute("select name from sqlite_master where type in ('table', 'view') order by name")
    return [name for (name,) in found if not name.startswith((*INDEX_PARTS, "sqlite_"))]


# What anybody can see, and what not.


def test_no_page_that_an_anonymous_reader_can_reach_holds_a_full_text(site: Site) -> None:
    paths = ["/", "/claims?_show_hidden=1", "/-/schema", "/claims/-/schema", "/claims/-/queries", "/-/jump.json?q=ferry", "/-/config"]
    for path in paths:
        answer = site.get(path)
        assert UNQUOTED not in answer.text, path
        if "html" in answer.headers["content-type"]:
            paths += [link for link in dict.fromkeys(local_links(path, answer.text)) if link not in paths]

    reached = {"/claims/claims", "/claims/documents", "/claims/published_reviews", "/claims/claims_by_speaker", "/claims/claims_fts"}
    assert reached <= set(paths)


def local_links(path: str, page: str) -> Iterator[str]:
    """Yield the links of a page to other pages of the site, but for filtered ones and the many terms."""
    for href in re.findall(r'href="([^"#]+)', page):
        link = urlsplit(urljoin(f"http://localhost{path}", unescape(href)))
        if link.netloc == "localhost" and not link.query and not re.search("/static/|/vocabularies/|_reasons/", link.path):
            yield link.path


@pytest.mark.parametrize(
    "path",
    [
        "/claims/document_texts",
        "/claims/document_texts.json",
        "/claims/document_texts.csv?_stream=1",
        "/claims/document_texts?_nocol=text",
        "/claims/document_texts?_facet=text",
        "/claims/document_texts/{document}",
        "/claims/document_texts/{document}.json",
        "/claims/document_texts/-/autocomplete?q=ferry",
        "/claims/document_texts/-/fragment?_row={document}",
        "/claims/Document_Texts.json",
        '/claims/documents.json?_through={{"table":"document_texts","column":"document_id","value":"{document}"}}',
        "/claims/documents.json?_where=id+in+(select+document_id+from+document_texts)",
        "/claims/claims.json?_search=ferry&_fts_table=document_texts",
        "/claims/-/query.json?sql=select+text+from+document_texts",
        "/claims.json?sql=select+text+from+document_texts",
        "/claims.db",
    ],
)
def test_full_texts_are_withheld_from_anonymous_readers(site: Site, path: str) -> None:
    (document,) = site.execute("select document_id from document_texts limit 1")[0]

    answer = site.get(path.format(document=document))

    assert answer.status_code in (302, 400, 403, 404), answer.text[:300]
    assert UNQUOTED not in answer.text


def test_full_texts_are_shown_to_those_who_are_signed_in(site: Site) -> None:
    assert UNQUOTED in site.page("/claims/document_texts", EDITOR)
    assert site.get("/claims/document_texts", EDITOR).headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/claims/captures",
        "/claims/captures.json",
        "/claims/captures.csv?_stream=1",
        "/claims/captures/{document}",
        "/claims/captures/{document}.json?_blob_column=page",
        "/claims/captures/{document}.blob?_blob_column=page",
        '/claims/documents.json?_through={{"table":"captures","column":"document_id","value":"{document}"}}',
        "/claims/-/query.json?sql=select+page+from+captures",
    ],
)
def test_how_pages_were_captured_is_withheld_from_anonymous_readers(site: Site, path: str) -> None:
    (document,) = site.execute("select document_id from document_texts limit 1")[0]

    answer = site.get(path.format(document=document))

    assert answer.status_code in (302, 400, 403, 404), answer.text[:300]


def test_how_pages_were_captured_is_shown_to_those_who_are_signed_in(site: Site) -> None:
    assert site.get("/claims/captures", EDITOR).status_code == 200


def test_only_those_who_are_signed_in_ask_in_sql(site: Site) -> None:
    question = "/claims/-/query.json?sql=select+count(*)+as+n+from+claims"

    assert site.get(question).status_code == 403
    assert site.json(question, EDITOR)["rows"] == [{"n": len(CLAIMS)}]
    assert site.datasette.setting("default_allow_sql") is False, "another database in the folder would be open to everybody"


def test_the_database_file_cannot_be_downloaded_by_anybody(site: Site) -> None:
    assert [site.get("/claims.db", actor).status_code for actor in (READER, EDITOR)] == [403, 403]


# Nobody writes through the site.


WRITES = [
    ("/claims/tags/-/insert", {"row": {"id": "dams", "kind": "topic", "name": "Dams"}}),
    ("/claims/tags/-/upsert", {"rows": [{"id": "dams", "kind": "topic", "name": "Dams"}]}),
    ("/claims/claims/{claim}/-/update", {"update": {"language": "fr"}}),
    ("/claims/claims/{claim}/-/delete", {}),
    ("/claims/claims/-/alter", {"operations": [{"op": "add_column", "args": {"name": "mood", "type": "text"}}]}),
    ("/claims/claims/-/drop", {"confirm": True}),
    ("/claims/claims/-/set-column-type", {"column": "quote", "column_type": {"type": "url"}}),
    ("/claims/-/create", {"table": "moods", "row": {"id": 1}}),
    ("/claims/-/execute-write", {"sql": "delete from claim_links", "params": {}}),
    ("/claims/-/queries/store", {"query": {"name": "mine", "sql": "select 1"}}),
    ("/claims/recently_added/-/update", {"update": {"sql": "select 2"}}),
    ("/claims/recently_added/-/delete", {}),
]


@pytest.mark.parametrize("actor", [READER, EDITOR, ROOT], ids=["reader", "editor", "root"])
@pytest.mark.parametrize(("path", "body"), WRITES, ids=[path for path, _ in WRITES])
def test_nothing_is_written_through_the_site_by_anybody(
    site: Site, database: Path, path: str, body: dict[str, Any], actor: dict[str, str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site.datasette, "root_enabled", True)
    before, queries = contents(database), stored_queries(site)
    (claim,) = site.execute("select id from claims limit 1")[0]

    answer = site.run(site.datasette.client.post(path.format(claim=claim), json=body, actor=actor))

    assert answer.status_code == 403, answer.text[:300]
    assert contents(database) == before
    assert stored_queries(site) == queries


def contents(database: Path) -> str:
    """Return everything that a database holds, as SQL."""
    with sqlite3.connect(database) as connection:
        return "\n".join(connection.iterdump())


def stored_queries(site: Site) -> list[Any]:
    return [tuple(row) for row in site.run(site.datasette.get_internal_database().execute("select name, sql from queries order by 1")).rows]


@pytest.mark.parametrize("actor", [READER, EDITOR, ROOT], ids=["reader", "editor", "root"])
def test_every_action_of_datasette_that_writes_is_denied_to_everybody(
    site: Site, actor: dict[str, str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site.datasette, "root_enabled", True)
    writing = {name: action for name, action in site.datasette.actions.items() if name not in READING | OURS}
    places = {
        DatabaseResource: DatabaseResource("claims"),
        TableResource: TableResource("claims", "claims"),
        QueryResource: QueryResource("claims", "recently_added"),
    }

    allowed = {
        name
        for name, action in writing.items()
        if site.run(site.datasette.allowed(action=name, resource=places.get(action.resource_class), actor=actor))
    }

    assert len(writing) >= 14
    assert allowed == set()


@pytest.mark.parametrize("kind", ["site", "plain_site"])
def test_datasettes_own_connections_cannot_write(kind: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(kind)
    database = site.datasette.get_database("claims")

    for write in (database.execute_write, database.execute_write_script):
        with pytest.raises(Exception, match="readonly"):
            site.run(write("insert into tags (id, kind, name) values ('dams', 'topic', 'Dams')"))
    with pytest.raises(Exception, match="readonly"):
        site.run(
            database.execute_isolated_fn(
                lambda connection: connection.execute("insert into tags (id, kind, name) values ('d', 'topic', 'D')")
            )
        )
    assert site.execute("pragma query_only")[0][0] == 1


def test_the_database_is_opened_for_reading_even_where_the_plugins_are_left_out(database: Path) -> None:
    with closing(make_site(database, house_folder())) as datasette:
        assert datasette.get_database("claims").mode == "ro"


def test_a_question_sent_as_a_write_never_holds_up_the_writers(site: Site, database: Path) -> None:
    with sqlite3.connect(database, isolation_level=None) as writer:
        writer.execute("begin immediate")
        answer = site.run(site.datasette.client.post("/claims/recently_added?_json=1"))
        writer.execute("rollback")

    assert "readonly" in answer.text
    assert "locked" not in answer.text


@pytest.mark.parametrize("kind", ["site", "plain_site"])
def test_foreign_keys_are_enforced_in_datasettes_connections(kind: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(kind)
    database = site.datasette.get_database("claims")

    assert site.execute("pragma foreign_keys")[0][0] == 1
    assert (
        site.run(database.execute_write_fn(lambda connection: connection.execute("pragma foreign_keys").fetchone()[0], transaction=False))
        == 1
    )


def test_a_question_cannot_use_up_the_memory(site: Site) -> None:
    answer = site.get("/claims/-/query.json?sql=select+length(replace(hex(zeroblob(1e8)),'0','abc'))", EDITOR)

    assert answer.status_code >= 400


# Everything is described, and shown in words.


def test_every_table_view_and_column_is_described(site: Site) -> None:
    undescribed = []
    for name in names(site):
        metadata = site.json(f"/claims/{name}.json?_extra=metadata&_size=0", EDITOR)["metadata"]
        undescribed += [name] if not metadata.get("description") else []
        columns = [row["name"] for row in site.execute(f"select name from pragma_table_xinfo('{name}') where hidden <> 1")]
        undescribed += [f"{name}.{column}" for column in columns if not metadata["columns"].get(column)]

    assert undescribed == []


def test_nothing_is_described_that_is_not_there(site: Site) -> None:
    described = configured("metadata")
    columns = {name: {row["name"] for row in site.execute(f"select name from pragma_table_xinfo('{name}')")} for name in names(site)}

    assert set(described) == set(columns)
    assert {name: extra for name in described if (extra := set(described[name]["columns"]) - columns[name])} == {}


def test_a_table_says_what_its_columns_mean_and_a_row_does_too(site: Site) -> None:
    (claim,) = site.execute("select id from claims limit 1")[0]

    assert "<dt>statement</dt><dd>What is claimed, in our words, standing alone.</dd>" in site.page("/claims/claims")
    assert 'statement<span class="meaning">What is claimed, in our words, standing alone.</span>' in site.page(f"/claims/claims/{claim}")


def test_the_page_of_the_database_lists_every_query_and_what_each_table_is_for(site: Site) -> None:
    page = unescape(site.page("/claims"))

    for query in query_pages(house_folder()):
        assert f'href="/claims/{query.name}"' in page
        assert query.description in page
    assert page.index(">claims</a>") < page.index(">attributions</a>") < page.index(">vocabularies</a>")
    assert "Captured documents that speak for a claim" in page


def test_facets_show_labels(site: Site) -> None:
    facets = site.json("/claims/claims.json?_extra=facet_results")["facet_results"]["results"]
    shown = {name: {value["label"] for value in facet["results"]} for name, facet in facets.items()}

    assert shown["verifiability"] == {"Verifiable", "Unassessed"}
    assert shown["speaker_id"] == {"Mira Aldane", "Aldane Gazette"}
    assert shown["outlet_id"] == {"Aldane Gazette", f"Sign {ATTACK}"}
    assert shown["quotation"] == {"Direct", "Indirect", "Own voice"}
    assert shown["source_type"] == {"Named person", "Unnamed group", "Outlet's own voice", "Unnamed person"}
    assert shown["verdict"] == set()


def test_claims_can_be_narrowed_down_by_what_people_ask_for() -> None:
    assert set(configured("datasette")["claims"]["facets"]) == {
        "verifiability",
        "verdict",
        "speaker_id",
        "outlet_id",
        "quotation",
        "source_type",
    }


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("dam holds", "The dam of Ossel holds."),
        ("flood", "A flood threatens Ossel."),
        ("experts", "A flood threatens Ossel."),
        ("aldane engineer", "The dam of Ossel holds."),
        ("noon", "The gate of the dam was shut at noon."),
    ],
)
def test_search_finds_words_of_statement_quote_and_source(site: Site, words: str, found: str) -> None:
    rows = site.json(f"/claims/claims.json?_search={words.replace(' ', '+')}")["rows"]

    assert [row["statement"] for row in rows] == [found]
    assert found in site.page(f"/claims/claims?_search={words.replace(' ', '+')}")


def test_keys_are_shown_as_labels_that_lead_to_their_definitions(site: Site) -> None:
    attributions = site.page("/claims/attributions")
    assert f'href="/claims/vocabularies/stance,hedges" title="{Stance.HEDGES.definition}">Hedges</a>' in attributions
    assert '/claims/vocabularies/medium,interview" title="' in attributions
    assert 'data-facet-value="hedges">Hedges</a>' in attributions

    claims = site.page("/claims/claims")
    assert '/claims/vocabularies/verifiability,verifiable" title="' in claims
    assert ">Unassessed</span>" in claims

    assert unescape(site.page("/claims/vocabularies/verifiability,verifiable")).count(Verifiability.VERIFIABLE.definition) == 1
    assert site.json("/claims/attributions.json")["rows"][0]["stance"] == "affirms"


def test_every_term_of_every_vocabulary_can_be_browsed(site: Site) -> None:
    page = unescape(site.page("/claims/vocabularies"))

    for name, vocabulary in VOCABULARIES.items():
        for term in terms(vocabulary):
            assert f'data-row="{name},{term.key}"' in page
            assert term.definition in page


def test_a_claim_without_a_named_speaker_shows_the_words_for_its_source(site: Site) -> None:
    assert '<em class="printed">Experts</em>' in site.page("/claims/claims")


def test_the_list_of_claims_begins_with_what_matters_and_obeys_a_choice_of_columns(site: Site) -> None:
    def headings(query: str) -> list[str]:
        return re.findall(r'<th [^>]*data-column="(\w+)"', site.page(f"/claims/claims{query}"))

    expected = ["statement", "speaker_id", "source_type", "outlet_id", "verifiability", "verdict", "quotation", "claim_date"]
    assert headings("") == expected
    assert headings("?_nocol=verdict") == [name for name in expected if name != "verdict"]
    assert headings("?_col=quote&_col=created_by") == ["id", "quote", "created_by"]


@pytest.mark.parametrize("chosen", ["", "&_col=statement"])
def test_claims_are_listed_newest_first_page_by_page(site: Site, chosen: str) -> None:
    statements, path = [], f"/claims/claims?_size=1{chosen}"
    while path:
        page = unescape(site.page(path))
        statements += re.findall(r'<td class="col-statement[^>]*><a[^>]*>([^<]+(?:<script>[^<]*</script>[^<]*)?)</a>', page)
        path = "".join(re.findall(r'<a href="http://localhost([^"]+)">Next page</a>', page))

    assert statements == [fields["statement"] for fields in reversed(CLAIMS)]


def test_statements_link_to_their_claims(site: Site) -> None:
    claim, statement = site.execute("select id, statement from claims order by rowid limit 1")[0]

    for path in ("/claims/claims", "/claims/claim_overview", "/claims/recently_added"):
        assert f'<a href="/claim/{claim}">{statement}</a>' in site.page(path)
    assert "/claim/None" not in site.page("/claims/-/query?sql=select+null+as+claim,+'It+holds.'+as+statement", EDITOR)


def test_rows_that_are_named_by_a_key_are_shown_by_their_label(site: Site) -> None:
    claim, statement, document = site.execute("select id, statement, document_id from claims order by rowid limit 1")[0]

    assert f'<a href="/claim/{claim}">{statement}</a>' in site.page("/claims/attributions")
    assert '<a href="/speaker/mira-aldane">Mira Aldane</a>' in site.page("/claims/attributions")
    assert f'<a href="/document/{document}">The dam</a>' in site.page(f"/claims/claims/{claim}")


def test_names_lead_to_the_pages_of_this_site_and_ids_to_the_rows(site: Site) -> None:
    claims, documents, entities = (site.page(f"/claims/{table}") for table in ("claims", "documents", "entities"))
    (document,) = site.execute("select id from documents where title = 'The dam'")[0]

    assert '<a href="/speaker/mira-aldane">Mira Aldane</a>' in claims
    assert '<a href="/outlet/aldane-gazette">Aldane Gazette</a>' in claims
    assert f'<a href="/document/{document}">The dam</a>' in documents
    assert f'<a href="/claims/documents/{document}">' in documents
    assert '<a href="/outlet/aldane-gazette">Aldane Gazette</a>' in documents
    assert '<a href="/speaker/mira-aldane">Mira Aldane</a>' in entities
    assert '<a href="/claims/entities/mira-aldane">' in entities
    assert '<a href="/outlet/aldane-gazette">Aldane Gazette</a>' in site.page("/claims/outlets")


def test_a_strange_id_in_an_answer_cannot_lead_off_its_page(site: Site) -> None:
    page = site.page("/claims/-/query?sql=select+'../../x?y%23\"><b>'+as+claim,+'It+holds.'+as+statement", EDITOR)

    assert '<a href="/claim/..%2F..%2Fx%3Fy%23%22%3E%3Cb%3E">It holds.</a>' in page


def test_columns_and_facets_are_headed_in_words(site: Site) -> None:
    page = site.page("/claims/claims")

    assert re.findall(r'data-column="(\w+)"[^>]*><a [^>]*>([\w ]+)', page)[:3] == [
        ("statement", "statement"),
        ("speaker_id", "speaker"),
        ("source_type", "source type"),
    ]
    heads = set(re.findall(r'<p class="facet-info-name">\s*<strong>([\w ]+?) <', page))
    assert heads == {"verifiability", "verdict", "speaker", "outlet", "quotation", "source type"}
    assert 'data-label="outlet"' in page


def test_the_definition_of_a_table_or_view_is_folded(site: Site) -> None:
    for path in ("/claims/claims", "/claims/claim_overview"):
        page = site.page(path)
        (folded,) = re.findall(r'<details class="definition">(.*?)</details>', page, re.DOTALL)
        assert re.search(r"CREATE (TABLE|VIEW)", folded)
        assert len(re.findall(r"CREATE (?:TABLE|VIEW)", page)) == 1


def test_many_claims_are_not_counted_by_datasette_and_the_page_says_where_they_are(
    database: Path, monkeypatch: pytest.MonkeyPatch, site: Site
) -> None:
    assert "nothing is counted" not in site.page("/claims/claims")
    monkeypatch.setattr(pm.get_plugin("claims_facets.py"), "MOST_CLAIMS", len(CLAIMS) - 1)

    with opened(make_site(database, house_folder())) as large:
        page = large.page("/claims/claims")
        assert "here, nothing is counted beyond 3 claims, since it would take too long" in page
        assert '<a href="/search">The list of claims</a>' in page
        assert "facet-info" not in page
        assert "facet-info" in large.page("/claims/claims?_facet=verdict")


def test_tables_that_only_the_site_needs_are_hidden(site: Site) -> None:
    hidden = {table["name"] for table in site.json("/claims.json")["tables"] if table["hidden"]}

    assert {name for name in hidden if not name.startswith(INDEX_PARTS)} == {
        "_sqlite_migrations",
        "claims_fts",
        "documents_fts",
        "entity_names_fts",
        "gone_quotes",
        "quotations",
        "repeats_fts",
        "source_types",
        "verdicts",
        "verifiability_statuses",
    }


# Manners on the web.


def test_what_was_typed_is_never_run_in_the_browser_of_a_reader(site: Site) -> None:
    (claim,) = site.execute("select id from claims order by rowid desc limit 1")[0]

    paths = [f"/claims/claims/{claim}", "/claims/claims?_search=<script>", "/claims/claims_by_speaker?speaker=%22%3E<script>alert('dam')"]
    for path in [*paths, *(f"/claims/{name}" for name in names(site)), *published(site)]:
        page = site.page(path, EDITOR)
        assert "<script>alert" not in page, path
        assert 'href="javascript' not in page, path


def published(site: Site) -> list[str]:
    return [f"/claims/{query.name}" for query in query_pages(house_folder())]


@pytest.mark.parametrize(
    "path", ["/", "/claims/claims", "/claims/recently_added", "/claims/claims.json", "/claims/nowhere", "/claims/document_texts"]
)
def test_every_answer_keeps_pages_out_of_frames_and_foreign_scripts_out_of_pages(site: Site, path: str) -> None:
    headers = site.get(path).headers

    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin", "with no-referrer, browsers send forms from a site without HTTPS as if from nowhere"
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "'unsafe-inline'" not in policy.replace("style-src-attr 'unsafe-inline'", "")


def test_a_refused_request_leaves_nothing_in_the_log(site: Site, capfd: pytest.CaptureFixture[str]) -> None:
    assert [site.get(path).status_code for path in ("/claims/nowhere", "/claims/document_texts", "/claims/claims?_where=1")] == [
        404,
        403,
        403,
    ]
    assert capfd.readouterr() == ("", "")


def test_the_style_sheet_is_served(site: Site) -> None:
    assert '<link rel="stylesheet" href="/static/claims.css">' in site.page("/claims/claims")
    assert site.get("/static/claims.css").headers["content-type"].startswith("text/css")


# Making and serving the site.


def test_the_database_is_called_claims_whatever_its_file_is_called(site: Site, database: Path) -> None:
    assert database.name == "newsroom.db"
    assert list(site.datasette.databases) == ["claims"]


def test_plain_datasette_shows_the_same_pages(plain_site: Site, site: Site) -> None:
    for path in ("/claims", "/claims/claims", "/claims/attributions", "/claims/recently_added", "/claims/claims_by_speaker?speaker=aldane"):
        assert timeless(plain_site.page(path)) == timeless(site.page(path))
    assert plain_site.get("/claims/document_texts").status_code == 403


def timeless(page: str) -> str:
    """Return a page without what differs from one answer to another: times, how long it took, and the nonce."""
    page = re.sub(r' nonce="[\w-]+"', "", page)
    page = re.sub(r"Queries took [\d.]+ms", "", page)
    page = re.sub(r"#[0-9a-f]{6}", "", page)
    return re.sub(r"\d{4}-\d\d-\d\dT[\d:]+Z", "", page)


def test_a_site_needs_its_database_and_its_folder(database: Path, tmp_path: Path) -> None:
    with pytest.raises(DatabaseMissing):
        make_site(tmp_path / "none.db", house_folder())
    with pytest.raises(SiteUnusable, match=re.escape("it has no datasette.yaml: `claims init DIR` makes one.")):
        make_site(database, tmp_path)
    strange = tmp_path / "what?.db"
    shutil.copy(database, strange)
    with pytest.raises(SiteUnusable, match="holds"):
        make_site(strange, house_folder())


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("datasette.yaml", "settings:\n  no_such_setting: 1\n", "no_such_setting"),
        ("datasette.yaml", "settings: [", "Mend the file"),
        ("metadata.yaml", "title: [", "Mend the file"),
        ("queries/broken.sql", "select 1;\n", "has no title"),
    ],
)
def test_a_broken_site_folder_is_refused_in_a_sentence(database: Path, tmp_path: Path, name: str, text: str, complaint: str) -> None:
    folder = tmp_path / "db"
    shutil.copytree(house_folder(), folder, ignore=shutil.ignore_patterns("*.db*"))
    (folder / name).write_text(text, encoding="utf-8")

    with pytest.raises(SiteUnusable, match=complaint):
        make_site(database, folder)


def test_a_port_that_is_taken_is_refused_before_anything_starts(database: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SiteUnusable) as refused:
            serve(database, house_folder(), port=port, on_ready=lambda _: pytest.fail("it started"))

    assert str(refused.value) == (
        f"Port {port} on 127.0.0.1 is in use: stop the program that uses it, or choose another, such as --port {port + 1}."
    )


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70_000), ("192.0.2.1", 0), ("no.such.host.invalid", 0)])
def test_an_address_that_cannot_be_used_is_refused_in_a_sentence(database: Path, host: str, port: int) -> None:
    with pytest.raises(ClaimsError, match=r"such as --(host|port)"):
        serve(database, house_folder(), host, port)


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_the_site_answers_until_it_is_ended_says_nothing_itself_and_leaves_nothing_behind(
    database: Path, tmp_path: Path, ending: signal.Signals
) -> None:
    script = f"""
from pathlib import Path
from claims.site import serve
serve(Path({str(database)!r}), Path({str(house_folder())!r}), port=0, on_ready=lambda url: print(url, flush=True))
"""
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout is not None
        url = server.stdout.readline().strip()
        with urllib.request.urlopen(f"{url}claims/claims.json?_shape=array") as answer:  # noqa: S310  (our own address)
            assert len(json.load(answer)) == len(CLAIMS)
        server.send_signal(ending)
        said, complained = server.communicate(timeout=30)

    assert (said, complained, server.returncode) == ("", "", 0)
    assert list(tmp_path.iterdir()) == []


def test_datasette_is_loaded_only_where_a_site_is_made() -> None:
    script = "import sys, claims.site; print([name for name in ('datasette', 'uvicorn') if name in sys.modules])"

    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip() == "[]"
