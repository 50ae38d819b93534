"""Who is spoken of: people, organisations, outlets and platforms, their roles, and tags."""

from typing import Literal

from pydantic import Field, model_validator

from claims.models.fields import Country, Day, Domain, Line, Model, Name, Prose, Score, Slug, UtcTime, WikidataId
from claims.vocabularies import EntityKind, Judgement, TagKind


class Entity(Model):
    """A person, organisation, outlet or platform. Unnamed sources are never entities."""

    record: Literal["entity"] = "entity"
    id: Slug = Field(description="Readable slug; for ever.")
    kind: EntityKind = Field(description="What it is. An outlet can be a speaker too.")
    name: Name = Field(description="Name as the newsroom writes it.")
    aliases: tuple[Name, ...] = Field(default=(), description="Other spellings and names.")
    wikidata_id: WikidataId | None = Field(default=None, description="Wikidata item, such as Q42.")
    domain: Domain | None = Field(default=None, description="Web domain, such as example.org.")
    country: Country | None = Field(default=None, description="ISO 3166-1 alpha-2 code.")
    canonical_id: Slug | None = Field(default=None, description="The entity it was merged into; undone by clearing it.")
    note: Prose | None = Field(default=None, description="Anything else worth knowing.")

    @model_validator(mode="after")
    def _is_not_its_own_canonical(self) -> "Entity":
        if self.canonical_id == self.id:
            raise ValueError("canonical_id names the entity itself; leave it out")
        return self


class EntityLink(Model):
    """Two entities that may be one, and what a person decided about it."""

    record: Literal["entity_link"] = "entity_link"
    from_id: Slug = Field(description="The one entity; the smaller id.")
    to_id: Slug = Field(description="The other.")
    judgement: Judgement = Field(description="Suggested, confirmed (then one is merged into the other) or rejected.")
    score: Score | None = Field(default=None, description="Of the program that suggested it, 0 to 1.")
    because: Prose = Field(default="", description="Why they may be the same, in words.")
    decided_by: Line = Field(description="Who.")
    decided_at: UtcTime = Field(description="When, UTC.")

    @model_validator(mode="after")
    def _is_stored_once(self) -> "EntityLink":
        if self.from_id >= self.to_id:
            raise ValueError("a pair of entities is stored once: the smaller id is from_id; swap them")
        return self


class EntityRole(Model):
    """A role that somebody held from one day to another. The role as printed stays on the attribution."""

    record: Literal["role"] = "role"
    entity_id: Slug = Field(description="Who held it.")
    title: Line = Field(description="What it is called.")
    organisation_id: Slug | None = Field(default=None, description="Where.")
    start_date: Day | None = Field(default=None, description="First day, if known.")
    end_date: Day | None = Field(default=None, description="Last day, if known.")

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "EntityRole":
        if self.start_date and self.end_date and self.end_date < self.start_date:
            raise ValueError("end_date lies before start_date; swap them")
        return self


class Tag(Model):
    """A topic, place or event that claims can be filed under."""

    record: Literal["tag"] = "tag"
    id: Slug = Field(description="Readable slug; for ever.")
    kind: TagKind = Field(description="What it names.")
    name: Line = Field(description="Name as shown.")
    wikidata_id: WikidataId | None = Field(default=None, description="Wikidata item, such as Q42.")
