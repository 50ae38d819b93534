"""Frames without a verb in a verb-second language: "laut X", "nach Angaben von X", "X zufolge", "seiner Meinung nach"."""

from collections.abc import Iterator

from claims.extractors.rules.reading import Candidate, Reading
from claims.extractors.rules.verb_second.cues import clauses_of
from claims.extractors.rules.verb_second.nominals import apposition_end, noun_phrase_end

_FARTHEST_NOUN = 6
_LONGEST_SOURCE = 14
_SHORTEST_STATEMENT = 3


def statements_in(reading: Reading, sentence: range) -> Iterator[Candidate]:
    """Find the statements of a sentence that such a frame attributes."""
    for token in sentence:
        if reading.is_quoted(token):
            continue
        found = _accordingly(reading, sentence, token)
        source = None if found else _source_at(reading, sentence, token)
        if source:
            found = _statement(reading, sentence, range(token, token + 1), source)
        if found:
            yield found


def _source_at(reading: Reading, sentence: range, token: int) -> range | None:
    """Return the source that a word of such a frame ties to the sentence, where the token is one."""
    word, has_next = reading.lower[token], token + 1 < sentence.stop
    is_noun_word = reading.is_one_of(token, "before_source_noun")
    is_after_noun = is_noun_word and token > sentence.start and reading.is_one_of(token - 1, "meaning_after")
    if is_after_noun or reading.is_one_of(token, "after_source"):
        return _before(reading, sentence, token)
    if (
        is_noun_word
        and has_next
        and token > sentence.start
        and reading.lower[token - 1] == ","
        and reading.is_a(token + 1, "verb_in_relative")
    ):
        return range(token + 1, token + 2)
    if (word,) in reading.lexicon.before_source.get(word, ()) or (is_noun_word and _has_noun_after(reading, token, sentence)):
        return _after(reading, sentence, token)
    return None


def _has_noun_after(reading: Reading, token: int, sentence: range) -> bool:
    """Tell whether, with at most a few adjectives between, a noun such as "Angaben" follows."""
    for after in range(token + 1, min(sentence.stop, token + _FARTHEST_NOUN)):
        if reading.is_one_of(after, "source_nouns"):
            return True
        is_noun = after > token + 1 and reading.is_capital(after)
        is_last = after + 1 >= sentence.stop or not reading.is_one_of(after + 1, "source_nouns")
        if not reading.is_word(after) or reading.is_a(after, "finite") or (is_noun and is_last):
            return False
    return False


def _after(reading: Reading, sentence: range, token: int) -> range | None:
    """Return the noun phrase behind a word, with its apposition."""
    first = token + 1
    end = noun_phrase_end(reading, first, sentence.stop)
    for place in range(first, end - 1):
        # "nach Behördenangaben 12 Boote": what follows the noun must be its genitive.
        is_other = reading.words[place + 1][0].isdigit() or reading.is_a(place + 1, "not_genitive")
        if is_other and reading.is_one_of(place, "source_nouns"):
            return range(first, place + 1)
    return range(first, apposition_end(reading, end, sentence.stop)) if end > first else None


def _before(reading: Reading, sentence: range, token: int) -> range | None:
    """Return the noun phrase that ends at a word: from its determiner, or where its capitals begin."""
    first = token
    while first > max(sentence.start, token - _LONGEST_SOURCE) and not _ends_phrase(reading, first - 1):
        first -= 1
        is_genitive = first > sentence.start and reading.is_capital(first - 1)
        if reading.is_a(first, "datives") or (reading.is_a(first, "nominatives") and not is_genitive):
            break
    while first < token and reading.is_a(first, "conjunctions"):
        first += 1
    return range(first, token) if token > first else None


def _ends_phrase(reading: Reading, token: int) -> bool:
    """Tell whether a token, walking left, is no part of the noun phrase any more."""
    if not reading.is_word(token) and not reading.is_quoted(token) and not reading.is_a(token, "inside_phrase"):
        return True
    if reading.lower[token] in reading.lexicon.verbs:
        return True
    return reading.is_a(token, "finite", "subjunctive", "adverbs", "relative") and not reading.is_a(token, "determiners")


def _statement(reading: Reading, sentence: range, cue: range, source: range) -> Candidate | None:
    frame = range(min(cue.start, source.start), max(cue.stop, source.stop))
    around = _around(reading, sentence, frame)
    content = tuple(piece for piece in (reading.trim(around.start, frame.start), reading.trim(frame.stop, around.stop)) if piece)
    if sum(map(len, content)) < _SHORTEST_STATEMENT:
        return None
    return Candidate(content, (cue,), (source,), "according", f"'{reading.string(frame)}' with what was said around it")


def _around(reading: Reading, sentence: range, frame: range) -> range:
    """Return the clause that a frame stands in where it is a subordinate one, else the sentence."""
    clause = next(clause for clause in clauses_of(reading, sentence) if frame.start < clause.stop)
    is_subordinate = reading.is_a(clause.start, "relative", "that", "subordinators") and not reading.is_capital(clause.start)
    if clause.start == sentence.start or clause.start > frame.start or not is_subordinate:
        return sentence
    return clause if frame.stop <= clause.stop else range(clause.start, sentence.stop)


def _accordingly(reading: Reading, sentence: range, token: int) -> Candidate | None:
    """Take the sentence of "Demnach ...", or the clause after "..., wonach"."""
    if reading.is_one_of(token, "accordingly") and token == sentence.start:
        source = range(token, token + 1)
    elif reading.is_one_of(token, "whereafter") and token - 1 > sentence.start:
        before = token - 1 if reading.is_word(token - 1) else token - 2
        source = range(before, before + 1)
    else:
        return None
    content, cue = reading.trim(token + 1, sentence.stop), range(token, token + 1)
    if len(content) < _SHORTEST_STATEMENT:
        return None
    return Candidate((content,), (cue,), (source,), "according", f"'{reading.string(cue)}' before what was said")
