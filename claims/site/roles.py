"""Who may do what on the site: reader, checker, editor; asked of Datasette's own permission system, so that plugins can answer."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claims.site.sql import SITE_DATABASE

if TYPE_CHECKING:
    from datasette.app import Datasette

CHECK = "check-claims"
"""Action: add claims and documents, assess, link, add evidence, decide about candidates, mend wordings."""
EDIT = "edit-claims"
"""Action: review, merge, retract, remove."""


@dataclass(frozen=True)
class Rights:
    """What the one who asks may see and do."""

    datasette: "Datasette"
    actor: dict[str, Any] | None
    may_check: bool
    may_edit: bool
    may_read_texts: bool
    """Full texts of documents."""
    may_read_drafts: bool
    """Draft reviews, candidates, the history of all tables."""

    @property
    def is_signed_in(self) -> bool:
        """Tell whether somebody is signed in."""
        return self.actor is not None

    def may(self, action: str) -> bool:
        """Tell whether they may do one of the two actions above."""
        return {CHECK: self.may_check, EDIT: self.may_edit}[action]

    @property
    def person(self) -> str:
        """Who is signed in; what they do is recorded under this name."""
        return str(self.actor["id"]) if self.actor and self.actor.get("id") else ""

    async def must_read(self) -> None:
        """Raise Datasette's Forbidden unless the claims may be seen at all."""
        from datasette.resources import TableResource  # noqa: PLC0415

        await self.datasette.ensure_permission(
            action="view-table", resource=TableResource(database=SITE_DATABASE, table="claims"), actor=self.actor
        )


async def rights_of(datasette: "Datasette", actor: dict[str, Any] | None) -> Rights:
    """Return what an actor may see and do."""
    from datasette.resources import DatabaseResource, TableResource  # noqa: PLC0415

    async def sees(table: str) -> bool:
        resource = TableResource(database=SITE_DATABASE, table=table)
        return bool(await datasette.allowed(action="view-table", resource=resource, actor=actor))

    async def may(action: str) -> bool:
        if actor is None:
            return False
        return bool(await datasette.allowed(action=action, resource=DatabaseResource(database=SITE_DATABASE), actor=actor))

    return Rights(
        datasette,
        actor,
        may_check=await may(CHECK),
        may_edit=await may(EDIT),
        may_read_texts=await sees("document_texts"),
        may_read_drafts=await sees("candidates"),
    )
