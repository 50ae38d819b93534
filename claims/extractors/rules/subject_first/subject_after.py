"""Who says it, in the words right behind a cue: "[said] Mary Jones, the mayor of Leeds"."""

from claims.extractors.rules.reading import Reading
from claims.extractors.rules.subject_first.cues import Cue
from claims.extractors.rules.subject_first.subject_before import LONGEST_SOURCE, is_title

_ENDS = frozenset((";", ":", "—", "–", "--"))


def subject_after(reading: Reading, cue: Cue, ceiling: int) -> range | None:
    """Return the noun phrase right after a cue with its apposition, as far as `ceiling`."""
    first = cue.last
    if first >= ceiling or not (reading.is_word(first) or reading.is_quoted(first)):
        return None
    if reading.is_a(first, "that", "prepositions", "adverbs", "times", "negations", "question_words", "infinitive_mark", "going_on"):
        return None
    last, has_comma = first, False
    while last < min(ceiling, first + LONGEST_SOURCE) and not _ends_phrase(
        reading, last, ceiling, has_comma=has_comma, is_head=last == first
    ):
        has_comma = has_comma or reading.lower[last] == ","
        last += 1
    while last > first and reading.words[last - 1] == ",":
        last -= 1
    return range(first, last) if last > first else None


def agent(reading: Reading, cue: Cue, sentence: range) -> tuple[range, ...]:
    """Return who did it in "was asked by X whether"; nothing where nobody is named."""
    first = cue.last + 1
    if first >= sentence.stop or not reading.is_a(cue.last, "agent_prepositions"):
        return ()
    token = first
    while (
        token < sentence.stop and reading.is_word(token) and not reading.is_a(token, "that", "question_words", "times", "infinitive_mark")
    ):
        token += 1
    return (range(first, token),) if token > first else ()


def _ends_phrase(reading: Reading, token: int, ceiling: int, *, has_comma: bool, is_head: bool) -> bool:
    """Tell whether a token, walking right, is no part of the noun phrase any more."""
    if reading.is_quoted(token):
        return not is_title(reading, token)
    word = reading.lower[token]
    if word == ",":
        return not _goes_on_as_apposition(reading, token + 1, ceiling)
    if word in _ENDS or reading.is_stop(token):
        return True
    return not is_head and _begins_aside(reading, token, ceiling, has_comma=has_comma)


def _begins_aside(reading: Reading, token: int, ceiling: int, *, has_comma: bool) -> bool:
    """Tell whether a word begins where or when it was said: "[said Jones] on Monday"."""
    if reading.is_a(token, "begins_aside") or (reading.is_a(token, "times") and not reading.is_a(token, "not_times")):
        return True
    after = token + 1
    if has_comma or after >= ceiling or not reading.is_a(token, "aside_after_name"):
        return False
    return reading.is_a(after, "times", "aside_nouns") or reading.lower[after].isdigit()


def _goes_on_as_apposition(reading: Reading, token: int, ceiling: int) -> bool:
    """Tell whether the words after a comma still describe the speaker."""
    if token >= ceiling or reading.is_quoted(token) or not reading.is_word(token):
        return False
    return not (reading.is_a(token, "not_apposition") or reading.lower[token].endswith(reading.lexicon.endings["participle"]))
