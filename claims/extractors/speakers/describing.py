"""Whom a description means: "the minister", "the 43-year-old", "her ministry", "two officials"."""

from dataclasses import dataclass

from claims.extractors.speakers.cast import Character, Kind
from claims.extractors.speakers.guessing import Guessing
from claims.extractors.speakers.lexicon import Sort
from claims.extractors.speakers.phrases import Phrase
from claims.extractors.speakers.roles import age_in
from claims.extractors.speakers.scene import Answer, fitness
from claims.vocabularies import Medium

_STYLE = 2
_SURE_OF_TWO = {"who were told to be related": 0.75, "named together before": 0.8, "who were named last": 0.6}
"""How sure each way is to find whom a word for several means."""
_PERSONS = frozenset((Kind.PERSON,))
_ORGANISATIONS = frozenset((Kind.ORGANISATION,))
_NEAR = 12
"""Sentences back to which a description may reach that no role of the article explains."""


@dataclass(eq=False)
class Describing(Guessing):
    """Finds whom the descriptions in a scene mean."""

    def mean(self, phrase: Phrase, *, is_headline: bool = False) -> Answer:
        """Return whom a description means; a new unnamed character where it is nobody mentioned before."""
        answer = self._mean(phrase, is_headline=is_headline)
        if phrase.determiner in self.people["definite"] or is_headline:
            for one in answer.characters:
                one.is_definite = one.is_definite or not one.name
        return answer

    def _mean(self, phrase: Phrase, *, is_headline: bool) -> Answer:
        owner = self.owner(phrase)
        if phrase.sort is Sort.DOCUMENT:
            return self._document(phrase, owner)
        if phrase.words and self.is_spokesperson(phrase.words[0]):
            return self.spokesperson(phrase, owner)
        if phrase.is_plural or (phrase.words and phrase.words[0] in self.people["unnamed_many"]) or self._is_pair(phrase):
            return self._several(phrase)
        if phrase.sort is Sort.ORGANISATION:
            return self.organisation(phrase, owner)
        return self._person(phrase, owner if self.is_owned(phrase) else None, is_headline=is_headline)

    def style(self, phrase: Phrase) -> Answer | None:
        """Return whom "His Grace" or "her ladyship" means: the last who bears a title, else who spoke last."""
        words = [word.lower() for word in self.article.words[phrase.first : phrase.last]]
        if len(words) != _STYLE or words[0] not in self.people["possessives"] or words[1] not in self.people["styles"]:
            return None
        wanted = self.lexicon.pronouns.get(words[0], "")
        fitting = [one for one in self.scene.seen if one.name and fitness(one, wanted) > -0.5]
        titled = [one for one in fitting if not self.people["styled_offices"].isdisjoint(one.words)]
        chosen = (titled or fitting)[-1:]
        return Answer((chosen[0],), 0.6, f"'{' '.join(words)}' read as {chosen[0].name}") if chosen else None

    def _document(self, phrase: Phrase, owner: Character | None) -> Answer:
        medium = self.lexicon.medium_of(phrase.words[0])
        if owner is not None and self.is_owned(phrase) and medium in (Medium.STATEMENT, Medium.SOCIAL_POST):
            return Answer((owner,), 0.85, f"what is {owner.name}'s is {owner.name} speaking")
        if phrase.determiner in self.people["definite"]:
            known = [one for one in self.scene.seen if one.kind is Kind.DOCUMENT]
            if known:
                return Answer((known[-1],), self.sure["document"])
        return Answer((self.new(phrase, Kind.DOCUMENT),), self.sure["document"])

    def _is_pair(self, phrase: Phrase) -> bool:
        words = [word.lower() for word in self.article.words[phrase.first : phrase.head + 1]]
        if self.lexicon.kin and words[-1] in self.lexicon.kin and words[0] in self.people["definite"]:
            return True
        named = self.people["pairs"].intersection(words)
        is_counted_only = named <= self.people["numbers"] - self.people["all_words"]
        return bool(named) and (not is_counted_only or words[0] in self.people["definite"] | self.people["all_words"])

    def _several(self, phrase: Phrase) -> Answer:
        definite = phrase.determiner in self.people["definite"] or (
            phrase.determiner in self.people["possessives"] and self._is_joint(phrase)
        )
        if (definite or self._is_pair(phrase)) and (pair := self._together(phrase)) is not None:
            return pair
        if phrase.sort is Sort.ORGANISATION and not definite:
            return Answer((self.new(phrase, Kind.GROUP),), self.sure["unnamed"])
        if definite:
            known = [one for one in self.scene.seen if one.kind is Kind.GROUP and set(phrase.words) & set(one.words)]
            if known:
                return Answer((known[-1],), self.sure["unnamed"])
            if (joint := self._who_spoke_together(phrase)) is not None:
                return joint
        return Answer((self.new(phrase, Kind.GROUP),), self.sure["unnamed"])

    def _together(self, phrase: Phrase) -> Answer | None:
        """Find whom "the couple", "both men" or "the companies" means: those who are related, were named together, or were named last."""
        two = self._related_two(phrase)
        reason = "who were told to be related"
        if not two:
            together = [one for one in self.scene.seen if one.kind is Kind.SEVERAL and self.scene.distance(one, phrase.first) < 8]
            heads = [one for one in together if any(phrase.words[0] in member.words for member in one.members)]
            chosen = (heads or (together if self._is_pair(phrase) or self._is_joint(phrase) else []))[-1:]
            two, reason = (chosen[0].members, "named together before") if chosen else (self._last_two(phrase), "who were named last")
        names = " and ".join(one.name for one in two)
        return Answer(two, _SURE_OF_TWO[reason], f"'{self.words(phrase)}' read as {names}, {reason}") if two else None

    def _who_spoke_together(self, phrase: Phrase) -> Answer | None:
        """Find whom "the laureates" means where nobody was called that: those who spoke together before."""
        if phrase.sort is not Sort.ROLE or phrase.last - phrase.head > 1:
            return None
        together = [one for one, sighting in self.scene.seen.items() if one.kind is Kind.SEVERAL and sighting.spoke]
        if not together or self.scene.distance(together[-1], phrase.first) > _NEAR / 2:
            return None
        members = together[-1].members
        if not all(one.kind is Kind.PERSON and one.name and self.agrees(one, phrase) for one in members):
            return None
        names = " and ".join(one.name for one in members)
        return Answer(members, 0.55, f"'{self.words(phrase)}' read as {names}, who spoke together")

    def _is_joint(self, phrase: Phrase) -> bool:
        """Tell whether a plural may call those who were named together: "the brothers", "the companies"."""
        return phrase.sort is Sort.ORGANISATION or phrase.words[0] in self.people["pair_nouns"]

    def _related_two(self, phrase: Phrase) -> tuple[Character, ...]:
        return self.relations.pair(self.article.words[phrase.head].lower()) if phrase.last - phrase.head == 1 else ()

    def _last_two(self, phrase: Phrase) -> tuple[Character, ...]:
        """Find the two whom "both men", "the sisters" or "the two companies" mean: the last two of that kind."""
        head = phrase.words[0] if phrase.words else ""
        if not (self._is_pair(phrase) or self._is_joint(phrase)) or phrase.last - phrase.head > 1:
            return ()
        kinds = _ORGANISATIONS if phrase.sort is Sort.ORGANISATION else _PERSONS
        if head in self.people["pairs"] and self.scene.speaker:
            kinds = frozenset((self.scene.speaker[0].settled.kind,))
        named = [one for one in self.scene.seen if one.kind in kinds and one.name and self.agrees(one, phrase)]
        called = [one for one in named if head in one.words]
        spoke = [one for one in named if self.scene.seen[one].spoke]
        chosen = next((some for some in (called, spoke, named) if len(some) > 1), [])[-2:]
        near = all(self.scene.distance(one, phrase.first) < _NEAR for one in chosen)
        return tuple(sorted(chosen, key=lambda one: one.first_token)) if near else ()

    def _person(self, phrase: Phrase, owner: Character | None, *, is_headline: bool) -> Answer:
        head = phrase.words[0] if phrase.words else ""
        if phrase.determiner in self.people["indefinite"] or head in self.people["unnamed_one"]:
            return Answer((self.new(phrase, Kind.PERSON),), self.sure["unnamed"])
        known = self._known(phrase, head, owner) or self._related(phrase, head)
        if known is not None:
            return known
        if self._is_body(phrase, head):
            return self.organisation(phrase, owner)
        is_above = self.scene.paragraph_of[phrase.first] == 0 and len(self.article.paragraphs) > 1
        if is_above and (is_headline or phrase.run is not None) and (named := self._named_below(phrase, head)):
            return named
        guessed = None if self.is_owned(phrase) else self.guess(phrase, head, is_headline=is_headline)
        if guessed is None and phrase.sort is None and self.lexicon.nouns_are_capitalised and phrase.determiner in self.people["definite"]:
            return self.organisation(phrase, owner)
        return guessed or Answer((self.new(phrase, Kind.PERSON),), self.sure["unnamed"])

    def _known(self, phrase: Phrase, head: str, owner: Character | None) -> Answer | None:
        """Find whom a description calls by an age or a role that the article has told."""
        kinds = _PERSONS | (frozenset() if phrase.sort is Sort.ROLE else _ORGANISATIONS)
        matched = self._aged(phrase) or self._of_age(phrase) or self.match(phrase, kinds, owner)
        if matched is None or (self.is_owned(phrase) and head not in matched.characters[0].words):
            return None
        return (self.speaker_without_role(phrase) if self._is_faint(matched.characters[0], head) else None) or matched

    def _is_faint(self, one: Character, head: str) -> bool:
        """Tell whether nobody named is called by another word: "der Staatschef" where only "der Präsident" was mentioned."""
        return not one.name and head not in one.words and not self.scene.seen[one].spoke

    def _is_body(self, phrase: Phrase, head: str) -> bool:
        """Tell whether a word for a member is here the body: "der Kirchenrat", where nobody is called so; "der Landrat" is a person."""
        is_one = phrase.determiner in self.people["definite"] and not self.is_owned(phrase)
        return is_one and head.endswith(self.lexicon.endings["bodies"]) and head not in self.people["no_bodies"]

    def _related(self, phrase: Phrase, head: str) -> Answer | None:
        """Find whom "her client" means where she was "his lawyer" before."""
        if head not in self.people["converses"]:
            return None
        if not self.is_owned(phrase):
            other = self.relations.back(head) if self.people["functions"] and phrase.last - phrase.head == 1 else None
            fits = other is not None and self.agrees(other, phrase)
            return Answer((other,), 0.6, f"'{self.words(phrase)}' read as {other.name}, by a relation") if other and fits else None
        owner = self.owner(phrase)
        if owner is None:
            return None
        converse = self.lexicon.converse.get(head)
        is_converse = converse is None or not converse.isdisjoint(owner.words)
        one = (owner.owner if is_converse else None) or self._other_of_pair(owner)
        if one is None or not one.name or not self.agrees(one, phrase):
            one = self.relations.other(head, phrase.determiner)
        if one is None or not self.agrees(one, phrase):
            return None
        return Answer((one,), 0.7, f"'{self.words(phrase)}' read as {one.name}, who was told to belong to {self.scene.call(owner)}")

    def _other_of_pair(self, owner: Character) -> Character | None:
        """Find the other of two who were named together."""
        pairs = [one.members for one in self.scene.seen if one.kind is Kind.SEVERAL and owner in one.members and len(one.members) == 2]
        return next((member for member in pairs[-1] if member is not owner), None) if pairs else None

    def _of_age(self, phrase: Phrase) -> Answer | None:
        """Find the person whose age makes a "teenager" or an "octogenarian"."""
        ages = self.lexicon.ages.get(phrase.words[0] if phrase.words else "")
        if ages is None or phrase.determiner not in self.people["definite"]:
            return None
        known = [one for one in self.scene.seen if one.age.isdigit() and int(one.age) in ages and self.agrees(one, phrase)]
        return Answer((known[-1],), 0.85, f"'{self.words(phrase)}' is {known[-1].name} by age") if known else None

    def _named_below(self, phrase: Phrase, head: str) -> Answer | None:
        """Find who has that office below a headline: "Lien's president" is "Xu Ruolan, the president of Lien"."""
        called = [one for one in self.cast.first_people if head in one.words]
        owner = self.cast.runs[phrase.run] if phrase.run is not None else None
        name = self.article.string(owner.name, owner.last) if owner is not None and owner.length else ""
        owned = [one for one in called if name and any(name in role.text for role in one.roles)]
        chosen = owned or (called if len(called) == 1 else [])
        return Answer((chosen[0],), 0.6, f"'{self.words(phrase)}' read as {chosen[0].name}, by role") if chosen else None

    def _aged(self, phrase: Phrase) -> Answer | None:
        age = age_in(self.article.words, phrase.first, phrase.head + 1)
        if not age:
            return None
        known = [one for one in self.scene.seen if one.age == age] or [one for one in self.cast.who if one is not None and one.age == age][
            :1
        ]
        return Answer((known[-1],), 0.9, f"'{self.words(phrase)}' is {known[-1].name} by age") if known else None
