"""Who says it, in the words right before a cue: "the mayor, a Democrat, [said]"."""

from claims.extractors.rules.reading import Reading
from claims.extractors.rules.subject_first.cues import Cue

LONGEST_SOURCE = 40
_BREAKS = frozenset((",", ";", ":", "—", "–", "--", "(", ")"))
_PAUSES = frozenset((",", "—", "–", "--", ")"))
_LONGEST_TITLE = 6
_ENDS_QUOTED_SENTENCE = frozenset((",", ".", "?", "!"))
_LONGEST_LISTED = 4
_FARTHEST_RELATIVE = 12
_LONGEST_NAME = 12


def subject_before(reading: Reading, cue: Cue, floor: int) -> range | None:
    """Return the noun phrase that ends where a cue begins, and begins no earlier than `floor`."""
    before = cue.first - 1
    if before < floor:
        return None
    if reading.lower[before] in _PAUSES:
        return _with_apposition(reading, before, cue.first, floor)
    return _somebody(reading, _phrase_start(reading, before, floor), cue.first)


def is_title(reading: Reading, token: int) -> bool:
    """Tell whether a token stands in a name in marks, not in a sentence."""
    run = reading.quotation_at(token)
    return len(run) <= _LONGEST_TITLE and reading.words[run.stop - 2] not in _ENDS_QUOTED_SENTENCE


def _with_apposition(reading: Reading, closing: int, last: int, floor: int) -> range | None:
    """Go over "X, the mayor of Y,": to the comma (or bracket) that opens the apposition, then over the name."""
    mark = "(" if reading.words[closing] == ")" else reading.lower[closing]
    opening = closing - 1
    while opening > floor and reading.words[opening] != mark:
        is_too_far = closing - opening >= LONGEST_SOURCE or reading.lower[opening] in {";", ":"}
        if is_too_far or (mark != "," and reading.is_quoted(opening)):
            return None
        opening -= 1
    if opening <= floor or reading.is_a(opening + 1, "going_on") or not reading.is_word(opening - 1):
        return None
    first = _phrase_start(reading, opening - 1, floor)
    if mark == "," and first - 1 > floor and reading.words[first - 1] == "," and not (reading.is_capital(first) and opening - first > 1):
        # A series of appositions: "X, 45, a teacher of Leeds, said".
        outer = _with_apposition(reading, first - 1, last, floor)
        if outer and reading.is_capital(outer.start):
            return outer
    run = _somebody(reading, first, last)
    return range(run.start, last) if run else None


def _phrase_start(reading: Reading, token: int, floor: int) -> int:
    """Walk to the left over a noun phrase that ends at a token, to where its clause begins."""
    first = token
    while first >= floor and token - first < LONGEST_SOURCE:
        if reading.words[first] == ")" and not reading.is_quoted(first):
            first = _bracket_start(reading, first, floor)
        if _ends_phrase(reading, first, floor, is_head=first == token):
            break
        first -= 1
    return _after_openers(reading, _series_start(reading, first + 1, token, floor), token)


def _bracket_start(reading: Reading, closing: int, floor: int) -> int:
    """Return the token before "(R-Ohio)", or the bracket itself where none opens."""
    for opening in range(closing - 1, max(floor, closing - LONGEST_SOURCE), -1):
        if reading.words[opening] == "(":
            return opening - 1
    return closing


def _ends_phrase(reading: Reading, token: int, floor: int, *, is_head: bool) -> bool:
    """Tell whether a token, walking left, is no part of the noun phrase any more."""
    if reading.is_quoted(token):
        return not is_title(reading, token)
    word, lexicon = reading.lower[token], reading.lexicon
    if word in _BREAKS or (reading.is_stop(token) and len(word) == 1):
        return True
    if not is_head and reading.is_a(token, "clause_openers"):
        return True
    is_verb = reading.is_a(token, "finite") or (word == "'s" and token > floor and reading.is_a(token - 1, "pronouns"))
    is_cue = not is_head and word in lexicon.verbs and word not in lexicon.ambiguous
    return (is_verb or is_cue) and not _in_relative(reading, token, floor)


def _in_relative(reading: Reading, token: int, floor: int) -> bool:
    """Tell whether a verb belongs to "who ..." inside the phrase."""
    for before in range(token - 1, max(floor, token - _FARTHEST_RELATIVE) - 1, -1):
        if reading.is_a(before, "relative_subjects"):
            return True
        if reading.lower[before] in _BREAKS:
            return False
    return False


def _series_start(reading: Reading, first: int, token: int, floor: int) -> int:
    """Go on to the left over "Drivers, cyclists and other walkers": short pieces between commas, from the head of the sentence."""
    if not reading.has_any(range(first + 1, token), "going_on"):
        return first
    comma = first - 1
    while comma > floor and reading.lower[comma] == ",":
        begin = comma
        while begin > floor and comma - begin < _LONGEST_LISTED and reading.is_word(begin - 1):
            begin -= 1
        is_piece = not reading.has_any(range(begin, comma), "prepositions", "adverbs", "times", "subordinators", "finite", "openers")
        if begin == comma or not is_piece:
            return first
        if begin == floor:
            return floor
        comma = begin - 1
    return first


def _after_openers(reading: Reading, first: int, last: int) -> int:
    """Step over "But now", and over what "and" parts from a clause of its own: "Jones is ahead and [he] said"."""
    while first < last and reading.is_a(first, "openers", "conjunctions", "adverbs", "times") and not reading.is_a(first, "not_openers"):
        first += 1
    for token in range(last - 1, first, -1):
        if reading.is_a(token, "joining") and (
            reading.is_a(token + 1, "subject_pronouns") or reading.has_any(range(first, token), "finite")
        ):
            return token + 1
    return first


def _somebody(reading: Reading, first: int, last: int) -> range | None:
    """Return the phrase if it can be somebody who speaks."""
    if not 0 < last - first <= LONGEST_SOURCE:
        return None
    is_fraction = first + 1 < last and reading.is_a(first + 1, "measures")
    if reading.is_a(first, "prepositions", "question_words", "auxiliaries") and not (
        reading.is_a(first, "not_prepositions") or is_fraction
    ):
        # Only the last word of "In an interview she [said]" speaks.
        return range(last - 1, last) if reading.is_a(last - 1, "subject_pronouns") else None
    if not reading.is_word(first) and not reading.is_quoted(first):
        return None
    if reading.words[first].islower() and reading.lower[first].endswith(reading.lexicon.endings["past"]):
        return None
    if last - first == 1:
        return None if _is_nobody(reading, first) else range(first, last)
    has_clause = reading.has_any(range(first, last - 1), "embedded") and not reading.is_capital(last - 1)
    return None if has_clause or reading.is_a(first, "objects") else range(first, last)


def _is_nobody(reading: Reading, token: int) -> bool:
    """Tell whether a single word never speaks: "there", "when", "recently", "to"."""
    if reading.is_a(token, "dummies", "infinitive_mark") or reading.lower[token].endswith("ly"):
        return True
    return reading.is_a(token, "subordinators", "question_words") and not reading.is_a(token, "relative_subjects", "that")


def first_phrase(reading: Reading, sentence: range, cue: Cue) -> tuple[range, ...]:
    """Return the noun phrase that a sentence opens with, or that follows its first comma; nothing where there is none."""
    token = sentence.start
    for _ in range(2):
        while token < cue.first and (reading.is_a(token, "openers", "adverbs", "times") or reading.opens_quotation(token)):
            token += 1
        last = _phrase_end(reading, token, cue.first)
        if last > token:
            return (range(token, last),)
        while token < cue.first and reading.lower[token] != ",":
            token += 1
        token += 1
    return ()


def _phrase_end(reading: Reading, first: int, end: int) -> int:
    """Return the token after a pronoun, a name, or a determiner with its noun."""
    if first >= end or reading.is_a(first, "subject_pronouns"):
        return min(first + 1, end)
    is_determined = reading.is_a(first, "determiners")
    if reading.is_a(first, "prepositions", "subordinators") or not (is_determined or reading.is_capital(first)):
        return first
    for token in range(first, min(end, first + _LONGEST_NAME)):
        is_inside = reading.is_a(token, "inside_name")
        is_verb = reading.is_a(token, "finite", "adverbs") or reading.lower[token].endswith(reading.lexicon.endings["past"])
        if is_verb or not (is_inside or reading.is_word(token)):
            return token
        if not (is_determined or is_inside or reading.is_capital(token)):
            return token
    return min(end, first + _LONGEST_NAME)
