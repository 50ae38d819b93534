"""Which words of a clause are its cue: a verb of saying with its auxiliary, its particle or its noun."""

from dataclasses import dataclass, replace

from claims.extractors.rules.reading import Reading

_PARTS = frozenset({",", ":", ";", "–", "—", "-", "(", ")"})
_LATEST_SECOND = 12
_FARTHEST_PARTICLE = 30
_LONGEST_BRACKET = 7
_LONGEST_NAME = 8
_LONGEST_CUE_END = 4


@dataclass(frozen=True)
class Cue:
    """A verb of saying with its auxiliary or its particle; in one or two pieces."""

    finite: int
    """The verb that stands second, or last in a subordinate clause."""
    other: int | None
    """The participle, particle or noun that belongs to it."""
    clause: range

    @property
    def last(self) -> int:
        """The last token of the cue."""
        return max(self.finite, self.other or 0)

    def is_passive(self, reading: Reading) -> bool:
        """Tell whether it is said without a subject that says it: "wurde gesagt", "war befürchtet worden"."""
        if reading.has_any((self.finite, self.last), "cited"):
            return False
        return reading.is_a(self.finite, "passive") or reading.has_any(
            range(self.last + 1, min(self.last + 2, self.clause.stop)), "passive"
        )

    def within(self, clause: range) -> "Cue":
        """Return the cue as one of a wider clause."""
        return replace(self, clause=clause)

    @property
    def pieces(self) -> tuple[range, ...]:
        """The tokens of the cue, in order."""
        tokens = sorted({self.finite, self.finite if self.other is None else self.other})
        if len(tokens) == 2 and tokens[1] == tokens[0] + 1:
            return (range(tokens[0], tokens[1] + 1),)
        return tuple(range(token, token + 1) for token in tokens)


def clauses_of(reading: Reading, sentence: range) -> list[range]:
    """Split a sentence at commas, colons and dashes outside quotation marks, and behind quotations that open a clause."""
    found: list[range] = []
    first = sentence.start
    inside = sentence.start
    for token in sentence:
        if token < inside:
            continue
        inside = _behind_bracket(reading, sentence, token)
        if inside > token:
            continue
        if not reading.is_quoted(token) and _parts(reading, token):
            if token > first:
                found.append(range(first, token))
            first = token + 1
        elif reading.closes_quotation(token) and token + 1 < sentence.stop and reading.quotation_at(token).start <= first:
            found.append(range(first, token + 1))
            first = token + 1
    if first < sentence.stop:
        found.append(range(first, sentence.stop))
    return _over_appositions(reading, found)


def _over_appositions(reading: Reading, clauses: list[range]) -> list[range]:
    """Join a clause with the end of its verb behind an apposition: "gab der Leiter, Max Muster, bekannt"."""
    found: list[range] = []
    for place, clause in enumerate(clauses):
        apposition = clauses[place - 1]
        if len(found) > 1 and found[-1] == apposition and _is_name(reading, apposition) and _ends_cue(reading, clause):
            found[-2:] = [range(found[-2].start, clause.stop)]
        else:
            found.append(clause)
    return found


def _is_name(reading: Reading, clause: range) -> bool:
    """Tell whether a run between two commas is a name or a title and nothing more."""
    is_parted = reading.lower[clause.start - 1] == "," and reading.lower[clause.stop] == ","
    return (
        is_parted
        and len(clause) <= _LONGEST_NAME
        and all(reading.is_capital(token) or reading.is_a(token, "inside_phrase") for token in clause)
    )


def _ends_cue(reading: Reading, clause: range) -> bool:
    """Tell whether a run is no more than the end of a cue: "bekannt", "erklärt", "am Montag erklärt hatte"."""
    words, lexicon = reading.lower, reading.lexicon
    last = clause.stop - 2 if len(clause) > 1 and reading.is_a(clause.stop - 1, "auxiliaries") else clause.stop - 1
    is_verb = words[last] in lexicon.verbs or words[last] in lexicon.whole or words[last] in lexicon.particles
    return (
        is_verb
        and len(clause) <= _LONGEST_CUE_END
        and (len(clause) == 1 or not reading.is_a(clause.start, "that", "relative", "subordinators"))
    )


def _behind_bracket(reading: Reading, sentence: range, opening: int) -> int:
    """Return the token behind a short bracket, which parts no clause: "Eva Muster (SPD) sagte"; the same token where none opens."""
    if reading.lower[opening] == "(":
        for token in range(opening + 1, min(sentence.stop, opening + _LONGEST_BRACKET)):
            if reading.lower[token] == ")":
                return token + 1
    return opening


def _parts(reading: Reading, token: int) -> bool:
    """Tell whether a token ends a clause; a dash within a word does not: "33-jährige"."""
    if reading.lower[token] != "-":
        return reading.lower[token] in _PARTS or reading.is_stop(token)
    starts, ends = reading.article.starts, reading.article.ends
    is_inner = 0 < token < len(starts) - 1 and ends[token - 1] == starts[token] and ends[token] == starts[token + 1]
    return not is_inner


def cue_in(reading: Reading, clause: range) -> Cue | None:
    """Return the verb of saying of a clause; of two that "und" joins, the second, for what was said follows it."""
    first = first_cue(reading, clause)
    if first is None:
        return None
    for token in range(first.finite + 2, clause.stop - 1):
        if reading.is_a(token, "going_on") and not reading.is_capital(token + 1):
            second = first_cue(reading, range(token + 1, clause.stop))
            return Cue(second.finite, second.other, clause) if second and second.finite <= token + 2 else first
    return first


def first_cue(reading: Reading, clause: range) -> Cue | None:
    """Return the first verb of saying of a run."""
    for token in clause:
        if not reading.is_quoted(token) and reading.words[token].islower():
            cue = _cue_at(reading, token, clause)
            if cue:
                return cue
    return None


def _cue_at(reading: Reading, token: int, clause: range) -> Cue | None:
    word, lexicon = reading.lower[token], reading.lexicon
    if word in lexicon.with_particle:
        other = _particle_after(reading, token, clause, lexicon.with_particle[word])
        if other is not None:
            return Cue(token, other, clause)
    if reading.is_one_of(token, "says_it"):
        has_it = token + 1 < clause.stop and reading.is_a(token + 1, "fillers")
        return Cue(token, token + 1, clause) if has_it else None
    is_verb = word in lexicon.verbs and (word not in lexicon.ambiguous or _is_second(reading, token, clause))
    if is_verb or word in lexicon.whole:
        auxiliary = _auxiliary(reading, token, clause)
        return Cue(token, None, clause) if auxiliary is None else Cue(auxiliary, token, clause)
    if word in lexicon.stance and _is_second(reading, token, clause):
        return Cue(token, None, clause)
    return None


def _is_second(reading: Reading, token: int, clause: range) -> bool:
    """Tell whether a verb may be the second part of a main clause."""
    is_main = not reading.is_a(clause.start, "subordinators", "relative")
    return (is_main and token - clause.start <= _LATEST_SECOND) or reading.is_capital(clause.start)


def _particle_after(reading: Reading, token: int, clause: range, particles: frozenset[str]) -> int | None:
    for later in range(token + 1, min(clause.stop, token + _FARTHEST_PARTICLE)):
        if reading.lower[later] not in particles or reading.is_quoted(later):
            continue
        is_last = later + 1 >= clause.stop or later - token < 3
        # "an" and "zu" are prepositions where anything follows them.
        if is_last or reading.is_capital(later) or reading.is_a(later, "far_particles") or not reading.is_a(later, "prepositions"):
            return later
    return None


def _auxiliary(reading: Reading, verb: int, clause: range) -> int | None:
    """Return the "hat" or "wurde" that a participle belongs to."""
    if not reading.lower[verb].endswith(reading.lexicon.endings["participle"]):
        return None
    for token in range(clause.start, verb):
        if reading.is_a(token, "auxiliaries") and not reading.is_quoted(token):
            return token
    return verb + 1 if verb + 1 < clause.stop and reading.is_a(verb + 1, "auxiliaries") else None
