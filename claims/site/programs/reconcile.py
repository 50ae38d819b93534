"""Reconciliation of speakers and outlets: OpenRefine, and whoever speaks its protocol, finds our entities for names in a spreadsheet.

The Reconciliation Service API 0.2 of the W3C community group, without previews (pages stay out of frames), flyouts and JSONP.
Any site may read the answers. Nothing is changed by asking, and who asks from a browser asks by GET: Datasette refuses foreign POSTs.
"""

import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from claims.identifiers import slug
from claims.site.display import term
from claims.site.page import Asked, Row
from claims.site.programs.resemblance import CERTAIN, LEAST, Likeness, full_text, parts_of, same_name, telling_parts
from claims.site.roles import rights_of
from claims.vocabularies import EntityKind

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

BATCH = 50
"""Names in one request; OpenRefine sends ten."""
_LOOKED_AT = 30
"""Names that are compared letter by letter, for each name that is asked for."""
_SUGGESTED, _MOST_SUGGESTED = 20, 200
_EXTENDED = 1_000
_CONFLICT = 20
"""Points that a candidate loses for a property that says otherwise."""
_OPEN = {"access-control-allow-origin": "*"}

TYPES = [{"id": kind.value, "name": kind.label} for kind in EntityKind]
PROPERTIES = [
    {"id": "kind", "name": "Kind"},
    {"id": "name", "name": "Name"},
    {"id": "aliases", "name": "Other names"},
    {"id": "wikidata_id", "name": "Wikidata"},
    {"id": "domain", "name": "Domain"},
    {"id": "country", "name": "Country"},
]
_TELLING = ("wikidata_id", "domain")
"""Properties that belong to one entity only."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore")


class PropertyValue(_Part):
    """What a row of the spreadsheet says about one property."""

    pid: str
    v: Any

    def values(self) -> list[str]:
        """Return the values as text."""
        listed = self.v if isinstance(self.v, list) else [self.v]
        return [str(value.get("id", "") if isinstance(value, dict) else value).strip() for value in listed]


class Query(_Part):
    """One name to find an entity for."""

    query: str = Field("", max_length=1_000)
    type: str | list[str] = Field(default_factory=list)
    limit: int = Field(5, ge=1)
    properties: list[PropertyValue] = Field(default_factory=list)

    def kinds(self) -> str | None:
        """Return the kinds that are asked for as a JSON list; None for any."""
        named = [self.type] if isinstance(self.type, str) else self.type
        return json.dumps(named) if named else None

    def values(self, name: str) -> list[str]:
        """Return what is said about one property."""
        return [value for one in self.properties if one.pid == name for value in one.values() if value]


class PropertyName(_Part):
    """A property to add to a spreadsheet."""

    id: str


class Extension(_Part):
    """Entities, and what to tell of each."""

    ids: list[str] = Field(max_length=_EXTENDED)
    properties: list[PropertyName]


_QUERIES = TypeAdapter(dict[str, Query])


async def reconcile(request: "Request", datasette: "Datasette") -> "Response":
    """Say what the service is, find entities for names, or tell more of those that were found."""
    asked = await _asked(request, datasette)
    sent = await request.post_vars() if request.method == "POST" else request.args
    queries, extension = sent.get("queries"), sent.get("extend")
    try:
        if queries is not None:
            wanted = _QUERIES.validate_json(queries)
            if len(wanted) > BATCH:
                return _json({"error": f"There are {len(wanted)} names in this request: send {BATCH} or fewer."}, 413)
            return _json(await find(asked, wanted))
        if extension is not None:
            return _json(await extend(asked, Extension.model_validate_json(extension)))
    except ValidationError as error:
        return _json(
            {"error": f"This is not what the Reconciliation Service API 0.2 describes: {error.error_count()} faults. {error}"}, 400
        )
    if request.method == "POST":
        return _json({"error": "Send `queries` or `extend`, as a form."}, 400)
    return _json(await manifest(asked))


async def _asked(request: "Request", datasette: "Datasette") -> Asked:
    asked = Asked(datasette, request, await rights_of(datasette, request.actor), "reconcile")
    await asked.rights.must_read()
    return asked


def _json(body: Mapping[str, Any], status: int = 200) -> "Response":
    from datasette.utils.asgi import Response  # noqa: PLC0415

    return Response.json(body, status=status, headers=dict(_OPEN))


async def manifest(asked: Asked) -> dict[str, Any]:
    """Describe the service."""

    def address(path: str) -> str:
        return str(asked.datasette.absolute_url(asked.request, asked.datasette.urls.path(path)))

    here = address("/-/reconcile")
    site = (await asked.datasette.get_instance_metadata()).get("title") or "Claims"
    return {
        "versions": ["0.2"],
        "name": f"{site}: speakers and outlets",
        "identifierSpace": address("/speaker/"),
        "schemaSpace": address("/claims/entities"),
        "documentation": address("/method"),
        "view": {"url": address("/speaker/") + "{{id}}"},
        "defaultTypes": TYPES,
        "batchSize": BATCH,
        "suggest": {name: {"service_url": here, "service_path": f"/suggest/{name}"} for name in ("entity", "type", "property")},
        "extend": {"propose_properties": {"service_url": here, "service_path": "/properties"}, "property_settings": []},
    }


async def find(asked: Asked, queries: Mapping[str, Query]) -> dict[str, Any]:
    """Return the candidates for each name, the most alike first."""
    parts = {key: parts_of(query.query) for key, query in queries.items()}
    known = await _ask(asked, "parts", parts=json.dumps(sorted(set().union(*parts.values()))))
    names = {row["term"]: row["names"] for row in known}
    return {key: {"result": await _candidates(asked, query, telling_parts(parts[key], names))} for key, query in queries.items()}


async def _ask(asked: Asked, question: str, **values: object) -> list[Row]:
    return (await asked.answers({question: asked.questions[question]}, **values))[question]


async def _candidates(asked: Asked, query: Query, parts: list[str]) -> list[dict[str, Any]]:
    name = query.query.strip()
    rows = await _ask(
        asked,
        "candidates",
        id=name or None,
        slug=slug(name) if name else None,
        name=name or None,
        short=name if name and not parts_of(name) else None,
        phrase=f"aliases : {full_text([name])}",
        alike=full_text(parts),
        kinds=query.kinds(),
        most=_LOOKED_AT,
        **{pid: next(iter(query.values(pid)), None) for pid in _TELLING},
    )
    likeness = Likeness(name)
    scored = [(score, row) for row in rows if (score := _score(likeness, query, row)) >= LEAST]
    scored.sort(key=lambda pair: (-pair[0], pair[1]["id"]))
    certain = [row["id"] for score, row in scored if score == CERTAIN]
    return [_candidate(score, row, is_certain=certain == [row["id"]]) for score, row in scored[: query.limit]]


def _score(likeness: Likeness, query: Query, row: Row) -> int:
    """Return how well an entity fits: its name, and the properties that are given."""
    said = {pid: query.values(pid) for pid in (*_TELLING, "country") if row[pid] and query.values(pid)}
    fitting = {pid for pid, values in said.items() if any(same_name(value, row[pid]) for value in values)}
    if fitting & set(_TELLING):
        return CERTAIN
    score = likeness.score([row["id"], row["name"], *json.loads(row["aliases"]), *json.loads(row["merged"])])
    return score - _CONFLICT * len(said.keys() - fitting)


def _candidate(score: int, row: Row, *, is_certain: bool) -> dict[str, Any]:
    return {
        "id": row["id"],
        "name": row["name"],
        "description": _description(row),
        "type": [{"id": row["kind"], "name": term("entity_kind", row["kind"]).label}],
        "score": score,
        "match": is_certain,
    }


def _description(row: Row) -> str:
    return ", ".join(str(one) for one in (row["role"], term("entity_kind", row["kind"]).label, row["country"]) if one)


async def extend(asked: Asked, wanted: Extension) -> dict[str, Any]:
    """Tell what is recorded of entities; one that was merged is told of as the one that stands for it."""
    names = {one["id"]: one["name"] for one in PROPERTIES}
    known = [one.id for one in wanted.properties if one.id in names]
    rows = {row["id"]: row for row in await _ask(asked, "rows", ids=json.dumps(wanted.ids))}
    return {
        "meta": [{"id": pid, "name": names[pid]} for pid in known],
        "rows": {one: {pid: [{"str": value} for value in _told(rows.get(one), pid)] for pid in known} for one in wanted.ids},
    }


def _told(row: Row | None, pid: str) -> Iterable[str]:
    if row is None or row[pid] is None:
        return []
    return json.loads(row[pid]) if pid == "aliases" else [row[pid]]


async def suggest_entities(request: "Request", datasette: "Datasette") -> "Response":
    """List entities whose names begin with what was typed; then those that hold it."""
    asked = await _asked(request, datasette)
    prefix, skip = asked.arg("prefix")[:200], _number(asked.arg("cursor"))
    if not prefix:
        return _json({"result": []})
    most = min(skip + _SUGGESTED, _MOST_SUGGESTED)
    rows = await _ask(asked, "beginning", prefix=prefix, alike=full_text([prefix]), most=most)
    rows.sort(key=lambda row: (row["id"] != prefix, not row["name"].casefold().startswith(prefix.casefold()), row["name"].casefold()))
    return _json({"result": [_suggestion(row) for row in rows[skip : skip + _SUGGESTED]]})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


def _suggestion(row: Row) -> dict[str, Any]:
    notable = [{"id": row["kind"], "name": term("entity_kind", row["kind"]).label}]
    return {"id": row["id"], "name": row["name"], "description": _description(row), "notable": notable}


def _suggest_from(listed: list[dict[str, str]]) -> Callable[..., Awaitable["Response"]]:
    """Return the function that suggests types or properties, of which there are few."""

    async def suggest(request: "Request", datasette: "Datasette") -> "Response":
        asked = await _asked(request, datasette)
        prefix = asked.arg("prefix").casefold()
        return _json({"result": [one for one in listed if prefix in (one["id"], "") or one["name"].casefold().startswith(prefix)]})

    return suggest


async def propose_properties(request: "Request", datasette: "Datasette") -> "Response":
    """List what can be told of entities of a type."""
    asked = await _asked(request, datasette)
    limit = _number(asked.arg("limit")) or len(PROPERTIES)
    return _json({"type": asked.arg("type"), "limit": limit, "properties": PROPERTIES[:limit]})


ROUTES: tuple[tuple[str, Callable[..., Awaitable[Any]]], ...] = (
    (r"^/-/reconcile$", reconcile),
    (r"^/-/reconcile/suggest/entity$", suggest_entities),
    (r"^/-/reconcile/suggest/type$", _suggest_from(TYPES)),
    (r"^/-/reconcile/suggest/property$", _suggest_from(PROPERTIES)),
    (r"^/-/reconcile/properties$", propose_properties),
)
