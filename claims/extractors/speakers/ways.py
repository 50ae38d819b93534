"""By which way a statement came: interview, post, statement; on which platform; and through which outlet."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from claims.extractors.article import Article
from claims.extractors.languages import read
from claims.extractors.speakers.cast import Cast, Character, Kind
from claims.vocabularies import Medium

_LONGEST_WAY = 16
_LONGEST_NAME = 5
_QUOTES = frozenset("\"“”„«»'‘’")
_PAUSES = frozenset('"“”„«».;:')


@dataclass(frozen=True, slots=True)
class Way:
    """How a statement reached the article."""

    medium: Medium | None = None
    platform: str | None = None
    outlet: Character | None = None
    outlet_text: str = ""
    is_same: bool = False
    """Whether the words say that it is the way of before: "in the same statement"."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The tokens of a statement's cue and source, and of the pieces of its content."""

    cue: range
    source: range
    content: tuple[tuple[int, int], ...]


@cache
def _media(language: str) -> tuple[dict[str, Any], dict[str, frozenset[str]], dict[str, Medium]]:
    found = read(language, "media")
    words = {name: frozenset(value) for name, value in found["words"].items() if isinstance(value, list)}
    return found, words, {word: Medium(medium) for medium, nouns in found["nouns"].items() for word in nouns}


def find_way(article: Article, cast: Cast, frame: Frame, *, own_outlet: str, last_outlet: Character | None) -> Way:
    """Read the cue and the words behind it, up to the content, the end of the sentence or sixteen words.

    `last_outlet` is the one that "the paper" calls back.
    """
    return _Ways(article, cast, frame, own_outlet, last_outlet).find() if frame.cue else Way()


class _Ways:
    def __init__(self, article: Article, cast: Cast, frame: Frame, own_outlet: str, last_outlet: Character | None) -> None:
        self.article, self.cast, self.frame = article, cast, frame
        self.own_outlet, self.last_outlet = self._bare(own_outlet), last_outlet
        self.data, self.words, self.nouns = _media(article.language)
        self.leading = self.words["outlets"] | cast.lexicon.people["definite"]
        self.compounds = tuple(word for word in self.words["outlets"] if len(word) > _LONGEST_NAME)
        self.window = self._window()
        self.lowers = [article.words[token].lower() for token in self.window]

    def find(self) -> Way:
        """Return the medium, the platform and the outlet that the words tell."""
        platform = next((name for at in range(len(self.window)) if (name := self._platform(at))), None)
        verbs = self.data["verbs"]
        verb = next(
            (verbs[word] for word, token in zip(self.lowers, self.window, strict=True) if word in verbs and token in self.frame.cue), None
        )
        outlet, text = (
            next((found for at in range(len(self.window)) if (found := self._outlet(at))), None) or self._called_back() or (None, "")
        )
        noun = next((self.nouns[word] for at, word in enumerate(self.lowers) if word in self.nouns and self._is_way(at)), None)
        medium = self._medium(noun or (Medium(verb[0]) if verb else None), platform, outlet)
        return Way(medium, platform or (verb[1] or None if verb else None), outlet, text, not self.words["same"].isdisjoint(self.lowers))

    def _window(self) -> list[int]:
        article, frame = self.article, self.frame
        stop = article.sentences[article.sentence_of[frame.cue.start]].stop
        behind = max(frame.cue.stop, min(frame.source.stop, stop))
        end = min(stop, behind + _LONGEST_WAY)
        inside = {token for first, last in frame.content for token in range(max(first, frame.cue.start), min(last, end))}
        window = [token for token in range(frame.cue.start, behind) if token not in inside and token not in frame.source]
        for token in range(behind, end):
            is_quoted_outlet = self._is_in_marks_of_outlet(token)
            if (
                token in inside
                or (article.words[token] in _PAUSES and not is_quoted_outlet)
                or article.words[token].lower() in self.words["that"]
            ):
                break
            window.append(token)
        return window

    def _is_in_marks_of_outlet(self, token: int) -> bool:
        """Tell whether a quotation mark opens or closes the name of an outlet: "sagte dem Portal „Torlinie“"."""
        words = self.article.words
        if words[token] not in _QUOTES:
            return False
        near = range(token, max(0, token - _LONGEST_NAME), -1)
        opening = next((at for at in near if words[at] in _QUOTES and words[at - 1].lower() in self.leading), None)
        return opening is not None and (words[opening - 1].lower() in self.words["outlets"] or self._is_outlet(opening + 1, opening + 2))

    def _platform(self, at: int) -> str | None:
        token = self.window[at]
        words, platforms = self.article.words, self.data["platforms"]
        if not at or self.lowers[at - 1] not in self.words["platform_prepositions"] or not words[token][0].isupper():
            return None
        found = platforms.get(" ".join(words[token : token + 2]).lower()) or platforms.get(self.lowers[at].rstrip("."))
        return str(found) if found else None

    def _is_way(self, at: int) -> bool:
        """Tell whether a noun such as "statement" hangs on "in", "at" or "told" before it."""
        if self.window[at] in self.cast.run_at and not self.cast.lexicon.nouns_are_capitalised:
            return False
        before = self.lowers[max(0, at - 6) : at]
        if "," in before:
            before = before[len(before) - before[::-1].index(",") :]
        return any(word in self.words["medium_prepositions"] or word in self.words["told"] for word in before)

    def _outlet(self, at: int) -> tuple[Character, str] | None:
        """Return the outlet whose name begins there, if a preposition or "told" leads to it."""
        number = self.cast.run_at.get(self.window[at])
        if number is None or self.cast.runs[number].first != self.window[at]:
            return None
        run, one = self.cast.runs[number], self.cast.who[number]
        before = self._before(at)
        is_called = before[-1:] != [] and before[-1] in self.words["outlets"]
        if (
            one is None
            or self._bare(one.name) == self.own_outlet
            or not (is_called or (one.kind is not Kind.PERSON and self._is_outlet(run.name, run.last)))
        ):
            return None
        links = self.words["told"] | self.words["outlet_links"]
        if not any(word in links for word in (before if is_called else before[-2:])):
            return None
        return one, " ".join(self.article.string(run.name, run.last).split())

    def _before(self, at: int) -> list[str]:
        """Return the three words before a name, without a quotation mark and the source: "sagte" of "sagte Huber dem Portal „Torlinie“"."""
        words, first = self.article.words, self.window[at]
        near = range(max(0, first - len(self.frame.source) - 6), first)
        kept = [token for token in near if token not in self.frame.source and words[token] not in _QUOTES]
        if kept and words[kept[-1]][0].isupper() and words[kept[-1]].lower() in self.cast.lexicon.people["articles"]:
            kept.pop()
        return [words[token].lower() for token in kept][-3:]

    def _bare(self, outlet: str) -> str:
        """Return the name of an outlet without its article, for comparison: "The Courier" is the Courier."""
        first, _, others = " ".join(outlet.casefold().split()).partition(" ")
        return others if others and first in self.cast.lexicon.people["definite"] else " ".join(outlet.casefold().split())

    def _is_outlet(self, first: int, last: int) -> bool:
        words = [word.lower() for word in self.article.words[first:last]]
        if not words:
            return False
        if self.cast.lexicon.nouns_are_capitalised and words[-1].endswith(self.compounds):
            return True
        is_known = " ".join(words) in self.words["known_outlets"] or words[0] in self.words["known_outlets"]
        ends = {words[-1], words[-1][:-1], words[-1][:-2]} if self.cast.lexicon.nouns_are_capitalised else {words[-1]}
        return is_known or not ends.isdisjoint(self.words["outlets"]) or words[0] in self.cast.lexicon.people["broadcasters"]

    def _called_back(self) -> tuple[Character, str] | None:
        """Return the last outlet where "told the paper" calls it back."""
        if self.last_outlet is None:
            return None
        links = self.words["told"] | self.words["by"]
        for at in range(1, len(self.window) - 1):
            is_definite = self.lowers[at] in self.cast.lexicon.people["definite"] and self.lowers[at + 1] in self.words["outlet_nouns"]
            if is_definite and self.lowers[at - 1] in links:
                return self.last_outlet, f"{self.lowers[at]} {self.lowers[at + 1]}"
        return None

    def _medium(self, printed: Medium | None, platform: str | None, outlet: Character | None) -> Medium | None:
        if outlet is not None:
            if not self.words["passive"].isdisjoint(self.lowers):
                return Medium.OTHER_OUTLET
            is_broadcaster = not self.cast.lexicon.people["broadcasters"].isdisjoint(outlet.name.lower().split())
            return printed or (Medium.BROADCAST if is_broadcaster else Medium.INTERVIEW)
        if printed is not None or platform is not None:
            return printed or Medium.SOCIAL_POST
        told = next((at for at, word in enumerate(self.lowers) if word in self.words["told"]), None)
        if told is None or not self.data["words"]["interviews"]:
            return None
        if any(word in self.words["hearers"] for word in self.lowers[told + 1 : told + 3]):
            return Medium.BRIEFING
        at = told + 1 + (self.lowers[told + 1 : told + 2] != [] and self.lowers[told + 1] in self.cast.lexicon.people["definite"])
        is_asked = at < len(self.window) and not self.article.quoted[self.frame.cue.start] and self._is_the_outlet(at)
        return Medium.INTERVIEW if is_asked else None

    def _is_the_outlet(self, at: int) -> bool:
        """Tell whether somebody was told who is neither a person nor an institution: the outlet itself."""
        number = self.cast.run_at.get(self.window[at])
        if number is None:
            return self.lowers[at] in self.words["ourselves"]
        run, one = self.cast.runs[number], self.cast.who[number]
        if one is None or run.has_title or run.first != self.window[at]:
            return False
        if self.own_outlet and self._bare(one.name) == self.own_outlet:
            return True
        return one.kind in (Kind.PERSON, Kind.PLACE) and not one.roles and " " not in one.name and not one.genders


def media_of(documents: Mapping[str, Medium], words: Mapping[str, int]) -> Medium | None:
    """Return the medium that a document is, by the words that call it."""
    return next((documents[word] for word in words if word in documents), None)
