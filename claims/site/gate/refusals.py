"""Refusals that are made before or beside Datasette's own error pages, told on a page of the site like all others."""

from typing import TYPE_CHECKING, Any

from datasette.csrf import CrossOriginProtectionMiddleware
from datasette.utils.asgi import Request

from claims.site.gate.problems import FOREIGN_ORIGIN, METHODS, NO_SUCH_METHOD, Problem, log, problem_of, tell, wants_json
from claims.site.gate.security import App, Message, Receive, Send

if TYPE_CHECKING:
    from datasette.app import Datasette


class _ForeignOrigin(Exception):
    """A page of another site sent this."""


class _OriginCheck(CrossOriginProtectionMiddleware):  # type: ignore[misc]
    """Datasette's own check, which then still stands behind this one; only what is told differs."""

    async def _forbid(self, send: Send, reason: str) -> None:  # noqa: ARG002  (as Datasette calls it)
        raise _ForeignOrigin(reason)


def with_refusals_told(app: App, datasette: "Datasette") -> App:
    """Return an application that tells people of a foreign origin, a method that an address does not take, and a fault in Datasette."""
    checked = _OriginCheck(app, datasette)

    async def answer(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        request = Request(scope, receive)
        if request.method not in METHODS:
            await _tell(datasette, request, NO_SUCH_METHOD, send)
            return
        watched = _Watched(datasette, request, send)
        try:
            await checked(scope, receive, watched.send)
        except _ForeignOrigin:
            await _tell(datasette, request, FOREIGN_ORIGIN, send)
        except Exception as error:
            if watched.has_begun:
                raise
            problem = problem_of(error)
            log(request, problem, error)
            await _tell(datasette, request, problem, send)

    return answer


class _Watched:
    """The way out of an answer: Datasette says in two plain words that a method is not allowed; people are told more."""

    def __init__(self, datasette: "Datasette", request: Request, send: Send) -> None:
        self.datasette, self.request, self._send = datasette, request, send
        self.has_begun = self._is_replaced = False

    async def send(self, message: Message) -> None:
        """Send a part of the answer, or what takes its place."""
        if message["type"] == "http.response.start":
            self.has_begun = True
            if message["status"] == 405 and not wants_json(self.request):
                self._is_replaced = True
                allow = [value.decode("latin-1") for name, value in message["headers"] if name.lower() == b"allow"]
                await _tell(self.datasette, self.request, NO_SUCH_METHOD, self._send, {"Allow": allow[0]} if allow else {})
        if not self._is_replaced:
            await self._send(message)


async def _tell(datasette: "Datasette", request: Request, problem: Problem, send: Send, headers: dict[str, Any] | None = None) -> None:
    response = await tell(datasette, request, problem, knows_who=False)
    response.headers.update(headers or {})
    await response.asgi_send(send)
