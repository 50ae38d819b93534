"""What every reading of a description needs: whose somebody is, whether a role fits, whom its words call."""

from collections import Counter
from dataclasses import dataclass

from claims.extractors.speakers.cast import Cast, Character, Kind
from claims.extractors.speakers.grammar import gender_of_noun
from claims.extractors.speakers.lexicon import Gender, Sort
from claims.extractors.speakers.phrases import Phrase
from claims.extractors.speakers.relations import Relations
from claims.extractors.speakers.roles import Role, read_role
from claims.extractors.speakers.scene import Answer, Scene


@dataclass(eq=False)
class Calling:
    """Finds who in a scene may be called by the words of a description."""

    scene: Scene
    cast: Cast

    def __post_init__(self) -> None:
        self.article, self.lexicon = self.scene.article, self.scene.lexicon
        self.people, self.sure = self.lexicon.people, self.lexicon.confidence
        self.relations = Relations(self.scene, self.cast)

    def owner(self, phrase: Phrase) -> Character | None:
        """Return whose somebody is: of "his lawyer", "Acme's lawyer", "a lawyer for Acme"."""
        if phrase.determiner in self.people["possessives"] and phrase.determiner in self.lexicon.third_persons:
            found = self.scene.pronoun(phrase.determiner, phrase.first).characters
            return found[0] if found else None
        if phrase.run is not None:
            return self.cast.who[phrase.run]
        return None

    def is_owned(self, phrase: Phrase) -> bool:
        """Tell whether a phrase says whose somebody is: "his lawyer", "Acme's lawyer"."""
        return phrase.determiner in self.people["possessives"] or any(
            self.article.words[token] in self.people["possessive_marks"] for token in range(phrase.first, phrase.head)
        )

    def learn_role(self, one: Character, phrase: Phrase) -> None:
        """Note the role that a description gives to somebody who had none."""
        self.cast.describe(one, list(phrase.words))
        role = read_role(self.article, self.lexicon, phrase.first, phrase.last)
        if role is not None and role.text:
            one.roles.append(role)

    def agrees(self, one: Character, phrase: Phrase) -> bool:
        """Tell whether a character may have the gender that the main word tells."""
        gender = self.gender(phrase)
        return gender is None or one.kind is not Kind.PERSON or one.fits(gender) > -0.6

    def gender(self, phrase: Phrase) -> Gender | None:
        """Return the gender that the main word or the article before it tells."""
        if not phrase.words or phrase.is_plural or phrase.words[0] in self.people["pairs"] | self.people["unnamed_many"]:
            return self.lexicon.gender_of_word(phrase.words[0]) if phrase.words else None
        return gender_of_noun(self.lexicon, phrase.determiner, self.article.words[phrase.head].lower())

    def new(self, phrase: Phrase, kind: Kind) -> Character:
        """Return a character without a name, called by the words of a phrase."""
        character = Character("", kind, first_token=phrase.first)
        self.cast.describe(character, list(phrase.words))
        if kind is Kind.PERSON and (gender := self.gender(phrase)):
            character.genders[gender] += 10
        if kind in (Kind.PERSON, Kind.GROUP) and (role := self._role(phrase)) is not None:
            character.roles.append(role)
        return character

    def _role(self, phrase: Phrase) -> Role | None:
        """Return what a description says that somebody is; of several people as printed: "residents of the upper town"."""
        role = read_role(self.article, self.lexicon, phrase.first, phrase.last)
        if role is not None and role.text:
            return role
        first = phrase.first + bool(phrase.determiner)
        last = next((token for token in range(first, phrase.last) if self.article.words[token] in ",(–—"), phrase.last)
        text = " ".join(self.article.string(first, last).split()) if first < last else ""
        return Role(text, next(iter(phrase.words), ""), phrase.words, Sort.ROLE) if text and phrase.words else None

    def words(self, phrase: Phrase) -> str:
        """Return the phrase as printed, up to its main word."""
        return " ".join(self.article.string(phrase.first, phrase.head + 1).split())

    def bare(self, phrase: Phrase) -> str:
        """Return the phrase without its article and what follows its main word."""
        first = phrase.first + (phrase.determiner in self.people["definite"] and phrase.head > phrase.first)
        return " ".join(self.article.string(first, phrase.head + 1).split())

    def match(self, phrase: Phrase, kinds: frozenset[Kind], owner: Character | None = None) -> Answer | None:
        """Find the character whose role or name holds the words of the description; it is not its own `owner`."""
        if not phrase.words:
            return None
        scores: Counter[Character] = Counter()
        head, *others = phrase.words[:7]
        described = self.cast.described
        for one in described.get(head, ()):
            scores[one] += 20
        for narrower in [*self.lexicon.wider.get(head, ()), *self._of_compound(head)]:
            for one in described.get(narrower, ()):
                scores[one] = max(scores[one], 14)
        for word in others:
            is_rank = word in self.people["qualifiers"] and word in self.lexicon.roles
            for one in described.get(word, ()):
                scores[one] += 14 if is_rank else 6
        for one in scores:
            scores[one] -= 8 * sum(word in self.people["qualifiers"] and word not in one.words for word in phrase.words)
            scores[one] -= 5 * sum(word in one.words and word not in phrase.words for word in self.people["qualifiers"])
        enough = 9 if len(phrase.words) < 3 or phrase.sort is not None else 12
        scores = Counter({one: score for one, score in scores.items() if head in one.words or score >= enough})
        fitting = [one for one in scores if one is not owner and self._may_be(one, phrase, kinds) and scores[one] >= enough]
        if not fitting:
            return None
        ranked = sorted(fitting, key=lambda one: -scores[one] + min(30.0, self.scene.distance(one, phrase.first)) * 0.5)
        best = ranked[0]
        is_sure = len(ranked) == 1 or scores[best] - scores[ranked[1]] >= 6
        reason = f"'{self.words(phrase)}' read as {self.scene.call(best)}, by role" if best.name else ""
        return Answer(
            (best.settled,), 0.9 if is_sure else 0.7, reason if is_sure else reason + f"; {self.scene.call(ranked[1])} would fit too"
        )

    def _of_compound(self, head: str) -> list[str]:
        """Return what a compound may call besides: "chef" and "bezirksvorsteher" of "bezirkschef"."""
        bases = self.lexicon.bases(head)
        alike = [head.removesuffix(base) + one for base in bases for one in self.lexicon.wider.get(base, ())]
        return [*bases, *alike]

    def _may_be(self, one: Character, phrase: Phrase, kinds: frozenset[Kind]) -> bool:
        if one.kind not in kinds or not self.agrees(one, phrase):
            return False
        if not one.name:
            return one in self.scene.seen
        if self.is_owned(phrase) and one.first_token > phrase.last:
            return False
        if one.first_token <= phrase.first:
            return True
        paragraph = self.scene.paragraph_of[phrase.first]
        return paragraph == 0 or (paragraph == 1 and phrase.words[0] in one.words)
