"""What was said where it follows its frame: behind a colon, "dass", or a comma with a subjunctive."""

from claims.extractors.rules.reading import Reading

_SHORTEST_QUOTATION = 4
_SHORTEST_INFINITIVE = 7


def said_after(
    reading: Reading, sentence: range, clauses: list[range], place: int, end: int, *, is_weak: bool = False
) -> tuple[range, str] | None:
    """Return what was said from the token `end` of clause `place` on, and by which rule it is seen.

    A weak verb needs "dass", a subjunctive, a colon or marks.
    """
    if end < clauses[place].stop and reading.opens_quotation(end) and len(reading.quotation_at(end)) >= _SHORTEST_QUOTATION:
        return reading.quotation_at(end), "quoted"
    for later in range(place + 1, len(clauses)):
        first = clauses[later].start
        mark = reading.lower[first - 1]
        if first < end or mark in {"(", ")"}:
            continue
        stop = _end_of_statement(reading, clauses, later, sentence)
        if reading.opens_quotation(first) and mark in {":", ","}:
            run = reading.quotation_at(first)
            return (run if mark == ":" else range(run.start, max(run.stop, stop))), "quoted"
        if mark == ":":
            return None
        rule = _rule_of(reading, clauses[later], is_next=later == place + 1, is_weak=is_weak)
        if rule:
            return reading.trim(first, stop), rule
    return None


def _rule_of(reading: Reading, clause: range, *, is_next: bool, is_weak: bool) -> str | None:
    """Tell by which rule a clause is what was said, if it is."""
    if reading.is_a(clause.start, "that", "question_words"):
        return "that_clause"
    if _is_relative(reading, clause, is_next=is_next):
        return None
    if any(reading.is_a(token, "subjunctive") and not reading.is_quoted(token) for token in clause):
        return "that_clause"
    if is_weak or reading.is_a(clause.start, "reasons", "subordinators"):
        return None
    return "clause" if _is_infinitive(reading, clause) or (is_next and reading.has_any(clause[:5], "finite")) else None


def _is_relative(reading: Reading, clause: range, *, is_next: bool) -> bool:
    """Tell whether a clause describes the noun before it: "der" with the verb at its end."""
    if not reading.is_a(clause.start, "relative") or reading.has_any(clause[:-1], "subjunctive"):
        return False
    if len(clause) > 2 and reading.is_a(clause[-2], "infinitive_mark"):
        return False
    return is_next or reading.is_a(clause.stop - 1, "subjunctive", "finite")


def _is_infinitive(reading: Reading, clause: range) -> bool:
    """Tell whether a clause is an infinitive with "zu"."""
    if reading.is_a(clause.start, "purposes"):
        return False
    endings = reading.lexicon.endings["infinitive"]
    for token in clause[:-1]:
        if reading.is_a(token, "infinitive_mark") and reading.words[token + 1].islower() and reading.lower[token + 1].endswith(endings):
            return True
    last = reading.lower[clause.stop - 1]
    return (
        len(last) >= _SHORTEST_INFINITIVE
        and last.endswith(endings)
        and any(mark in last for mark in reading.lexicon.words["infinitive_mark"])
    )


def _end_of_statement(reading: Reading, clauses: list[range], place: int, sentence: range) -> int:
    """Return where what was said ends: before ", so X" at the end, before a colon with a quotation, or with the sentence."""
    for clause in clauses[place + 1 :]:
        is_frame = reading.is_one_of(clause.start, "so_words") or reading.is_one_of(clause.start, "as_words")
        is_quotation = reading.opens_quotation(clause.start) and reading.lower[clause.start - 1] == ":"
        if (is_frame and clause is clauses[-1]) or is_quotation:
            return clause.start - 1
    return sentence.stop
