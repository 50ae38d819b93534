"""The order of the rules: each looks at a sentence, then what has no frame of its own goes on from the statements before it."""

from collections.abc import Callable, Iterator

from claims.extractors.rules import headlines, quoted_words, signed, subject_first, unframed, verb_second
from claims.extractors.rules.choosing import choose
from claims.extractors.rules.joining import join_quotations
from claims.extractors.rules.reading import Candidate, Reading
from claims.extractors.rules.verb_second import free_indirect

SentenceRule = Callable[[Reading, range], Iterator[Candidate]]


def statements_of(reading: Reading) -> list[Candidate]:
    """List the statements that the rules see, in the order of the text; no cue belongs to two, but for words quoted within one."""
    rules = _rules(reading)
    framed = choose(reading, [one for sentence in reading.sentences for rule in rules for one in rule(reading, sentence)])
    found = join_quotations(reading, framed)
    found += unframed.statements_after(reading, found)
    if reading.lexicon.is_verb_second:
        found += free_indirect.statements_after(reading, sorted(found, key=lambda one: one.content[0].start))
    if reading.lexicon.are_quoted_words_statements:
        found += quoted_words.statements_within(reading, list(found))
    return choose(reading, found)


def _rules(reading: Reading) -> tuple[SentenceRule, ...]:
    """Return what looks at each sentence of a language."""
    return (*(verb_second.RULES if reading.lexicon.is_verb_second else subject_first.RULES), headlines.statements_in, signed.statements_in)
