"""Invented claims in any number, with the shape of real ones: word frequencies after Zipf, few outlets, many speakers.

Claims come over two years up to today, in the order of their days, in every kind of quotation and source, some assessed, reviewed,
repeated or linked; one page in a hundred is stored with its text and captured again when a sentence of it has gone.
Every word is made up of syllables; nothing here was ever printed anywhere.
"""

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from claims.identifiers import claim_id, content_sha256, document_id

Fields = dict[str, Any]

OUTLETS = 500
CLAIMS_PER_DOCUMENT = 5
CLAIMS_PER_SPEAKER = 50

_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
_VOCABULARY = 40_000
_BODIES = 300
_DAYS = 730
_DESK = "Invented Desk"
_RATIONALE = "The minutes of that day are public."

_QUOTATIONS = {"direct": 55, "indirect": 25, "mixed": 8, "own_voice": 12}
_SOURCES = {
    "named_person": 60,
    "named_organisation": 12,
    "unnamed_group": 10,
    "unnamed_person": 6,
    "anonymous": 7,
    "document": 3,
    "unstated": 2,
}
_REASONS = {
    ("verifiable", "public_record"): 40,
    ("verifiable", "public_data"): 20,
    ("not_yet", "prediction"): 12,
    ("evidence_not_public", "classified"): 8,
    ("too_vague", "vague_quantity"): 12,
    ("not_checkable", "opinion"): 8,
}
_VERDICTS = {"false": 40, "misleading": 15, "mostly_false": 15, "mixed": 10, "mostly_true": 5, "true": 10, "unproven": 5}
_RELATIONS = ("contradicts", "supports", "narrows")
_JUDGEMENTS = {"suggested": 50, "confirmed": 35, "rejected": 15}
_SOURCE_WORDS = {"unnamed_group": "experts", "unnamed_person": "a resident", "anonymous": "an official", "document": "a report"}

_ASSESSED = 0.2
_REVIEWED = 0.03
_WITH_EVIDENCE = 0.03
_LINKED = 0.02
_REPEATED = 0.02
_WITH_SECOND_HOP = 0.1
_CAPTURED_AGAIN = 0.01
_REMEMBERED = 10_000


class Span(NamedTuple):
    """A quote and where it begins."""

    quote: str
    start: int


class Root(NamedTuple):
    """A claim that later ones may repeat or be linked with."""

    id: str
    statement: str


class Corpus:
    """A stream of invented records, the same for the same seed and day."""

    def __init__(self, claims: int, seed: int = 1, today: datetime | None = None) -> None:
        self.claims = claims
        self.speakers = max(1, claims // CLAIMS_PER_SPEAKER)
        self._random = random.Random(seed)  # noqa: S311  (reproducible, not secret)
        self._words = ["".join(self._random.choices(_SYLLABLES, k=self._random.randint(1, 4))) for _ in range(_VOCABULARY)]
        self._weights = list(accumulate(1 / rank for rank in range(1, _VOCABULARY + 1)))
        self._today = (today or datetime.now(UTC)).replace(hour=0, minute=0, second=0, microsecond=0)
        self._roots: list[Root] = []
        self._earlier: list[str] = []

    def sentence(self, low: int, high: int) -> str:
        """Return words of an overall length between two bounds, in characters."""
        words = self._random.choices(self._words, cum_weights=self._weights, k=high // 3)
        return " ".join(words)[: self._random.randint(low, high)].strip().capitalize() + "."

    def records(self) -> Iterator[Fields]:
        """Yield the records of the lossless format: outlets and speakers, then each document with its claims and what belongs to them."""
        yield {"record": "entity", "id": "desk", "kind": "organisation", "name": _DESK}
        for number in range(OUTLETS):
            yield {"record": "entity", "id": f"outlet-{number}", "kind": "outlet", "name": f"Invented Outlet {number}"}
        for number in range(_BODIES):
            yield {"record": "entity", "id": f"body-{number}", "kind": "organisation", "name": f"Invented Body {number}"}
        for number in range(self.speakers):
            yield {"record": "entity", "id": f"speaker-{number}", "kind": "person", "name": f"Invented Speaker {number}"}
        for number in range(0, self.claims, CLAIMS_PER_DOCUMENT):
            yield from self._page(number)

    def _page(self, number: int) -> Iterator[Fields]:
        """Yield a document, its claims, what people found out about them, and perhaps the document as it was captured later."""
        day = self._today - timedelta(days=_DAYS * (1 - number / self.claims))
        sentences = [self.sentence(60, 200) for _ in range(min(CLAIMS_PER_DOCUMENT, self.claims - number))]
        has_text = self._chance(_CAPTURED_AGAIN)
        text = " ".join(f'"{one}" {self.sentence(300, 600)}' for one in sentences) if has_text else None
        document = self._document(number // CLAIMS_PER_DOCUMENT, day, text)
        yield document
        for quote in sentences:
            start = text.index(quote) if text else self._random.randint(0, 20_000)
            claim = self._claim(document, Span(quote, start), day)
            yield claim
            yield from self._about(claim, day)
        if text:
            changed = text.replace(sentences[0], "So it is no longer.")
            yield self._captured(document, changed, min(day + timedelta(days=3), self._today))
        self._remember(self._earlier, str(document["id"]))

    def _document(self, number: int, day: datetime, text: str | None) -> Fields:
        url = f"https://outlet.example/{number}"
        published = (day - timedelta(days=self._random.randint(0, 3))).date().isoformat()
        document: Fields = {
            "record": "document",
            "kind": "article",
            "url": url,
            "outlet_id": f"outlet-{min(OUTLETS - 1, int(self._random.expovariate(0.02)))}",
            "title": self.sentence(30, 80),
            "language": "en",
            "published_at": self._one_of({published: 90, published[:7]: 4, published[:4]: 4, f"XXXX{published[4:]}": 2}),
        }
        if text is not None:
            return self._captured(document, text, day)
        sha256 = content_sha256(url)
        return {**document, "id": document_id(url, sha256), "accessed_at": _time(day), "content_sha256": sha256}

    def _captured(self, document: Fields, text: str, day: datetime) -> Fields:
        sha256 = content_sha256(text)
        version = {"id": document_id(document["url"], sha256), "accessed_at": _time(day), "content_sha256": sha256, "text": text}
        return {**document, **version}

    def _claim(self, document: Fields, span: Span, day: datetime) -> Fields:
        """Return one claim of a document."""
        root = self._random.choice(self._roots) if self._roots and self._chance(_REPEATED) else None
        statement = root.statement if root else self.sentence(150, 300)
        end = span.start + len(span.quote)
        quotation = self._one_of(_QUOTATIONS)
        claim: Fields = {
            "record": "claim",
            "id": claim_id(document["id"], span.start, end, statement),
            "document_id": document["id"],
            "statement": statement,
            "quote": span.quote,
            "prefix": '"',
            "suffix": '"',
            "start_char": span.start,
            "end_char": end,
            "quotation": quotation,
            "language": "en",
            "created_by": "benchmark",
            "created_at": _time(day),
        }
        if root:
            claim["canonical_id"] = root.id
        if quotation != "own_voice":
            claim["attributions"] = self._chain()
        if self._chance(_ASSESSED):
            claim["assessments"] = [self._assessment(day)]
        if self._earlier and self._chance(_WITH_EVIDENCE):
            claim["evidence"] = [self._evidence(day)]
        return claim

    def _chain(self) -> list[Fields]:
        source_type = self._one_of(_SOURCES)
        source: Fields = {"source_type": source_type, "source_text": _SOURCE_WORDS.get(source_type, "the speaker"), "cue": "said"}
        if source_type == "named_person":
            source["entity_id"] = f"speaker-{int(self.speakers ** self._random.random()) - 1}"
        elif source_type == "named_organisation":
            source["entity_id"] = f"body-{self._random.randrange(1, _BODIES)}"
        elif source_type == "unstated":
            del source["source_text"]
        if not self._chance(_WITH_SECOND_HOP):
            return [source]
        return [source, {"hop": 1, "source_type": "named_organisation", "entity_id": "body-0", "source_text": "the agency"}]

    def _assessment(self, day: datetime) -> Fields:
        status, reason = self._one_of(_REASONS)
        assessment: Fields = {"status": status, "reason": reason, "rationale": _RATIONALE, **_by(day, "assessor", "assessed_at")}
        if status == "not_yet":
            assessment["check_after"] = (day + timedelta(days=self._random.randint(1, 2 * _DAYS))).date().isoformat()
        return assessment

    def _evidence(self, day: datetime) -> Fields:
        return {
            "document_id": self._random.choice(self._earlier),
            "stance": self._random.choice(("supports", "refutes", "context")),
            "is_primary": False,
            "note": "The second table lists them.",
            **_by(day, "added_by", "added_at"),
        }

    def _about(self, claim: Fields, day: datetime) -> Iterator[Fields]:
        """Yield what ties a claim to others, and somebody else's verdict."""
        decided = _by(day, "decided_by", "decided_at")
        if "canonical_id" in claim:
            yield {**_link(claim["canonical_id"], claim["id"], "same_as"), "judgement": "confirmed", **decided}
            return
        if self._roots and self._chance(_LINKED):
            link = _link(self._random.choice(self._roots).id, claim["id"], self._random.choice(_RELATIONS))
            yield {**link, "judgement": self._one_of(_JUDGEMENTS), **decided}
        if self._chance(_REVIEWED):
            verdict = self._one_of(_VERDICTS)
            yield {
                "record": "review",
                "claim_id": claim["id"],
                "verdict": verdict,
                "original_rating": verdict.replace("_", " ").capitalize(),
                "summary": self.sentence(60, 200),
                "publisher_id": "desk",
                "url": f"https://desk.example/{claim['id']}",
                "state": "published",
                **_by(min(day + timedelta(days=self._random.randint(0, 30)), self._today), "reviewer", "reviewed_at"),
            }
        self._remember(self._roots, Root(claim["id"], claim["statement"]))

    def _remember(self, known: list[Any], thing: Any) -> None:
        if len(known) < _REMEMBERED:
            known.append(thing)
        else:
            known[self._random.randrange(_REMEMBERED)] = thing

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _one_of(self, weights: dict[Any, int]) -> Any:
        return self._random.choices(list(weights), weights=list(weights.values()))[0]

    def write(self, path: Path) -> Path:
        """Write the records as JSON lines."""
        with path.open("w", encoding="utf-8") as file:
            for record in self.records():
                file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
        return path

    def write_entries(self, path: Path) -> Path:
        """Write the same claims as a newsroom would: names instead of ids, the document described on every line."""
        names: dict[str, str] = {}
        documents: dict[str, Fields] = {}
        with path.open("w", encoding="utf-8") as file:
            for record in self.records():
                if record["record"] == "entity":
                    names[record["id"]] = record["name"]
                elif record["record"] == "document":
                    kept = {name: record[name] for name in _TYPED_OF_DOCUMENTS if name in record}
                    documents = {record["id"]: {**kept, "outlet": names[record["outlet_id"]]}}
                elif record["record"] == "claim":
                    entry = _entry(record, documents, names)
                    file.write(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n")
        return path


_TYPED_OF_DOCUMENTS = ("title", "url", "language", "published_at", "accessed_at", "content_sha256", "text")
_TYPED_OF_CLAIMS = ("statement", "quote", "prefix", "suffix", "start_char", "end_char", "quotation", "created_by", "created_at")


def _entry(claim: Fields, documents: dict[str, Fields], names: dict[str, str]) -> Fields:
    sources = [
        {"speaker": names[source["entity_id"]], **{name: value for name, value in source.items() if name != "entity_id"}}
        if "entity_id" in source
        else source
        for source in claim.get("attributions", [])
    ]
    entry: Fields = {
        "document": documents[claim["document_id"]],
        "attributions": sources,
        **{name: claim[name] for name in _TYPED_OF_CLAIMS},
    }
    for assessment in claim.get("assessments", []):
        entry["assessment"] = {name: assessment[name] for name in ("reason", "rationale", "check_after") if name in assessment}
    return entry


def _link(one: str, other: str, relation: str) -> Fields:
    low, high = sorted((one, other))
    return {"record": "link", "from_id": low, "to_id": high, "relation": relation}


def _by(day: datetime, who: str, when: str) -> Fields:
    return {who: "benchmark", when: _time(day)}


def _time(day: datetime) -> str:
    return day.strftime("%Y-%m-%dT%H:%M:%SZ")
