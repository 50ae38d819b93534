"""When a statement puts its matter, told from its verbs: past, perfect, present, progressive, passive, future, conditional or modal."""

from collections.abc import Sequence

from claims.triage.lexicon import PARTICIPLE, PAST, Entry, Lexicon

TENSES = ("past", "perfect", "present", "progressive", "passive", "future", "conditional", "modal", "none")
Verb = tuple[int, str]
"""The place of a finite verb, and its tense."""

_LOOKAHEAD = 4
"""How far from its helping verb the other half of a verb may stand, and one less."""
_SIMPLE = {"will": "future", "should": "modal", "would": "conditional", "could": "conditional", "can": "conditional"}
_FINITE = frozenset({*_SIMPLE, "have", "be", "past_be", "present_be", PAST})


def verbs_of(entries: Sequence[Entry], lexicon: Lexicon) -> list[Verb]:
    """Return each finite verb that shows itself, in order. A plain present does so only with a helping verb."""
    found = []
    taken = -1
    for place in [place for place, entry in enumerate(entries) if not entry.classes.isdisjoint(_FINITE)]:
        if place > taken:
            tense, last = _tense_at(entries, place, lexicon)
            if tense:
                found.append((place, tense))
                taken = last
    return found


def tense_of(verbs: Sequence[Verb]) -> str:
    """Return the tense of the first finite verb; `none` where no verb shows itself."""
    return verbs[0][1] if verbs else "none"


def _tense_at(entries: Sequence[Entry], place: int, lexicon: Lexicon) -> tuple[str, int]:
    classes, word = entries[place].classes, entries[place].word
    if word in lexicon.tense["nonfinite"] or word in lexicon.tense["not_verbs"]:
        return "", place
    for name, tense in _SIMPLE.items():
        if name in classes:
            return tense, place + 1
    if "have" in classes:
        return _with_have(entries, place, lexicon)
    if not classes.isdisjoint({"be", "past_be", "present_be"}):
        return _with_be(entries, place, lexicon)
    is_modifier = place > 0 and entries[place - 1].word in lexicon.tense["before_participle"]
    return ("", place) if is_modifier else ("past", place)


def _with_have(entries: Sequence[Entry], place: int, lexicon: Lexicon) -> tuple[str, int]:
    is_past = "past_be" in entries[place].classes
    for there in range(place + 1, min(place + _LOOKAHEAD, len(entries))):
        if entries[there].word in lexicon.tense["to"]:
            return ("past" if is_past else "modal"), there
        if PARTICIPLE in entries[there].classes:
            return ("past" if is_past else "perfect"), there
    return ("past" if is_past else "present"), place


def _with_be(entries: Sequence[Entry], place: int, lexicon: Lexicon) -> tuple[str, int]:
    is_past = "past_be" in entries[place].classes
    if entries[place].word in lexicon.tense["do"]:
        return ("past" if is_past else "present"), place + 1
    for there in range(place + 1, min(place + _LOOKAHEAD, len(entries))):
        if entries[there].word.endswith(tuple(lexicon.tense["progressive"])) and entries[there].symbol == "<ing>":
            return ("past" if is_past else "progressive"), there
        if PARTICIPLE in entries[there].classes:
            return ("past" if is_past else "passive"), there
    return ("past" if is_past else "present"), place
