"""Whom a description means: "the minister", "the 43-year-old", "her ministry", "two officials"."""

from collections import Counter
from dataclasses import dataclass

from claims.extractors.speakers.cast import Cast, Character, Kind
from claims.extractors.speakers.lexicon import Sort
from claims.extractors.speakers.phrases import Phrase
from claims.extractors.speakers.roles import age_in, head_of, read_role, singular
from claims.extractors.speakers.scene import Answer, Scene
from claims.vocabularies import Medium

_PERSONS = frozenset((Kind.PERSON,))
_ORGANISATIONS = frozenset((Kind.ORGANISATION,))


@dataclass(eq=False)
class Describing:
    """Finds whom the descriptions in a scene mean."""

    scene: Scene
    cast: Cast

    def __post_init__(self) -> None:
        self.article, self.lexicon = self.scene.article, self.scene.lexicon
        self.people = self.lexicon.people

    def mean(self, phrase: Phrase, *, is_headline: bool = False) -> Answer:
        """Return whom a description means; a new unnamed character where it is nobody mentioned before."""
        owner = self._owner(phrase)
        if phrase.sort is Sort.DOCUMENT:
            return self._document(phrase, owner)
        if phrase.words and self.is_spokesperson(phrase.words[0]):
            return self._spokesperson(phrase, owner)
        if phrase.is_plural or (phrase.words and phrase.words[0] in self.people["unnamed_many"]) or self._is_pair(phrase):
            return self._several(phrase)
        if phrase.sort is Sort.ORGANISATION:
            return self._organisation(phrase, owner)
        return self._person(phrase, is_headline=is_headline)

    def is_spokesperson(self, word: str) -> bool:
        """Tell whether a word is a spokesperson: "spokeswoman", "Polizeisprecher"."""
        return word in self.people["spokes"] or self.lexicon.base(word) in self.people["spokes"]

    def _owner(self, phrase: Phrase) -> Character | None:
        """Return whose somebody is: of "his lawyer", "Acme's lawyer", "a lawyer for Acme"."""
        if phrase.determiner in self.people["possessives"] and phrase.determiner in self.lexicon.pronouns:
            found = self.scene.pronoun(phrase.determiner, phrase.first).characters
            return found[0] if found else None
        if phrase.run is not None:
            return self.cast.who[phrase.run]
        return None

    def _is_owned(self, phrase: Phrase) -> bool:
        return phrase.determiner in self.people["possessives"] or any(
            self.article.words[token] in self.people["possessive_marks"] for token in range(phrase.first, phrase.head)
        )

    def _document(self, phrase: Phrase, owner: Character | None) -> Answer:
        medium = self.lexicon.documents[phrase.words[0]]
        if owner is not None and self._is_owned(phrase) and medium in (Medium.STATEMENT, Medium.SOCIAL_POST):
            return Answer((owner,), 0.85, f"what is {owner.name}'s is {owner.name} speaking")
        if phrase.determiner in self.people["definite"]:
            known = [one for one in self.scene.seen if one.kind is Kind.DOCUMENT]
            if known:
                return Answer((known[-1],), 0.9)
        return Answer((self._new(phrase, Kind.DOCUMENT),), 0.9)

    def _spokesperson(self, phrase: Phrase, owner: Character | None) -> Answer:
        speaker = self.scene.speaker[0].settled if self.scene.speaker else None
        is_definite = phrase.determiner in self.people["definite"]
        matched = self._match(phrase, _PERSONS) if is_definite else None
        if matched is not None:
            return matched
        if is_definite and speaker and speaker.kind is Kind.PERSON and speaker.name and not speaker.roles and self._agrees(speaker, phrase):
            self._learn_role(speaker, phrase)
            return Answer((speaker,), 0.6, f"'{self._words(phrase)}' read as {speaker.name}, who spoke last and has no other role")
        owner = owner if owner and owner.kind is not Kind.PERSON else self._organisation_in(phrase)
        if owner is not None and owner.kind in (Kind.ORGANISATION, Kind.PLACE):
            deputy = self._new(phrase, Kind.PERSON)
            deputy.speaks_for = owner
            return Answer((deputy,), 0.85, f"'{self._words(phrase)}' speaks for {owner.name}")
        return Answer((self._new(phrase, Kind.PERSON),), 0.7)

    def _organisation_in(self, phrase: Phrase) -> Character | None:
        """Find the organisation inside the phrase: "a spokesman for the zoo", "a ministry spokesman"."""
        for first in range(phrase.head + 1, phrase.last):
            if self.article.words[first].lower() in self.people["belonging"]:
                head = head_of(self.article, self.lexicon, first + 1, phrase.last) if first + 1 < phrase.last else first
                return self._called(first + 1, head)
        compound = self._organisation_of_compound(phrase)
        if compound is not None:
            return compound
        start = phrase.first + bool(phrase.determiner)
        if start < phrase.head and self.lexicon.is_organisation(self.article.words[phrase.head - 1].lower()):
            return self._called(start, phrase.head - 1)
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

    def _called(self, first: int, head: int) -> Character:
        words = self.article.words
        if words[first].lower() in self.people["determiners"] and first < head:
            first += 1
        lower = singular(words[head], self.lexicon)
        known = [one for one in self.cast.described.get(lower, ()) if one.kind is Kind.ORGANISATION]
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

    def _is_pair(self, phrase: Phrase) -> bool:
        words = {word.lower() for word in self.article.words[phrase.first : phrase.head + 1]}
        return bool(words & self.people["pairs"])

    def _several(self, phrase: Phrase) -> Answer:
        definite = phrase.determiner in self.people["definite"]
        if definite or self._is_pair(phrase):
            together = [one for one in self.scene.seen if one.kind is Kind.SEVERAL and self.scene.distance(one, phrase.first) < 8]
            heads = [one for one in together if any(phrase.words[0] in member.words for member in one.members)]
            chosen = (heads or (together if self._is_pair(phrase) or phrase.words[0] in self.people["pair_nouns"] else []))[-1:]
            if chosen:
                names = " and ".join(member.name for member in chosen[0].members)
                return Answer(chosen[0].members, 0.8, f"'{self._words(phrase)}' read as {names}, named together before")
        if phrase.sort is Sort.ORGANISATION and not definite:
            return Answer((self._new(phrase, Kind.GROUP),), 0.9)
        if definite:
            known = [one for one in self.scene.seen if one.kind is Kind.GROUP and set(phrase.words) & set(one.words)]
            if known:
                return Answer((known[-1],), 0.9)
        return Answer((self._new(phrase, Kind.GROUP),), 0.9)

    def _organisation(self, phrase: Phrase, owner: Character | None) -> Answer:
        head = phrase.words[0]
        if phrase.determiner in self.people["indefinite"]:
            return Answer((self._new(phrase, Kind.GROUP),), 0.8)
        matched = self._match(phrase, _ORGANISATIONS)
        if matched is not None:
            return matched
        if owner is not None and owner.kind is Kind.PERSON and phrase.determiner in self.people["possessives"]:
            name = self._office_of(owner, head) or f"{owner.name}'s {head}"
            return Answer(
                (self._organisation_named(name, head),), 0.5, f"'{self._words(phrase)}' read as {name}, by the role of {owner.name}"
            )
        if head in self.lexicon.generic and phrase.determiner in self.people["definite"] and len(phrase.words) == 1:
            known = [one for one in self.scene.seen if one.kind is Kind.ORGANISATION and one.name and self._may_be_called(one, head)]
            if known:
                return Answer((known[-1],), 0.65, f"'{self._words(phrase)}' read as {known[-1].name}, the organisation named last")
        return Answer((self._organisation_named(self._bare(phrase), head),), 0.85)

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

    def _person(self, phrase: Phrase, *, is_headline: bool) -> Answer:
        head = phrase.words[0] if phrase.words else ""
        if phrase.determiner in self.people["indefinite"] or head in self.people["unnamed_one"]:
            return Answer((self._new(phrase, Kind.PERSON),), 0.9)
        aged = self._aged(phrase)
        matched = aged or self._match(phrase, _PERSONS | (frozenset() if phrase.sort is Sort.ROLE else _ORGANISATIONS))
        if matched is not None and (not self._is_owned(phrase) or head in matched.characters[0].words):
            return matched
        guessed = None if self._is_owned(phrase) else self._guess(phrase, head, is_headline=is_headline)
        return guessed or Answer((self._new(phrase, Kind.PERSON),), 0.8)

    def _guess(self, phrase: Phrase, head: str, *, is_headline: bool) -> Answer | None:
        scene = self.scene
        gender = self.lexicon.gender_of_word(head)
        is_definite = phrase.determiner in self.people["definite"]
        if gender is not None and is_definite and head in self.people["lone_people"]:
            fitting = [one for one in scene.seen if one.kind is Kind.PERSON and one.fits(gender) > -0.5 and not scene.seen[one].is_quoted]
            if fitting:
                return Answer((fitting[-1],), 0.6, f"'{self._words(phrase)}' read as {scene.call(fitting[-1])}, the last who fits")
        is_aged = bool(age_in(self.article.words, phrase.first, phrase.head + 1))
        if is_headline:
            return self._ahead(phrase)
        speaker = scene.speaker[0].settled if scene.speaker else None
        has_complement = phrase.last - phrase.head > 1
        fits = (
            speaker is not None
            and speaker.kind is Kind.PERSON
            and speaker.name
            and (not speaker.roles or (is_aged and not speaker.age))
            and self._agrees(speaker, phrase)
        )
        if speaker and fits and is_definite and not has_complement and scene.distance(speaker, phrase.first) < 5:
            self._learn_role(speaker, phrase)
            return Answer((speaker,), 0.55, f"'{self._words(phrase)}' read as {speaker.name}, who spoke last")
        return None

    def _ahead(self, phrase: Phrase) -> Answer | None:
        """Find who is introduced below a headline that gives the role only."""
        fitting = [one for one in self.cast.first_people if self._agrees(one, phrase)]
        if not fitting:
            return None
        self._learn_role(fitting[0], phrase)
        return Answer((fitting[0],), 0.5, f"'{self._words(phrase)}' read as {fitting[0].name}, the first person named below")

    def _learn_role(self, one: Character, phrase: Phrase) -> None:
        """Note the role that a description gives to somebody who had none."""
        self.cast.describe(one, list(phrase.words))
        role = read_role(self.article, self.lexicon, phrase.first, phrase.last)
        if role is not None and role.text:
            one.roles.append(role)

    def _aged(self, phrase: Phrase) -> Answer | None:
        age = age_in(self.article.words, phrase.first, phrase.head + 1)
        if not age:
            return None
        known = [one for one in self.scene.seen if one.age == age] or [one for one in self.cast.who if one is not None and one.age == age][
            :1
        ]
        return Answer((known[-1],), 0.9, f"'{self._words(phrase)}' is {known[-1].name} by age") if known else None

    def _match(self, phrase: Phrase, kinds: frozenset[Kind]) -> Answer | None:
        """Find the character whose role or name holds the words of the description."""
        if not phrase.words:
            return None
        scores: Counter[Character] = Counter()
        head, *others = phrase.words[:7]
        described = self.cast.described
        for one in described.get(head, ()):
            scores[one] += 20
        base = self.lexicon.base(head)
        for narrower in [*self.lexicon.wider.get(head, ()), *((base,) if base else ())]:
            for one in described.get(narrower, ()):
                scores[one] = max(scores[one], 14)
        for word in others:
            for one in described.get(word, ()):
                scores[one] += 6
        for one in scores:
            scores[one] -= 5 * sum(word in one.words and word not in phrase.words for word in self.people["qualifiers"])
        enough = 9 if len(phrase.words) < 3 or phrase.sort is not None else 12
        scores = Counter({one: score for one, score in scores.items() if head in one.words or score >= enough})
        fitting = [one for one in scores if self._may_be(one, phrase, kinds) and scores[one] >= enough]
        if not fitting:
            return None
        ranked = sorted(fitting, key=lambda one: -scores[one] + min(30.0, self.scene.distance(one, phrase.first)) * 0.5)
        best = ranked[0]
        is_sure = len(ranked) == 1 or scores[best] - scores[ranked[1]] >= 6
        reason = f"'{self._words(phrase)}' read as {self.scene.call(best)}, by role" if best.name else ""
        return Answer(
            (best.settled,), 0.9 if is_sure else 0.7, reason if is_sure else reason + f"; {self.scene.call(ranked[1])} would fit too"
        )

    def _may_be(self, one: Character, phrase: Phrase, kinds: frozenset[Kind]) -> bool:
        if one.kind not in kinds or not self._agrees(one, phrase):
            return False
        if not one.name and self._is_owned(phrase) is not one.words.get("\0owned", 0):
            return one in self.scene.seen
        return one.first_token <= phrase.first or self.scene.paragraph_of[phrase.first] < 2

    def _agrees(self, one: Character, phrase: Phrase) -> bool:
        gender = self.lexicon.gender_of_word(phrase.words[0]) if phrase.words else None
        return gender is None or one.kind is not Kind.PERSON or one.fits(gender) > -0.6

    def _new(self, phrase: Phrase, kind: Kind) -> Character:
        character = Character("", kind, first_token=phrase.first)
        self.cast.describe(character, list(phrase.words))
        if phrase.words and (gender := self.lexicon.gender_of_word(phrase.words[0])):
            character.genders[gender] += 10
        role = read_role(self.article, self.lexicon, phrase.first, phrase.last) if kind is Kind.PERSON else None
        if role is not None and role.text:
            character.roles.append(role)
        return character

    def _words(self, phrase: Phrase) -> str:
        return " ".join(self.article.string(phrase.first, phrase.head + 1).split())

    def _bare(self, phrase: Phrase) -> str:
        """Return the phrase without its article and what follows its main word."""
        first = phrase.first + (phrase.determiner in self.people["definite"] and phrase.head > phrase.first)
        return " ".join(self.article.string(first, phrase.head + 1).split())
