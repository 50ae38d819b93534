"""robots.txt: what programs that read the whole web may fetch. A wish and no lock; what nobody may see is withheld by permissions."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Response

CLOSED = (
    "/-/",
    "/queue",
    "/search",
    "/entity/",
    "/candidate/",
    "/claim/new",
    "/claim/*/",
    "/document/new",
    "/claims/-/",
    "/claims/*?",
)
"""Forms, queues, and lists that can be narrowed down without end. What they list is open, each page at one address."""


async def robots(datasette: "Datasette") -> "Response":
    """Let claims, documents, speakers, outlets and feeds be read; keep away from what has no end or changes something."""
    from datasette.utils.asgi import Response  # noqa: PLC0415

    lines = ["User-agent: *", *(f"Disallow: {datasette.urls.path(path)}" for path in CLOSED)]
    return Response.text("\n".join(lines) + "\n", headers={"cache-control": "max-age=3600"})


ROUTES: tuple[tuple[str, Callable[..., Awaitable[Any]]], ...] = ((r"^/robots\.txt$", robots),)
