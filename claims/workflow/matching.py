"""Has this been said before? Claims are compared with those recorded; what is likely the same is suggested, a person decides."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from claims.dates import now
from claims.identifiers import content_sha256, document_id
from claims.matching import Found, Frequencies, Likeness, Match, Said, judged, matches, noted, version
from claims.matching.model import shipped_model
from claims.models import ClaimEntry, ClaimLink
from claims.store.compared import Pair, alike_to, claims_to_compare, count_to_compare, note_compared
from claims.store.connection import Store, writing
from claims.store.read import Fields, claim_page, claims_beside, claims_in, newest_version, overview, resolve_claim
from claims.store.repeats import find, found, said_of
from claims.store.suggestions import answered_claims, root_of, suggest_claim_links
from claims.vocabularies import Judgement, Relation
from claims.workflow.meaning import by_meaning, encoder_of

MOST = 5
"""So many repeats are shown of one claim."""
Progress = Callable[[int], None]
"""Is told how many claims have been compared since it was last called."""
_MOST_NOTED = 50
"""So many of those that were found alike before are looked at."""
_BATCH = 50
"""Claims of one transaction: what an interruption loses."""


class Repeat(NamedTuple):
    """A recorded claim that says the same, or nearly the same."""

    match: Match
    claim: Fields
    """As `claim_overview` has it: statement, speaker, outlet, document, verifiability, verdict ..."""

    @property
    def is_likely(self) -> bool:
        """Tell whether it is likely the same, not only possibly related."""
        return self.match.likeness is Likeness.LIKELY

    @property
    def is_telling(self) -> bool:
        """Tell whether whoever records a claim should see it at once: it is likely the same, or the same but for what contradicts."""
        return self.is_likely or bool(self.match.differences)


def program(store: Store) -> str:
    """Return the name under which suggestions are kept, with its version, and the sentence model where a database has vectors.

    Raises SentenceModelUnusable for a model of one's own that cannot be read.
    """
    encoder = encoder_of(store)
    weights = version() if encoder is None else f"{shipped_model('semantic').version} {encoder.name}"
    return f"claims match-claims {weights}"


def repeats_of_claim(store: Store, claim: str, *, most: int = MOST) -> list[Repeat]:
    """List the recorded claims that say the same as a recorded one, the likeliest first. Raises NotRecorded.

    Those that are joined with it already, or that a person has parted from it, are left out, and so are the others of its document,
    which somebody told apart when recording them. Of those that are joined with each other, the likeliest stands for all.
    """
    claim_id = resolve_claim(store.connection, claim)
    beside, said = claims_beside(store.connection, claim_id), said_of(store.connection, claim_id)
    alike = _with_noted(store, claim_id, said, matches(said, *_look(store, said, beside)), beside)
    return _repeats(store, alike, _decided(store, claim_id), most)


def repeats_of_entry(store: Store, entry: ClaimEntry, *, most: int = MOST) -> list[Repeat]:
    """List the recorded claims of other documents that say the same as one that somebody is about to add, the likeliest first."""
    home = _recorded_document(store, entry)
    beside = claims_in(store.connection, home) if home else ()
    said = _said_in(entry)
    return _repeats(store, matches(said, *_look(store, said, beside)), frozenset(), most)


def repeats_of_text(store: Store, text: str, *, most: int = MOST) -> list[Repeat]:
    """List the recorded claims that say the same as a sentence that is in no document, the likeliest first."""
    return _repeats(store, matches(Said(text), *_look(store, Said(text), ())), frozenset(), most)


def _recorded_document(store: Store, entry: ClaimEntry) -> str | None:
    """Return the document version that an entry stands in, where its address or its text tells."""
    document = entry.document
    if isinstance(document, str):
        return document
    sha256 = document.content_sha256 or (content_sha256(document.text) if document.text is not None else None)
    if sha256 is None:
        return newest_version(store.connection, document.url) if document.url else None
    return document_id(document.url, sha256)


def joined_with(store: Store, claim: str) -> list[Fields]:
    """List the other claims that a person has joined with this one, as `claim_overview` has them. Raises NotRecorded."""
    return claim_page(store, claim).repeats


def _said_in(entry: ClaimEntry) -> Said:
    first = entry.attributions[0] if entry.attributions else None
    document = None if isinstance(entry.document, str) else entry.document
    return Said(
        text=entry.statement,
        title=document.title if document else "",
        speaker=(first.speaker or first.source_text or "") if first else "",
        date=entry.claim_date or (document.published_at if document and document.published_at else ""),
        also=entry.quote,
    )


def _decided(store: Store, claim_id: str) -> frozenset[str]:
    """Return the roots of the claims of which a person has said that they are the same as this one, or are not."""
    answered = answered_claims(store.connection, claim_id)
    return frozenset(root for root, judgement in answered.items() if judgement is not Judgement.SUGGESTED)


def _with_noted(store: Store, claim_id: str, said: Said, now_found: list[Match], beside: Collection[str]) -> list[Match]:
    """Add what was found alike when the other claim was compared: what one asks about first must not decide what is shown."""
    scores = {match.key: match.score for match in now_found}
    better = {
        key: score
        for key, score in alike_to(store.connection, claim_id, _MOST_NOTED).items()
        if key not in beside and score > scores.get(key, 0)
    }
    weights = "semantic" if encoder_of(store) else "lexical"
    known = [noted(said, one, better[one.key], weights) for one in found(store.connection, list(better))]
    return sorted([*(match for match in now_found if match.key not in better), *known], key=lambda match: -match.score)


def _repeats(store: Store, alike: Iterable[Match], decided: Collection[str], most: int) -> list[Repeat]:
    best: dict[str, Match] = {}
    for match in alike:
        root = root_of(store.connection, "claims", match.key)
        if root not in decided:
            best.setdefault(root, match)
    chosen = list(best.values())[:most]
    rows = {row["id"]: row for row in overview(store, [match.key for match in chosen])}
    return [Repeat(match, rows[match.key]) for match in chosen]


def _look(store: Store, said: Said, leave_out: Collection[str]) -> tuple[list[Found], Frequencies]:
    near, frequencies = find(store.connection, said, leave_out=leave_out)
    if encoder := encoder_of(store):
        near = by_meaning(store, said, near, encoder, leave_out=leave_out)
    return near, frequencies


@dataclass
class Comparison:
    """What comparing claims came to."""

    compared: int = 0
    alike: int = 0
    """Pairs that are the same or possibly related."""
    suggested: list[ClaimLink] = field(default_factory=list)
    """Links that now wait for a person."""

    def add(self, more: "Comparison") -> None:
        """Take in what another comparison came to."""
        self.compared += more.compared
        self.alike += more.alike
        self.suggested += more.suggested


def compare_claims(store: Store, claims: Sequence[str]) -> Comparison:
    """Compare recorded claims with all others, and suggest a link for each that is likely the same. Raises NotRecorded."""
    done = Comparison()
    _compare(store, [resolve_claim(store.connection, claim) for claim in claims], done)
    return done


def compare_new_claims(store: Store, *, again: bool = False, progress: Progress | None = None) -> Comparison:
    """Compare every claim that has not been compared yet, batch by batch; an interruption loses the last batch alone.

    With `again`, claims that another version of the program compared are compared anew.
    """
    done = Comparison()
    for batch in _batches(claims_to_compare(store.connection, program(store) if again else None)):
        _compare(store, batch, done)
        if progress:
            progress(len(batch))
    return done


def to_compare(store: Store, *, again: bool = False) -> int:
    """Count the claims that `compare_new_claims` would compare."""
    return count_to_compare(store.connection, program(store) if again else None)


def _batches(chunks: Iterable[list[str]]) -> Iterator[list[str]]:
    for chunk in chunks:
        for start in range(0, len(chunk), _BATCH):
            yield chunk[start : start + _BATCH]


def _compare(store: Store, claim_ids: Sequence[str], done: Comparison) -> None:
    links: list[ClaimLink] = []
    pairs: list[Pair] = []
    by, at = program(store), now()
    for claim_id in claim_ids:
        said, beside = said_of(store.connection, claim_id), claims_beside(store.connection, claim_id)
        for match in judged(said, *_look(store, said, beside)):
            first, second = sorted((claim_id, match.key))
            pairs.append(Pair(first, second, match.score))
            if match.likeness is Likeness.LIKELY:
                links.append(suggested_link(first, second, match.score, by=by, at=at))
    with writing(store, by) as connection:
        done.suggested += suggest_claim_links(connection, links)
        note_compared(connection, claim_ids, pairs, program=by, at=at)
    done.compared += len(claim_ids)
    done.alike += len(pairs)


def suggested_link(first: str, second: str, score: float, *, by: str, at: str) -> ClaimLink:
    """Return the link that asks a person whether two claims are the same; the first has the smaller id.

    Ids that are recorded are not checked again: one that breaks the rules stops no comparison.
    """
    return ClaimLink.model_construct(
        from_id=first,
        to_id=second,
        relation=Relation.SAME_AS,
        judgement=Judgement.SUGGESTED,
        score=round(score, 4),
        decided_by=by,
        decided_at=at,
    )


def statement_of(store: Store, claim: str) -> str:
    """Return the statement of a claim. Raises NotRecorded."""
    (row,) = overview(store, [resolve_claim(store.connection, claim)])
    return str(row["statement"])
