"""Which organisation a description means: "the company", "her ministry", "a spokesman for the zoo"."""

from dataclasses import dataclass

from claims.extractors.speakers.calling import Calling
from claims.extractors.speakers.cast import Character, Kind
from claims.extractors.speakers.phrases import Phrase
from claims.extractors.speakers.roles import head_of, singular
from claims.extractors.speakers.scene import Answer

_PERSONS = frozenset((Kind.PERSON,))
_ORGANISATIONS = frozenset((Kind.ORGANISATION,))
_KNOWN_GENDER = 4


@dataclass(eq=False)
class Institutions(Calling):
    """Finds the organisations that descriptions mean, and those who speak for them."""

    def is_spokesperson(self, word: str) -> bool:
        """Tell whether a word is a spokesperson: "spokeswoman", "Polizeisprecher"."""
        return word in self.people["spokes"] or self.lexicon.base(word) in self.people["spokes"]

    def spokesperson(self, phrase: Phrase, owner: Character | None) -> Answer:
        """Return the organisation that a spokesperson speaks for, or who the spokesperson is."""
        speaker = self.scene.speaker[0].settled if self.scene.speaker else None
        is_definite = phrase.determiner in self.people["definite"]
        matched = self.match(phrase, _PERSONS) if is_definite else None
        if matched is not None:
            return matched
        if is_definite and speaker and speaker.kind is Kind.PERSON and speaker.name and not speaker.roles and self.agrees(speaker, phrase):
            self.learn_role(speaker, phrase)
            return Answer((speaker,), 0.6, f"'{self.words(phrase)}' read as {speaker.name}, who spoke last and has no other role")
        owner = owner if owner and owner.kind is not Kind.PERSON else self._organisation_in(phrase)
        if owner is not None and owner.kind in (Kind.ORGANISATION, Kind.PLACE):
            deputy = self.new(phrase, Kind.PERSON)
            deputy.speaks_for = owner
            return Answer((deputy,), 0.85, f"'{self.words(phrase)}' speaks for {owner.name}")
        return Answer((self.new(phrase, Kind.PERSON),), 0.7)

    def _organisation_in(self, phrase: Phrase) -> Character | None:
        """Find the organisation inside the phrase: "a spokesman for the zoo", "a ministry spokesman"."""
        for first in range(phrase.head + 1, phrase.last):
            if self.article.words[first].lower() in self.people["belonging"]:
                head = head_of(self.article, self.lexicon, first + 1, phrase.last) if first + 1 < phrase.last else first
                return self.called(first + 1, head)
        compound = self._organisation_of_compound(phrase)
        if compound is not None:
            return compound
        start = phrase.first + bool(phrase.determiner)
        if start < phrase.head and self.lexicon.is_organisation(self.article.words[phrase.head - 1].lower()):
            return self.called(start, phrase.head - 1)
        known = [one for one in self.scene.seen if one.kind is Kind.ORGANISATION]
        return known[-1] if known else None

    def _organisation_of_compound(self, phrase: Phrase) -> Character | None:
        """Return the police of a "Polizeisprecher"."""
        printed = self.article.words[phrase.head]
        base = self.lexicon.base(phrase.words[0])
        stem = printed[: printed.lower().rfind(base)] if base else ""
        name = next((one for one in (stem, stem.removesuffix("s")) if len(one) > 2 and self.lexicon.is_organisation(one.lower())), None)
        if name is None:
            return None
        known = [one for one in self.cast.described.get(name.lower(), ()) if one.kind is Kind.ORGANISATION]
        return known[-1] if known else self._organisation_named(name, name.lower())

    def called(self, first: int, head: int) -> Character:
        """Return the organisation that the words from `first` to `head` call: the known one of that name, else of that noun."""
        words = self.article.words
        if words[first].lower() in self.people["determiners"] and first < head:
            first += 1
        lower = singular(words[head], self.lexicon)
        known = [one for one in self.cast.described.get(lower, ()) if one.kind is Kind.ORGANISATION]
        named = {word.lower() for word in words[first:head] if word[0].isupper()}
        known = [one for one in known if named <= set(one.name.lower().split())]
        if known:
            return min(known, key=lambda one: self.scene.distance(one, head))
        return self._organisation_named(" ".join(self.article.string(first, head + 1).split()), lower)

    def _organisation_named(self, name: str, head: str) -> Character:
        words = name.split()
        name = " ".join([*words[:-1], self.lexicon.nominative(words[-1])]) if words else name
        character = Character(name, Kind.ORGANISATION)
        head = self.lexicon.nominative(head)
        self.cast.describe(character, [head, *([base] if (base := self.lexicon.base(head)) else [])])
        return character

    def organisation(self, phrase: Phrase, owner: Character | None) -> Answer:
        """Return the organisation that a description means."""
        head = phrase.words[0]
        if phrase.determiner in self.people["indefinite"]:
            return Answer((self.new(phrase, Kind.GROUP),), 0.8)
        matched = self.match(phrase, _ORGANISATIONS)
        if matched is not None:
            return matched
        if owner is not None and owner.kind is Kind.PERSON and phrase.determiner in self.people["possessives"]:
            name = self._office_of(owner, head) or f"{owner.name}'s {head}"
            return Answer(
                (self._organisation_named(name, head),), 0.5, f"'{self.words(phrase)}' read as {name}, by the role of {owner.name}"
            )
        if head in self.lexicon.generic and phrase.determiner in self.people["definite"] and len(phrase.words) == 1:
            known = [one for one in self.scene.seen if one.kind is Kind.ORGANISATION and one.name and self._may_be_called(one, head)]
            if known:
                return Answer((known[-1],), 0.65, f"'{self.words(phrase)}' read as {known[-1].name}, the organisation named last")
            if (one := self._firm_taken_for_person(head)) is not None:
                return Answer((one,), 0.5, f"'{self.words(phrase)}' read as {one.name}, of which nothing tells that it is a person")
        return Answer((self._organisation_named(self.bare(phrase), head),), 0.85)

    def _firm_taken_for_person(self, head: str) -> Character | None:
        """Find the name without role, title or pronoun that "the company" gives away as an organisation's."""
        if head not in self.lexicon.anything:
            return None
        bare = [
            one
            for one, sighting in self.scene.seen.items()
            if one.kind is Kind.PERSON
            and one.name
            and not one.roles
            and sum(one.genders.values()) < _KNOWN_GENDER
            and not sighting.is_quoted
        ]
        if not bare:
            return None
        one = min(bare, key=lambda one: one.first_token)
        one.kind = Kind.ORGANISATION
        return one

    def _may_be_called(self, one: Character, head: str) -> bool:
        """Tell whether an organisation may be called by a noun that its name does not hold: a bank is no university."""
        nouns = {word for word in one.words if self.lexicon.is_organisation(word)}
        return head in self.lexicon.anything or not nouns or bool(nouns & self.lexicon.generic)

    def _office_of(self, owner: Character, head: str) -> str | None:
        """Return the office of its holder: "Agriculture Ministry" of an "Agriculture Minister"."""
        for role in owner.roles:
            first = role.text.split()
            if len(first) > 1 and first[-1].lower()[:5] == head[:5]:
                return " ".join([*first[:-1], head.capitalize()])
        return None
