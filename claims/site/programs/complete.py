"""Completion of names as one types: who or what is recorded under words that look like these."""

import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from claims.identifiers import slug
from claims.site.display import term
from claims.site.page import Asked, Row
from claims.site.roles import CHECK, rights_of
from claims.site.searching.finding import all_parts
from claims.vocabularies import EntityKind

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

MOST = 8
"""Names offered at once."""
_LOOKED_AT = 60
_LONGEST = 200
KINDS = {
    "speaker": (EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.OUTLET),
    "organisation": (EntityKind.ORGANISATION, EntityKind.OUTLET),
    "outlet": (EntityKind.OUTLET, EntityKind.ORGANISATION),
    "platform": (EntityKind.PLATFORM,),
}
"""What may stand in a field, and what is the likeliest."""


async def complete(request: "Request", datasette: "Datasette") -> "Response":
    """Answer with the names that what was typed (`q`) may mean, for a kind of field (`kind`)."""
    from datasette.utils.asgi import Response  # noqa: PLC0415

    asked = Asked(datasette, request, await rights_of(datasette, request.actor), "complete")
    await asked.rights.must_read()
    if not asked.rights.may(CHECK):
        told = "Names are completed for those who may add claims: sign in as one of them."
        return Response.json({"ok": False, "error": told}, status=403)
    kinds, typed = KINDS.get(asked.arg("kind")), asked.arg("q")[:_LONGEST].replace("\0", "")
    if kinds is None:
        return Response.json({"ok": False, "error": f"kind is one of {', '.join(KINDS)}."}, status=400)
    rows = await _recorded(asked, typed, kinds) if typed else []
    rows.sort(key=lambda row: _rank(row, typed, kinds))
    return Response.json({"ok": True, "q": typed, "options": [_option(row) for row in rows[:MOST]]})


async def _recorded(asked: Asked, typed: str, kinds: tuple[EntityKind, ...]) -> list[Row]:
    given = await asked.answers(typed=typed, slug=slug(typed), parts=all_parts(typed), kinds=json.dumps(kinds), most=_LOOKED_AT)
    return given["options"]


def _rank(row: Row, typed: str, kinds: tuple[EntityKind, ...]) -> tuple[object, ...]:
    """Put the very name first, then names that begin so, then names of which a word begins so."""
    name, wanted = row["name"].casefold(), typed.casefold()
    begins = [name != wanted, not row["begins"], not any(word.startswith(wanted) for word in name.split())]
    return (*begins, kinds.index(EntityKind(row["kind"])) if row["kind"] in kinds else len(kinds), name)


def _option(row: Row) -> dict[str, Any]:
    about = [row["role"], term("entity_kind", row["kind"]).label, row["country"] or row["domain"], row["also"] and f"also {row['also']}"]
    return {
        "id": row["id"],
        "name": row["name"],
        "value": row["id"] if row["has_namesake"] else row["name"],
        "kind": row["kind"],
        "about": ", ".join(part for part in about if part),
    }


ROUTES: tuple[tuple[str, Callable[..., Awaitable[Any]]], ...] = ((r"^/-/complete$", complete),)
