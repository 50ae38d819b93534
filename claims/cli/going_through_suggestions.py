"""Going through the claims that nobody has assessed, the most worth checking first, with a key for each decision."""

from collections.abc import Callable

import click

from claims.cli.asking import ask, ask_for_assessment, at_least_a_sentence
from claims.cli.command import styled
from claims.cli.showing_drafts import visible
from claims.cli.showing_repeats import marked
from claims.cli.showing_suggestions import suggestion_lines
from claims.dates import check_day
from claims.errors import ClaimsError
from claims.matching import Span
from claims.store.connection import Store
from claims.triage import Suggestion
from claims.vocabularies import Reason, Verifiability, status_of
from claims.workflow.judging import assess_claim
from claims.workflow.suggesting import Unassessed, look_at_unassessed, unassessed_claims

_KEYS = {
    "a": "accept the status and the reason that are suggested",
    "o": "another status, with its reason",
    "u": "the last one anew: assess it otherwise; what was said before stays in its history",
    "n": "skip: it waits on",
    "?": "this list",
    "q": "quit",
}


class AssessmentRound:
    """One person going through the claims that wait for an assessment."""

    def __init__(self, store: Store, *, by: str) -> None:
        self._store = store
        self._by = by
        self._done: list[str] = []
        self._again: str | None = None
        self._skipped: set[str] = set()
        self._assessed = 0

    def run(self) -> None:
        """Show one claim after the other until none is left or the person stops."""
        try:
            while (claim := self._next()) is not None and self._decide(self._show(claim)):
                pass
        except (KeyboardInterrupt, EOFError):
            click.echo()
        left = len(unassessed_claims(self._store))
        click.echo(f"{self._assessed or 'Nothing'} assessed. {left} still {'waits' if left == 1 else 'wait'}.")

    def _next(self) -> str | None:
        return self._again or next((one for one in unassessed_claims(self._store) if one not in self._skipped), None)

    def _show(self, claim: str) -> Unassessed:
        found = look_at_unassessed(self._store, claim)
        spans = [Span(cue.start, cue.end) for cue in found.suggestion.because]
        click.echo()
        click.echo(f"{styled(visible(found.claim['id']), reverse=True)}  {marked(found.claim['statement'], spans)}")
        for line in suggestion_lines(found.suggestion):
            click.echo(f"      {line}")
        return found

    def _decide(self, found: Unassessed) -> bool:
        """Do what a key says, and tell whether the person goes on."""
        deeds: dict[str, Callable[[Unassessed], None]] = {"a": self._accept, "o": self._other, "u": self._undo, "n": self._skip}
        click.echo("[a]ccept [o]ther [u] the last one anew [n]ext [?] [q]uit ", nl=False)
        key = click.getchar()
        click.echo(key if key.isprintable() else "")
        if key in ("q", "\x03", "\x04"):
            return False
        if key not in deeds:
            for one, meaning in _KEYS.items():
                click.echo(f"  {one}  {meaning}")
            return True
        try:
            deeds[key](found)
        except ClaimsError as error:
            click.echo(f"Refused: {visible(str(error))}", err=True)
        except (KeyboardInterrupt, EOFError):
            click.echo("Nothing was decided.")
        return True

    def _accept(self, found: Unassessed) -> None:
        reason = found.suggestion.reason
        if reason is None:
            raise ClaimsError("Nothing is suggested of this claim: press o, and say yourself whether it can be checked.")
        rationale = ask("Why, in a sentence", at_least_a_sentence, required=True, default=_grounds(found.suggestion))
        is_open = status_of(reason) is Verifiability.NOT_YET
        self._assess(found, reason, rationale, ask("The day to look again", check_day, required=True) if is_open else None)

    def _other(self, found: Unassessed) -> None:
        given = ask_for_assessment()
        if given is None:
            raise ClaimsError("No status was given: the claim waits on.")
        self._assess(found, Reason(given["reason"]), given["rationale"], given.get("check_after"))

    def _assess(self, found: Unassessed, reason: Reason, rationale: str, check_after: str | None) -> None:
        claim, assessment = assess_claim(
            self._store, found.claim["id"], reason=reason, rationale=rationale, check_after=check_after, by=self._by, seen=found.seen
        )
        self._assessed += claim not in self._done
        self._done.append(claim)
        self._again = None
        click.echo(f"{assessment.status.label}: {visible(claim)}.")

    def _undo(self, found: Unassessed) -> None:
        del found
        if not self._done:
            raise ClaimsError("You have assessed nothing in this round.")
        self._again = self._done[-1]
        click.echo("Assess it anew: what you said stands until then, and stays in its history.")

    def _skip(self, found: Unassessed) -> None:
        self._again = None
        self._skipped.add(found.claim["id"])


def _grounds(suggestion: Suggestion) -> str:
    """Return what the words show, as a sentence that a person may take over or change."""
    return "; ".join(f"“{cue.words}” {cue.why}" for cue in suggestion.because[:1]) + ("." if suggestion.because else "")
