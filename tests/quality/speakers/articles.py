"""The project's own annotated articles: marked-up texts read into documents with gold statements."""

import json
import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, cast

from quality.speakers.quotation import quotation_of

from claims.extractors.findings import Finding, Span
from claims.vocabularies import Medium, Quotation, SourceType, Stance

FOLDER = Path(__file__).parent
SETS = (
    "practice", "practice-2", "practice-3", "held-out", "practice-de", "practice-2-de", "practice-3-de", "practice-4-de", "held-out-de",
)  # fmt: skip
OPENING = re.compile(r"\{([sqc])(\d+(?:\+\d+)*) ")
KINDS = {"s": "source", "q": "cue", "c": "content"}

Spans = tuple[tuple[int, int], ...]


class UnreadableArticle(Exception):
    """An article whose marks or header break the rules of the README."""


class Source(NamedTuple):
    """Who is behind a statement, as far as the article tells."""

    speaker: str | None
    source_type: SourceType
    roles: tuple[str, ...]
    """The role as printed at its fullest, then other wordings of the article that are as right; empty where none is printed."""

    @property
    def role(self) -> str | None:
        """Return the role as printed at its fullest."""
        return self.roles[0] if self.roles else None


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed statement: its spans as offsets in code points, and who said it in which way."""

    number: int
    source: Spans
    cue: Spans
    content: Spans
    quotation: Quotation
    by: tuple[Source, ...]
    """Those who assert it; more than one where "X and Y said"."""
    via: tuple[Source, ...]
    """Those who passed it on, from the one who heard it to the one whom the article quotes."""
    stance: Stance
    media: tuple[Medium, ...]
    """The way of speaking that the text prints, then others that are as right ("told Radio Kestra"); empty where none is printed."""
    platform: str | None

    @property
    def medium(self) -> Medium | None:
        """Return the way of speaking that the text prints."""
        return self.media[0] if self.media else None

    @property
    def speakers(self) -> tuple[str, ...]:
        """Return the fullest names of those who assert it; empty where nobody is named."""
        return tuple(source.speaker for source in self.by if source.speaker)


@dataclass(frozen=True, slots=True)
class Article:
    """One invented article; the first line of its text is the headline."""

    name: str
    set: str
    cases: tuple[str, ...]
    text: str
    statements: tuple[Statement, ...]

    @property
    def doc_id(self) -> str:
        """Return the identifier that a prediction names."""
        return f"{self.set}/{self.name}"

    @property
    def title(self) -> str:
        """Return the headline."""
        return self.text.partition("\n")[0]


def load(name: str) -> tuple[Article, ...]:
    """Read all articles of one of the `SETS`, in the order of their file names."""
    return tuple(read_article(path) for path in sorted((FOLDER / name).glob("*.txt")))


@cache
def read_article(path: Path) -> Article:
    """Read one article: a TOML header between `+++` lines, then the text with its marks."""
    head, marked = _split(path)
    text, spans = strip_marks(marked)
    if set(head["statements"]) != {str(number) for number in spans}:
        raise UnreadableArticle(f"{path.name}: the header tells of statements {sorted(head['statements'])}, the marks of {sorted(spans)}.")
    sources = {key: _source(fields) for key, fields in head["sources"].items()}
    statements = tuple(_statement(number, spans[number], head["statements"][str(number)], sources, text) for number in sorted(spans))
    return Article(path.stem, path.parent.name, tuple(head["cases"]), text, statements)


def strip_marks(marked: str) -> tuple[str, dict[int, dict[str, list[tuple[int, int]]]]]:
    """Return the bare text and, by number of the statement and kind of span, the offsets of what was marked."""
    text: list[str] = []
    spans: dict[int, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    opened: list[tuple[str, list[int], int]] = []
    position = 0
    while position < len(marked):
        if mark := OPENING.match(marked, position):
            opened.append((KINDS[mark[1]], [int(number) for number in mark[2].split("+")], len(text)))
            position = mark.end()
            continue
        if marked[position] == "}" and opened:
            kind, numbers, start = opened.pop()
            for number in numbers:
                spans[number][kind].append((start, len(text)))
        elif marked[position] in "{}":
            raise UnreadableArticle(f"A brace belongs to no mark: {marked[position : position + 40]!r}.")
        else:
            text.append(marked[position])
        position += 1
    if opened:
        raise UnreadableArticle(f"The mark of a {opened[-1][0]} at {opened[-1][2]} is never closed.")
    return "".join(text), spans


def gold_findings(article: Article) -> list[Finding]:
    """Return the statements as an extractor would find them, so that speakers can be resolved from gold spans."""
    return [
        Finding(
            content=tuple(Span(*span) for span in statement.content),
            cue=tuple(Span(*span) for span in statement.cue),
            source=tuple(Span(*span) for span in statement.source),
            quotation=statement.quotation,
            score=1.0,
            because="annotated by hand",
        )
        for statement in article.statements
    ]


def as_document(article: Article) -> dict[str, Any]:
    """Return an article as a line of the attribution JSONL form, with what the gold knows beyond spans."""
    return {
        "doc_id": article.doc_id,
        "title": article.title,
        "text": article.text,
        "cases": list(article.cases),
        "attributions": [_as_attribution(statement) for statement in article.statements],
    }


def as_line(article: Article) -> str:
    """Return an article as JSON in one line."""
    return json.dumps(as_document(article), ensure_ascii=False)


def _split(path: Path) -> tuple[dict[str, Any], str]:
    before, head, marked = path.read_text(encoding="utf-8").split("+++\n", 2)
    if before:
        raise UnreadableArticle(f"{path.name}: something stands before the header.")
    try:
        return tomllib.loads(head), marked.strip("\n")
    except tomllib.TOMLDecodeError as error:
        raise UnreadableArticle(f"{path.name}: {error}") from error


def _source(fields: dict[str, Any]) -> Source:
    if unknown := set(fields) - {"speaker", "type", "role"}:
        raise UnreadableArticle(f"A source has no {', '.join(sorted(unknown))}.")
    return Source(fields.get("speaker"), SourceType(fields["type"]), _several(fields.get("role", [])))


def _statement(number: int, spans: dict[str, list[tuple[int, int]]], fields: Any, sources: dict[str, Source], text: str) -> Statement:
    given = cast("dict[str, Any]", fields if isinstance(fields, dict) else {"by": fields})
    if unknown := set(given) - {"by", "via", "stance", "medium", "platform", "quotation"}:
        raise UnreadableArticle(f"Statement {number} has no {', '.join(sorted(unknown))}.")
    content = tuple(sorted(spans["content"]))
    return Statement(
        number=number,
        source=tuple(sorted(spans["source"])),
        cue=tuple(sorted(spans["cue"])),
        content=content,
        quotation=Quotation(given.get("quotation") or quotation_of(text[start:end] for start, end in content)),
        by=_named(given["by"], sources),
        via=_named(given.get("via", []), sources),
        stance=Stance(given.get("stance", Stance.AFFIRMS)),
        media=tuple(Medium(medium) for medium in _several(given.get("medium", []))),
        platform=given.get("platform"),
    )


def _named(keys: str | list[str], sources: dict[str, Source]) -> tuple[Source, ...]:
    return tuple(sources[key] for key in _several(keys))


def _several(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _as_attribution(statement: Statement) -> dict[str, Any]:
    first = statement.by[0]
    return {
        "id": f"E{statement.number}",
        "source": [list(span) for span in statement.source],
        "cue": [list(span) for span in statement.cue],
        "content": [list(span) for span in statement.content],
        "quote_type": statement.quotation.value,
        "quotation": statement.quotation.value,
        "speaker": first.speaker,
        "speakers": list(statement.speakers),
        "source_type": first.source_type.value,
        "role": first.role,
        "roles": list(first.roles),
        "stance": statement.stance.value,
        "medium": statement.medium.value if statement.medium else None,
        "media": [medium.value for medium in statement.media],
        "platform": statement.platform,
        "by": [_as_source(source) for source in statement.by],
        "via": [_as_source(source) for source in statement.via],
    }


def _as_source(source: Source) -> dict[str, Any]:
    return {"speaker": source.speaker, "source_type": source.source_type.value, "role": source.role, "roles": list(source.roles)}
