"""From findings to chains of sources, from the one who asserts a statement to the last who passed it on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.extractors.article import Article
from claims.extractors.findings import Finding, Span
from claims.extractors.speakers.cast import Character, Kind
from claims.extractors.speakers.entries import MAX_LINE, MAX_NAME, line, numbered, until_pause
from claims.extractors.speakers.lexicons import lexicon
from claims.extractors.speakers.missing import find_missing
from claims.extractors.speakers.phrases import Form
from claims.extractors.speakers.places import Place
from claims.extractors.speakers.resolving import Reader
from claims.extractors.speakers.stances import is_unstated, stance_of
from claims.extractors.speakers.ways import Frame, Way, find_way, media_of
from claims.models.entries import SourceEntry
from claims.vocabularies import Medium, Quotation, SourceType, Stance

_LONGEST_CLOSING = 5
_LONGEST_ANSWER = 3
_NEAR = 40
"""Words around a source in which its anonymity is looked for."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who is behind a finding: the chain, how sure its first hop is (0 to 1), and what a person should know about it."""

    chain: tuple[SourceEntry, ...]
    confidence: float
    because: str


def resolve(article: Article, findings: Sequence[Finding], *, outlet: str = "") -> list[Resolution]:
    """Say who is behind each finding. Time is linear in the text.

    `outlet` is the name of the outlet that published the article, where it is known: who "told" it gave an interview, who
    "told" another outlet was passed on by that.
    """
    return _Chaining(article, findings, outlet).resolve()


@dataclass(frozen=True, slots=True)
class _Source:
    """The sources of one finding before they become entries."""

    characters: tuple[Character, ...]
    texts: tuple[str, ...]
    spokes: tuple[str, ...]
    confidence: float
    because: str
    is_taken_up: bool
    """Whether a pronoun or a short name takes up who spoke before."""


class _Chaining:
    def __init__(self, article: Article, findings: Sequence[Finding], outlet: str) -> None:
        self.article, self.findings, self.outlet = article, findings, outlet
        self.reader = Reader(article, lexicon(article.language), findings)
        self.reader.read()
        self.places = self.reader.places
        self.enclosing = self.reader.enclosing
        self.sources: dict[int, _Source] = {}
        self.ways: dict[int, Way] = {}
        self.last_outlet: Character | None = None
        self.last_way: dict[Character, Way] = {}

    def resolve(self) -> list[Resolution]:
        """Make the chains in the order of the text, since a way goes on until another is printed."""
        order = sorted(self.places, key=lambda place: (place.anchor, place.number))
        before: Place | None = None
        for place in order:
            if self.findings[place.number].quotation is Quotation.OWN_VOICE:
                continue
            source = self._source(place, before)
            self.sources[place.number] = source
            self.ways[place.number] = self._way(place, before)
            for one in source.characters:
                self.last_way[one] = self.ways[place.number]
            before = place
        return [self._resolution(place) for place in self.places]

    def _source(self, place: Place, before: Place | None) -> _Source:
        found = self.reader.resolved.get(place.number)
        if is_unstated(self.article, place.cue):
            return _Source((), (), (), 0.7, "the cue is passive and names nobody", is_taken_up=False)
        if place.source and found is not None:
            return self._printed(place)
        missing = find_missing(self.reader, place, self.enclosing.get(place.number), self.findings)
        if missing is not None:
            text = self._text(missing.first, missing.last) if missing.first is not None and missing.last is not None else ""
            texts = tuple(text or one.name for one in missing.characters)
            return _Source(missing.characters, texts, ("",) * len(texts), missing.confidence, missing.because, is_taken_up=True)
        if before is not None and self._goes_on(before, place):
            earlier = self.sources[before.number]
            return replace(
                earlier, confidence=min(0.7, earlier.confidence), because="no source printed; who spoke before goes on", is_taken_up=True
            )
        return self._answering(place) or _Source((), (), (), 0.5, "no source is printed", is_taken_up=False)

    def _answering(self, place: Place) -> _Source | None:
        """Take the words below a question, where nobody is named, for those of the first person named: an interview."""
        one = self.reader.cast.interviewee
        if place.cue or not place.content or one is None or not self._is_in_answer(place.content[0][0]):
            return None
        because = f"the answers are taken for {one.name}'s, who is named first"
        return _Source((one,), (one.name,), ("",), 0.55, because, is_taken_up=True)

    def _is_in_answer(self, token: int) -> bool:
        """Tell whether a paragraph, or the one before it, opens below a question."""
        number, paragraphs = self.reader.scene.paragraph_of[token], self.article.paragraphs
        firsts = [paragraphs[at].start for at in range(number, max(0, number - _LONGEST_ANSWER), -1)]
        return not self._is_question(paragraphs[number]) and any(self._is_below_question(first) for first in firsts)

    def _goes_on(self, before: Place, place: Place) -> bool:
        """Tell whether a statement without a source goes on from the one before."""
        if before.number not in self.sources or not self.sources[before.number].characters:
            return False
        sentences, paragraphs = self.article.sentence_of, self.reader.scene.paragraph_of
        if place.cue:
            return sentences[place.anchor] == sentences[before.anchor]
        if not place.content or not before.content:
            return False
        is_quoted = self.article.quoted[place.content[0][0]]
        return is_quoted and paragraphs[place.content[0][0]] - paragraphs[max(before.anchor, before.content[-1][1] - 1)] <= 1

    def _printed(self, place: Place) -> _Source:
        found = self.reader.resolved[place.number]
        characters: list[Character] = []
        texts: list[str] = []
        spokes: list[str] = []
        confidence, reasons = 1.0, []
        for phrase, answer in zip(found.phrases, found.answers, strict=True):
            confidence = min(confidence, answer.confidence)
            reasons += [answer.because] if answer.because else []
            meant = answer.characters or (self._nobody(place, phrase.first, phrase.last),)
            text = self._text(phrase.first, phrase.last) if len(found.phrases) > 1 else self._spans(self.findings[place.number].source)
            role = self.article.words[phrase.head] if phrase.words and self.reader.describing.is_spokesperson(phrase.words[0]) else ""
            for one in meant:
                settled = one.settled
                characters.append(settled.speaks_for or settled)
                texts.append(text)
                spokes.append(role or (next(iter(settled.words), "") if settled.speaks_for else ""))
        self._note_anonymity(place, characters)
        taken_up = any(
            phrase.form is not Form.DESCRIPTION or any(one.name for one in answer.characters)
            for phrase, answer in zip(found.phrases, found.answers, strict=True)
        )
        return _Source(tuple(characters), tuple(texts), tuple(spokes), confidence, "; ".join(reasons), is_taken_up=taken_up)

    def _nobody(self, place: Place, first: int, last: int) -> Character:
        """Return an unnamed character for words that name nobody: "I" in quotation marks is who is quoted there."""
        word = self.article.words[first].lower()
        outer = self.enclosing.get(place.number)
        if word in self.reader.lexicon.people["first_person"] and outer is not None and outer in self.reader.resolved:
            for answer in self.reader.resolved[outer].answers:
                if answer.characters:
                    return answer.characters[0]
        is_plural = word in self.reader.lexicon.people["plural_pronouns"] or word in self.reader.lexicon.people["unnamed_many"]
        del last
        return Character("", Kind.GROUP if is_plural else Kind.PERSON)

    def _note_anonymity(self, place: Place, characters: list[Character]) -> None:
        """Note of sources without a name that the reporter knows it."""
        unnamed = [one for one in characters if not one.name and one.kind in (Kind.PERSON, Kind.GROUP)]
        if not unnamed:
            return
        sentence = self.article.sentences[self.article.sentence_of[place.source.start]]
        near = max(sentence.start, place.source.start - _NEAR), min(sentence.stop, place.source.stop + _NEAR)
        text = self._text(*near).lower()
        phrases = self.reader.lexicon.phrases
        found = next((phrase for phrase in phrases["anonymous"] if phrase in text), None)
        if found is None:
            return
        behind = text[text.index(found) + len(found) :]
        because = next((behind[behind.index(word) :] for word in phrases["because"] if f" {word} " in behind[:12] + " "), None)
        for one in unnamed:
            one.is_anonymous = True
            one.anonymity = one.anonymity or (until_pause(because) if because else None)

    def _way(self, place: Place, before: Place | None) -> Way:
        source = self.sources[place.number]
        frame = Frame(place.cue, place.source, place.content)
        way = find_way(self.article, self.reader.cast, frame, own_outlet=self.outlet, last_outlet=self.last_outlet)
        self.last_outlet = way.outlet or self.last_outlet
        earlier = self.ways.get(before.number) if before is not None else None
        if way.medium is None and self._is_answer(place):
            return replace(way, medium=Medium.INTERVIEW)
        if way.is_same and source.characters and (before_then := self.last_way.get(source.characters[0])):
            return replace(before_then, medium=before_then.medium or way.medium)
        if earlier is None or before is None or self.sources[before.number].characters != source.characters or not source.characters:
            return way
        is_new = way.medium is not None or way.outlet is not None or not source.is_taken_up
        return way if is_new else earlier

    def _is_answer(self, place: Place) -> bool:
        """Tell whether a statement answers a question: a name and a colon below a paragraph that ends with a question mark."""
        if not place.source and not place.cue:
            return bool(place.content) and self._is_below_question(place.content[0][0])
        if not place.source or self.article.words[place.cue.start : place.cue.stop] != [":"]:
            return False
        return self._is_below_question(place.source.start)

    def _is_below_question(self, token: int) -> bool:
        """Tell whether a token opens a paragraph below one that ends with a question mark."""
        number, paragraphs = self.reader.scene.paragraph_of[token], self.article.paragraphs
        return paragraphs[number].start == token and number > 0 and self._is_question(paragraphs[number - 1])

    def _is_question(self, paragraph: range) -> bool:
        """Tell whether a paragraph ends with a question mark, whatever marks close it: "**Why boats?**"."""
        for token in range(paragraph.stop - 1, max(paragraph.start, paragraph.stop - _LONGEST_CLOSING) - 1, -1):
            if self.article.words[token][0] == "?":
                return True
            if self.article.words[token][0].isalnum():
                return False
        return False

    def _resolution(self, place: Place) -> Resolution:
        finding = self.findings[place.number]
        if finding.quotation is Quotation.OWN_VOICE or place.number not in self.sources:
            return Resolution((), 1.0, "")
        source, way = self.sources[place.number], self.ways[place.number]
        stance = stance_of(self.article, place.cue)
        cue = line(self._spans(finding.cue), MAX_LINE)
        entries = self._entries(source, stance, cue, way)
        hops = [[self._entry(way.outlet, way.outlet_text, "", Stance.AFFIRMS, None, Way())]] if way.outlet else []
        outer = self.enclosing.get(place.number)
        while outer is not None and outer in self.sources and len(hops) < 8:
            passed = self.sources[outer]
            cue_there = line(self._spans(self.findings[outer].cue), MAX_LINE)
            hops.append(self._entries(passed, Stance.AFFIRMS, cue_there, self.ways[outer]))
            outer = self.enclosing.get(outer)
        return Resolution(numbered([entries, *hops]), source.confidence, source.because)

    def _entries(self, source: _Source, stance: Stance, cue: str | None, way: Way) -> list[SourceEntry]:
        if not source.characters:
            return [SourceEntry(source_type=SourceType.UNSTATED, cue=cue, stance=stance, medium=way.medium, platform=way.platform)]
        together = zip(source.characters, source.texts, source.spokes, strict=True)
        return [self._entry(one.settled, text, role, stance, cue, way) for one, text, role in together]

    def _entry(self, one: Character, text: str, spokes: str, stance: Stance, cue: str | None, way: Way) -> SourceEntry:
        kind = _type_of(one)
        name = line(one.name, MAX_NAME) if kind in (SourceType.NAMED_PERSON, SourceType.NAMED_ORGANISATION) else None
        if kind in (SourceType.NAMED_PERSON, SourceType.NAMED_ORGANISATION) and name is None:
            kind = SourceType.UNNAMED_PERSON
        source_text = line(text, MAX_LINE) or name
        if source_text is None:
            return SourceEntry(source_type=SourceType.UNSTATED, cue=cue, stance=stance, medium=way.medium, platform=way.platform)
        medium = way.medium or (media_of(self.reader.lexicon.documents, one.words) if kind is SourceType.DOCUMENT else None)
        role = spokes or one.role_text
        affiliation = one.affiliation if kind is SourceType.NAMED_PERSON else None
        return SourceEntry(
            speaker=name,
            source_type=kind,
            affiliation=line(affiliation, MAX_NAME) if affiliation and affiliation != name else None,
            source_text=source_text,
            role_text=line(role, MAX_LINE) if role else None,
            cue=cue,
            stance=stance,
            medium=medium,
            platform=way.platform,
            anonymity_reason=line(one.anonymity, MAX_LINE) if kind is SourceType.ANONYMOUS and one.anonymity else None,
        )

    def _text(self, first: int, last: int) -> str:
        return self.article.string(first, last) if first < last else ""

    def _spans(self, spans: tuple[Span, ...]) -> str:
        return " ".join(self.article.text[start:end] for start, end in spans)


def _type_of(one: Character) -> SourceType:
    if one.kind is Kind.DOCUMENT:
        return SourceType.DOCUMENT
    if one.kind is Kind.ORGANISATION or (one.kind is Kind.PLACE and one.name):
        return SourceType.NAMED_ORGANISATION
    if one.name:
        return SourceType.NAMED_PERSON
    if one.is_anonymous:
        return SourceType.ANONYMOUS
    return SourceType.UNNAMED_GROUP if one.kind is Kind.GROUP else SourceType.UNNAMED_PERSON
