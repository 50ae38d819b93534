"""A database in which every word is an attack: markup, scripts, templates, controls of direction, formulas, addresses that run.

It is written in plain SQL, past the models, as somebody could who has the file. What a CHECK holds to a closed list stays as it is.
"""

import hashlib
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from claims.store.connection import Connection
from claims.store.schema import open_store

PROBE = "attack-probe"
"""The element that no page may hold."""
SUM = "9801547"
"""What `1337*7331` is, for whoever computes it."""
DIRECTION = "\u202e\u2066"
"""Turns what follows around."""
ATTACK = (
    f"=1+1\"'><script>alert(1)</script><{PROBE} onclick=alert(2)>"
    f"</title></textarea></script>{{{{1337*7331}}}}]]>javascript:alert(3){DIRECTION}"
)
RAW = ATTACK + "\0tail"
"""The attack, and a NUL, where SQLite lets it stand."""
URL = f'http://evil.example/"onmouseover="alert(4)"><script>alert(5)</script><{PROBE}>{DIRECTION}'
TIME, LATER = "2024-02-05T09:30:00Z", "2024-02-06T09:30:00Z"
TEXT = f"{ATTACK} stands first. “{ATTACK} was quoted” said somebody. And more: {ATTACK} to the end.\n\nA last line {ATTACK}."
QUOTE = f"{ATTACK} was quoted"
OTHER_TEXT = f"Nothing of the old page is left. {ATTACK}"
CLOSED = {
    "attributions": {"id", "claim_id", "source_type", "entity_id", "affiliation_id", "stance", "medium", "platform_id", "said_date",
                     "origin_document_id", "confirmation", "reliability"},
    "assessments": {"claim_id", "status", "reason", "check_after", "assessed_at"},
    "candidates": {"document_id", "state", "decided_at", "claim_id", "created_at"},
    "captures": {"document_id", "captured_at"},
    "claim_counts": {"scope", "scope_id", "verifiability", "verdict", "quotation", "source_type"},
    "claim_links": {"from_id", "to_id", "relation", "judgement", "decided_at"},
    "claim_pairs": {"from_id", "to_id"},
    "claim_tags": {"claim_id", "tag_id"},
    "claim_vectors": {"claim_id"},
    "claims_to_assess": {"claim_id"},
    "compared_claims": {"claim_id", "compared_at"},
    "entity_links": {"from_id", "to_id", "judgement", "decided_at"},
    "suggested_assessments": {"claim_id", "status", "reason", "suggested_at"},
    "claims": {"document_id", "quotation", "location", "claim_date", "claim_date_precision", "canonical_id", "created_at", "outlet_id",
               "speaker_id", "source_type", "verifiability", "verdict"},
    "document_texts": {"document_id", "added_at"},
    "documents": {"kind", "outlet_id", "published_at", "accessed_at", "content_sha256"},
    "entities": {"id", "kind", "wikidata_id", "country", "canonical_id"},
    "entity_roles": {"entity_id", "organisation_id", "start_date", "end_date"},
    "evidence": {"claim_id", "document_id", "stance", "added_at"},
    "gone_quotes": {"document_id", "claim_id"},
    "history": {"op"},
    "reviews": {"claim_id", "verdict", "publisher_id", "state", "reviewed_at"},
    "superseded_documents": {"document_id", "newest_id"},
    "tags": {"id", "kind", "wikidata_id"},
    "verifiability_reasons": {"status"},
}  # fmt: skip
"""Columns of each table that hold keys of a closed list, dates, numbers, or ids of other rows, whatever anybody writes."""


def attack(column: str) -> str:
    """Return the attack with the name of a column, so that one can see where it came from."""
    return f"{ATTACK} {column}"


def _named(kind: str, number: int, **more: Any) -> tuple[str, dict[str, Any]]:
    return "entities", {"id": f"evil-{kind}-{number}", "kind": kind, "name": attack(f"name {number}"), **more}


def _document(key: str, **more: Any) -> tuple[str, dict[str, Any]]:
    row = {
        "id": key,
        "kind": "article",
        "url": f"{URL}/{key}",
        "archive_url": f"{URL}/archive",
        "outlet_id": "evil-outlet-1",
        "title": attack("title"),
        "byline": RAW,
        "language": attack("language"),
        "published_at": "2024-02-05",
        "accessed_at": TIME,
    }
    return "documents", row | more


def _capture(document: str, **more: Any) -> tuple[str, dict[str, Any]]:
    row = {"document_id": document, "media_type": RAW, "tool": RAW, "captured_by": RAW, "captured_at": TIME, "page": RAW.encode()}
    return "captures", row | more


def _claim(key: str, **more: Any) -> tuple[str, dict[str, Any]]:
    row = {
        "id": key,
        "document_id": "evil-text",
        "statement": attack(f"statement of {key[:9]}"),
        "prefix": RAW,
        "suffix": RAW,
        "quotation": "indirect",
        "language": attack("language"),
        "claim_date": "2024-02",
        "created_by": RAW,
        "created_at": TIME,
    }
    return "claims", row | more


def _hop(claim: str, hop: int, source_type: str, **more: Any) -> tuple[str, dict[str, Any]]:
    row = {"claim_id": claim, "hop": hop, "source_type": source_type, "source_text": RAW, "role_text": RAW, "cue": RAW}
    return "attributions", row | more


def _assessment(claim: str, status: str, reason: str, **more: Any) -> tuple[str, dict[str, Any]]:
    row = {"claim_id": claim, "status": status, "reason": reason, "rationale": RAW, "assessor": RAW, "assessed_at": TIME}
    return "assessments", row | more


def _review(state: str, at: str, **more: Any) -> tuple[str, dict[str, Any]]:
    row = {
        "claim_id": "evil-quoted",
        "verdict": "false",
        "summary": RAW,
        "publisher_id": "evil-organisation-1",
        "url": URL,
        "state": state,
        "reviewer": RAW,
        "reviewed_at": at,
    }
    return "reviews", row | more


def _draft(**more: Any) -> str:
    sources = [{"source_type": "named_person", "speaker": ATTACK, "source_text": ATTACK, "role_text": ATTACK, "cue": ATTACK}]
    draft = {"statement": ATTACK, "quote": QUOTE, "quotation": "indirect", "language": ATTACK, "attributions": sources, ATTACK: ATTACK}
    return json.dumps(draft | more, ensure_ascii=False)


def _candidate(key: str, **more: Any) -> tuple[str, dict[str, Any]]:
    start = TEXT.index(QUOTE)
    row = {
        "id": key,
        "document_id": "evil-text",
        "extractor": RAW,
        "draft": _draft(),
        "start_char": start,
        "end_char": start + len(QUOTE),
        "score": 0.5,
        "because": RAW,
        "created_at": TIME,
        "spans": json.dumps({"content": [[start, start + len(QUOTE)]], ATTACK: ATTACK}),
    }
    return "candidates", row | more


def _link(first: str, second: str, relation: str, judgement: str) -> tuple[str, dict[str, Any]]:
    return "claim_links", {
        "from_id": first,
        "to_id": second,
        "relation": relation,
        "judgement": judgement,
        "score": 0.5,
        "decided_by": RAW,
        "decided_at": TIME,
    }


def _evidence(stance: str, document: str) -> tuple[str, dict[str, Any]]:
    return "evidence", {
        "claim_id": "evil-quoted",
        "document_id": document,
        "stance": stance,
        "is_primary": 1,
        "quote": RAW,
        "note": RAW,
        "added_by": RAW,
        "added_at": TIME,
    }


def _suggested(claim: str, status: str | None, reason: str | None, grounds: list[Any], **more: Any) -> tuple[str, dict[str, Any]]:
    row = {"claim_id": claim, "status": status, "reason": reason, "score": 0.5, "worth": 0.5, "program": RAW, "suggested_at": TIME}
    return "suggested_assessments", row | {"grounds": json.dumps(grounds)} | more


_GROUNDS: list[Any] = [{"start": 0, "end": 40, "why": ATTACK}, {"start": -9, "end": 10**12, "why": ATTACK}, {"start": ATTACK}, ATTACK, None]
"""Those of a program, and what somebody may write there who has the file."""


def _entity_link(first: str, second: str, judgement: str) -> tuple[str, dict[str, Any]]:
    row = {"from_id": first, "to_id": second, "judgement": judgement, "score": 0.5, "because": RAW, "decided_by": RAW, "decided_at": TIME}
    return "entity_links", row


ROWS: list[tuple[str, dict[str, Any]]] = [
    _named("outlet", 1, domain=attack("domain"), country="ZZ", note=RAW, aliases=json.dumps([ATTACK], ensure_ascii=False)),
    _named("organisation", 1, note=RAW),
    _named("person", 1, aliases=json.dumps([attack("alias")], ensure_ascii=False), note=RAW),
    _named("person", 2),
    _named("person", 3, canonical_id="evil-person-1"),
    _named("platform", 1),
    ("entity_roles", {"entity_id": "evil-person-1", "title": RAW, "organisation_id": "evil-organisation-1", "start_date": "2020-01-01"}),
    ("tags", {"id": "evil-tag", "kind": "topic", "name": RAW}),
    _document("evil-text", content_sha256=hashlib.sha256(TEXT.encode()).hexdigest()),
    _document("evil-plain", url=f"{URL}/plain"),
    _document("evil-newer", url=f"{URL}/evil-text", accessed_at=LATER, content_sha256=hashlib.sha256(OTHER_TEXT.encode()).hexdigest()),
    _document(attack("id of a document")),
    ("document_texts", {"document_id": "evil-text", "text": TEXT}),
    ("document_texts", {"document_id": "evil-newer", "text": OTHER_TEXT}),
    _capture("evil-newer", requested_url=URL, final_url=URL, http_status=200),
    _capture("evil-plain", file_name=RAW),
    _claim(
        "evil-quoted", quote=QUOTE, start_char=TEXT.index(QUOTE), end_char=TEXT.index(QUOTE) + len(QUOTE), quotation="direct",
        prefix="“", suffix="”",
    ),
    _claim("evil-first", quote=ATTACK, start_char=0, end_char=len(ATTACK)),
    _claim("evil-plain", document_id="evil-plain", quote=RAW, claim_date=None),
    _claim("evil-repeat", document_id="evil-plain", statement=attack("a repeat"), canonical_id="evil-quoted"),
    _claim("evil-voice", document_id="evil-plain", statement=attack("own voice"), quotation="own_voice"),
    _claim("evil-new", document_id="evil-plain", statement=attack("unassessed")),
    _claim(attack("id of a claim"), document_id=attack("id of a document")),
    _hop("evil-quoted", 0, "named_person", entity_id="evil-person-1", affiliation_id="evil-organisation-1", platform_id="evil-platform-1",
         origin_document_id="evil-plain", confirmation="origin_seen", medium="social_post", reliability="F", said_date="2024"),
    _hop("evil-quoted", 1, "anonymous", anonymity_reason=RAW),
    _hop("evil-quoted", 2, "unnamed_group"),
    _hop("evil-first", 0, "unnamed_person"),
    _hop("evil-plain", 0, "document", entity_id="evil-organisation-1"),
    _hop("evil-repeat", 0, "named_person", entity_id="evil-person-3"),
    _hop(attack("id of a claim"), 0, "named_person", entity_id="evil-person-2"),
    _assessment("evil-quoted", "verifiable", "public_record", credibility=6),
    _assessment("evil-first", "not_yet", "prediction", check_after="2024-03-01"),
    _assessment("evil-plain", "too_vague", "compound"),
    _evidence("refutes", "evil-plain"),
    _evidence("context", attack("id of a document")),
    _review("draft", "2024-02-06T09:30:00Z"),
    _review("published", "2024-02-07T09:30:00Z"),
    _review("published", "2024-02-08T09:30:00Z", original_rating=RAW, publisher_id="evil-outlet-1"),
    _link("evil-first", "evil-quoted", "contradicts", "suggested"),
    _link("evil-plain", "evil-quoted", "supports", "confirmed"),
    _link("evil-plain", "evil-voice", "same_as", "suggested"),
    ("claim_tags", {"claim_id": "evil-quoted", "tag_id": "evil-tag"}),
    _suggested("evil-new", "not_yet", "prediction", _GROUNDS, suggested_at="2999-01-01T00:00:00Z"),
    _suggested("evil-voice", None, None, [ATTACK]),
    ("sentence_models", {"name": RAW, "dimensions": 64}),
    _entity_link("evil-person-1", "evil-person-2", "suggested"),
    _entity_link("evil-organisation-1", "evil-outlet-1", "rejected"),
    _candidate("evil-draft"),
    _candidate("evil-decided", state="rejected", decision=json.dumps({"reason": ATTACK}), decided_by=RAW, decided_at=TIME),
    _candidate(attack("id of a candidate"), draft=_draft(quotation=ATTACK, attributions=[{"source_type": ATTACK}])),
]  # fmt: skip

_CHANGED_AT_NO_TIME = """
insert into history (at, table_name, row_id, op, old, actor)
select ?1, table_name, row_id, op, old, ?1
from history
where table_name = 'claims' and row_id = 'evil-quoted'
limit 1
"""
CHANGES = [
    ("update entities set note = note || ' changed'", ()),
    ("update claims set statement = statement || ' changed', created_by = created_by || ' changed'", ()),
    ("update documents set title = title || ' changed'", ()),
    ("update attributions set cue = cue || ' changed'", ()),
    ("update history set actor = ?", (RAW,)),
    ("insert into history (table_name, row_id, op, old, actor) values (?1, ?1, 'update', ?2, ?1)", (RAW, json.dumps({ATTACK: ATTACK}))),
    (_CHANGED_AT_NO_TIME, (RAW,)),
    # What was worked out from a statement goes when it is reworded.
    ("insert into compared_claims (claim_id, program, compared_at) values ('evil-new', ?, ?)", (RAW, TIME)),
    ("insert into claim_pairs (from_id, to_id, score) values ('evil-first', 'evil-new', 0.5)", ()),
    ("insert into claim_vectors (claim_id, model_id, vector) values ('evil-new', 1, ?)", (RAW.encode(),)),
]  # fmt: skip


def make_hostile(database: Path) -> None:
    """Make a database of attacks."""
    store = open_store(database, create=True)
    connection = store.connection
    connection.execute("begin immediate")
    for table, row in ROWS:
        connection.execute(f"insert into {table} ({', '.join(row)}) values ({', '.join('?' * len(row))})", tuple(row.values()))
    for change, values in CHANGES:
        connection.execute(change, values)
    connection.execute("commit")
    store.close()


def make_terms_hostile(connection: Connection) -> None:
    """Reword the vocabularies in the database; the program rewords them back wherever it opens it to write."""
    for table in ("vocabularies", "verifiability_reasons", "verifiability_statuses", "verdicts", "quotations", "source_types"):
        connection.execute(f"update {table} set label = ?, definition = ?", (RAW, RAW))
    connection.execute("insert into vocabularies values (?, ?, ?, ?, 1)", (RAW, RAW, RAW, RAW))
    connection.execute("insert into verifiability_reasons values ('verifiable', ?, ?, ?)", (RAW, RAW, RAW))
    for table in ("verifiability_statuses", "verdicts", "quotations", "source_types"):
        connection.execute(f"insert into {table} values (?, ?, ?, 1)", (RAW, RAW, RAW))


def words_columns(connection: Connection) -> dict[str, list[str]]:
    """Map each table to its columns that hold whatever words anybody writes."""
    tables = [
        row[0] for row in connection.execute("select name from sqlite_master where type = 'table' and sql not like 'create virtual%'")
    ]
    found = {}
    for table in tables:
        if "_fts" not in table and not table.startswith("_"):
            columns = [row[1] for row in connection.execute(f"pragma table_xinfo({table})") if row[2].lower() == "text"]
            found[table] = [name for name in columns if name not in CLOSED.get(table, set())]
    return found


ARGUMENTS = urlencode(
    dict.fromkeys(("q", "next", "at", "after", "page", "before", "document", "speaker", "verifiability", "verdict", "from", "_x"), ATTACK)
)
"""Arguments of an address, each an attack; those that a page does not know do nothing."""
PAGES = [
    "/",
    "/search",
    "/search?q=quoted&view=table",
    f"/search?{urlencode({'q': ATTACK, 'speaker': ATTACK})}",
    "/search?q=attack&order=relevance&speaker=evil-person-1",
    "/claim/evil-quoted",
    "/claim/evil-first",
    "/claim/evil-plain",
    "/claim/evil-repeat",
    "/claim/evil-voice",
    "/claim/evil-new",
    "/document/evil-text",
    "/document/evil-newer",
    "/document/evil-plain",
    "/speaker/evil-person-1",
    "/speaker/evil-organisation-1",
    "/speaker/evil-outlet-1",
    "/outlet/evil-outlet-1",
    "/method",
    "/api",
    "/queue",
    "/queue/unassessed",
    "/queue/unassessed?at=evil-new",
    "/queue/due",
    "/queue/quotes",
    "/queue/unassessed?at=evil-new&suggested=1",
    "/queue/links",
    "/queue/names",
    "/queue/names?done=evil-organisation-1.evil-outlet-1",
    "/queue/candidates",
]
"""Every page of ours; a test says which is missing."""
FORMS = [
    "/claim/new",
    "/claim/new?document=evil-text",
    "/claim/new?document=evil-plain",
    "/document/new",
    "/claim/evil-quoted/assess",
    "/claim/evil-quoted/evidence",
    "/claim/evil-quoted/review",
    "/claim/evil-quoted/link",
    "/claim/evil-quoted/edit",
    "/claim/evil-new/assess?suggested=1",
    "/claim/evil-new/repeat/evil-voice",
    "/claim/evil-new/edit",
    "/claim/evil-new/remove",
    "/entity/evil-person-2/merge",
    "/queue/unassessed/evil-new",
    "/queue/due/evil-first/restore",
    "/queue/links/evil-first/evil-quoted/contradicts",
    "/queue/names/evil-person-1/evil-person-2",
    "/candidate/evil-draft/decide",
]
OTHERS = [
    "/feed/claims.atom",
    "/feed/reviews.atom",
    "/search.atom?q=attack",
    f"/search.atom?{urlencode({'q': ATTACK})}",
    "/speaker/evil-person-1.atom",
    "/outlet/evil-outlet-1.atom",
    "/-/complete?kind=speaker&q=scr",
    f"/-/suggest?{urlencode({'statement': ATTACK, 'quote': ATTACK, 'speaker': ATTACK, 'document': 'evil-text', 'same_as': 'evil-first'})}",
    f"/-/suggest.json?{urlencode({'statement': ATTACK, 'document': ATTACK, 'same_as': ATTACK, 'claim_date': ATTACK})}",
    "/-/reconcile",
    f"/-/reconcile?{urlencode({'queries': json.dumps({ATTACK: {'query': ATTACK}})})}",
    f"/-/reconcile?{urlencode({'extend': json.dumps({'ids': ['evil-person-1', ATTACK], 'properties': [{'id': 'name'}, {'id': ATTACK}]})})}",
    "/-/reconcile/suggest/entity?prefix=scr",
    "/-/reconcile/suggest/type",
    "/-/reconcile/suggest/property",
    "/-/reconcile/properties",
    "/robots.txt",
]
