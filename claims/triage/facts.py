"""What is so of a statement as a whole, apart from its single words: when it puts its matter, whether it names, counts and dates."""

from typing import NamedTuple

from claims.triage.lexicon import MONEY, NUMBER, PERCENT, Lexicon
from claims.triage.sentence import Sentence, read_sentence
from claims.triage.tense import TENSES, Verb, tense_of, verbs_of
from claims.triage.times import NO_TIMES, TIME_CLASSES, Times, times_of

_TWO, _THREE = 2, 3
FACTS = frozenset({
    *TENSES, "named", "numbered", "percentage", "dated", "dated_past", "dated_future", "question", "quoted", "long", "i", "we",
    "several_verbs", "many_verbs",
})  # fmt: skip
"""What rules may ask for."""

_LONG = 35
"""A statement of more words is long."""


class Reading(NamedTuple):
    """A statement with what is so of it."""

    sentence: Sentence
    verbs: list[Verb]
    tense: str
    times: Times
    facts: frozenset[str]
    classes: frozenset[str]
    """Those of all its words."""
    marks: tuple[tuple[int, int], ...]
    """The first verb and the dates: what a rule that looks for no words points at."""


def read_statement(text: str, lexicon: Lexicon, published: str) -> Reading:
    """Read a statement. `published` is the EDTF date or UTC time that dates are compared with."""
    sentence = read_sentence(text, lexicon)
    entries = sentence.entries
    verbs = verbs_of(entries, lexicon)
    classes = frozenset().union(*[entry.classes for entry in entries])
    tense = tense_of(verbs)
    times = NO_TIMES if classes.isdisjoint(TIME_CLASSES) else times_of(entries, lexicon, published)
    facts = {tense}
    if True in sentence.names:
        facts.add("named")
    facts |= _from_classes(classes)
    if times.is_dated:
        facts |= {name for name, places in (("dated_past", times.past), ("dated_future", times.future)) if places} | {"dated"}
    if text.rstrip().endswith("?"):
        facts.add("question")
    if '"' in text or "“" in text or "„" in text:
        facts.add("quoted")
    if len(entries) > _LONG:
        facts.add("long")
    if len(verbs) >= _TWO:
        facts.add("several_verbs")
    if len(verbs) >= _THREE:
        facts.add("many_verbs")
    places = {verbs[0][0]} if verbs else set()
    if times is not NO_TIMES:
        places.update(times.past, times.future, times.open)
    marks = tuple([(place, place) for place in sorted(places)])
    return Reading(sentence, verbs, tense, times, frozenset(facts), classes, marks)


def _from_classes(classes: frozenset[str]) -> set[str]:
    found: set[str] = {name for name in ("i", "we") if name in classes}
    if NUMBER in classes or "number_word" in classes:
        found.add("numbered")
    if PERCENT in classes or "share" in classes or (MONEY in classes and "big" in classes):
        found.add("percentage")
    return found
