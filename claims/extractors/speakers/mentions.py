"""Notes who is mentioned between the sources, so that a later pronoun finds them."""

from dataclasses import dataclass

from claims.extractors.speakers.cast import Cast, Character, Kind
from claims.extractors.speakers.describing import Describing
from claims.extractors.speakers.lexicon import Sort
from claims.extractors.speakers.phrases import Form, is_naming, read_phrase
from claims.extractors.speakers.revealing import Revealing
from claims.extractors.speakers.scene import Scene

_BOUNDARIES = frozenset(",;:—–―-\"“”„»«('‘’.")
_NEAR = 2
_LONGEST_CLAUSE = 40
_SHORT = 3
_PAIR = 2
_LONGEST_APPOSITION = 8
_CALLED = frozenset((Kind.PERSON, Kind.GROUP))


@dataclass(eq=False)
class Mentions:
    """Goes through the text and tells the scene who appears."""

    scene: Scene
    cast: Cast
    describing: Describing

    def __post_init__(self) -> None:
        self.article, self.lexicon = self.scene.article, self.scene.lexicon
        self.relations, self.revealing = self.describing.relations, Revealing(self.scene)

    def note(self, token: int) -> int:
        """Note who is mentioned at a token; return the token to go on with."""
        number = self.cast.run_at.get(token)
        if number is not None:
            return self._run(number)
        word = self.article.words[token].lower()
        if word in self.lexicon.pronouns and self._is_singular_they(token):
            self._note_singular_they()
        elif word in self.lexicon.pronouns:
            self._pronoun(word, token)
        elif word in self.lexicon.people["they_words"] and self._is_singular_they(token):
            self._note_singular_they()
        elif token not in self.cast.run_at:
            self._noun(word, token)
        return token + 1

    def _is_singular_they(self, token: int) -> bool:
        if self.article.words[token].lower() not in self.lexicon.openings_of_they:
            return False
        near = self.article.string(token, min(len(self.article.words), token + 3)).lower()
        return any(near.startswith(phrase) for phrase in self.lexicon.phrases["singular_they"])

    def _note_singular_they(self) -> None:
        for one in reversed(self.scene.seen):
            if one.kind is Kind.PERSON:
                one.is_they = True
                return

    def _run(self, number: int) -> int:
        run = self.cast.runs[number]
        character = self.cast.who[number]
        if self._is_before_institution(run.last):
            is_subject, is_oblique = self._standing_of(run.first, run.last + 1)
            self.scene.see(self.describing.called(run.first, run.last), run.first, is_subject=is_subject, is_oblique=is_oblique)
            return run.last + 1
        if character is not None and character.kind is not Kind.PLACE:
            if is_naming(self.article.words, run.first, self.lexicon):
                self.revealing.name(character, run)
            start = self.relations.note(character, run)
            is_subject, is_oblique = self._standing_of(start, run.last)
            if is_subject and character.age and not self.scene.told[run.first] and not self.article.quoted[run.first]:
                self.revealing.reveal(character, run)
            self.scene.see(character, run.name, is_subject=is_subject, is_oblique=is_oblique)
            self._see_together(start, character, is_subject=is_subject)
        return run.end

    def _is_before_institution(self, token: int) -> bool:
        """Tell whether a name makes a common noun that of an organisation: "Wexby council"."""
        words = self.article.words
        if token >= len(words) or not words[token].islower() or self.lexicon.nouns_are_capitalised:
            return False
        following = words[token + 1].lower() if token + 1 < len(words) else "."
        found = self.lexicon.sort_of(words[token])
        is_modifier = self.lexicon.sort_of(following) is not None or token + 1 in self.cast.run_at
        return found is not None and found[1] is Sort.ORGANISATION and not found[2] and not is_modifier

    def _standing_of(self, first: int, last: int) -> tuple[bool, bool]:
        """Tell whether a mention is a subject, and whether it hangs on a preposition or owns something."""
        words, people = self.article.words, self.lexicon.people
        before = words[first - 1].lower() if first else "."
        after = words[last].lower() if last < len(words) else "."
        starts = first == self.article.sentences[self.article.sentence_of[min(first, len(words) - 1)]].start
        owns = after in people["possessive_marks"]
        is_oblique = owns or before in people["prepositions"] or before in people["possessive_marks"]
        is_subject = not is_oblique and (starts or before in _BOUNDARIES or before in self.lexicon.people["connectives"])
        return is_subject, is_oblique

    def _see_together(self, start: int, character: Character, *, is_subject: bool) -> None:
        """Note "X and Y", "X, a baker, and Y" and "X and her brother Y" as two who may be meant together."""
        words = self.article.words
        if start < _PAIR or words[start - 1].lower() not in self.lexicon.people["and_words"]:
            return
        before = self.cast.run_at.get(start - 2)
        if before is None and words[start - 2] == ",":
            before = self._before_apposition(start - 2)
        other = self.cast.who[before] if before is not None else None
        if other is not None and other is not character and other.kind is character.kind is Kind.PERSON:
            members = (*self._listed_before(before), other, character) if before is not None else (other, character)
            together = Character("", Kind.SEVERAL, members=members, first_token=start)
            self.scene.see(together, start, is_subject=is_subject)

    def _listed_before(self, number: int) -> list[Character]:
        """Return who stands before a name in a list: A of "A, B and C"."""
        listed: list[Character] = []
        first = self.cast.runs[number].first
        while first > 1 and self.article.words[first - 1] == "," and (before := self.cast.run_at.get(first - _PAIR)) is not None:
            one = self.cast.who[before]
            if one is None or one.kind is not Kind.PERSON or one in listed:
                break
            listed.insert(0, one)
            first = self.cast.runs[before].first
        return listed

    def _before_apposition(self, comma: int) -> int | None:
        """Return the run of X where the comma closes what X is: "X, a baker,"."""
        earliest = max(self.article.sentences[self.article.sentence_of[comma]].start, comma - _LONGEST_APPOSITION)
        opening = next((at for at in range(comma - 1, earliest, -1) if self.article.words[at] == ","), None)
        if opening is None or self.article.words[opening + 1].lower() not in self.lexicon.people["articles"]:
            return None
        return self.cast.run_at.get(opening - 1)

    def _pronoun(self, word: str, token: int) -> None:
        if self.article.quoted[token] or not self.scene.seen or self.lexicon.pronouns[word] == "thing":
            return
        if self.lexicon.pronouns[word] == "many" and (lone := self._lone_subject(token)) is not None:
            lone.may_be_they = True
            return
        if self.lexicon.pronouns[word] == "many" and not any(one.is_they for one in self.scene.seen):
            return
        answer = self.scene.pronoun(word, token)
        is_lone = len(answer.characters) == 1 and answer.characters[0].kind is Kind.PERSON
        if is_lone and (self.lexicon.pronouns[word] != "many" or answer.characters[0].is_they):
            sighting = self.scene.seen.get(answer.characters[0])
            is_subject, is_oblique = self._standing_of(token, token + 1)
            if sighting is not None and sighting.sentence != self.article.sentence_of[token]:
                self.scene.see(answer.characters[0], token, is_subject=is_subject, is_oblique=is_oblique)

    def _lone_subject(self, token: int) -> Character | None:
        """Find the one person whom "their" can only mean: alone in the sentence, of no known gender, with no plural before it."""
        here = self.article.sentence_of[token]
        near = [
            (one, sighting)
            for one, sighting in self.scene.seen.items()
            if here - sighting.sentence < _NEAR and (one.kind is not Kind.ORGANISATION or sighting.is_subject)
        ]
        if len(near) != 1 or not near[0][1].is_subject or near[0][1].sentence != here:
            return None
        one = near[0][0]
        start = max(self.article.sentences[here].start, token - _LONGEST_CLAUSE)
        if one.kind is not Kind.PERSON or not one.name or max(one.genders.values(), default=0) > 1:
            return None
        words = [word for word in self.article.words[start:token] if word.islower() and len(word) > _SHORT]
        sorts = [self.lexicon.sort_of(word) for word in words]
        is_several = any(found is not None and (found[2] or found[1] in (Sort.GROUP, Sort.ORGANISATION)) for found in sorts)
        return None if is_several or any(word.endswith("s") for word in words) else one

    def _is_noun(self, word: str) -> bool:
        """Tell whether a word behind a noun makes one with it: "police officer", not "the officer will"."""
        return word not in self.lexicon.people["auxiliaries"] and self.lexicon.sort_of(word) is not None

    def _end_of_office(self, token: int) -> int:
        """Return the end of "spokesman for the company" or "spokesman for Acme", that begins at a token."""
        words, people = self.article.words, self.lexicon.people
        stop = min(token + _LONGEST_APPOSITION, self.article.sentences[self.article.sentence_of[token]].stop)
        if token + 2 >= stop or words[token + 1].lower() not in people["belonging"]:
            return token + 1
        for at in range(token + 2, stop):
            if at in self.cast.run_at:
                return self.cast.runs[self.cast.run_at[at]].last
            if self.lexicon.is_organisation(words[at].lower()):
                return at + 1
        return token + 1

    def _noun(self, word: str, token: int) -> None:
        """Note people without a name, such as "a diver" and "the miners", whom a pronoun may mean."""
        found = self.lexicon.sort_of(word)
        words, people = self.article.words, self.lexicon.people
        if (
            found is None
            or found[1] not in (Sort.ROLE, Sort.GROUP)
            or self.article.quoted[token]
            or found[0] in people["only_in_compounds"]
        ):
            return
        following = token + 1
        if following < len(words) and (following in self.cast.run_at or self._is_noun(words[following].lower())):
            return
        first = token
        while first > 0 and token - first < 4 and words[first - 1][0].isalpha() and words[first - 1].lower() not in people["prepositions"]:
            first -= 1
            if words[first].lower() in people["determiners"] or words[first].lower() in people["numbers"]:
                break
        determiner = words[first].lower()
        is_bare = determiner not in people["determiners"]
        if determiner in people["possessives"] or (is_bare and not found[2]) or (found[2] and self.lexicon.is_guessed(found[0])):
            return
        first = first if determiner in people["determiners"] else token
        last = self._end_of_office(token) if self.describing.is_spokesperson(found[0]) else token + 1
        phrase = read_phrase(self.article, self.lexicon, self.cast.run_at, self.cast.runs, first, last)
        if phrase.form is not Form.DESCRIPTION or not phrase.words:
            return
        is_subject, is_oblique = self._standing_of(phrase.first, token + 1)
        is_told = self.scene.told[token] and words[phrase.first - 1] not in _BOUNDARIES and words[phrase.first].islower()
        if determiner not in people["definite"] and (not is_subject or is_told):
            return
        answer = self.describing.mean(phrase)
        for one in answer.characters:
            if one.kind in _CALLED:
                self.scene.see(one, token, is_subject=is_subject, is_oblique=is_oblique)
