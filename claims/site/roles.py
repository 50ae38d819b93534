"""Who may do what on the site: reader, checker, editor; asked of Datasette's own permission system, so that plugins can answer."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.people import GITHUB, Account, People, Role, current_people, people_file
from claims.site.sql import SITE_DATABASE

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.permissions import PermissionSQL

CHECK = "check-claims"
"""Action: add claims and documents, assess, link, add evidence, decide about candidates, mend wordings."""
EDIT = "edit-claims"
"""Action: review, merge, retract, remove."""
ACTIONS_OF: dict[Role, tuple[str, ...]] = {Role.READER: (), Role.CHECKER: (CHECK,), Role.EDITOR: (CHECK, EDIT)}
"""What the role of an account lets its person do; `permissions:` in datasette.yaml can let others, and forbid it for the database."""

ROOT = "root"
"""Whoever started Datasette with --root; no account goes by this name."""
_OF_TOKENS = ("_r", "token", "token_expires")


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
    def role(self) -> Role | None:
        """The role that these rights amount to, whether an account, a rule in datasette.yaml or a plugin gave them."""
        if self.actor is None:
            return None
        return Role.EDITOR if self.may_edit else Role.CHECKER if self.may_check else Role.READER

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


def people_of(datasette: "Datasette") -> People:
    """Return the accounts of a site as they stand this moment."""
    database = datasette.databases.get(SITE_DATABASE)
    return current_people(people_file(Path(database.path))) if database and database.path else People()


def known_actor(datasette: "Datasette", actor: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return somebody whom a cookie, a token or a plugin names as this site knows them, or None where it does not.

    Who has no account, or a new password since, is not signed in. Before the first account is made, everybody whom Datasette
    lets in is. Role and name come from the account; of what the actor claims to be, only the limits of a token count.
    """
    if not actor or (actor.get("id") == ROOT and not datasette.root_enabled):
        return None
    people = people_of(datasette)
    if people.users is None or actor.get("id") == ROOT:
        return actor
    found = _account_of(people, actor)
    if found is None:
        return None
    name, account = found
    if actor.get("session", account.session) != account.session:
        return None
    shown = {"name": account.name} if account.name else {}
    return {"id": name, **shown, "role": account.role.value, **{key: actor[key] for key in _OF_TOKENS if key in actor}}


def _account_of(people: People, actor: dict[str, Any]) -> tuple[str, Account] | None:
    # Whoever signs in at GitHub chose that login themselves: it must never pass for the name of an account here.
    name = f"{GITHUB}{actor['gh_login']}".lower() if actor.get("gh_login") else str(actor.get("id", ""))
    account = (people.users or {}).get(name)
    return (name, account) if account else None


def right_of_role(datasette: "Datasette", actor: dict[str, Any] | None, action: str) -> "PermissionSQL | None":
    """Return the rule by which the role of somebody's account lets them do one of our actions, if it does."""
    from datasette.permissions import PermissionSQL  # noqa: PLC0415

    found = _account_of(people_of(datasette), actor) if actor and action in (CHECK, EDIT) else None
    if found is None or action not in ACTIONS_OF[found[1].role]:
        return None
    return PermissionSQL(
        sql="select :claims_site as parent, null as child, 1 as allow, :claims_role as reason",
        params={"claims_site": SITE_DATABASE, "claims_role": f"role {found[1].role.value}"},
    )
