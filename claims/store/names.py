"""Names to ids: who is meant by a name, and new entities for names that nobody has recorded."""

import json
from collections import OrderedDict
from typing import NamedTuple

from claims.errors import ClaimsError, Fault, InvalidInput, NotRecorded, SimilarName
from claims.identifiers import slug
from claims.models import DocumentEntry, Entity
from claims.store.connection import Connection
from claims.vocabularies import EntityKind
from claims.wording import shorten

_REMEMBERED = 20_000
_NEAR = 84
"""Of 100: two ids that are so alike may be one name, misspelt."""


class Names:
    """Finds entities by id, name or alias, and collects the ones that have to be made. Implements composing.Lookup.

    `allow_similar` lets a new name be made even where one much like it is recorded; `suggest` looks for such names at all,
    which a load of thousands of rows leaves out (differences in case, accents and hyphens are always seen through).
    """

    def __init__(self, connection: Connection, *, suggest: bool = False, allow_similar: bool = False) -> None:
        self._connection = connection
        self._suggest = suggest and not allow_similar
        self._remembered: OrderedDict[tuple[str, bool], str] = OrderedDict()
        self._last_text: tuple[str, str | None] | None = None
        self._new: dict[tuple[str, bool], Entity] = {}

    def entity(self, name: str, kind: EntityKind) -> str:
        """Return the id of the entity of that name or id; one of that kind is made if there is none.

        Raises SimilarName where a recorded name is so close that this one may be a misspelling.
        """
        key = (name, kind is EntityKind.PERSON)
        if (known := self._remembered.get(key)) is not None:
            return known
        found = find_entity(self._connection, name, kind) or self._among_new(name, kind) or self._make(name, kind)
        self._remembered[key] = found
        if len(self._remembered) > _REMEMBERED:
            self._remembered.popitem(last=False)
        return found

    def document_language(self, document_id: str) -> str:
        """Return the language of a recorded document. Raises NotRecorded."""
        row = self._connection.execute("select language from documents where id = ?", (document_id,)).fetchone()
        if row is None:
            raise NotRecorded("document", document_id)
        return str(row[0])

    def newest_version(self, document: DocumentEntry) -> str | None:
        """Return the id of the newest recorded version of a page, if any. Raises InvalidInput if it is described otherwise there."""
        query = (
            "select d.id, d.title, d.outlet_id, o.name from documents d join entities o on o.id = d.outlet_id"
            " where coalesce(d.url, '') = ? order by d.rowid desc limit 1"
        )
        row = self._connection.execute(query, (document.url,)).fetchone()
        if row is None:
            return None
        found, title, outlet_id, outlet = row
        if title != document.title or outlet_id != find_entity(self._connection, document.outlet, EntityKind.OUTLET):
            mend = f"is recorded as '{shorten(title)}' in {outlet} ({found}); describe it the same way, or give its id (--document)"
            raise InvalidInput("This claim", [Fault("document.url", repr(document.url), mend)])
        return str(found)

    def text(self, document_id: str) -> str | None:
        """Return the stored text of a recorded document, if any."""
        if self._last_text is not None and self._last_text[0] == document_id:
            return self._last_text[1]
        row = self._connection.execute("select text from document_texts where document_id = ?", (document_id,)).fetchone()
        self._last_text = (document_id, None if row is None else str(row[0]))
        return self._last_text[1]

    def take_new(self) -> list[Entity]:
        """Return the entities that were made since the last call; the caller writes them before it asks for more."""
        taken = list(self._new.values())
        self._new.clear()
        return taken

    @property
    def made(self) -> int:
        """How many entities have been made since they were last taken."""
        return len(self._new)

    def forget_all_but(self, made: int) -> None:
        """Forget the entities that were made after the first so many, because the entry that needed them was refused."""
        while len(self._new) > made:
            _, entity = self._new.popitem()
            for key in [key for key, known in self._remembered.items() if known == entity.id]:
                del self._remembered[key]

    def _among_new(self, name: str, kind: EntityKind) -> str | None:
        made = self._new.get((slug(name), kind is EntityKind.PERSON))
        return made.id if made else None

    def _make(self, name: str, kind: EntityKind) -> str:
        if self._suggest and (near := similar_entities(self._connection, name)):
            raise SimilarName(name, near, "--new")
        made = Entity(id=self._free_id(name, kind), kind=kind, name=name)
        self._new[slug(name), kind is EntityKind.PERSON] = made
        return made.id

    def _free_id(self, name: str, kind: EntityKind) -> str:
        wanted = slug(name)
        taken = {one.id for one in self._new.values()}
        options = [wanted, f"{wanted}-{kind}", *(f"{wanted}-{kind}-{number}" for number in range(2, 1000))]
        for option in options:
            if option not in taken and not self._connection.execute("select 1 from entities where id = ?", (option,)).fetchone():
                return option
        raise ClaimsError(f"Too many entities are called '{name}': give the id of the one you mean.")


def find_entity(connection: Connection, name: str, kind: EntityKind) -> str | None:
    """Return the id of the one entity that an id, a name or an alias means, merged ones followed; None if there is none.

    Raises ClaimsError where a name fits several.
    """
    rows = connection.execute("select id, kind, coalesce(canonical_id, id) from entities where id = ?", (name,)).fetchall()
    if rows:
        return str(rows[0][2])
    rows = (
        connection.execute("select id, kind, coalesce(canonical_id, id) from entities where name = ? collate nocase", (name,)).fetchall()
        or connection.execute("select id, kind, coalesce(canonical_id, id) from entities where id = ?", (slug(name),)).fetchall()
    )
    fitting = sorted({str(canonical) for _, found, canonical in rows if _fits(EntityKind(found), kind)})
    if not fitting:
        fitting = _by_alias(connection, name, kind)
    if len(fitting) > 1:
        raise ClaimsError(f"'{name}' fits several: {', '.join(fitting)}. Give the id of the one you mean.")
    return fitting[0] if fitting else None


def _by_alias(connection: Connection, name: str, kind: EntityKind) -> list[str]:
    rows = connection.execute(
        "select distinct coalesce(e.canonical_id, e.id), e.kind from entities e, json_each(e.aliases) a "
        "where e.aliases <> '[]' and a.value = ? collate nocase",
        (name,),
    )
    return sorted(str(canonical) for canonical, found in rows if _fits(EntityKind(found), kind))


def _fits(found: EntityKind, wanted: EntityKind) -> bool:
    """Tell whether a name may mean what was found: never a person by the name of an organisation, nor the other way round."""
    return (found is EntityKind.PERSON) == (wanted is EntityKind.PERSON)


def similar_entities(connection: Connection, name: str, most: int = 3) -> list[str]:
    """List ids whose names look like this one, the most alike first."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  (slow to load, and seldom needed)

    wanted = slug(name)
    ids = [row[0] for row in connection.execute("select id from entities order by rowid")]
    return [found for found, _, _ in process.extract(wanted, ids, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=most)]


class Named(NamedTuple):
    """An entity with every name that is recorded of it."""

    id: str
    kind: EntityKind
    names: tuple[str, ...]
    """Its name first, then the other spellings."""


def named_entities(connection: Connection) -> list[Named]:
    """List the entities that stand for themselves, those that are merged into another left out."""
    rows = connection.execute("select id, kind, name, aliases from entities where canonical_id is null order by rowid")
    return [Named(key, EntityKind(kind), (name, *json.loads(aliases))) for key, kind, name, aliases in rows]


def find_entity_of_any_kind(connection: Connection, name: str) -> str:
    """Return the id of the one entity that an id or a name means; a merged one is not followed. Raises NotRecorded."""
    rows = connection.execute("select id from entities where id = ?", (name,)).fetchall()
    rows = rows or connection.execute("select id from entities where name = ? collate nocase", (name,)).fetchall()
    if not rows:
        raise NotRecorded("entity", name, similar_entities(connection, name))
    if len(rows) > 1:
        raise ClaimsError(f"'{name}' fits several: {', '.join(row[0] for row in rows)}. Give the id of the one you mean.")
    return str(rows[0][0])
