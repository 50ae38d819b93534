"""An article as the rules read it: its tokens in lower case, which quotation each stands in, and the words of its language."""

from collections.abc import Iterable
from dataclasses import dataclass

from claims.extractors.article import Article
from claims.extractors.findings import Span
from claims.extractors.rules.lexicon import Lexicon, lexicon_of

OUTSIDE = -1
_STOPS = frozenset(".!?…")
_LONGEST_SENTENCE = 120


@dataclass(frozen=True)
class Candidate:
    """A statement as a rule saw it, in token numbers; the pieces are in order, none is empty."""

    content: tuple[range, ...]
    cue: tuple[range, ...]
    source: tuple[range, ...]
    rule: str
    because: str


@dataclass(frozen=True)
class Reading:
    """What the frames look at; each list counts tokens of the article."""

    article: Article
    lexicon: Lexicon
    words: list[str]
    lower: list[str]
    quotation_of: list[int]
    """The number of the quotation that a token stands in, its marks included, or OUTSIDE."""
    quotations: list[range]
    sentences: list[range]
    """The article's sentences, the longest cut, so that what looks over a whole sentence stays linear in the text."""
    sentence_of: list[int]
    paragraph_starts: frozenset[int]

    @classmethod
    def of(cls, article: Article) -> "Reading":
        """Read an article, in time linear in its length."""
        sentences = [piece for sentence in article.sentences for piece in _cut(sentence)]
        sentence_of = [number for number, sentence in enumerate(sentences) for _ in sentence]
        numbers, runs = _quotation_runs(article)
        lower = [word.lower().replace("’", "'") for word in article.words]
        starts = frozenset(run.start for run in article.paragraphs)
        return cls(article, lexicon_of(article.language), article.words, lower, numbers, runs, sentences, sentence_of, starts)

    def is_a(self, token: int, *classes: str) -> bool:
        """Tell whether a token belongs to a class of words of the language."""
        return self.lexicon.is_word(self.lower[token], *classes)

    def is_one_of(self, token: int, kind: str) -> bool:
        """Tell whether a token belongs to a list of words about frames."""
        return self.lower[token] in self.lexicon.frames[kind]

    def has_any(self, run: Iterable[int], *classes: str) -> bool:
        """Tell whether a token of a run belongs to one of the classes."""
        return any(self.is_a(token, *classes) for token in run)

    def is_quoted(self, token: int) -> bool:
        """Tell whether a token stands in quotation marks; the marks themselves do."""
        return self.quotation_of[token] != OUTSIDE

    def quotation_at(self, token: int) -> range:
        """Return the quotation that a token stands in."""
        return self.quotations[self.quotation_of[token]]

    def is_word(self, token: int) -> bool:
        """Tell whether a token is a word or a number."""
        return self.words[token][0].isalnum() or (len(self.words[token]) > 1 and self.words[token][-1].isalnum())

    def is_stop(self, token: int) -> bool:
        """Tell whether a token ends a sentence."""
        return self.words[token][0] in _STOPS

    def is_capital(self, token: int) -> bool:
        """Tell whether a token begins with a capital letter, or one of its parts does: "dpa-Meldung"."""
        word = self.words[token]
        return word[0].isupper() or (not word.islower() and word[0].isalpha())

    def opens_quotation(self, token: int) -> bool:
        """Tell whether a quotation opens at a token."""
        number = self.quotation_of[token]
        return number != OUTSIDE and self.quotations[number].start == token

    def closes_quotation(self, token: int) -> bool:
        """Tell whether a quotation closes at a token."""
        number = self.quotation_of[token]
        return number != OUTSIDE and self.quotations[number].stop == token + 1

    def starts_paragraph(self, token: int) -> bool:
        """Tell whether a token is the first of its paragraph."""
        return token in self.paragraph_starts

    def sentence_at(self, token: int) -> range:
        """Return the sentence of a token."""
        return self.sentences[self.sentence_of[token]]

    def trim(self, first: int, last: int) -> range:
        """Leave out punctuation at both edges of a run, but for quotation marks and brackets."""
        while first < last and not self.is_word(first) and self.quotation_of[first] == OUTSIDE and self.words[first] not in "([$€£@#":
            first += 1
        while last > first and not self.is_word(last - 1) and self.quotation_of[last - 1] == OUTSIDE and self.words[last - 1] not in ")]%€":
            last -= 1
        return range(first, last)

    def span(self, run: range) -> Span:
        """Return the place of a run in the text."""
        return self.article.span(run.start, run.stop)

    def string(self, run: range) -> str:
        """Return the text of a run."""
        return self.article.string(run.start, run.stop)


def _cut(sentence: range) -> list[range]:
    return [sentence[first : first + _LONGEST_SENTENCE] for first in range(0, len(sentence), _LONGEST_SENTENCE)]


def _quotation_runs(article: Article) -> tuple[list[int], list[range]]:
    """Return for each token the number of its quotation, and for each quotation its tokens."""
    numbers = [OUTSIDE] * len(article.words)
    runs: list[range] = []
    token = 0
    for start, end in article.quotations:
        while token < len(numbers) and article.starts[token] < start:
            token += 1
        first = token
        while token < len(numbers) and article.starts[token] < end:
            numbers[token] = len(runs)
            token += 1
        if token > first:
            runs.append(range(first, token))
    return numbers, runs
