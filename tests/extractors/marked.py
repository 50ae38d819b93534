"""Articles with findings marked by hand: `⟦content⟧ ⟨cue⟩ ⟪source⟫`, so that a case is one line. All texts are invented."""

import re

from claims.extractors.article import Article, read_article
from claims.extractors.drafts import Draft, drafts
from claims.extractors.findings import Finding, Span
from claims.models import SourceEntry
from claims.vocabularies import Quotation

_KINDS = {"⟦": "content", "⟨": "cue", "⟪": "source"}
_MARK = re.compile("[⟦⟧⟨⟩⟪⟫]")
ANN = SourceEntry(speaker="Ann Example", source_text="Ann Example", cue="said")


def read_marked(
    marked: str, quotation: Quotation = Quotation.INDIRECT, *, title: str = "", language: str = "en"
) -> tuple[Article, Finding | None]:
    """Return an article without the marks, and the one finding that they show, if there are any."""
    text = ""
    found: dict[str, list[Span]] = {"content": [], "cue": [], "source": []}
    opened: list[tuple[str, int]] = []
    for part in re.split("([⟦⟧⟨⟩⟪⟫])", marked):
        if part in _KINDS:
            opened.append((_KINDS[part], len(text)))
        elif _MARK.match(part):
            kind, start = opened.pop()
            found[kind].append(Span(start, len(text)))
        else:
            text += part
    article = read_article(text, title=title, language=language)
    if not found["content"]:
        return article, None
    finding = Finding(tuple(found["content"]), tuple(found["cue"]), tuple(found["source"]), quotation, 0.8, "Somebody is said to say it.")
    return article, finding


def drafted(
    marked: str,
    quotation: Quotation = Quotation.INDIRECT,
    *,
    chain: tuple[SourceEntry, ...] = (ANN,),
    title: str = "",
    language: str = "en",
) -> list[Draft]:
    """Return the drafts of a marked article."""
    article, finding = read_marked(marked, quotation, title=title, language=language)
    return drafts(article, [finding], [chain]) if finding else drafts(article, [], [])


def the_draft(marked: str, quotation: Quotation = Quotation.INDIRECT, **given: object) -> Draft:
    """Return the one draft of a marked article that somebody is quoted with."""
    (only,) = [one for one in drafted(marked, quotation, **given) if one.entry["attributions"]]  # type: ignore[arg-type]
    return only
