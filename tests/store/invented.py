"""A few hundred invented records of every kind, in an order in which each refers to earlier ones only.

The same at every call; texts, chains, repeats, assessments, evidence and verdicts as real ones have them.
"""

import gzip
import itertools
from base64 import b64encode
from typing import Any

from claims.identifiers import claim_id, content_sha256, document_id
from claims.models import Record
from claims.models.records import validate_record

Fields = dict[str, Any]

_REASONS = (
    {"status": "verifiable", "reason": "public_record"},
    {"status": "not_yet", "reason": "promise", "check_after": "2030-01-01"},
    {"status": "evidence_not_public", "reason": "classified"},
    {"status": "too_vague", "reason": "vague_quantity", "credibility": 3},
    {"status": "not_checkable", "reason": "opinion"},
)
_DATES = ("2024", "2024-02", "2024-02-05", "XXXX-02-05", None)
_TOWNS = ("Lower Sampleton", "Æbleby", "København", "Şile", "東京", "القاهرة", "Kraków")


def _entities() -> list[Fields]:
    made: list[Fields] = [{"id": f"outlet-{n}", "kind": "outlet", "name": f"Outlet № {n}"} for n in range(5)]
    made += [{"id": f"person-{n}", "kind": "person", "name": f"Person {n}", "aliases": [f"P{n}"]} for n in range(12)]
    made += [{"id": f"body-{n}", "kind": "organisation", "name": f"Body {n}", "country": "IQ"} for n in range(6)]
    made += [{"id": "square", "kind": "platform", "name": "Square", "domain": "square.example"}]
    made += [{"id": "person-0-too", "kind": "person", "name": "Pérson 0", "canonical_id": "person-0"}]
    made += [{"id": "outlet-0-too", "kind": "outlet", "name": "Outlet nought", "canonical_id": "outlet-0"}]
    return [{"record": "entity", **one} for one in made]


def _document(number: int) -> Fields:
    sentences = [f'Person {n} said in {_TOWNS[(number + n) % 7]}: "Bridge {number}.{n} is closed 🌉." So it goes.' for n in range(5)]
    text = " ".join(sentences) if number % 2 else None
    url = None if number % 6 == 5 else f"https://outlet.example/{number}"
    sha256 = content_sha256(text) if text else (None if number % 4 else content_sha256(str(number)))
    document: Fields = {
        "record": "document",
        "id": document_id(url, sha256),
        "kind": "article",
        "url": url,
        "outlet_id": "outlet-0-too" if number % 7 == 3 else f"outlet-{number % 5}",
        "title": f"Bridges of {_TOWNS[number % 7]}",
        "language": "en",
        "published_at": _DATES[number % 5],
        "accessed_at": "2024-02-06T08:00:00Z",
        "content_sha256": sha256,
        "text": text,
        "capture": _capture(number, url) if text else None,
    }
    return {key: value for key, value in document.items() if value is not None}


def _capture(number: int, url: str | None) -> Fields | None:
    """Return how some of the documents were captured: every other one with its page."""
    if number % 3:
        return None
    where = {"requested_url": url, "final_url": f"{url}/", "http_status": 200} if url else {"file_name": f"{number}.html"}
    page = {"page": b64encode(gzip.compress(f"<p>Bridge {number}</p>".encode(), mtime=0)).decode()} if number % 2 else {}
    made = {"media_type": "text/html", "tool": "invented 1.0", "captured_by": "carla", "captured_at": "2024-02-06T08:00:00Z"}
    return where | made | page


def _captured_again(document: Fields, day: int) -> Fields:
    """Return another version of a page, from which a sentence is gone."""
    text = document["text"].replace("Bridge", "The bridge", 1)
    sha256 = content_sha256(text)
    version = {"id": document_id(document["url"], sha256), "accessed_at": f"2024-02-{day:02}T08:00:00Z", "content_sha256": sha256}
    return {**document, **version, "text": text}


def _chain(number: int, outlet: str) -> list[Fields]:
    person = {"source_type": "named_person", "entity_id": f"person-{number % 12}", "source_text": f"Person {number % 12}", "cue": "said"}
    merged = {"source_type": "named_person", "entity_id": "person-0-too", "source_text": "Person nought"}
    experts = {"source_type": "unnamed_group", "source_text": "experts", "role_text": "engineers", "stance": "hedges"}
    secret = {"source_type": "anonymous", "source_text": "an official", "anonymity_reason": "for fear of reprisal", "reliability": "C"}
    body = {"source_type": "named_organisation", "entity_id": f"body-{number % 6}", "source_text": f"the body {number % 6}"}
    post = {**person, "medium": "social_post", "platform_id": "square", "affiliation_id": "body-1", "said_date": "2024-02"}
    chains: list[list[Fields]] = [
        [{**person, "hop": 0, "seq": 0, "role_text": "mayor"}],
        [{**experts, "hop": 0, "seq": 0}, {**body, "hop": 1, "seq": 0}],
        [{**merged, "hop": 0, "seq": 0}, {**secret, "hop": 0, "seq": 1}, {**body, "hop": 1, "seq": 0}],
        [{**post, "hop": 0, "seq": 0}],
        [{"source_type": "unstated", "hop": 0, "seq": 0}],
    ]
    return [one for one in chains[number % 5] if one.get("entity_id") != outlet]


def _claim(number: int, document: Fields, place: int) -> Fields:
    statement = f"Bridge {number} in {_TOWNS[number % 7]} is closed."
    claim: Fields = {"record": "claim", "document_id": document["id"], "statement": statement, "language": "en"}
    if "text" in document:
        quote = f"Bridge {document['text'].split('Bridge ')[place + 1].split(' ')[0]} is closed 🌉."
        start = document["text"].index(quote)
        claim |= {"quote": quote, "start_char": start, "end_char": start + len(quote), "prefix": '"', "suffix": '"', "quotation": "direct"}
    elif number % 3:
        claim |= {"quote": "is “closed”", "quotation": "mixed", "location": "headline"}
    else:
        claim |= {"quotation": "indirect", "claim_date": "2024-02", "claim_date_inferred": True}
    if number % 11 == 10:
        claim |= {"quotation": "own_voice"}
    else:
        claim["attributions"] = _chain(number, document["outlet_id"])
    claim["id"] = claim_id(document["id"], claim.get("start_char"), claim.get("end_char"), statement)
    return claim | {"created_by": f"person {number % 3}", "created_at": "2024-02-06T09:00:00Z"}


def _judge(number: int, claim: Fields, evidence: Fields) -> None:
    """Give a claim what people found out about it."""
    claim["assessments"] = [
        {
            **_REASONS[(number + step) % 5],
            "rationale": "Some reason or other.",
            "assessor": f"person {step}",
            "assessed_at": f"2024-02-{7 + (number * step) % 5:02}T09:00:00Z",
        }
        for step in range(number % 4)
    ]
    if number % 4 == 1:
        claim["evidence"] = [
            {
                "document_id": evidence["id"],
                "stance": ("supports", "refutes", "context")[number % 3],
                "is_primary": bool(number % 2),
                "note": f"Item {number}.",
                "added_by": "desk",
                "added_at": "2024-02-08T09:00:00Z",
                **({"quote": "So it goes."} if number % 8 == 1 else {}),
            }
        ]
    if number % 5 == 2:
        claim["tags"] = ["bridges", "lower-sampleton"]


def _link(first: str, second: str, relation: str, number: int) -> Fields:
    low, high = sorted((first, second))
    judgement = "confirmed" if relation == "same_as" else ("suggested", "rejected")[number % 2]
    ends = {"from_id": low, "to_id": high, "relation": relation, "judgement": judgement, "score": number / 1000}
    return {"record": "link", **ends, "decided_by": "desk", "decided_at": "2024-02-09T09:00:00Z"}


def _names(first: str, second: str, judgement: str) -> Fields:
    ends = {"from_id": first, "to_id": second, "judgement": judgement, "score": 0.75, "because": "Alike but for a digit."}
    return {"record": "entity_link", **ends, "decided_by": "names 1", "decided_at": "2024-02-09T09:00:00Z"}


def _suggested(number: int, claim: Fields) -> Fields:
    found = _REASONS[number % len(_REASONS)]
    said: Fields = {"score": 0.5 + number / 1000, "worth": number / 1000, "program": "triage 1", "suggested_at": "2024-02-07T09:00:00Z"}
    if number % 4:
        said |= {"status": found["status"], "reason": found["reason"], "grounds": [{"start": 0, "end": 3, "why": "is a word"}]}
    return {"record": "suggested_assessment", "claim_id": claim["id"], **said}


def _review(claim: Fields, number: int, **changes: Any) -> Fields:
    review = {
        "claim_id": claim["id"],
        "verdict": ("true", "false", "mixed", "misleading")[number % 4],
        "summary": "Whoever went there saw it.",
        "publisher_id": "body-0",
        "url": f"https://desk.example/{number}",
        "state": "published",
        "reviewer": "desk",
        "reviewed_at": "2024-03-01T09:00:00Z",
    }
    return {"record": "review", **review, **changes}


def _reviews(claims: list[Fields]) -> list[Fields]:
    sure = [
        claim
        for claim in claims
        if claim.get("evidence") and {one["status"] for one in claim["assessments"]} == {"verifiable"} and "canonical_id" not in claim
    ]
    found = [_review(claim, number) for number, claim in enumerate(sure)]
    found += [_review(claim, 3, state="retracted", reviewed_at="2024-03-02T09:00:00Z") for claim in sure[::3]]
    found += [_review(claim, 1, state="draft", reviewed_at="2024-03-03T09:00:00Z") for claim in sure[1::3]]
    found += [_review(claim, 2, original_rating="Half true", publisher_id="outlet-4") for claim in claims[4::17]]
    found += [_review(claim, 2, verdict="unproven", publisher_id="body-3") for claim in claims[9::19]]
    return sorted(found, key=lambda one: str(one["reviewed_at"]), reverse=True)


def _candidate(number: int, claim: Fields) -> Fields:
    candidate: Fields = {
        "record": "candidate",
        "id": f"k{number}",
        "document_id": claim["document_id"],
        "extractor": "quotes 1.0",
        "draft": {"statement": claim["statement"], "n": [1, 2.5, None, {"ü": "ß"}]},
        "score": 0.25,
        "because": "It stands in quotation marks.",
        "created_at": "2024-02-06T09:00:00Z",
    }
    if number % 2:
        decided = {"decision": {"statement": "Other words."}, "decided_by": "desk", "decided_at": "2024-02-06T10:00:00Z"}
        candidate |= {"state": "edited", "claim_id": claim["id"], **decided}
    if number % 3:
        candidate |= {"start_char": 0, "end_char": 9, "spans": {"content": [[0, 4], [6, 9]], "cue": [[4, 6]]}}
    return candidate


def invented_fields(documents: int = 40) -> list[Fields]:
    """Return the records as fields."""
    papers = [_document(number) for number in range(documents)]
    again = [_captured_again(paper, 5 + number % 3) for number, paper in enumerate(papers[1::6])]
    numbers = itertools.count()
    claims: list[Fields] = []
    for paper, place in itertools.product(papers, range(5)):
        number = next(numbers)
        claim = _claim(number, paper, place)
        _judge(number, claim, papers[0])
        claims.append(claim)
    links = []
    for number in range(12, len(claims), 12):
        root = claims[number - 12] if "canonical_id" not in claims[number - 12] else claims[0]
        claims[number]["canonical_id"] = root["id"]
        links.append(_link(root["id"], claims[number]["id"], "same_as", number))
    relations = itertools.cycle(("contradicts", "supports", "narrows"))
    links += [_link(claims[n]["id"], claims[n + 1]["id"], next(relations), n) for n in range(0, len(claims) // 3, 6)]
    return [
        *_entities(),
        _names("person-1", "person-10", "suggested"),
        _names("person-1", "person-11", "rejected"),
        {"record": "role", "entity_id": "person-1", "title": "Mayor", "organisation_id": "body-1", "start_date": "2020-01-01"},
        {"record": "role", "entity_id": "person-2", "title": "Clerk"},
        {"record": "tag", "id": "bridges", "kind": "topic", "name": "Bridges"},
        {"record": "tag", "id": "lower-sampleton", "kind": "place", "name": "Lower Sampleton"},
        *papers,
        *again[1::2],
        *claims,
        *again[::2],
        *(_suggested(number, claim) for number, claim in enumerate(claims[::3])),
        *links,
        *_reviews(claims),
        *(_candidate(number, claim) for number, claim in enumerate(claims[::25])),
    ]


def invented_records(documents: int = 40) -> list[Record]:
    """Return the records as models."""
    return [validate_record(fields) for fields in invented_fields(documents)]
