"""Invented claims in any number, with the shape of real ones: word frequencies after Zipf, few outlets, many speakers.

Every word is made up of syllables; nothing here was ever printed anywhere.
"""

import json
import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from claims.identifiers import claim_id, content_sha256, document_id

_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
_TIME = "2026-01-15T12:00:00Z"
_VOCABULARY = 40_000
_OUTLETS = 500
_CLAIMS_PER_DOCUMENT = 5
_CLAIMS_PER_SPEAKER = 50


class Corpus:
    """A reproducible stream of invented records."""

    def __init__(self, claims: int, seed: int = 1) -> None:
        self.claims = claims
        self._random = random.Random(seed)  # noqa: S311  (reproducible, not secret)
        self._words = ["".join(self._random.choices(_SYLLABLES, k=self._random.randint(1, 4))) for _ in range(_VOCABULARY)]
        self._weights = list(accumulate(1 / rank for rank in range(1, _VOCABULARY + 1)))
        self._speakers = max(1, claims // _CLAIMS_PER_SPEAKER)

    def sentence(self, low: int, high: int) -> str:
        """Return words of an overall length between two bounds, in characters."""
        words = self._random.choices(self._words, cum_weights=self._weights, k=high // 3)
        return " ".join(words)[: self._random.randint(low, high)].strip().capitalize() + "."

    def records(self) -> Iterator[dict[str, object]]:
        """Yield the records of the lossless format: outlets and speakers, then each document with its claims."""
        for number in range(_OUTLETS):
            yield {"record": "entity", "id": f"outlet-{number}", "kind": "outlet", "name": f"Invented Outlet {number}"}
        for number in range(self._speakers):
            yield {"record": "entity", "id": f"speaker-{number}", "kind": "person", "name": f"Invented Speaker {number}"}
        for number in range(0, self.claims, _CLAIMS_PER_DOCUMENT):
            document = self._document(number // _CLAIMS_PER_DOCUMENT)
            yield document
            for _ in range(min(_CLAIMS_PER_DOCUMENT, self.claims - number)):
                yield self.claim(str(document["id"]))

    def _document(self, number: int) -> dict[str, object]:
        url = f"https://outlet.example/{number}"
        sha256 = content_sha256(url)
        return {
            "record": "document",
            "id": document_id(url, sha256),
            "kind": "article",
            "url": url,
            "outlet_id": f"outlet-{min(_OUTLETS - 1, int(self._random.expovariate(0.02)))}",
            "title": self.sentence(30, 80),
            "language": "en",
            "published_at": f"20{self._random.randint(10, 25)}-0{self._random.randint(1, 9)}-1{self._random.randint(0, 9)}",
            "accessed_at": _TIME,
            "content_sha256": sha256,
        }

    def claim(self, document: str) -> dict[str, object]:
        """Return one claim of a document: a statement, a direct quote, a named speaker; one in five is assessed."""
        statement, quote = self.sentence(150, 300), self.sentence(60, 200)
        start = self._random.randint(0, 20_000)
        record: dict[str, object] = {
            "record": "claim",
            "id": claim_id(document, start, start + len(quote), statement),
            "document_id": document,
            "statement": statement,
            "quote": quote,
            "prefix": '"',
            "suffix": '"',
            "start_char": start,
            "end_char": start + len(quote),
            "quotation": "direct",
            "language": "en",
            "created_by": "benchmark",
            "created_at": _TIME,
            "attributions": [
                {
                    "source_type": "named_person",
                    "entity_id": f"speaker-{min(self._speakers - 1, int(self._random.paretovariate(0.6)))}",
                    "source_text": "the speaker",
                    "cue": "said",
                }
            ],
        }
        if self._random.random() < 0.2:
            record["assessments"] = [
                {
                    "status": "verifiable",
                    "reason": "public_record",
                    "rationale": "The minutes of that day are public.",
                    "assessor": "benchmark",
                    "assessed_at": _TIME,
                }
            ]
        return record

    def write(self, path: Path) -> Path:
        """Write the records as JSON lines."""
        with path.open("w", encoding="utf-8") as file:
            for record in self.records():
                file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
        return path

    def write_entries(self, path: Path) -> Path:
        """Write the same claims as a newsroom would: names instead of ids, the document described on every line."""
        outlets: dict[str, str] = {}
        speakers: dict[str, str] = {}
        documents: dict[str, dict[str, object]] = {}
        with path.open("w", encoding="utf-8") as file:
            for record in self.records():
                if record["record"] == "entity":
                    (outlets if record["kind"] == "outlet" else speakers)[str(record["id"])] = str(record["name"])
                elif record["record"] == "document":
                    kept = {name: record[name] for name in ("title", "url", "language", "published_at", "accessed_at", "content_sha256")}
                    documents = {str(record["id"]): {**kept, "outlet": outlets[str(record["outlet_id"])]}}
                else:
                    entry = self._entry(record, documents, speakers)
                    file.write(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n")
        return path

    def _entry(self, claim: dict[str, object], documents: dict[str, dict[str, object]], speakers: dict[str, str]) -> dict[str, object]:
        source = claim["attributions"][0]  # type: ignore[index]
        entry: dict[str, object] = {
            "document": documents[str(claim["document_id"])],
            "attributions": [{"speaker": speakers[source["entity_id"]], "source_text": source["source_text"], "cue": source["cue"]}],
            **{name: claim[name] for name in ("statement", "quote", "prefix", "suffix", "start_char", "end_char", "quotation")},
            "created_by": claim["created_by"],
            "created_at": claim["created_at"],
        }
        if "assessments" in claim:
            assessment = claim["assessments"][0]  # type: ignore[index]
            entry["assessment"] = {"reason": assessment["reason"], "rationale": assessment["rationale"]}
        return entry
