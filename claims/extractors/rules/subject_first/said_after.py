"""What was said where it follows its cue: "X said that ...", "X said ...", "X said: ..."."""

from dataclasses import replace

from claims.extractors.rules.reading import Candidate, Reading
from claims.extractors.rules.subject_first.asides import after_aside
from claims.extractors.rules.subject_first.cues import Cue
from claims.extractors.rules.subject_first.subject_before import first_phrase

_MAY_OPEN = frozenset("$€£#@(")
_FARTHEST_VERB = 10


def preposed(reading: Reading, sentence: range, cue: Cue, source: tuple[range, ...], following: Cue | None) -> Candidate | None:
    """Take what follows a cue, as far as the next cue of the same person (`following`) or the end of the sentence."""
    token, end = after_aside(reading, cue, sentence), sentence.stop
    if token >= end:
        return None
    if reading.lower[token] == ":" or (reading.lower[token] == "," and token + 1 < end and reading.opens_quotation(token + 1)):
        return _after_colon(reading, sentence, cue, source, token)
    rule = _rule_of(reading, token, end, cue)
    if rule is None:
        return None
    last = _clause_end(reading, sentence, token, source, following)
    if reading.opens_quotation(token):
        last = max(last, reading.quotation_at(token).stop)
    content = reading.trim(token, last)
    if len(content) < 2 and rule != "quoted":
        return None
    by = f" with '{reading.string(source[0])}' before it and" if source else " with"
    return Candidate((content,), (cue.run,), source, rule, f"'{reading.string(cue.run)}'{by} what was said after it")


def going_on(reading: Reading, sentence: range, cue: Cue, earlier: tuple[range, ...], following: Cue | None) -> Candidate | None:
    """Take what follows a cue without a subject of its own, and give it to the sentence's speaker so far."""
    if cue.reach == "stance" and not earlier:
        return None
    one = preposed(reading, sentence, cue, earlier or first_phrase(reading, sentence, cue), following)
    return replace(one, rule="participle") if one and one.rule != "stance" else one


def _rule_of(reading: Reading, token: int, end: int, cue: Cue) -> str | None:
    """Tell by which rule what begins at a token is what was said, if it is."""
    if reading.opens_quotation(token):
        return None if reading.is_a(cue.verb, "naming") else "quoted"
    if not (reading.is_word(token) or reading.words[token] in _MAY_OPEN):
        return None
    is_question = cue.reach != "speech" and reading.is_a(token, "question_words") and not reading.is_a(token, "times")
    if is_question or reading.is_a(token, "that"):
        return "that_clause"
    if cue.reach == "speech":
        return _rule_of_speech(reading, token, end)
    if _begins_clause(reading, token, end):
        return "clause"
    is_object = reading.lower[cue.verb] in reading.lexicon.stance and not reading.is_a(token, "begins_object")
    return "stance" if is_object else None


def _rule_of_speech(reading: Reading, token: int, end: int) -> str | None:
    """Tell a clause without "that" from a thing: "said it rains", "claimed victory"."""
    rest = range(token, end)
    has_verb = reading.has_any(rest, "finite")
    if reading.is_a(token, "not_said") or (reading.is_a(token, "aside_prepositions") and not has_verb):
        return None
    lexicon = reading.lexicon
    may_be_clause = has_verb or any(
        reading.lower[place].endswith(lexicon.endings["past"]) or reading.lower[place] in lexicon.verbs for place in rest
    )
    return "clause" if may_be_clause else "stance"


def _begins_clause(reading: Reading, first: int, end: int) -> bool:
    """Tell whether a clause with a subject and a finite verb begins at a token."""
    if not (reading.is_a(first, "subject_pronouns", "determiners") or reading.is_capital(first)):
        return False
    for token in range(first + 1, min(end, first + _FARTHEST_VERB)):
        if reading.is_a(token, "finite"):
            return True
        if not reading.is_word(token) or reading.is_a(token, "relative", "infinitive_mark", "as_well"):
            return False
    return False


def _after_colon(reading: Reading, sentence: range, cue: Cue, source: tuple[range, ...], mark: int) -> Candidate | None:
    """Take what follows a colon, or a comma and a quotation."""
    first = mark + 1
    if first >= sentence.stop:
        return None
    is_quoted = reading.opens_quotation(first)
    content = reading.quotation_at(first) if is_quoted else reading.trim(first, sentence.stop)
    if is_quoted and content.stop < sentence.stop - 2:
        content = reading.trim(first, sentence.stop)
    because = f"'{reading.string(cue.run)}{reading.words[mark]}' before what was said"
    return Candidate((content,), (cue.run,), source, "quoted" if is_quoted else "colon", because) if content else None


def _clause_end(reading: Reading, sentence: range, token: int, source: tuple[range, ...], following: Cue | None) -> int:
    """Return where a clause ends: before another cue, at a comma where "when" opened the sentence, or with the sentence."""
    last = _before_cue(reading, token, sentence.stop, following)
    if source and source[0].start > sentence.start and reading.is_a(source[0].start - 1, "subordinators"):
        commas = (place for place in range(token + 3, last) if reading.lower[place] == "," and not reading.is_quoted(place))
        return next(commas, last)
    return last


def _before_cue(reading: Reading, token: int, end: int, following: Cue | None) -> int:
    """End a clause before another cue of the same person: ", adding that", "and said"."""
    if following is None or following.first <= token + 2:
        return end
    before = following.first - 1
    if following.is_participle:
        is_closed = reading.closes_quotation(before)
        return before + is_closed if is_closed or reading.lower[before] == "," else end
    if reading.is_a(before, "going_on") and following.reach != "stance":
        return before - 1 if reading.lower[before - 1] == "," else before
    return end
