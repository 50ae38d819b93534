"""Whom a description may mean that no role of the article explains: who spoke last, who has no role yet, any who fits."""

from dataclasses import dataclass

from claims.extractors.speakers.cast import Character, Kind
from claims.extractors.speakers.grammar import masculines
from claims.extractors.speakers.institutions import Institutions
from claims.extractors.speakers.lexicon import Sort
from claims.extractors.speakers.phrases import Phrase
from claims.extractors.speakers.roles import age_in
from claims.extractors.speakers.scene import Answer

_JUST = 2.5
"""Sentences within which who spoke last may be called by a new word."""
_RECENT = 5
"""Sentences within which who spoke last may be called by a role that was not told."""
_NEAR = 12
"""Sentences back to which a description may reach that no role of the article explains."""


@dataclass(eq=False)
class Guessing(Institutions):
    """Guesses whom the descriptions in a scene mean."""

    def guess(self, phrase: Phrase, head: str, *, is_headline: bool) -> Answer | None:
        """Find whom a description may mean that no role of the article explains."""
        scene = self.scene
        gender = self.gender(phrase)
        is_definite = phrase.determiner in self.people["definite"]
        if gender is not None and is_definite and head in self.people["lone_people"]:
            fitting = [one for one in scene.seen if one.kind is Kind.PERSON and one.fits(gender) > -0.5 and not scene.seen[one].is_quoted]
            if fitting:
                return Answer((fitting[-1],), 0.6, f"'{self.words(phrase)}' read as {scene.call(fitting[-1])}, the last who fits")
        is_aged = bool(age_in(self.article.words, phrase.first, phrase.head + 1))
        if is_headline:
            return self._ahead(phrase)
        if (spoke := self.speaker_without_role(phrase)) is not None:
            return spoke
        if not is_definite or self._has_complement(phrase) or phrase.sort not in (Sort.ROLE, None):
            return None
        if phrase.sort is None and self.lexicon.nouns_are_capitalised:
            return self.epithet(phrase)
        found = self._without_role(phrase) or (self.epithet(phrase) if is_aged or self._is_epithet(phrase) else None)
        return found or self._told_anew(phrase)

    def _has_complement(self, phrase: Phrase) -> bool:
        return phrase.last - phrase.head > 1 and self.article.words[phrase.head + 1] not in self.people["origins"]

    def speaker_without_role(self, phrase: Phrase) -> Answer | None:
        """Find who spoke last, where the article has not told the role or the age that a description gives."""
        one = self.scene.speaker[0].settled if self.scene.speaker else None
        if one is None or one.kind is not Kind.PERSON or not one.name or phrase.determiner not in self.people["definite"]:
            return None
        is_aged = bool(age_in(self.article.words, phrase.first, phrase.head + 1))
        is_new = not one.roles or (is_aged and not one.age)
        is_near = self.scene.distance(one, phrase.first) < _RECENT
        if not (is_new and is_near and self.agrees(one, phrase)) or self._has_complement(phrase):
            return None
        self.learn_role(one, phrase)
        return Answer((one,), 0.55, f"'{self.words(phrase)}' read as {one.name}, who spoke last")

    def _told_anew(self, phrase: Phrase) -> Answer | None:
        """Find the speaker of before where a new word for somebody stands behind what is said: "..., sagte die Züchterin"."""
        one = self.scene.speaker[0].settled if self.scene.speaker else None
        functions = self.people["functions"]
        opens = phrase.first == self.article.sentences[self.article.sentence_of[phrase.first]].start
        if not functions or opens or one is None or one.kind is not Kind.PERSON or not one.name or self.scene.told[phrase.head]:
            return None
        gender = self.gender(phrase)
        is_function = not functions.isdisjoint((*phrase.words, *masculines(self.lexicon, phrase.words[0])))
        if is_function or gender is None or one.fits(gender) <= 0 or self.scene.distance(one, phrase.first) > _JUST:
            return None
        return Answer((one,), 0.5, f"'{self.words(phrase)}' read as {one.name}, who spoke last")

    def _is_epithet(self, phrase: Phrase) -> bool:
        """Tell whether a noun may call anybody once more: one of a list, a compound with it, in German a noun that no list has."""
        head = phrase.words[0]
        if head in self.people["epithets"] or (phrase.sort is None and self.lexicon.nouns_are_capitalised):
            return True
        return any(form.endswith(self.lexicon.endings_of_epithets) for form in masculines(self.lexicon, head))

    def epithet(self, phrase: Phrase) -> Answer | None:
        """Find whom a word means that fits anybody, "the politician", "the Norwegian": who spoke last, else who was named last."""
        fitting = [one for one in self.scene.seen if one.kind is Kind.PERSON and one.name and self.agrees(one, phrase)]
        near = [one for one in fitting if self.scene.distance(one, phrase.first) < _NEAR / 2]
        one = next((one for one in reversed(near) if one in self.scene.speaker), near[-1] if near else None)
        return Answer((one,), 0.5, f"'{self.words(phrase)}' read as {one.name}, the last who fits") if one else None

    def _without_role(self, phrase: Phrase) -> Answer | None:
        """Find the one person whose role the article has not told yet: "the comedian" is Lorcan Beale."""
        seen, is_free = self.scene.seen.items(), self.lexicon.word_order_is_free
        free = [
            (one, sighting)
            for one, sighting in seen
            if one.kind is Kind.PERSON and one.name and self._has_no_office(one) and self.agrees(one, phrase)
            if (sighting.spoke or sighting.is_subject or (is_free and not sighting.is_oblique))
            and self.scene.distance(one, phrase.first) < _NEAR
        ]
        if not free:
            return None
        one, _ = max(free, key=lambda pair: (pair[1].spoke, pair[1].token))
        self.learn_role(one, phrase)
        return Answer((one,), 0.5, f"'{self.words(phrase)}' read as {one.name}, whose role is not told otherwise")

    def _has_no_office(self, one: Character) -> bool:
        return all(self.people["titles_beside_roles"].issuperset(role.words) for role in one.roles if role.text)

    def _ahead(self, phrase: Phrase) -> Answer | None:
        """Find who is introduced below a headline that gives the role only."""
        fitting = [one for one in self.cast.first_people if self.agrees(one, phrase)]
        if not fitting:
            return None
        self.learn_role(fitting[0], phrase)
        return Answer((fitting[0],), 0.5, f"'{self.words(phrase)}' read as {fitting[0].name}, the first person named below")
