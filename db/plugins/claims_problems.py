"""What Datasette is taught to say when something cannot be done."""

from collections.abc import Awaitable, Callable, Generator
from typing import Any, TypeVar

from datasette import handle_exception as stock
from datasette import hookimpl
from datasette.app import NotFoundExplicit
from datasette.utils.asgi import Base400
from datasette.views.base import DatasetteError

from claims.site.gate.problems import log, problem_of, refusal, tell
from claims.site.routes import PAGES

Hook = TypeVar("Hook", bound=Callable[..., Any])
hook: Callable[[Hook], Hook] = hookimpl
around: Callable[[Hook], Hook] = hookimpl(wrapper=True)

# Where rich is installed, Datasette logs every local variable of every refused request: seconds each, and full texts in the log.
stock.rich = None


@around
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Generator[None, list[Any], list[Any]]:
    """Answer a request that failed, in the place of Datasette's own handler; those of other plugins are asked as before."""
    answers = yield
    if isinstance(exception, Base400 | DatasetteError) and request.path.endswith((".json", ".csv")):
        return answers  # Datasette's own answer says more.

    async def answer() -> Any:
        problem = problem_of(exception)
        if problem.status >= 500:
            log(request, problem, exception)
        return await tell(datasette, request, problem)

    return [*(one for one in answers if getattr(one, "__module__", "") != stock.__name__), answer]


@hook
def forbidden(datasette: Any, request: Any, message: str) -> Callable[[], Awaitable[Any]]:
    """Answer somebody who may not do what they asked for."""

    async def answer() -> Any:
        return await tell(datasette, request, await refusal(datasette, request, message))

    return answer


@hook
def extra_template_vars(template: str, view_name: str | None) -> dict[str, Any]:
    """Keep the templates of our pages from being shown at the address of their file name, as Datasette shows any in `pages/`."""
    if view_name == "page" and template in {f"pages/{page.name}.html" for page in PAGES}:
        raise NotFoundExplicit("There is no page at this address.")
    return {}
