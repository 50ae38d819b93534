"""Going through the drafts that wait, one after the other, with a key for each decision."""

from collections.abc import Callable

import click
from prompt_toolkit.completion import FuzzyWordCompleter

from claims.cli.asking import ask, choose_from, renamed, yes
from claims.cli.command import styled
from claims.cli.mending import mended_fields
from claims.cli.showing_drafts import draft_lines, visible
from claims.cli.showing_suggestions import tell_of_recorded, told_of_entry
from claims.errors import ClaimsError, InvalidInput, SimilarName
from claims.store.connection import Store
from claims.vocabularies import CandidateState
from claims.wording import check_line
from claims.workflow.accepting import undo_last
from claims.workflow.adding import claim_entry
from claims.workflow.deciding import Decided, accept_candidate, drafted_claim, reject_candidate, undo_decision
from claims.workflow.recutting import content_of, merge_candidates, split_candidate
from claims.workflow.waiting import Waiting, look_at_candidate, next_in_document, waiting_candidates, words_begin_at

REASONS = (
    "It claims nothing: scenery, a question or a greeting.",
    "The words do not say this.",
    "Somebody else says it.",
    "It is recorded already.",
)
"""The usual reasons, offered as one types."""
_KEYS = {
    "a": "accept as drafted",
    "e": "edit the fields, then accept",
    "r": "reject, with a reason",
    "s": "split: two claims, not one",
    "m": "merge with the next draft of this article",
    "u": "undo the last decision",
    "n": "skip: it waits on",
    "?": "this list",
    "q": "quit",
}


class Stopped(Exception):
    """The person has had enough."""


class Round:
    """One person going through what waits."""

    def __init__(self, store: Store, *, by: str, document_id: str | None = None) -> None:
        self._store = store
        self._by = by
        self._document_id = document_id
        self._undoable: list[str] = []
        self._skipped: set[str] = set()
        self._current: str | None = None
        self.counts: dict[str, int] = {}

    def run(self) -> None:
        """Show one draft after the other until none is left or the person stops."""
        try:
            while (waiting := self._next()) is not None:
                self._decide(waiting)
        except (Stopped, KeyboardInterrupt, EOFError):
            click.echo()
        left = len(waiting_candidates(self._store, self._document_id))
        done = ", ".join(f"{count} {what}" for what, count in self.counts.items() if count) or "nothing decided"
        click.echo(f"{done[0].upper()}{done[1:]}. {left} still {'waits' if left == 1 else 'wait'}.")

    def _next(self) -> Waiting | None:
        waiting = waiting_candidates(self._store, self._document_id)
        left = [one for one in waiting if one not in self._skipped]
        if self._current not in left:
            self._current = left[0] if left else None
        if self._current is None:
            return None
        found = look_at_candidate(self._store, self._current)
        done = len(self._undoable) + len(self._skipped & set(waiting))
        place = done + 1
        click.echo()
        click.echo(f"{styled(f'{place} of {len(self._undoable) + len(waiting)}', reverse=True)}  {visible(found.title)}")
        for line in [*draft_lines(found), *self._told(self._current)]:
            click.echo(line)
        return found

    def _told(self, candidate: str) -> list[str]:
        """Return what programs say of the claim that a draft comes to; nothing where it comes to none as it is."""
        try:
            return told_of_entry(self._store, claim_entry(drafted_claim(self._store, candidate)))[1]
        except ClaimsError:
            return []

    def _decide(self, waiting: Waiting) -> None:
        deeds: dict[str, Callable[[Waiting], None]] = {
            "a": self._accept, "e": self._edit, "r": self._reject, "s": self._split, "m": self._merge, "u": self._undo,
        }  # fmt: skip
        click.echo("[a]ccept [e]dit [r]eject [s]plit [m]erge [u]ndo [n]ext [?] [q]uit ", nl=False)
        key = click.getchar()
        click.echo(key if key.isprintable() else "")
        if key in ("q", "\x03", "\x04"):
            raise Stopped
        if key == "n":
            self._skipped.add(waiting.candidate["id"])
        elif key in deeds:
            self._attempt(deeds[key], waiting)
        else:
            for one, meaning in _KEYS.items():
                click.echo(f"  {one}  {meaning}")

    def _attempt(self, deed: Callable[[Waiting], None], waiting: Waiting) -> None:
        """Do something; a refusal is told, and the draft is shown again. Ctrl-C in a question goes back to the draft."""
        try:
            deed(waiting)
        except ClaimsError as error:
            click.echo(f"Refused: {visible(str(error))}", err=True)
        except (KeyboardInterrupt, EOFError):
            click.echo("Nothing was decided.")

    def _accept(self, waiting: Waiting) -> None:
        self._save(waiting, {})

    def _edit(self, waiting: Waiting) -> None:
        """Ask for the fields until the record takes them; nothing typed is lost to a refusal."""
        drafted = typed = drafted_claim(self._store, waiting.candidate["id"])
        while True:
            typed = {**typed, **mended_fields(self._store, typed)}
            try:
                self._save(waiting, {name: value for name, value in typed.items() if value != drafted.get(name)})
            except InvalidInput as error:
                click.echo(f"Refused: {visible(str(error))}", err=True)
                if yes("Mend what you typed?"):
                    continue
            return

    def _save(self, waiting: Waiting, changes: dict[str, object]) -> None:
        """Accept; a name that looks like a recorded one is asked about, and nothing typed is lost."""
        candidate = waiting.candidate["id"]
        while True:
            try:
                self._tell(accept_candidate(self._store, candidate, changes, by=self._by))
            except SimilarName as similar:
                click.echo(f"'{similar.name}' is not recorded, but {', '.join(similar.near)} is.")
                if yes("Is it somebody else?"):
                    self._tell(accept_candidate(self._store, candidate, changes, by=self._by, allow_similar=True))
                    return
                meant = choose_from("Which one is meant?", similar.near)
                sources = changes.get("attributions", waiting.candidate["draft"].get("attributions"))
                changes = {**changes, "attributions": renamed(sources, similar.name, meant)}
            else:
                return

    def _tell(self, decided: Decided) -> None:
        self._done(decided.candidate_id, "edited" if decided.state is CandidateState.EDITED else "accepted")
        known = "" if decided.is_new else ", which was recorded already"
        click.echo(f"{decided.state.label}: {decided.claim_id}{known}.")
        if decided.links and decided.claim_id:
            tell_of_recorded(self._store, decided.claim_id, is_assessed=True)

    def _done(self, candidate: str, what: str) -> None:
        self._undoable.append(candidate)
        self.counts[what] = self.counts.get(what, 0) + 1

    def _reject(self, waiting: Waiting) -> None:
        completer = FuzzyWordCompleter(list(REASONS))
        decided = reject_candidate(
            self._store, waiting.candidate["id"], ask("Why is it no claim?", check_line, required=True, completer=completer), by=self._by
        )
        self._done(decided.candidate_id, "rejected")
        click.echo("Rejected; it is never drafted again.")

    def _split(self, waiting: Waiting) -> None:
        candidate = waiting.candidate
        content = content_of(candidate)

        def stands_once(words: str) -> None:
            words_begin_at(self._store, candidate, words)

        if not content:
            raise ClaimsError("This draft does not say where it stands, so it cannot be split: edit it, and add the other claim by hand.")
        words = ask("With which words does the second claim begin?", stands_once, required=True)
        recut = split_candidate(self._store, candidate["id"], words_begin_at(self._store, candidate, words), by=self._by)
        self._done(candidate["id"], "split")
        self._current = recut.made[0]
        click.echo("Split: decide about each part.")

    def _merge(self, waiting: Waiting) -> None:
        other = next_in_document(self._store, waiting.candidate["id"])
        if other is None:
            raise ClaimsError("No other draft of this article waits after this one.")
        click.echo(f"The next one: {visible(str(look_at_candidate(self._store, other).candidate['draft'].get('statement', '')))}")
        if not yes("Make one draft of both?"):
            click.echo("Nothing was decided.")
            return
        recut = merge_candidates(self._store, waiting.candidate["id"], other, by=self._by)
        self._done(recut.gone[0], "merged")
        self._current = recut.made[0]
        click.echo("Merged: decide about the two as one.")

    def _undo(self, waiting: Waiting) -> None:
        del waiting
        if self._undoable:
            undone = undo_decision(self._store, self._undoable[-1], by=self._by)
            self._undoable.pop()
        else:
            (undone,) = undo_last(self._store, by=self._by)
        self._current = undone.candidate_id
        self._skipped.discard(undone.candidate_id)
        self.counts["undone"] = self.counts.get("undone", 0) + 1
        removed = f" {undone.claim_id} is removed." if undone.claim_id else ""
        click.echo(f"Undone: the draft waits again.{removed}")
