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
from claims.extractors.speakers.names import Run, find_runs
from claims.extractors.speakers.nesting import enclosing_findings
from claims.extractors.speakers.phrases import Form, Phrase, read_phrases
from claims.extractors.speakers.places import Place
from claims.extractors.speakers.revealing import Revealing
from claims.extractors.speakers.scene import Answer, Scene, fitness

_LONGEST = 120
"""Words of a source or a cue that are read; none that means somebody has more."""
_UNSURE = Answer((), 0.3)
_HEADLINE_PARAGRAPHS = 2
"""A headline may have a second one below it."""
_LONGEST_TITLE = 5
_NOT_UNFIT = -0.5


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
        starts = frozenset(place.source.start for place in self.places if place.source)
        heads = frozenset(token for place in self.places if len(place.source) <= 8 for token in place.source)
        runs = find_runs(self.article, self.lexicon, heads)
        self.cast: Cast = find_cast(self.article, self.lexicon, runs, starts, heads)
        paragraph_of = [number for number, paragraph in enumerate(self.article.paragraphs) for _ in paragraph]
        self.enclosing = enclosing_findings(self.places)
        told = bytearray(len(self.article.words))
        for first, last in (piece for place in self.places for piece in place.content):
            told[first:last] = b"\1" * (last - first)
        self.scene = Scene(self.article, self.lexicon, self.cast, paragraph_of, told)
        self.describing = Describing(self.scene, self.cast)
        self.mentions = Mentions(self.scene, self.cast, self.describing)
        self.revealing = Revealing(self.scene)

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
        due = sorted((self._order(place), place) for place in self.places)
        following = 0
        token, last = 0, len(self.article.words)
        words, run_at = self.article.words, self.cast.run_at
        nouns = self.lexicon.calling_words(words)
        calling = sorted({*run_at, *(token for token, word in enumerate(words) if word in nouns)})
        at = 0
        while token < last or following < len(due):
            if following < len(due) and due[following][0][0] <= token:
                place = due[following][1]
                following += 1
                self._resolve(place)
                token = max(token, place.source.stop) if place.source else token
                continue
            stop = min(last, due[following][0][0]) if following < len(due) else last
            at = bisect_left(calling, token, at)
            token = max(token, min(stop, calling[at] if at < len(calling) else last))
            if token < stop:
                token = self.mentions.note(token)
            elif token >= last and following < len(due):
                token = max(token, due[following][0][0])
        return self.resolved

    def _order(self, place: Place) -> tuple[int, bool, int]:
        """Return when a place is resolved: who is quoted inside a quotation comes after who quotes, even where the text has it before."""
        outer = self.enclosing.get(place.number)
        if outer is None or not self.places[outer].source or self.places[outer].anchor < place.anchor:
            return place.anchor, False, place.number
        return self.places[outer].anchor, True, place.number

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
        if self.enclosing.get(place.number) is None or not self.article.quoted[place.anchor]:
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
        if (styled := self.describing.style(phrase)) is not None:
            return styled
        if phrase.form is Form.NAME and phrase.run is not None:
            return self._mean_name(phrase)
        return self._mean_description(phrase) if phrase.form is Form.DESCRIPTION else _UNSURE

    def _mean_description(self, phrase: Phrase) -> Answer:
        if (named := self._named_before(phrase)) is not None:
            return Answer((named,), 0.8, f"'{self.article.words[phrase.head]}' read as {named.name}, who is named before it")
        is_above = self.scene.paragraph_of[phrase.first] < _HEADLINE_PARAGRAPHS
        return self.describing.mean(phrase, is_headline=is_above and not phrase.determiner and phrase.sort is Sort.ROLE)

    def _named_before(self, phrase: Phrase) -> Character | None:
        """Find whose apposition a source is that was found without its name: "Wulandari, the coach, said"."""
        at, words = phrase.first - 2, self.article.words
        number = self.cast.run_at.get(at)
        if number is None or words[at + 1] != "," or phrase.determiner not in self.lexicon.people["articles"] or self.scene.told[at]:
            return None
        if words[phrase.last : phrase.last + 1] != [","]:
            return None
        run, one = self.cast.runs[number], self.cast.who[number]
        opens = run.first == self.article.sentences[self.article.sentence_of[at]].start
        return one if opens and one is not None and one.kind in (Kind.PERSON, Kind.ORGANISATION) else None

    def _mean_name(self, phrase: Phrase) -> Answer:
        character = self.cast.who[phrase.run] if phrase.run is not None else None
        if phrase.run is None or character is None:
            return _UNSURE
        run = self.cast.runs[phrase.run]
        self.revealing.reveal(character, run)
        if phrase.determiner in self.lexicon.people["definite"] and (family := self._family(character)):
            return Answer(family, 0.7, f"'{character.name}' read as all who have that surname")
        if self._is_national(phrase, character) and (meant := self.describing.epithet(phrase)):
            return meant
        if run.has_title and " " not in character.name and (relative := self._relative(character)):
            return Answer((relative,), 0.6, f"'{character.name}' read as {relative.name}, who has the name by marriage or birth")
        self._describe_by_source(phrase, character, run)
        if run.first > phrase.first and character.kind is Kind.PERSON:
            self.describing.relations.note(character, run)
        behind = self.article.string(run.last, phrase.last).lower() if phrase.last > run.last + 1 else ""
        if any(words in behind for words in self.lexicon.phrases["singular_they"]):
            character.is_they = True
        if (phrase.determiner in self.lexicon.people["definite"] or character.kind is Kind.ORGANISATION) and phrase.head < run.first:
            self._unite(phrase, character)
        return Answer((character,), 0.95)

    def _describe_by_source(self, phrase: Phrase, character: Character, run: Run) -> None:
        """Note the words that a source has before a name, which say what the person is even if no list of roles has them."""
        first = phrase.first + bool(phrase.determiner)
        if character.kind is not Kind.PERSON or not 0 < run.first - first <= _LONGEST_TITLE:
            return
        words = self.article.words[first : run.first]
        if all(word[0].isalpha() and word.lower() not in self.lexicon.people["prepositions"] for word in words):
            self.cast.describe(character, [self.lexicon.singular(word) for word in reversed(words)])

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
        head = self.lexicon.singular(self.article.words[phrase.head])
        if character.kind is Kind.ORGANISATION:
            self.cast.describe(character, [head])
            return
        for one in reversed(self.scene.seen):
            is_called = head in one.words or (head in self.lexicon.people["lone_people"] and self.describing.agrees(one, phrase))
            if not one.name and one.kind is Kind.PERSON and is_called and one is not character:
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
        outer = self._quoting(place)
        answer = self.scene.pronoun(word, phrase.first, place.content, outer)
        return answer if answer.characters else self._ahead(word, phrase.first, outer) or answer

    def _quoting(self, place: Place) -> tuple[Character, ...]:
        """Return who speaks the direct words in which a place stands, and so is "I" there, not "he"."""
        outer = self.enclosing.get(place.number)
        if outer is None or outer not in self.resolved:
            return ()
        cue = self.article.words[self.places[outer].cue.start : self.places[outer].cue.stop]
        is_answer = not cue or cue == [":"]
        if is_answer and not self.places[outer].source and self.cast.interviewee is not None:
            return (self.cast.interviewee,)
        if not is_answer and not self.article.quoted[place.source.start]:
            return ()
        return tuple(one.settled for answer in self.resolved[outer].answers for one in answer.characters)

    def _ahead(self, word: str, token: int, outer: tuple[Character, ...]) -> Answer | None:
        """Find somebody who is introduced only after the pronoun."""
        stop = token + 60
        for at in range(token + 1, min(stop, len(self.article.words))):
            number = self.cast.run_at.get(at)
            one = self.cast.who[number] if number is not None else None
            wanted = self.lexicon.pronouns[word].removesuffix("_or_many")
            if one is None or one in outer or one.kind is not Kind.PERSON or wanted not in ("male", "female"):
                continue
            if fitness(one, wanted) > _NOT_UNFIT:
                return Answer((one,), 0.45, f"'{word}' read as {one.name}, who is named only after it")
        return None
