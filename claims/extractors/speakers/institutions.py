"""Which organisation a description means: "the company", "her ministry", "a spokesman for the zoo"."""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from claims.extractors.speakers.calling import Calling
from claims.extractors.speakers.cast import Character, Kind
from claims.extractors.speakers.lexicon import Sort
from claims.extractors.speakers.phrases import Phrase, is_force
from claims.extractors.speakers.roles import head_of
from claims.extractors.speakers.scene import Answer

_PERSONS = frozenset((Kind.PERSON,))
_ORGANISATIONS = frozenset((Kind.ORGANISATION,))
_KNOWN_GENDER = 3
_FAINT_GENDER = 1


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
        if owner is not None and owner.kind is Kind.PERSON and phrase.run is not None and self.is_owned(phrase):
            return Answer((self.new(phrase, Kind.PERSON),), 0.7)
        owner = owner if owner and owner.kind is not Kind.PERSON else self._organisation_in(phrase)
        if owner is not None and owner.kind in (Kind.ORGANISATION, Kind.PLACE):
            deputy = self.new(phrase, Kind.PERSON)
            deputy.speaks_for = owner
            return Answer((deputy,), 0.85, f"'{self.words(phrase)}' speaks for {owner.name}")
        if is_definite and owner is None and (known := self._without_roles(phrase)):
            return Answer((known,), 0.5, f"'{self.words(phrase)}' read as {known.name}, whose role is not told otherwise")
        return Answer((self.new(phrase, Kind.PERSON),), 0.7)

    def _without_roles(self, phrase: Phrase) -> Character | None:
        """Find the person without any role who speaks by profession, where no organisation is named: "die Sprecherin"."""
        people = [one for one in self.scene.seen if one.kind is Kind.PERSON and one.name and not one.roles and self.agrees(one, phrase)]
        return people[-1] if people else None

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
        before = phrase.head - 1
        if start <= before and (
            self.lexicon.is_organisation(self.article.words[before].lower()) or is_force(self.article.words, self.lexicon, before)
        ):
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
        noun = self.lexicon.nominative(name).lower()
        last = self._named_last(noun) if noun in self.lexicon.anything else None
        return last or (known[-1] if known else self._organisation_named(name, name.lower()))

    def called(self, first: int, head: int) -> Character:
        """Return the organisation that the words from `first` to `head` call: the known one of that name, else of that noun."""
        words = self.article.words
        if words[first].lower() in self.people["determiners"] and first < head:
            first += 1
        lower = self.lexicon.nominative(self.lexicon.singular(words[head]))
        known = [one for one in self.cast.described.get(lower, ()) if one.kind is Kind.ORGANISATION]
        named = {word.lower() for word in words[first:head] if word[0].isupper()}
        known = [one for one in known if named <= set(one.name.lower().split())]
        if known:
            return min(known, key=lambda one: self.scene.distance(one, head))
        if first == head and (compound := self._shortened(lower, head)):
            return self._organisation_named(compound, compound.lower())
        if first == head and lower in self.lexicon.generic and (last := self._named_last(lower)) is not None:
            return last
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
        is_lone = {head, *self.lexicon.bases(head)}.issuperset(phrase.words)
        if phrase.determiner in self.people["definite"] and is_lone and (meant := self._by_general_noun(phrase, head)):
            return meant
        return Answer((self._organisation_named(self._with_place(phrase), head),), 0.85)

    def _by_general_noun(self, phrase: Phrase, head: str) -> Answer | None:
        """Find the organisation that a noun alone calls: the compound that it shortens, the one named last, the one in a role."""
        compound = self._shortened(head, phrase.first)
        if compound is None and head in self.lexicon.generic and (last := self._named_last(head)):
            return Answer((last,), 0.65, f"'{self.words(phrase)}' read as {last.name}, the organisation named last")
        if (name := compound or self._in_role(head)) is None:
            return None
        reason = f"'{self.words(phrase)}' read as {name}, which it shortens"
        return Answer((self._organisation_named(name, name.lower()),), 0.6, reason)

    def _shortened(self, head: str, token: int) -> str | None:
        """Find the compound before a token that a noun shortens: "Umweltministerium" of "das Ministerium"."""
        if head in self.lexicon.anything:
            return None
        compounds = self._compounds.get(head, [])
        before = bisect_left(compounds, token)
        return self.lexicon.nominative(self.article.words[compounds[before - 1]]) if before else None

    @cached_property
    def _compounds(self) -> dict[str, list[int]]:
        """The tokens of German compounds for an organisation that no name holds, by the nouns that they end with."""
        found: dict[str, list[int]] = defaultdict(list)
        if self.lexicon.nouns_are_capitalised:
            for token, word in enumerate(self.article.words):
                if word[0].isupper() and token not in self.cast.run_at and (noun := self.lexicon.sort_of(word.lower())) and not noun[2]:
                    for base in self.lexicon.bases(noun[0]) if noun[1] is Sort.ORGANISATION else ():
                        found[base].append(token)
        return found

    def _in_role(self, head: str) -> str | None:
        """Find the compound that "der Verband" shortens in a role: "Schäferverband" of "Vorsitzender des Schäferverbands"."""
        people = [one for one in reversed(self.scene.seen) if one.kind is Kind.PERSON and self.lexicon.nouns_are_capitalised]
        words = [self.lexicon.nominative(word) for one in people for role in one.roles for word in role.text.split()]
        return next((word for word in words if word.lower() != head and word.lower().endswith(head)), None)

    def _with_place(self, phrase: Phrase) -> str:
        """Return what an organisation is called, with the place that tells which it is: "town of Lindvik"."""
        behind = phrase.head + 1
        is_placed = behind < phrase.last and self.article.words[behind] in self.people["joiners"] and behind + 1 in self.cast.run_at
        if not is_placed:
            return self.bare(phrase)
        run = self.cast.runs[self.cast.run_at[behind + 1]]
        return " ".join([self.bare(phrase), *self.article.string(behind, run.last).split()])

    def _named_last(self, head: str) -> Character | None:
        """Find the organisation named last that may be called by a general noun."""
        seen = self.scene.seen
        known = [one for one in seen if one.kind is Kind.ORGANISATION and one.name and self._may_be_called(one, head)]
        acting = [one for one in known if seen[one].spoke or seen[one].is_subject]
        if acting:
            return acting[-1]
        return self._firm_taken_for_person(head) or (known[-1] if known else None)

    def _firm_taken_for_person(self, head: str) -> Character | None:
        """Find the name without role, title or pronoun that "the company" gives away as an organisation's."""
        most = _KNOWN_GENDER if head in self.lexicon.anything else _FAINT_GENDER
        bare = [
            one
            for one, sighting in self.scene.seen.items()
            if one.kind is Kind.PERSON and one.may_be_thing(most) and not sighting.is_quoted
            if head in self.lexicon.anything or sighting.spoke or sighting.is_subject
        ]
        if not bare:
            return None
        one = min(bare, key=lambda one: one.first_token)
        one.kind = Kind.ORGANISATION
        return one

    def _may_be_called(self, one: Character, head: str) -> bool:
        """Tell whether an organisation may be called by a noun that its name does not hold: a bank is no university."""
        nouns = {noun for word in one.words if self.lexicon.is_organisation(word) for noun in (word, *self.lexicon.bases(word))}
        if head in self.people["firms"] and nouns & self.people["no_firms"]:
            return False
        if head in self.people["no_firms"] and head not in nouns and nouns & self.people["kinds_of_firms"]:
            return False
        if head in self.people["overseers"] and nouns & self.people["public_bodies"]:
            return True
        return head in self.lexicon.anything or not nouns or bool(nouns & self.lexicon.generic)

    def _office_of(self, owner: Character, head: str) -> str | None:
        """Return the office of its holder: "Agriculture Ministry" of an "Agriculture Minister"."""
        for role in owner.roles:
            first = role.text.split()
            if len(first) > 1 and first[-1].lower()[:5] == head[:5]:
                return " ".join([*first[:-1], head.capitalize()])
        return None
