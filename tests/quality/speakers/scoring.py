"""Scores predicted attributions against the articles: the speaker behind each statement, and the rest of what the gold knows."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from quality.speakers.articles import Article, Source, Statement

WORD = re.compile(r"\w+")
CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"
SAME_STATEMENT = 0.5
"""The share of words (intersection over union) from which a predicted content is taken for a gold one."""
TITLES = frozenset({
    "dr", "prof", "professor", "mr", "mrs", "ms", "miss", "sir", "dame", "lord", "lady", "sheikh", "rev", "reverend", "father", "bishop",
    "sen", "senator", "rep", "judge", "president", "mayor", "minister", "gen", "general", "maj", "major", "lt", "lieutenant", "col",
    "colonel", "brigadier", "admiral", "captain", "capt", "sergeant", "sgt", "commander", "cmdr", "sister", "brother", "baroness", "baron",
    "rabbi", "imam", "justice", "canon", "archbishop", "cardinal", "archdeacon", "deacon", "pastor", "viscount", "earl", "countess",
    "inspector", "superintendent", "constable", "detective", "det", "insp", "supt", "cllr", "councillor", "governor", "gov", "chancellor",
    "ambassador", "prince", "princess", "king", "queen", "pope", "sultan", "emir", "corporal", "cpl", "private", "pte", "marshal",
    "major-general",
    "the", "frau", "herr", "der", "die", "das",
})  # fmt: skip
ASPECTS = ("speaker", "source_type", "role", "medium", "stance", "quotation", "chain")


@dataclass(frozen=True, slots=True)
class Judged:
    """One gold statement beside what was predicted for it: which aspects are right. An unfound statement has none right."""

    article: Article
    statement: Statement
    found: bool
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    right: int
    all: int

    def __str__(self) -> str:
        """Write the share in per cent with its counts."""
        return f"{100 * self.right / self.all:5.1f} % ({self.right} of {self.all})" if self.all else "  -"


def judge(articles: Iterable[Article], predictions: dict[str, Sequence[dict[str, Any]]]) -> list[Judged]:
    """Match the predicted attributions of each article (by `doc_id`) to its statements and judge every statement.

    Each prediction is a line's attribution in the form of `claims extract`: `content` as offsets, and where the extractor knows
    them `speaker`, `speakers`, `source_type`, `role`, `medium`, `stance`, `quotation` and `via` (a list of objects with `speaker`).
    """
    judged = []
    for article in articles:
        matched = match(article, predictions.get(article.doc_id, []))
        judged += [_judged(article, statement, matched.get(statement.number)) for statement in article.statements]
    return judged


def match(article: Article, predicted: Sequence[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Pair statements with predictions one to one, those with most words in common first."""
    words = [(match[0], match.start()) for match in WORD.finditer(article.text)]
    gold = {statement.number: _inside(words, statement.content) for statement in article.statements}
    guessed = [_inside(words, prediction["content"]) for prediction in predicted]
    pairs = sorted(
        ((_overlap(mine, theirs), -number, -index) for number, mine in gold.items() for index, theirs in enumerate(guessed)), reverse=True
    )
    matched: dict[int, dict[str, Any]] = {}
    taken: set[int] = set()
    for overlap, number, index in pairs:
        if overlap >= SAME_STATEMENT and -number not in matched and index not in taken:
            matched[-number] = predicted[-index]
            taken.add(index)
    return matched


def end_to_end(judged: Iterable[Judged], aspect: str) -> Share:
    """Return the share of all gold statements in which an aspect is right; an unfound statement counts as wrong."""
    verdicts = [aspect in one.right for one in judged]
    return Share(sum(verdicts), len(verdicts))


def where_found(judged: Iterable[Judged], aspect: str) -> Share:
    """Return the share of the found statements in which an aspect is right."""
    return end_to_end((one for one in judged if one.found), aspect)


def by_case(judged: Iterable[Judged], aspect: str) -> dict[str, Share]:
    """Return the share of the statements in the articles of each hard case."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        for case in one.article.cases:
            groups[case].append(one)
    return {case: end_to_end(group, aspect) for case, group in sorted(groups.items())}


def table(judged: Sequence[Judged]) -> str:
    """Write the figures that the README shows: every aspect over all statements and over the found ones, the speaker by case."""
    found = Share(sum(one.found for one in judged), len(judged))
    lines = [f"{'statements found':20} {found}", f"{'':20} {'end to end':24} where found"]
    lines += [f"{aspect:20} {end_to_end(judged, aspect)!s:24} {where_found(judged, aspect)}" for aspect in ASPECTS]
    lines += ["", "speaker by hard case, end to end"]
    lines += [f"{case:20} {share}" for case, share in by_case(judged, "speaker").items()]
    return "\n".join(lines)


def name_key(name: str | None) -> str:
    """Fold a name for comparison: case, spaces, apostrophes, articles, titles, an acronym in brackets and a possessive ending.

    >>> name_key("Sheikh Nadir  al-Karim") == name_key("nadir al-Karim")
    True
    """
    folded = unicodedata.normalize("NFKC", name or "").casefold().replace(CURLY, "'")
    folded = re.sub(r"\s*\(.*?\)", "", folded)
    words = [word.strip(".,") for word in folded.removesuffix("'s").split()]
    kept = [word for word in words if word not in TITLES]
    return " ".join(kept or words)


def _judged(article: Article, statement: Statement, prediction: dict[str, Any] | None) -> Judged:
    if prediction is None:
        return Judged(article, statement, found=False, right=frozenset())
    return Judged(article, statement, found=True, right=frozenset(aspect for aspect in ASPECTS if _is_right(statement, prediction, aspect)))


def _is_right(statement: Statement, prediction: dict[str, Any], aspect: str) -> bool:
    if aspect == "speaker":
        return _names(prediction) == {name_key(speaker) for speaker in statement.speakers}
    if aspect == "source_type":
        return any(prediction.get("source_type") == source.source_type for source in statement.by)
    if aspect == "role":
        return _role_is_right(statement.by[0], prediction.get("role"))
    if aspect == "medium":
        return prediction.get("medium") in (statement.media or (None,))
    if aspect == "chain":
        return [name_key(hop.get("speaker")) for hop in prediction.get("via") or []] == [name_key(hop.speaker) for hop in statement.via]
    return bool(prediction.get(aspect) == getattr(statement, aspect))


def _names(prediction: dict[str, Any]) -> set[str]:
    speakers = prediction.get("speakers") or [prediction.get("speaker")]
    return {name_key(speaker) for speaker in speakers if speaker}


def _role_is_right(source: Source, role: str | None) -> bool:
    if not source.roles:
        return not role
    return name_role(role) in {name_role(wording) for wording in source.roles}


def name_role(role: str | None) -> str:
    """Fold a role for comparison: case, spaces, and an article or an owner before it."""
    folded = " ".join((role or "").casefold().replace(CURLY, "'").split())
    return re.sub(r"^(?:(?:an?|the|two|three|several|some|his|her|its|their|my) )?(?:[\w-]+'s )?", "", folded)


def _inside(words: Sequence[tuple[str, int]], pieces: Iterable[Sequence[int]]) -> frozenset[int]:
    """Return the numbers of the words that start within some pieces of the text."""
    spans = [(piece[0], piece[1]) for piece in pieces]
    return frozenset(number for number, (_, start) in enumerate(words) if any(begin <= start < end for begin, end in spans))


def _overlap(mine: frozenset[int], theirs: frozenset[int]) -> float:
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0
