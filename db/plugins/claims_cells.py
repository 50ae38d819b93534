"""How the cells of a table are shown: keys as their labels, ids as links to the pages of this site, and what matters first."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar
from urllib.parse import quote

from datasette import hookimpl
from datasette.utils import tilde_encode
from markupsafe import Markup

from claims.site import SITE_DATABASE
from claims.site.display import TERMS, vocabulary
from claims.vocabularies import VOCABULARIES

Hook = TypeVar("Hook", bound=Callable[..., Any])
hook: Callable[[Hook], Hook] = hookimpl
Column = tuple[str | None, str]
"""A table or view, none for a query page, and the name of a column."""

READING_ORDER = ("statement", "speaker_id", "source_type", "outlet_id", "verifiability", "verdict", "quotation", "claim_date")
"""The columns of claims that a reader needs to tell one from another; a chosen column (`_col`) overrides them."""

VOCABULARY_OF: dict[Column, str] = {
    ("assessments", "status"): "verifiability",
    ("candidates", "state"): "candidate_state",
    ("claim_overview", "status"): "verifiability",
    ("documents", "kind"): "document_kind",
    ("entities", "kind"): "entity_kind",
    ("evidence", "stance"): "evidence_stance",
    ("outlets", "kind"): "entity_kind",
    ("reviews", "state"): "review_state",
    ("speakers", "kind"): "entity_kind",
    ("tags", "kind"): "tag_kind",
    ("ungrounded_reviews", "status"): "verifiability",
    ("verifiability_reasons", "status"): "verifiability",
}
"""Columns that do not go by the name of their vocabulary."""

TARGET_OF: dict[Column, str] = {
    ("claim_current", "id"): "claims",
    ("claim_overview", "id"): "claims",
    ("claim_overview", "canonical_id"): "claims",
    ("misplaced_attributions", "id"): "attributions",
    ("misjoined_claims", "id"): "claims",
    ("misjoined_claims", "canonical_id"): "claims",
    ("misquoted_claims", "id"): "claims",
    ("outlets", "id"): "entities",
    ("outlets", "canonical_id"): "entities",
    ("speakers", "id"): "entities",
    ("speakers", "canonical_id"): "entities",
    ("ungrounded_reviews", "id"): "reviews",
    (None, "claim"): "claims",
    (None, "other_claim"): "claims",
}
"""Columns that hold ids where no foreign key says so, and the table of the row they name."""
TARGET_OF_ANY = {"claim_id": "claims", "document_id": "documents", "outlet_id": "entities", "speaker_id": "entities"}

NAMED_BY: dict[Column, tuple[str, str]] = {
    ("claims", "statement"): ("claims", "id"),
    ("claim_overview", "statement"): ("claims", "id"),
    ("claim_overview", "document"): ("documents", "document_id"),
    ("documents", "title"): ("documents", "id"),
    ("entities", "name"): ("entities", "id"),
    ("outlets", "name"): ("entities", "id"),
    ("speakers", "name"): ("entities", "id"),
    (None, "statement"): ("claims", "claim"),
    (None, "other_statement"): ("claims", "other_claim"),
    (None, "title"): ("documents", "document_id"),
}
"""Columns that name a row in words, the table of that row, and the column beside them that holds its id."""

PAGES = {"claims": "claim", "documents": "document", "entities": "speaker"}
"""Tables whose rows have a page of their own; one of `entities` that a column of outlets names is shown as an outlet."""


@hook
def render_cell(row: Mapping[str, Any], value: Any, column: str, table: str | None, database: str, datasette: Any) -> Markup | None:
    """Show a key as its label, an id as a link, a claim without a named speaker with the words for its source."""
    if database != SITE_DATABASE:
        return None
    key = value["value"] if isinstance(value, dict) else value
    if key is None:
        return _words_for_the_source(row) if (table, column) == ("claims", "speaker_id") else None
    if name := _vocabulary_of(table, column):
        return _term(datasette, name, str(key))
    if (table, column) in NAMED_BY:
        named, id_column = NAMED_BY[table, column]
        row_id = _cell(row, id_column)
        return _link(_address(datasette, named, row_id, is_outlet=_is_outlet(table, column)), str(key)) if row_id else None
    if (target := TARGET_OF.get((table, column)) or TARGET_OF_ANY.get(column)) and not isinstance(value, dict):
        return _link(_address(datasette, target, str(key), is_outlet=_is_outlet(table, column)), str(key))
    return None


def _is_outlet(table: str | None, column: str) -> bool:
    return column == "outlet_id" or table == "outlets"


def _vocabulary_of(table: str | None, column: str) -> str | None:
    return VOCABULARY_OF.get((table, column), column if column in VOCABULARIES else None)


def _cell(row: Mapping[str, Any], column: str) -> str | None:
    try:
        found = row[column]
    except (KeyError, IndexError):
        return None
    value = found["value"] if isinstance(found, dict) else found
    return None if value is None else str(value)


def _words_for_the_source(row: Mapping[str, Any]) -> Markup | None:
    words = _cell(row, "source_words")
    return Markup('<em class="printed">{}</em>').format(words) if words else None


def _term(datasette: Any, name: str, key: str) -> Markup | None:
    term = TERMS.get((name, key))
    if term is None:
        return None
    if term not in vocabulary(name):  # only the cached columns of claims hold it; the table of terms does not
        return Markup('<span class="term" title="{}">{}</span>').format(term.definition, term.label)
    url = datasette.urls.row(SITE_DATABASE, "vocabularies", f"{tilde_encode(name)},{tilde_encode(key)}")
    return Markup('<a class="term" href="{}" title="{}">{}</a>').format(url, term.definition, term.label)


def _address(datasette: Any, table: str, row_id: str, *, is_outlet: bool = False) -> str:
    if table in PAGES:
        return str(datasette.urls.path(f"/{'outlet' if is_outlet else PAGES[table]}/{quote(row_id, safe='')}"))
    return str(datasette.urls.row(SITE_DATABASE, table, tilde_encode(row_id)))


def _link(address: str, text: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, text)


@hook
def prepare_jinja2_environment(env: Any) -> None:
    """Let templates put what matters first, and name facets in words."""
    env.filters["facets_in_words"] = facets_in_words
    env.filters["heading"] = heading
    env.filters["with_pages"] = with_pages
    env.filters["columns_to_read"] = columns_to_read
    env.filters["rows_to_read"] = rows_to_read


def facets_in_words(facets: list[dict[str, Any]], table: str) -> list[dict[str, Any]]:
    """Return the facets of a table with keys shown as their labels."""
    for facet in facets:
        for value in facet["results"]:
            if term := TERMS.get((_vocabulary_of(table, facet["name"]) or "", str(value["value"]))):
                value["label"] = term.label
    return facets


def heading(column: str) -> str:
    """Return the name of a column as people read it: `speaker_id` is `speaker`."""
    return column.removesuffix("_id").replace("_", " ")


def with_pages(rows: list[Any], table: str, urls: Any) -> list[Any]:
    """Return rows whose foreign keys lead to the pages of this site; the way to the row itself stays."""
    tables = re.escape(str(urls.database(SITE_DATABASE)))
    link = re.compile(rf'href="{tables}/(claims|documents|entities)/([\w-]+)"')

    def linked(cell: Mapping[str, Any]) -> str:
        def page(found: re.Match[str]) -> str:
            name = "outlet" if found[1] == "entities" and _is_outlet(table, cell["column"]) else PAGES[found[1]]
            return f'href="{urls.path(f"/{name}/{found[2]}")}"'

        return link.sub(page, cell["value"])

    for row in rows:
        for cell in row:
            if isinstance(cell["value"], Markup) and cell["value_type"] != "pk":
                cell["value"] = Markup(linked(cell))  # noqa: S704  (as escaped as before)
    return rows


def columns_to_read(columns: list[dict[str, Any]], asked: Collection[str]) -> list[dict[str, Any]]:
    """Return the columns of claims in the order of reading, unless the reader asked for columns."""
    return columns if "_col" in asked else _in_reading_order(columns, "name")


def rows_to_read(rows: list[Any], asked: Collection[str]) -> list[Any]:
    """Return the rows of claims with their cells in the order of reading, unless the reader asked for columns."""
    if "_col" not in asked:
        for row in rows:
            row.cells = _in_reading_order(row.cells, "column")
    return rows


def _in_reading_order(cells: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    by_name = {cell[key]: cell for cell in cells}
    return [by_name[name] for name in READING_ORDER if name in by_name]
