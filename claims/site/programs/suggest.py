"""What programs say of a claim while somebody types it: what it repeats, whether it can be checked; as data, or as a piece of the form."""

import unicodedata
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from claims.errors import ClaimsError
from claims.site.fields import Fields, form_fields, json_fields, sent_texts
from claims.site.form import content_type
from claims.site.page import Asked
from claims.site.pages.entry_looks import Look, look_at_typed
from claims.site.pages.repeats import compared
from claims.site.roles import CHECK, rights_of

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response


async def suggest(request: "Request", datasette: "Datasette") -> "Response":
    """Answer with what is suggested of a claim whose `statement`, `quote`, sources and `document` are given, as in the form for one."""
    from datasette.utils.asgi import Response  # noqa: PLC0415

    asked = Asked(datasette, request, await rights_of(datasette, request.actor), "suggest")
    await asked.rights.must_read()
    if request.method not in ("GET", "HEAD", "POST"):
        return Response.json({"ok": False, "error": "Ask with GET or POST."}, status=405, headers={"allow": "GET, HEAD, POST"})
    if not asked.rights.may(CHECK):
        told = "Repeats are looked for, for those who may add claims: sign in as one of them."
        return Response.json({"ok": False, "error": told}, status=403)
    try:
        fields = await _sent(asked)
    except ClaimsError as error:
        return Response.json({"ok": False, "error": str(error)}, status=400)
    look, chosen = await look_at_typed(asked, fields)
    if asked.given.get("format") == "json":
        return Response.json({"ok": True, **as_data(look)})
    context = {"look": look, "compared": compared, "chosen": chosen.get("id", ""), "chosen_claim": chosen, "rights": asked.rights}
    return Response.html(await datasette.render_template("parts/looked_here.html", context, request=request))


async def _sent(asked: Asked) -> Fields:
    if asked.request.method == "POST":
        body = await asked.request.post_body()
        return json_fields(body) if content_type(asked.request) == "application/json" else form_fields(sent_texts(body))
    texts = {name: unicodedata.normalize("NFC", asked.arg(name)) for name in ("statement", "quote", "document", "claim_date", "same_as")}
    speaker = asked.arg("speaker")
    return form_fields({**texts, **({"attributions.0.speaker": speaker} if speaker else {})})


def as_data(look: Look | None) -> dict[str, Any]:
    """Return what is suggested as JSON has it."""
    if look is None:
        return {"text": "", "repeats": [], "trouble": "", "suggestion": None}
    return {"text": look.text, "repeats": list(look.repeats.rows), "trouble": look.repeats.trouble, "suggestion": look.suggestion}


ROUTES: tuple[tuple[str, Callable[..., Awaitable[Any]]], ...] = ((r"^/-/suggest(?:\.(?P<format>json))?$", suggest),)
