"""What stands between a cue and what was said, and belongs to neither: whom it was told, when and where."""

from claims.extractors.rules.reading import Reading
from claims.extractors.rules.subject_first.cues import Cue

_FARTHEST = 16
_LONGEST_NAME = 5


def after_aside(reading: Reading, cue: Cue, sentence: range) -> int:
    """Step over whom it was told, when and where: to "that", a colon or a quotation, or to what follows a day's name."""
    token, end = cue.last, sentence.stop
    if reading.is_a(cue.verb, "addressed"):
        token = _after_addressee(reading, token, end)
    while token + 1 < end and (reading.is_a(token, "times", "adverbs") or reading.lower[token].isdigit()):
        token += 1
    if cue.reach == "stance" or token + 1 >= end or is_infinitive(reading, token):
        return token
    is_parted = reading.lower[token] == "," and reading.is_a(token + 1, "aside_prepositions")
    if is_parted or reading.is_a(token, "aside_prepositions"):
        return _statement_ahead(reading, token, end)
    return token


def _statement_ahead(reading: Reading, token: int, end: int) -> int:
    """Return where, soon after a token, a statement surely begins; the token itself where nothing does."""
    for ahead in range(token, min(end, token + _FARTHEST)):
        is_mark = reading.lower[ahead] == ":" or (reading.opens_quotation(ahead) and reading.lower[ahead - 1] in {",", ":"})
        if is_mark or reading.is_a(ahead, "that"):
            return ahead
        if reading.lower[ahead] == ";":
            return token
    return token


def is_infinitive(reading: Reading, token: int) -> bool:
    """Tell whether "to" opens "to do", not "to reporters"."""
    is_to = reading.is_a(token, "infinitive_mark") and token + 1 < len(reading.words)
    return is_to and not (reading.is_capital(token + 1) or reading.is_a(token + 1, "determiners", "listeners"))


def _after_addressee(reading: Reading, token: int, end: int) -> int:
    """Step over whom it was told: to where a clause may begin, else over a pronoun or a name."""
    for ahead in range(token, min(end, token + _FARTHEST)):
        is_first = ahead == token
        if reading.is_a(ahead, "that", "after_addressee") or reading.lower[ahead] in {",", ";"}:
            return ahead
        if not is_first and reading.is_a(ahead, "infinitive_mark"):
            return token
        if not is_first and (reading.opens_quotation(ahead) or reading.is_a(ahead, "subject_pronouns", "determiners")):
            return ahead
    if token >= end or reading.is_a(token, "subject_pronouns", "listeners"):
        return min(token + 1, end)
    first = token + 1 if reading.is_a(token, "determiners") else token
    last = first
    while last < min(end, first + _LONGEST_NAME) and reading.is_capital(last):
        last += 1
    return min(max(last, first + 1), end)
