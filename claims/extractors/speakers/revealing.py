"""Who a person without a name was, once the article names somebody without saying what that is: "The pilot ... Einar Toll said"."""

from dataclasses import dataclass

from claims.extractors.speakers.cast import Character, Kind
from claims.extractors.speakers.lexicon import Gender
from claims.extractors.speakers.names import Run
from claims.extractors.speakers.roles import Role
from claims.extractors.speakers.scene import Scene

_REACH = 4
"""Sentences between the role and the name."""
_SURE = 0.6


@dataclass(eq=False)
class Revealing:
    """Takes a role that was told first and a name that comes later for the same person."""

    scene: Scene

    def reveal(self, one: Character, run: Run) -> None:
        """Unite somebody who is named here for the first time with whom the article has called by a role only."""
        is_new = one.first_token == run.first and one.owner is None
        if one.kind is not Kind.PERSON or " " not in one.name or not is_new:
            return
        for other, sighting in reversed(self.scene.seen.items()):
            if self.scene.article.sentence_of[run.first] - sighting.sentence > _REACH:
                continue
            if other.is_definite and other.kind is Kind.PERSON and not other.name and other.speaks_for is None and self._may_be(one, other):
                self._unite(one, other)
                return

    def name(self, one: Character, run: Run) -> None:
        """Unite who is named here with who was called by a role in the same sentence: "the commander known as Zamir"."""
        here = self.scene.article.sentence_of[run.first]
        for other, sighting in reversed(self.scene.seen.items()):
            if other.kind is Kind.PERSON and not other.name and other.speaks_for is None and sighting.sentence == here:
                self._unite(one, other)
                return

    def _is_only_one(self, other: Character) -> bool:
        """Tell whether nobody was named before the role whose role is not told and who might be meant as well."""
        return not any(
            known.name and known.kind is Kind.PERSON and known.first_token < other.first_token and not self._offices(known)
            for known in self.scene.seen
        )

    def _offices(self, one: Character) -> list[Role]:
        titles = self.scene.lexicon.people["titles_beside_roles"]
        return [role for role in one.roles if not titles.issuperset(role.words)]

    def _may_be(self, one: Character, other: Character) -> bool:
        lexicon = self.scene.lexicon
        head = next(iter(other.words), "")
        if (
            head not in lexicon.roles
            or head in lexicon.people["anybody"]
            or any(one.fits(gender) < -_SURE and other.genders[gender] for gender in Gender)
        ):
            return False
        wider = lexicon.wider.get(head, frozenset())
        return all(head in role.words or not wider.isdisjoint(role.words) for role in self._offices(one)) and self._is_only_one(other)

    def _unite(self, one: Character, other: Character) -> None:
        other.same_as = one
        del self.scene.seen[other]
        one.roles += [role for role in other.roles if role.text not in {known.text for known in one.roles}]
        one.genders.update(other.genders)
        self.scene.cast.describe(one, list(other.words))
        self.scene.speaker = tuple(speaker.settled for speaker in self.scene.speaker)
