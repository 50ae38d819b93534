"""Measures who is found to speak where content, cue and source are given: the resolution of speakers alone, by set and by hard case.

`PYTHONPATH=tests python -m quality.speakers.resolving [SET ...]`
"""

import sys
from collections.abc import Iterator
from typing import Any

from quality.speakers.articles import SETS, Article, gold_findings, load
from quality.speakers.scoring import ASPECTS, Judged, by_case, end_to_end, judge

from claims.extractors import read_article
from claims.extractors.findings import Finding
from claims.extractors.speakers import Resolution, resolve

_TOLD = ("source_type", "medium", "stance")


def resolved(name: str) -> list[Judged]:
    """Return every statement of a set, judged by who is found to be behind its given spans."""
    articles = load(name)
    return judge(articles, {article.doc_id: _predicted(article) for article in articles})


def _predicted(article: Article) -> list[dict[str, Any]]:
    language = "de" if article.set.endswith("de") else "en"
    findings = gold_findings(article)
    resolutions = resolve(read_article(article.text, title=article.title, language=language), findings)
    return [_attribution(finding, who) for finding, who in zip(findings, resolutions, strict=True)]


def _attribution(finding: Finding, who: Resolution) -> dict[str, Any]:
    asserting = [one for one in who.chain if not one.hop]
    first = asserting[0] if asserting else None
    return {
        "content": [list(span) for span in finding.content],
        "quotation": finding.quotation,
        "speaker": first.speaker if first else None,
        "speakers": [one.speaker for one in asserting if one.speaker],
        "role": first.role_text if first else None,
        **{name: getattr(first, name, None) for name in _TOLD},
        "via": [{"speaker": one.speaker} for one in who.chain if one.hop],
    }


def lines(*names: str) -> Iterator[str]:
    """Give the share of the statements of each set in which each aspect is right, and the speakers by hard case."""
    for name in names:
        judged = resolved(name)
        yield f"{name}: " + ", ".join(f"{aspect} {end_to_end(judged, aspect)}" for aspect in ASPECTS if aspect != "quotation")
        if len(names) == 1:
            yield from (f"  {case}: {share}" for case, share in by_case(judged, "speaker").items())


if __name__ == "__main__":
    for line in lines(*(sys.argv[1:] or SETS)):
        print(line)  # noqa: T201 -- a door for people, not a part of the library
