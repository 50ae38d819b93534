"""Whatever people do, in whatever order: the database stays sound, and it can be carried elsewhere."""

import io
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule, run_state_machine_as_test
from store.typed import document_fields, typed_claim, typed_document

from claims.errors import ClaimsError, RefusedByDatabase
from claims.store.check import check_store
from claims.store.schema import open_store
from claims.vocabularies import EvidenceStance, Judgement, Reason, Relation, ReviewState, Verdict
from claims.workflow.adding import add_claim
from claims.workflow.importing import import_claims
from claims.workflow.judging import add_evidence, assess_claim, review_claim
from claims.workflow.keeping import export_claims
from claims.workflow.linking import link_claims, merge_entities, undo_merge

PEOPLE = ["Ann Example", "Ben Sample", "Carla Specimen"]
OUTLETS = ["Gazette", "Courier"]
REASONS = [Reason.PUBLIC_RECORD, Reason.PUBLIC_DATA, Reason.OPINION, Reason.VAGUE_QUANTITY]


class Newsroom(RuleBasedStateMachine):
    """People who add, assess, review, link, part, merge and unmerge."""

    blank_file: Path
    claims: Bundle[str] = Bundle("claims")
    merged: Bundle[str] = Bundle("merged")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="claims-test-"))
        self.store = open_store(Path(shutil.copy(self.blank_file, self.folder / "claims.db")))

    @initialize(target=claims)
    def begin(self) -> str:
        """Add a first claim, with everybody who is ever merged or named."""
        for number, person in enumerate(PEOPLE):
            added = add_claim(
                self.store, typed_claim(f"Claim number {number} of them all.", speaker=person), by="tester", allow_similar=True
            )
        return added.claim_id

    @rule(target=claims, number=st.integers(3, 9), person=st.sampled_from([*PEOPLE, None]), outlet=st.sampled_from(OUTLETS))
    def add(self, number: int, person: str | None, outlet: str) -> str:
        """Add a claim, perhaps one that is recorded already."""
        document = document_fields(outlet=outlet, url=f"https://{outlet.lower()}.example/{number % 2}")
        entry = typed_claim(f"Claim number {number} of them all.", speaker=person, document=document)
        try:
            return add_claim(self.store, entry, by="tester", allow_similar=True).claim_id
        except RefusedByDatabase as refusal:
            assert "is recorded already, with other details" in str(refusal)  # noqa: PT017  (the one refusal that is right here)
            query = "select id from claims where statement = ? and outlet_id = ?"
            return str(self.store.connection.execute(query, (entry.statement, outlet.lower())).fetchone()[0])

    @rule(claim=claims, reason=st.sampled_from(REASONS), by=st.sampled_from(PEOPLE))
    def assess(self, claim: str, reason: Reason, by: str) -> None:
        """Say whether a claim can be checked."""
        assess_claim(self.store, claim, reason=reason, rationale="Somebody thinks so.", by=by)

    @rule(claim=claims)
    def prove(self, claim: str) -> None:
        """Add evidence."""
        minutes = typed_document(title="Minutes", outlet="Gazette", url="https://council.example/1")
        add_evidence(self.store, claim, minutes, stance=EvidenceStance.SUPPORTS, note="Item 3.", by="tester")

    @rule(claim=claims, verdict=st.sampled_from([Verdict.TRUE, Verdict.FALSE]), state=st.sampled_from(ReviewState))
    def review(self, claim: str, verdict: Verdict, state: ReviewState) -> None:
        """Say whether a claim is true, where the gate is open."""
        self.allow(
            lambda: review_claim(
                self.store,
                claim,
                verdict=verdict,
                summary="Somebody has looked into it.",
                publisher="Our Desk",
                by="tester",
                state=state,
                url="https://desk.example/1",
            )
        )

    @rule(
        first=claims,
        second=claims,
        judgement=st.sampled_from(Judgement),
        relation=st.sampled_from([Relation.SAME_AS, Relation.CONTRADICTS]),
    )
    def link(self, first: str, second: str, judgement: Judgement, relation: Relation) -> None:
        """Join two claims, or part them."""
        self.allow(lambda: link_claims(self.store, first, second, relation=relation, by="tester", judgement=judgement))

    @rule(target=merged, pair=st.permutations(PEOPLE))
    def merge(self, pair: list[str]) -> str:
        """Let one person stand for another."""
        self.allow(lambda: merge_entities(self.store, pair[0], pair[1], by="tester"))
        return pair[0]

    @rule(gone=consumes(merged))
    def unmerge(self, gone: str) -> None:
        """Undo that."""
        self.allow(lambda: undo_merge(self.store, gone, by="tester"))

    @invariant()
    def is_sound(self) -> None:
        """Find nothing to complain about."""
        assert list(check_store(self.store)) == []

    def allow(self, deed: object) -> None:
        """Do something that a rule may refuse; then nothing is left of it."""
        assert callable(deed)
        before = self.exported()
        try:
            deed()
        except ClaimsError:
            assert self.exported() == before

    def exported(self) -> bytes:
        """Return the database as lines."""
        output = io.BytesIO()
        export_claims(self.store, output)
        return output.getvalue()

    def teardown(self) -> None:
        """Carry the database elsewhere and look whether it is the same and sound there."""
        try:
            lines = self.exported()
            (self.folder / "export.jsonl").write_bytes(lines)
            self.store.close()
            self.store = open_store(Path(shutil.copy(self.blank_file, self.folder / "other.db")))
            report = import_claims(self.store, [self.folder / "export.jsonl"], by="loader")
            assert report.bad == []
            assert self.exported() == lines
            self.is_sound()
        finally:
            self.store.close()
            shutil.rmtree(self.folder)


def test_whatever_people_do_the_database_stays_sound(blank_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Newsroom, "blank_file", blank_file, raising=False)

    run_state_machine_as_test(Newsroom, settings=settings(max_examples=6, stateful_step_count=12, suppress_health_check=list(HealthCheck)))
