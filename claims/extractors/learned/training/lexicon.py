"""Reads the kinds of nouns and verbs from WordNet's own dictionary files (`data.noun`, `index.noun`, `noun.exc` and those of verbs)."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from claims.errors import UnreadableFile
from claims.extractors.learned.hashing import hash_of
from claims.extractors.learned.senses import Senses

_COMMUNICATION = 32
"""The lexicographer file of verbs of saying."""


def read_wordnet(folder: Path) -> Senses:
    """Read a WordNet `dict` folder. Raises UnreadableFile."""
    try:
        verbs, nouns = dict(_kinds(folder, "verb")), dict(_kinds(folder, "noun"))
    except OSError as error:
        raise UnreadableFile(str(folder), "is no folder with WordNet's dictionary files (Debian: wordnet-base)") from error
    rows = {}
    for word in verbs.keys() | nouns.keys():
        verb, noun = verbs.get(word, []), nouns.get(word, [])
        said = 1 + min(3, 4 * verb.count(_COMMUNICATION) // len(verb)) if verb else 0
        rows[hash_of(word)] = (verb[0] if verb else 0, noun[0] + 1 if noun else 0, said)
    keys = np.array(sorted(rows), np.uint32)
    return Senses(keys, np.array([rows[key] for key in keys.tolist()], np.uint8).reshape(len(keys), 3))


def _kinds(folder: Path, part: str) -> Iterator[tuple[str, list[int]]]:
    """Yield each word with the kinds of its senses, the most frequent first; irregular forms too."""
    kind_at = {line[:8]: int(line[9:11]) for line in _lines(folder / f"data.{part}")}
    known: dict[str, list[int]] = {}
    for line in _lines(folder / f"index.{part}"):
        fields = line.split()
        if "_" not in fields[0]:
            known[fields[0]] = [kind_at[offset] for offset in fields[6 + int(fields[3]) :]]
    for line in _lines(folder / f"{part}.exc"):
        form, base = line.split()[:2]
        if base in known:
            known.setdefault(form, known[base])
    yield from known.items()


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as file:
        yield from (line for line in file if not line.startswith(" "))
