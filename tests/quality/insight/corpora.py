"""The corpora that matching and triage are measured on, where the machine has them, and our own sets, always.

Corpora may be measured with and not be passed on. `$CLAIMS_QUALITY_DATA` names the folder that holds `matching/` and `triage/`, or a
folder beside them.
"""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quality import sets
from quality.sets import Row

OWN = "own"
MATCHING = ("tweets", "debates", OWN)
DUPLICATES = ("dedup_tweets",)
TRIAGE = ("claimbuster", "policlaim", "regroom", "cmv", "ct22claim", "ct22worth", "ct20debates")
OWN_CLAIMS = Path(__file__).parent / "own_claims.toml"


@dataclass(frozen=True)
class MatchingSet:
    """Recorded claims, questions about them, and which claims are the answers."""

    name: str
    claims: list[Row]
    questions: list[Row]
    answers: dict[str, set[str]]
    """By question; empty where nothing recorded says the same."""
    hidden: frozenset[str]
    """Claims to leave out, so that half of the questions have no answer; none where that is not measured."""
    sha256: str

    @property
    def shown(self) -> list[Row]:
        """The claims without the hidden ones."""
        return [row for row in self.claims if row["id"] not in self.hidden]

    @property
    def answers_shown(self) -> dict[str, set[str]]:
        """The answers without the hidden ones."""
        return {key: found - self.hidden for key, found in self.answers.items()}


@dataclass(frozen=True)
class Labelled:
    """Rows that people have labelled: the cluster of a text, or whether a sentence can be checked."""

    name: str
    rows: list[Row]
    taught: list[Row]
    """The rows that systems may learn from."""
    sha256: str
    """Of the rows that are judged."""


def folder(room: str, data: Path | None = None) -> Path:
    """Return where the corpora of matching or of triage lie, or would lie."""
    named = data or sets.data_folder()
    return next((place / room for place in (named, named.parent) if (place / room).is_dir()), named / room)


def matching_set(name: str, data: Path | None = None) -> MatchingSet | None:
    """Return one of MATCHING: the dev part of a corpus, or our own; None where the machine does not have it."""
    if name == OWN:
        return _own()
    place = folder("matching", data)
    files = [f"matching_{name}.collection", *(f"matching_{name}.dev.{part}" for part in ("queries", "qrels", "hidden"))]
    contents = [content for file in files if (content := sets.content(file, place)) is not None]
    if len(contents) < len(files):
        return None
    claims, questions, right, hidden = map(sets.rows, contents)
    answers: dict[str, set[str]] = {str(row["id"]): set() for row in questions}
    for row in right:
        answers[row["query_id"]].add(row["doc_id"])
    return MatchingSet(name, claims, questions, answers, frozenset(row["doc_id"] for row in hidden), sets.digest(b"".join(contents)))


def _own() -> MatchingSet:
    content = OWN_CLAIMS.read_bytes()
    written = tomllib.loads(content.decode("utf-8"))
    questions = list(_questions(written["questions"]))
    answers = {row["id"]: {row["answer"]} if "answer" in row else set() for row in questions}
    return MatchingSet(OWN, written["claims"], questions, answers, frozenset(), sets.digest(content))


def _questions(written: list[Row]) -> Iterator[Row]:
    for number, one in enumerate(written, 1):
        yield {"id": f"{one['kind']} {number}", **one, "context": one.get("before", [])}


def duplicates(data: Path | None = None) -> Labelled | None:
    """Return texts of which some say the same: `id`, `text`, `cluster`; None where the machine does not have them."""
    content = sets.content("dedup_tweets.dev", folder("matching", data))
    return None if content is None else Labelled("dedup_tweets", sets.rows(content), [], sets.digest(content))


def labelled(name: str, data: Path | None = None) -> Labelled | None:
    """Return one of TRIAGE, the dev part; None where the machine does not have it."""
    place = folder("triage", data)
    contents = [sets.content(f"triage_{name}.{part}", place) for part in ("train", "dev")]
    if contents[0] is None or contents[1] is None:
        return None
    return Labelled(name, sets.rows(contents[1]), sets.rows(contents[0]), sets.digest(contents[1]))


def write_rows(rows: list[Row], path: Path, *fields: str) -> None:
    """Write rows as JSON lines with nothing but some of their fields."""
    lines = (json.dumps({name: row[name] for name in fields if name in row}, ensure_ascii=False) for row in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
