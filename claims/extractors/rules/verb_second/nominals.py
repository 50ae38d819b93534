"""Where a noun phrase ends to the right, in a language whose nouns are capitals."""

from claims.extractors.rules.reading import Reading

_LONGEST_TITLE = 8
_LONGEST_BRACKET = 6
_ENDS_QUOTED_SENTENCE = frozenset({".", ",", "?", "!"})
_AFTER_APPOSITION = frozenset({",", ".", "(", ":"})


def noun_phrase_end(reading: Reading, first: int, ceiling: int) -> int:
    """Return the token after the noun phrase that begins at `first`; `first` where there is none."""
    if first < ceiling and _is_pronoun(reading, first, ceiling):
        return first + 1
    token = first
    while token < ceiling:
        if reading.is_quoted(token):
            if not is_title(reading, token):
                break
            token = reading.quotation_at(token).stop
        elif _is_part(reading, token, first):
            token += 1
        else:
            break
    while token > first and reading.is_a(token - 1, "inside_phrase"):
        token -= 1
    return min(token, ceiling)


def is_title(reading: Reading, token: int) -> bool:
    """Tell whether a quotation is a name in marks, not a sentence."""
    run = reading.quotation_at(token)
    return len(run) <= _LONGEST_TITLE and reading.words[run.stop - 2] not in _ENDS_QUOTED_SENTENCE


def _is_pronoun(reading: Reading, first: int, ceiling: int) -> bool:
    """Tell whether "der" or "sie" stands for somebody and opens no phrase."""
    if not reading.is_a(first, "subject_pronouns", "relative"):
        return False
    if first + 1 >= ceiling:
        return True
    is_noun = reading.is_capital(first + 1) or reading.words[first + 1][0].isdigit()
    return not (is_noun or (reading.is_a(first, "nominatives") and _is_adjective(reading, first + 1)))


def _is_part(reading: Reading, token: int, first: int) -> bool:
    is_inside = reading.is_a(token, "inside_phrase")
    if not reading.is_word(token):
        return is_inside
    if reading.is_capital(token) or reading.words[token][0].isdigit():
        return True
    if token > first and reading.is_a(token, "np_breaks", "finite") and not is_inside:
        # "einer im Mai gedruckten Liste"
        return reading.is_a(token, "before_participle") and reading.is_a(token - 1, "determiners")
    if is_inside or reading.is_a(token, "determiners"):
        return True
    if reading.is_a(token, "subjunctive", "auxiliaries") or reading.lower[token] in reading.lexicon.verbs:
        return False
    return _is_adjective(reading, token)


def _is_adjective(reading: Reading, token: int) -> bool:
    """Tell whether a word has an adjective's ending and stands before a noun or another adjective."""
    endings = reading.lexicon.endings["adjective"]
    if token + 1 >= len(reading.words) or not reading.lower[token].endswith(endings):
        return False
    return reading.is_capital(token + 1) or reading.lower[token + 1].endswith(endings) or reading.is_a(token + 1, "going_on")


def apposition_end(reading: Reading, end: int, ceiling: int) -> int:
    """Go on over ", Mary Jones" and "(SPD)" after a noun phrase where no verb stands in it."""
    if end < ceiling and reading.words[end] == "(":
        closing = next((token for token in range(end, min(ceiling, end + _LONGEST_BRACKET)) if reading.words[token] == ")"), None)
        return end if closing is None else apposition_end(reading, closing + 1, ceiling)
    first = end + 1
    if first + 1 >= ceiling or reading.words[end] != ",":
        return end
    if reading.is_a(first, "that", "prepositions", "question_words", "relative") and not reading.is_capital(first + 1):
        return end
    last = noun_phrase_end(reading, first, ceiling)
    is_closed = last == ceiling or reading.words[last] in _AFTER_APPOSITION or reading.is_stop(last)
    is_nominal = last > first and not reading.has_any(range(first, last), "subjunctive", "finite")
    return last if is_closed and is_nominal else end
