"""Sentences in the subjunctive of reported speech without a frame of their own: they go on from whoever spoke last."""

from collections.abc import Iterator

from claims.extractors.rules.reading import Candidate, Reading
from claims.extractors.rules.verb_second.cues import clauses_of
from claims.extractors.rules.verb_second.nominals import noun_phrase_end

_FAR = 99


def statements_after(reading: Reading, framed: list[Candidate]) -> Iterator[Candidate]:
    """Take runs of such sentences, and give them to the source before them."""
    covered = {number for one in framed for number in range(_first_sentence(reading, one), _last_sentence(reading, one) + 1)}
    speakers = {_last_sentence(reading, one): one.source for one in framed if one.source}
    speaker: tuple[range, ...] = ()
    distance = _FAR
    run: list[range] = []
    for number, sentence in enumerate(reading.sentences):
        is_free = number not in covered and _is_reported(reading, sentence, is_near=distance == 1 or bool(run))
        if run and not is_free:
            yield _statement(reading, run, speaker)
            run = []
        if is_free:
            if not run and distance > 1:
                speaker = _opening_phrase(reading, number - 1) or speaker
            run.append(sentence)
        speaker = speakers.get(number, speaker)
        distance = 1 if is_free or number in speakers else distance + 1
    if run:
        yield _statement(reading, run, speaker)


def _first_sentence(reading: Reading, one: Candidate) -> int:
    return reading.sentence_of[one.content[0].start]


def _last_sentence(reading: Reading, one: Candidate) -> int:
    return reading.sentence_of[one.content[-1].stop - 1]


def _statement(reading: Reading, run: list[range], speaker: tuple[range, ...]) -> Candidate:
    content = reading.trim(run[0].start, run[-1].stop)
    who = f", after '{reading.string(speaker[0])}'" if speaker else ""
    return Candidate((content,), (), speaker, "free_indirect", f"the subjunctive in a sentence without a frame{who}")


def _opening_phrase(reading: Reading, number: int) -> tuple[range, ...]:
    """Return the noun phrase that a sentence opens with; nothing where it opens otherwise, or is none."""
    if number < 0:
        return ()
    sentence = reading.sentences[number]
    first = sentence.start
    if not reading.is_word(first) or reading.is_a(first, "prepositions", "adverbs", "subordinators", "conjunctions", "np_breaks"):
        return ()
    end = noun_phrase_end(reading, first, sentence.stop)
    return (range(first, end),) if end > first else ()


def _is_reported(reading: Reading, sentence: range, *, is_near: bool) -> bool:
    """Tell whether a main verb of a sentence stands in the subjunctive, or near a statement in "wäre" or "soll ... öffnen"."""
    if reading.words[sentence.stop - 1] == "?":
        return False
    for clause in clauses_of(reading, sentence):
        if reading.is_a(clause.start, "that", "subordinators", "question_words"):
            continue
        if clause.start > sentence.start and reading.is_a(clause.start, "relative"):
            continue
        if is_near and reading.has_any(clause, "hearsay") and _ends_in_infinitive(reading, clause):
            return True
        for token in clause:
            if reading.is_a(token, "reported_mood") and not reading.is_quoted(token):
                return is_near or not reading.is_a(token, "unreal")
            if reading.is_a(token, "finite") and not reading.is_a(token, "subjunctive"):
                return False
    return False


def _ends_in_infinitive(reading: Reading, clause: range) -> bool:
    return reading.words[clause.stop - 1].islower() and reading.lower[clause.stop - 1].endswith(reading.lexicon.endings["infinitive"])
