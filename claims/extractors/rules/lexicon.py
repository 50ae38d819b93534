"""The words of one language that the rules look for, read from its `cues.toml`."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from claims.extractors.languages import read


@dataclass(frozen=True)
class Lexicon:
    """Sets of words, in lower case; `verbs` tells for each form how far it may reach: speech, telling or stance."""

    is_verb_second: bool
    are_quoted_words_statements: bool
    """Whether words in marks within an indirect statement are a statement of their own, too."""
    verbs: dict[str, str]
    stance: frozenset[str]
    ambiguous: frozenset[str]
    with_particle: dict[str, frozenset[str]]
    particles: frozenset[str]
    """What those verbs may be parted from."""
    reported: frozenset[str]
    """Verbs whose whole sentence tells a stance."""
    whole: frozenset[str]
    """Verbs with their particle in one word."""
    words: dict[str, frozenset[str]]
    before_source: dict[str, list[tuple[str, ...]]]
    """Openings of a frame whose source follows, by their first word."""
    frames: dict[str, frozenset[str]]
    nouns: dict[str, frozenset[str]]
    endings: dict[str, tuple[str, ...]]
    scores: dict[str, float]

    def is_word(self, word: str, *classes: str) -> bool:
        """Tell whether a word belongs to one of the classes."""
        words = self.words
        for name in classes:  # noqa: SIM110 - asked for every token many times: a loop is twice as fast
            if word in words[name]:
                return True
        return False


@cache
def lexicon_of(language: str) -> Lexicon:
    """Return the lexicon of a language."""
    cues = read(language, "cues")
    verbs = cues["verbs"]
    with_particle = _particles(verbs["with_particle"])
    return Lexicon(
        is_verb_second=cues["word_order"] == "verb second",
        are_quoted_words_statements=cues["are_quoted_words_statements"],
        verbs={form: reach for reach in ("telling", "speech") for form in _forms(verbs[reach])},
        stance=_forms(verbs["stance"]),
        ambiguous=_forms(verbs["ambiguous"]),
        with_particle=with_particle,
        particles=frozenset().union(*with_particle.values()),
        reported=_forms(verbs["reported"]),
        whole=_forms(verbs["whole"]),
        words={name: _forms(words) for name, words in cues["words"].items()},
        before_source=_openings(cues["frames"]["before_source"]),
        frames={name: _forms(words) for name, words in cues["frames"].items()},
        nouns={name: _forms(words) for name, words in cues["nouns"].items()},
        endings={name: tuple(endings) for name, endings in cues["endings"].items()},
        scores=cues["scores"],
    )


def _forms(words: Any) -> frozenset[str]:
    return frozenset(words if isinstance(words, list) else words.replace(";", " ").split())


def _particles(rows: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in rows.split(";"):
        forms, _, particles = row.partition("+")
        for form in forms.split():
            found[form] = found.get(form, frozenset()) | frozenset(particles.split())
    return found


def _openings(phrases: list[str]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append(words)
    return found
