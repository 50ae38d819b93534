"""What an outlet says itself: the sentences of an article that nobody is quoted with, each with how concrete it is."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from claims.extractors.article import Article
from claims.extractors.findings import Finding, Span
from claims.extractors.languages import read
from claims.extractors.placing import Layout

_FEWEST_WORDS = 4
_QUOTED_SHARE = 0.5
_SURE = 0.5
"""What is found with a lower score does not keep a sentence from being the outlet's own: people are offered both."""
_ENDS = frozenset((".", "!", "…", "..."))
_CLOSERS = frozenset("\"'”“’»«)]")
_NUMBER = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")

BASE, NUMBER, DATE, NAME, PAST, WEIGHING = 0.35, 0.15, 0.1, 0.15, 0.15, -0.2
"""What a sentence scores for being the outlet's own, and for each signal of a concrete fact in it. Chosen by hand, not learnt."""


class Narrated(NamedTuple):
    """One sentence in the outlet's own voice."""

    span: Span
    score: float
    because: str


def narration(article: Article, findings: Sequence[Finding], layout: Layout) -> Iterator[Narrated]:
    """Yield the sentences that no sure finding touches, without headings, bylines, questions, boilerplate, short lines and quotations."""
    taken = _taken_tokens(article, findings)
    words = _signals(article.language)
    paragraph = 0
    for sentence in article.sentences:
        while paragraph + 1 < len(article.paragraphs) and sentence.start >= article.paragraphs[paragraph].stop:
            paragraph += 1
        is_title = paragraph == layout.title
        if paragraph in layout.bylines or (paragraph in layout.headlines and not is_title):
            continue
        if (
            taken[sentence.stop] == taken[sentence.start]
            and (is_title or _is_whole(article, sentence))
            and _is_plain(article, sentence, words)
        ):
            yield _narrated(article, sentence, words)


def _taken_tokens(article: Article, findings: Sequence[Finding]) -> list[int]:
    """Return for each token how many before it belong to a finding, so that a sentence is asked in one step."""
    spans = sorted(
        span for finding in findings if finding.score >= _SURE for part in (finding.content, finding.cue, finding.source) for span in part
    )
    counts, place, until = [0], 0, -1
    for start, end in zip(article.starts, article.ends, strict=True):
        while place < len(spans) and spans[place].start < end:
            until = max(until, spans[place].end)
            place += 1
        counts.append(counts[-1] + (start < until))
    return counts


def _is_whole(article: Article, sentence: range) -> bool:
    last = sentence.stop - 1
    while last > sentence.start and article.words[last] in _CLOSERS:
        last -= 1
    return article.words[last] in _ENDS


def _is_plain(article: Article, sentence: range, words: dict[str, Any]) -> bool:
    spelt = [article.words[token] for token in sentence if article.words[token][0].isalnum()]
    quoted = sum(article.quoted[token] for token in sentence)
    if len(spelt) < _FEWEST_WORDS or quoted > _QUOTED_SHARE * len(sentence) or article.words[sentence.stop - 1] == "?":
        return False
    lowered = article.string(sentence.start, sentence.stop).lower()
    return not any(phrase in lowered for phrase in words["boilerplate"])


def _narrated(article: Article, sentence: range, words: dict[str, Any]) -> Narrated:
    spelt = [article.words[token] for token in sentence]
    spelt[0] = spelt[0].lower()
    found = {
        "a number": (NUMBER, any(_NUMBER.search(word) or word.lower() in words["numbers"] for word in spelt)),
        "a date": (DATE, any(word in words["dates"] or word.lower() in words["dates"] or _YEAR.fullmatch(word) for word in spelt)),
        "a name": (NAME, not words["are_nouns_capitalised"] and any(word[0].isupper() for word in spelt)),
        "what happened": (PAST, any(word in words["past"] or (len(word) > 4 and word.endswith(words["past_endings"])) for word in spelt)),
    }
    named = [signal for signal, (_, is_there) in found.items() if is_there]
    weighs = [word for word in spelt if word in words["weighing"]]
    score = BASE + sum(worth for worth, is_there in found.values() if is_there) + (WEIGHING if weighs else 0)
    because = f"No words attribute it to anybody, so the outlet says it itself. It names {_listed(named)}."
    if weighs:
        because += f" “{weighs[0]}” weighs or foretells rather than reports."
    return Narrated(article.span(sentence.start, sentence.stop), round(score, 2), because)


def _listed(named: list[str]) -> str:
    if not named:
        return "no number, date or name"
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"


@cache
def _signals(language: str) -> dict[str, Any]:
    raw = read(language, "narration")
    words: dict[str, Any] = {name: frozenset(raw.get(name, ())) for name in ("numbers", "dates", "past", "weighing")}
    words["boilerplate"] = tuple(raw.get("boilerplate", ()))
    words["past_endings"] = tuple(raw.get("past_endings", ()))
    words["are_nouns_capitalised"] = bool(raw.get("are_nouns_capitalised"))
    return words
