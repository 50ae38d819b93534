"""Reads an article from its beginning to its end and says whom the source of each finding means."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.extractors.article import Article
from claims.extractors.findings import Finding, Span
from claims.extractors.speakers.cast import Cast, Character, Kind
from claims.extractors.speakers.casting import find_cast
from claims.extractors.speakers.describing import Describing
from claims.extractors.speakers.lexicon import Gender, Lexicon, Sort
from claims.extractors.speakers.mentions import Mentions
from claims.extractors.speakers.names import find_runs
from claims.extractors.speakers.phrases import Form, Phrase, read_phrases
from claims.extractors.speakers.roles import singular
from claims.extractors.speakers.scene import Answer, Scene, fitness

_LONGEST = 120
"""Words of a source or a cue that are read; none that means somebody has more."""
_UNSURE = Answer((), 0.3)
_HEADLINE_PARAGRAPHS = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands, in token numbers."""

    number: int
    source: range
    cue: range
    content: tuple[tuple[int, int], ...]
    anchor: int
    """The token at which it is resolved: the first of its source, else of its cue, else of its content."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom the parts of a source mean."""

    phrases: tuple[Phrase, ...]
    answers: tuple[Answer, ...]


@dataclass(eq=False)
class Reader:
    """One reading of an article; `resolved` fills up as the text goes on."""

    article: Article
    lexicon: Lexicon
    findings: Sequence[Finding]
    places: list[Place] = field(default_factory=list)
    resolved: dict[int, Resolved] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.places = [self._place(number, finding) for number, finding in enumerate(self.findings)]
        runs = find_runs(self.article, self.lexicon)
        starts = frozenset(place.source.start for place in self.places if place.source)
        heads = frozenset(token for place in self.places if len(place.source) <= 8 for token in place.source)
        self.cast: Cast = find_cast(self.article, self.lexicon, runs, starts, heads)
        paragraph_of = [0] * len(self.article.words)
        for number, paragraph in enumerate(self.article.paragraphs):
            for token in paragraph:
                paragraph_of[token] = number
        self.scene = Scene(self.article, self.lexicon, self.cast, paragraph_of)
        self.describing = Describing(self.scene, self.cast)
        self.mentions = Mentions(self.scene, self.cast, self.describing)

    def tokens(self, spans: tuple[Span, ...]) -> range:
        """Return the tokens from the first span to the last."""
        if not spans:
            return range(0)
        first = bisect_left(self.article.ends, spans[0].start + 1)
        return range(first, max(first, bisect_left(self.article.starts, spans[-1].end)))

    def _place(self, number: int, finding: Finding) -> Place:
        source, cue = self.tokens(finding.source)[:_LONGEST], self.tokens(finding.cue)[:_LONGEST]
        pieces = [self.tokens((span,)) for span in finding.content]
        content = tuple((piece.start, piece.stop) for piece in pieces if piece)
        anchor = source.start if source else cue.start if cue else content[0][0] if content else 0
        return Place(number, source, cue, content, anchor)

    def read(self) -> dict[int, Resolved]:
        """Go through the text once; the sources are resolved where they stand."""
        due = sorted((place for place in self.places), key=lambda place: (place.anchor, place.number))
        following = 0
        token, last = 0, len(self.article.words)
        words, run_at, plain = self.article.words, self.cast.run_at, self.lexicon.plain_words(self.article.words)
        while token < last or following < len(due):
            if following < len(due) and due[following].anchor <= token:
                place = due[following]
                following += 1
                self._resolve(place)
                token = max(token, place.source.stop) if place.source else token
                continue
            stop = min(last, due[following].anchor) if following < len(due) else last
            while token < stop and token not in run_at and words[token] in plain:
                token += 1
            if token < stop:
                token = self.mentions.note(token)
            elif token >= last and following < len(due):
                token = max(token, due[following].anchor)
        return self.resolved

    def _resolve(self, place: Place) -> None:
        if place.source:
            phrases = read_phrases(self.article, self.lexicon, self.cast.run_at, self.cast.runs, place.source)
            answers = [self._mean(phrase, place) for phrase in phrases]
        else:
            phrases, answers = [], []
        self._note_owners(phrases, answers)
        self.resolved[place.number] = Resolved(tuple(phrases), tuple(answers))
        speakers = [one for answer in answers for one in answer.characters]
        self._see_others(place, speakers)
        self._note_speakers(speakers, place)

    def _note_owners(self, phrases: Sequence[Phrase], answers: Sequence[Answer]) -> None:
        """Note whose somebody is, so that "her client" finds him later."""
        before: Character | None = None
        for phrase, answer in zip(phrases, answers, strict=True):
            one = answer.characters[0] if len(answer.characters) == 1 else None
            if phrase.determiner in self.lexicon.people["possessives"] and one is not None and one.kind is Kind.PERSON:
                owner = before or self.describing.owner(phrase)
                one.owner = owner if owner is not one else one.owner
            before = before or one

    def _see_others(self, place: Place, speakers: list[Character]) -> None:
        """Note who else is named in the words of the source: Acme in "Acme's chief Dora Quill"."""
        for number in dict.fromkeys(self.cast.run_at[token] for token in place.source if token in self.cast.run_at):
            one = self.cast.who[number]
            if one is not None and one not in speakers and one.kind is not Kind.PLACE:
                self.scene.see(one, self.cast.runs[number].name, is_oblique=True)

    def _note_speakers(self, speakers: list[Character], place: Place) -> None:
        for one in speakers:
            if one.speaks_for is not None:
                self.scene.see(one.speaks_for, place.anchor, is_subject=True, spoke=True)
            self.scene.see(one, place.anchor, is_subject=True, spoke=True)
        if len(speakers) > 1:
            together = Character("", Kind.SEVERAL, members=tuple(speakers), first_token=place.anchor)
            self.scene.see(together, place.anchor, is_subject=True, spoke=True)
            self.scene.speaker = (together, *speakers)
        elif speakers:
            self.scene.speaker = tuple(speakers)

    def _mean(self, phrase: Phrase, place: Place) -> Answer:
        words = self.article.words
        is_answer = words[place.source.start].lower() in self.lexicon.people["answer_marks"] and len(place.source) == 1
        if is_answer and (one := self.cast.interviewee):
            return Answer((one,), 0.6, f"the answers are taken for {one.name}'s, who is named first")
        if phrase.form is Form.PRONOUN:
            return self._mean_pronoun(phrase, place)
        if phrase.form is Form.NAME and phrase.run is not None:
            return self._mean_name(phrase)
        if phrase.form is Form.DESCRIPTION:
            is_headline = (
                self.scene.paragraph_of[phrase.first] < _HEADLINE_PARAGRAPHS and not phrase.determiner and phrase.sort is Sort.ROLE
            )
            return self.describing.mean(phrase, is_headline=is_headline)
        return _UNSURE

    def _mean_name(self, phrase: Phrase) -> Answer:
        character = self.cast.who[phrase.run] if phrase.run is not None else None
        if phrase.run is None or character is None:
            return _UNSURE
        run = self.cast.runs[phrase.run]
        if phrase.determiner in self.lexicon.people["definite"] and (family := self._family(character)):
            return Answer(family, 0.7, f"'{character.name}' read as all who have that surname")
        if self._is_national(phrase, character) and (meant := self.describing.epithet(phrase)):
            return meant
        if run.has_title and " " not in character.name and (relative := self._relative(character)):
            return Answer((relative,), 0.6, f"'{character.name}' read as {relative.name}, who has the name by marriage or birth")
        behind = self.article.string(run.last, phrase.last).lower() if phrase.last > run.last + 1 else ""
        if any(words in behind for words in self.lexicon.phrases["singular_they"]):
            character.is_they = True
        if (phrase.determiner in self.lexicon.people["definite"] or character.kind is Kind.ORGANISATION) and phrase.head < run.first:
            self._unite(phrase, character)
        return Answer((character,), 0.95)

    def _is_national(self, phrase: Phrase, named: Character) -> bool:
        """Tell whether "the Norwegian" is a person called by a country, not a name of its own."""
        is_first = phrase.run is not None and named.first_token == self.cast.runs[phrase.run].first
        is_lone = phrase.last - phrase.first == 2 and phrase.determiner in self.lexicon.people["definite"]
        return is_first and is_lone and named.name.lower().endswith(tuple(self.lexicon.people["national_endings"]))

    def _family(self, named: Character) -> tuple[Character, ...]:
        """Find the people whom a surname in the plural calls: "the Hales"."""
        if " " in named.name or not named.name.endswith("s") or self.lexicon.nouns_are_capitalised:
            return ()
        known = [one for one in self.scene.seen if one.kind is Kind.PERSON and one.name.endswith(f" {named.name[:-1]}")]
        return tuple(sorted(known, key=lambda one: one.first_token)) if len(known) > 1 else ()

    def _relative(self, named: Character) -> Character | None:
        """Find the wife Rose of Jack Wendell where it says "Mrs. Wendell"."""
        gender = next((one for one in Gender if named.fits(one) > 0), None)
        if gender is None:
            return None
        for one in reversed(self.scene.seen):
            owner = one.owner
            if one.name and " " not in one.name and owner and owner.name.endswith(f" {named.name}") and one.fits(gender) > 0:
                return one
        return None

    def _unite(self, phrase: Phrase, character: Character) -> None:
        """Take the officer without a name of before for Voss, where it says "the officer, Sergeant Voss"."""
        head = singular(self.article.words[phrase.head], self.lexicon)
        if character.kind is Kind.ORGANISATION:
            self.cast.describe(character, [head])
            return
        for one in reversed(self.scene.seen):
            if not one.name and one.kind is Kind.PERSON and head in one.words and one is not character:
                one.same_as = character
                del self.scene.seen[one]
                return

    def _mean_pronoun(self, phrase: Phrase, place: Place) -> Answer:
        word = self.article.words[phrase.first].lower()
        if word in self.lexicon.people["relatives"] and word not in self.lexicon.pronouns:
            known = list(self.scene.seen.items())
            near = [
                one
                for one, sighting in known
                if sighting.sentence == self.article.sentence_of[phrase.first]
                and (one.kind in (Kind.PERSON, Kind.GROUP) or not word.startswith("who"))
            ]
            return Answer((near[-1],), 0.8, f"'{word}' read as {self.scene.call(near[-1])}") if near else _UNSURE
        if word in self.lexicon.people["first_person"]:
            return Answer((), 0.4, f"'{word}' names nobody")
        answer = self.scene.pronoun(word, phrase.first, place.content)
        return answer if answer.characters else self._ahead(word, phrase.first) or answer

    def _ahead(self, word: str, token: int) -> Answer | None:
        """Find somebody who is introduced only after the pronoun."""
        stop = token + 60
        for at in range(token + 1, min(stop, len(self.article.words))):
            number = self.cast.run_at.get(at)
            one = self.cast.who[number] if number is not None else None
            wanted = self.lexicon.pronouns[word]
            wanted = "female" if wanted == "female_or_many" else wanted
            if one is not None and one.kind is Kind.PERSON and wanted in ("male", "female") and fitness(one, wanted) > -0.5:
                return Answer((one,), 0.45, f"'{word}' read as {one.name}, who is named only after it")
        return None
