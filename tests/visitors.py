"""The site in process, as readers, checkers and editors meet it: the real Datasette with the site folder of this version."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from datasette.app import Datasette

from claims.settings import house_folder
from claims.site import make_site

Actor = dict[str, Any] | None
READER: Actor = None
MEMBER: Actor = {"id": "mem"}
"""Signed in, and no more than a reader."""
CHECKER: Actor = {"id": "ann"}
EDITOR: Actor = {"id": "ed"}


class Site:
    """A site and the loop in which it answers."""

    def __init__(self, datasette: Datasette, runner: asyncio.Runner, database: Path) -> None:
        self.datasette = datasette
        self.run = runner.run
        self.database = database

    def get(self, path: str, actor: Actor = None, **given: Any) -> Any:
        """Return the answer to somebody who asks for a page."""
        return self.run(self.datasette.client.get(path, actor=actor, **given))

    def page(self, path: str, actor: Actor = None) -> str:
        """Return a page that must be there."""
        answer = self.get(path, actor)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:500])
        return str(answer.text)

    def json(self, path: str, actor: Actor = None) -> Any:
        """Return the data of a page that must be there."""
        return json.loads(self.page(path, actor))

    def post(self, path: str, fields: dict[str, Any], actor: Actor = None) -> Any:
        """Send a form as a browser does."""
        return self.run(self.datasette.client.post(path, actor=actor, data=fields))

    def post_json(self, path: str, fields: Any, actor: Actor = None) -> Any:
        """Send JSON as a program does."""
        return self.run(self.datasette.client.post(path, actor=actor, json=fields))

    def execute(self, sql: str, values: Any = None) -> list[Any]:
        """Return rows as Datasette's reading connection gives them."""
        return [tuple(row) for row in self.run(self.datasette.get_database("claims").execute(sql, values)).rows]


@contextmanager
def opened(database: Path, folder: Path | None = None) -> Iterator[Site]:
    """Open the site that shows a database, with a checker called ann and an editor called ed."""
    made = make_site(database, folder or house_folder())
    made.config = {**(made.config or {}), "permissions": {**PERMISSIONS, **((made.config or {}).get("permissions") or {})}}
    with asyncio.Runner() as runner, closing(made) as datasette:
        runner.run(datasette.invoke_startup())
        yield Site(datasette, runner, database)


PERMISSIONS = {"check-claims": {"id": ["ann", "ed"]}, "edit-claims": {"id": "ed"}}
