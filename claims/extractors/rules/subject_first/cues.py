"""Which words of a sentence are cues: verbs of saying that stand as verbs, with their auxiliaries and particles."""

from dataclasses import dataclass

from claims.extractors.rules.reading import Reading

_POSSESSIVE_MARKS = frozenset({"'s", "'"})
_LONGEST_HEADLINE = 24
_SHORTEST_HEADLINE = 4
_TITLE_CASE = 0.75


@dataclass(frozen=True)
class Cue:
    """A verb of saying with its auxiliaries and particle."""

    first: int
    last: int
    """The token after the cue."""
    verb: int
    reach: str
    """How much may follow: speech, telling or stance."""
    is_participle: bool
    is_passive: bool
    """Whether its subject is told, and says nothing: "was asked"."""

    @property
    def run(self) -> range:
        """The tokens of the cue."""
        return range(self.first, self.last)


def cues_in(reading: Reading, sentence: range) -> list[Cue]:
    """List the cues of a sentence that stand outside quotation marks."""
    is_title_case = is_headline(reading, sentence)
    lower, words, verbs, stance = reading.lower, reading.words, reading.lexicon.verbs, reading.lexicon.stance
    return [
        _with_auxiliaries(reading, token, sentence)
        for token in sentence[1:]
        if (lower[token] in verbs or lower[token] in stance)
        and (words[token].islower() or is_title_case)
        and not reading.is_quoted(token)
        and _is_cue(reading, token, sentence)
    ]


def is_headline(reading: Reading, sentence: range) -> bool:
    """Tell whether a sentence is written in title case at the head of its paragraph."""
    if len(sentence) > _LONGEST_HEADLINE or not reading.starts_paragraph(sentence.start):
        return False
    words = [token for token in sentence if reading.is_word(token)]
    return len(words) >= _SHORTEST_HEADLINE and sum(map(reading.is_capital, words)) >= _TITLE_CASE * len(words)


def _is_cue(reading: Reading, token: int, sentence: range) -> bool:
    """Tell whether a form of a verb of saying stands as a verb."""
    word, lexicon = reading.lower[token], reading.lexicon
    if not _has_particle(reading, token, sentence):
        return False
    before = token - 1
    while before >= sentence.start and reading.is_a(before, "adverbs", "negations"):
        before -= 1
    if before < sentence.start:
        return False
    is_ambiguous = word in lexicon.ambiguous
    if word.endswith(lexicon.endings["participle"]) and reading.is_a(before, "prepositions", "determiners"):
        return _is_quoted_as(reading, before, sentence)
    if reading.is_a(before, "determiners"):
        return reading.is_a(before, "subject_pronouns") or (reading.is_a(before, "demonstratives") and not is_ambiguous)
    return not is_ambiguous or _is_verb_here(reading, token, before)


def _has_particle(reading: Reading, token: int, sentence: range) -> bool:
    """Tell whether a verb that is a cue with a particle only ("pointed to") has it."""
    particles = reading.lexicon.with_particle.get(reading.lower[token])
    return particles is None or (token + 1 < sentence.stop and reading.lower[token + 1] in particles)


def _is_verb_here(reading: Reading, token: int, before: int) -> bool:
    """Tell whether a form that may be a noun is a verb by what stands around it."""
    if reading.lower[before] in _POSSESSIVE_MARKS or reading.is_a(before, "prepositions"):
        return False
    has_next = token + 1 < len(reading.words)
    if has_next and reading.is_a(token + 1, "after_noun"):
        return False
    if reading.is_a(before, "subject_pronouns", "auxiliaries", "going_on", "before_verb"):
        return True
    has_clause = has_next and reading.is_a(token + 1, "that")
    if reading.lower[token].endswith(("s", "d")) and not reading.lower[token].endswith("ss"):
        return has_clause or reading.is_capital(before) or reading.words[before] in {")", ","}
    is_plural = reading.lower[before].endswith(reading.lexicon.endings["plural"])
    return is_plural and (has_clause or (has_next and reading.is_a(token + 1, "determiners", "subject_pronouns", "after_base")))


def _is_quoted_as(reading: Reading, before: int, sentence: range) -> bool:
    """Tell whether "quoted as" ends at a token."""
    return before > sentence.start and {reading.lower[before], reading.lower[before - 1]} == reading.lexicon.words["quoted_as"]


def _with_auxiliaries(reading: Reading, verb: int, sentence: range) -> Cue:
    word, lexicon = reading.lower[verb], reading.lexicon
    first = verb - 2 if _is_quoted_as(reading, verb - 1, sentence) else verb
    while (
        first > sentence.start + 1 and not reading.is_quoted(first - 1) and reading.is_a(first - 1, "auxiliaries", "negations", "adverbs")
    ):
        first -= 1
    is_participle = word.endswith(lexicon.endings["participle"])
    is_passive = not is_participle and reading.has_any(range(first, verb), "to_be")
    last = verb + 2 if word in lexicon.with_particle else verb + 1
    return Cue(first, last, verb, lexicon.verbs.get(word, "stance"), is_participle, is_passive)
