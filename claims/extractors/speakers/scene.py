"""Who was mentioned last, and whom a pronoun or a description means at a place in the text."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import itemgetter

from claims.extractors.article import Article
from claims.extractors.speakers.cast import Cast, Character, Kind
from claims.extractors.speakers.lexicon import Gender, Lexicon

_NO_VERBS = frozenset(("den", "einen", "zwischen", "neben", "gegen", "wegen", "gestern", "sondern", "insofern", "einzeln"))
"""German words beside "sie" that end like a verb of several."""
_GENDERS = {gender.value: gender for gender in Gender}
_KNOWN = 2
_PERHAPS = -0.3
_AS_NOUN = 0.4
"""How well a pronoun fits an organisation whose noun has that gender."""
_IMPOSSIBLE = -50
_NEAR = 5
MOST_REMEMBERED = 16
"""So many characters are remembered at a time, so that the time stays linear in the text."""


@dataclass(slots=True)
class Sighting:
    """Where a character was mentioned last, and how."""

    token: int
    sentence: int
    paragraph: int
    is_subject: bool
    is_oblique: bool
    is_quoted: bool
    spoke: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """Who is meant, how sure that is (0 to 1), and why."""

    characters: tuple[Character, ...]
    confidence: float
    because: str = ""


@dataclass(eq=False)
class Scene:
    """The state of the discourse while an article is read from its beginning to its end."""

    article: Article
    lexicon: Lexicon
    cast: Cast
    paragraph_of: list[int]
    told: bytearray
    """For each token, whether it stands in what a source says."""
    seen: dict[Character, Sighting] = field(default_factory=dict)
    speaker: tuple[Character, ...] = ()
    """Who spoke last."""

    def see(self, character: Character, token: int, *, is_subject: bool = False, is_oblique: bool = False, spoke: bool = False) -> None:
        """Note that a character is mentioned at a token."""
        character = character.settled
        before = self.seen.pop(character, None)
        sentence = self.article.sentence_of[token]
        is_quoted = self.article.quoted[token] and not spoke
        if before and before.sentence == sentence:
            is_subject, is_oblique = is_subject or before.is_subject, is_oblique and before.is_oblique
            is_quoted = is_quoted and before.is_quoted
        spoke = spoke or (before is not None and before.spoke)
        if len(self.seen) >= MOST_REMEMBERED:
            del self.seen[next(iter(self.seen))]
        self.seen[character] = Sighting(token, sentence, self.paragraph_of[token], is_subject, is_oblique, is_quoted, spoke)

    def distance(self, character: Character, token: int) -> float:
        """Return how many sentences ago a character was mentioned; a paragraph counts as half a sentence more."""
        sighting = self.seen.get(character)
        if sighting is None:
            return 20.0
        return (self.article.sentence_of[token] - sighting.sentence) + 0.5 * (self.paragraph_of[token] - sighting.paragraph)

    def pronoun(self, word: str, token: int, content: Iterable[tuple[int, int]] | None = None, outer: tuple[Character, ...] = ()) -> Answer:
        """Return whom a pronoun of the third person means.

        `content` are the tokens of the statement that it speaks, None where it speaks none; `outer` is who speaks the direct words in
        which it stands.
        """
        wanted = self.lexicon.third_persons[word]
        spans = list(content or ())
        may_learn_kind = content is not None
        if wanted == "female_or_many":
            wanted = self._number_of(token)
        turn = self._turn(token, spans, wanted)
        owners = [other.owner for other in outer]
        ranked = [
            (self._score(one, sighting, wanted, token, spans, turn) + _NEAR * (one in owners), one)
            for one, sighting in self.seen.items()
            if one not in outer and (may_learn_kind or wanted != "thing" or one.kind is not Kind.PERSON)
        ]
        ranked = sorted((pair for pair in ranked if pair[0] > _IMPOSSIBLE), key=itemgetter(0), reverse=True)
        if not ranked:
            return Answer((), 0.0, f"nobody before '{word}' whom it could mean")
        best, chosen = ranked[0]
        margin = best - ranked[1][0] if len(ranked) > 1 else 3.0
        if wanted == "thing" and chosen.kind is Kind.PERSON:
            chosen.kind = Kind.ORGANISATION
        self._learn(chosen, wanted)
        members = chosen.members or (self._pair_with(chosen, token) if wanted == "many" else ()) or (chosen,)
        who = " and ".join(self.call(one) for one in members)
        reason = f"'{word}' read as {who}, {'who spoke last' if chosen in self.speaker else 'the last who fits'}"
        if margin < 0.6:
            reason += f"; {self.call(ranked[1][1])} would fit too"
        return Answer(members, round(min(0.95, 0.55 + 0.2 * max(0.0, margin)), 2), reason)

    def _pair_with(self, chosen: Character, token: int) -> tuple[Character, ...]:
        """Return the two who spoke one after the other, where "they" falls to somebody whose gender is known: it means both."""
        is_one = chosen.is_they or chosen.may_be_they or max(chosen.genders.values(), default=0) < _KNOWN
        if chosen.kind is not Kind.PERSON or is_one:
            return ()
        spoke = [one for one, sighting in self.seen.items() if sighting.spoke and one.kind is Kind.PERSON and one.name]
        near = [one for one in spoke if self.distance(one, token) < _NEAR][-2:]
        return tuple(sorted(near, key=lambda one: one.first_token)) if chosen in near and len(near) > 1 else ()

    def _turn(self, token: int, content: list[tuple[int, int]], wanted: str) -> int:
        """Return the sentence of this paragraph, before the pronoun's, that tells of somebody else; who spoke before it has had the say."""
        here = self.article.sentence_of[token]
        turns = [
            sighting.sentence
            for one, sighting in self.seen.items()
            if sighting.is_subject
            and not sighting.is_quoted
            and (one.name or one.is_definite or one.speaks_for or (wanted == "many" and one.kind is Kind.GROUP))
            and (sighting.paragraph == self.paragraph_of[token] or sighting.sentence == here - 1)
            and sighting.sentence < here
            and fitness(one, wanted) > -0.5
            and not any(first <= sighting.token < last for first, last in content)
        ]
        return max(turns, default=-1)

    def turned_here(self, turn: int, token: int) -> bool:
        """Tell whether a sentence stands in the paragraph of a token."""
        return self.paragraph_of[self.article.sentences[turn].start] == self.paragraph_of[token]

    def _number_of(self, token: int) -> str:
        """Tell "sie sagte" from "sie sagten" by the verbs beside it."""
        words = self.article.words
        near = [words[at].lower() for at in (token - 1, token + 1) if 0 <= at < len(words)]
        is_plural = any(word.endswith(("en", "ern", "eln", "sind")) and word not in _NO_VERBS for word in near)
        return "many" if is_plural else "female"

    def call(self, character: Character) -> str:
        """Return what to call a character in a reason."""
        if character.speaks_for is not None:
            return character.speaks_for.name
        return character.name or (f"the {next(iter(character.words))}" if character.words else "somebody unnamed")

    def _learn(self, character: Character, wanted: str) -> None:
        if character.kind is Kind.PERSON and wanted in ("male", "female"):
            character.genders[Gender(wanted)] += 2

    def _score(self, one: Character, sighting: Sighting, wanted: str, token: int, content: list[tuple[int, int]], turn: int) -> float:
        fit = fitness(one, wanted)
        if wanted == "thing" and fit == _PERHAPS and one not in self.speaker and not sighting.is_subject:
            return -99.0
        is_lone = wanted == "many" and one.kind is Kind.PERSON and not (one.is_they or one.may_be_they)
        if fit <= -1.0 or (is_lone and one not in self.speaker):
            return -99.0
        sentences = max(0, self.article.sentence_of[token] - sighting.sentence)
        paragraphs = self.paragraph_of[token] - sighting.paragraph
        score = 0.9 * fit - 3.0 * (fit < -0.5) - 0.45 * min(sentences, 8) - 0.25 * min(paragraphs, 8)
        if one in self.speaker and sentences < 12:
            has_turned = sighting.sentence < turn and (self.turned_here(turn, token) or fit < 0.5)
            score += -0.4 if has_turned else 1.5 if paragraphs == 0 else 1.2 if paragraphs == 1 else 0.6
        score += 0.9 * sighting.is_subject - 0.8 * sighting.is_oblique + 0.3 * sighting.spoke
        if paragraphs == 0:
            score += 0.7
        if sighting.is_quoted:
            score -= 1.5
        for first, last in content:
            if first <= sighting.token < last:
                score -= 0.8
                break
        return score - 0.3 * (not one.name)


def fitness(one: Character, wanted: str) -> float:
    """Return how well a character fits a pronoun: -1 is not at all, 1 surely."""
    kind = one.kind
    if wanted in _GENDERS and kind is Kind.ORGANISATION and one.noun_gender is not None:
        return _AS_NOUN if one.noun_gender is _GENDERS[wanted] else -1.0
    if wanted in _GENDERS:
        return one.fits(_GENDERS[wanted]) if kind is Kind.PERSON and not one.is_they else -1.0
    if wanted == "thing":
        if kind is Kind.PERSON:
            return _PERHAPS if one.may_be_thing() else -1.0
        return 0.5 if kind is Kind.ORGANISATION else 0.3 if kind is Kind.DOCUMENT else -1.0
    if kind is Kind.PERSON:
        return 1.0 if one.is_they else 0.7 if one.may_be_they else -0.9 if one.genders else -0.3
    return 1.0 if kind is Kind.SEVERAL else 0.9 if kind is Kind.GROUP else -0.2 if kind is Kind.ORGANISATION else -1.0
