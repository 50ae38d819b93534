"""How a source is read: the words for who said it, split into its parts, each a name, a pronoun or a description."""

from dataclasses import dataclass
from enum import StrEnum

from claims.extractors.article import Article
from claims.extractors.speakers.grammar import one_or_several
from claims.extractors.speakers.lexicon import Lexicon, Sort
from claims.extractors.speakers.names import Run
from claims.extractors.speakers.roles import content_words, head_of

_TRIMMED = frozenset(",;:.!?()[]\"“”„«»—–―-|…'‘’")
_COMMAS = frozenset(",(—–―;")
_LONGEST_ROLE = 8


class Form(StrEnum):
    """How a phrase calls somebody."""

    NAME = "name"
    PRONOUN = "pronoun"
    DESCRIPTION = "description"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One part of a source, as token numbers."""

    first: int
    last: int
    form: Form
    head: int
    """The main word."""
    run: int | None = None
    """The number of the run that names it, or that its possessor or organisation has."""
    determiner: str = ""
    words: tuple[str, ...] = ()
    """Of a description, the words that mean something, the main word first."""
    sort: Sort | None = None
    is_plural: bool = False


def read_phrases(article: Article, lexicon: Lexicon, run_at: dict[int, int], runs: list[Run], tokens: range) -> list[Phrase]:
    """Split the tokens of a source into those who speak together."""
    first, last = _trim(lexicon, article.words, tokens.start, tokens.stop)
    pieces = _pieces(article, lexicon, run_at, first, last)
    phrases = [read_phrase(article, lexicon, run_at, runs, *piece) for piece in pieces]
    is_summed_up = len(phrases) > 2 and phrases[0].form is Form.DESCRIPTION and phrases[0].is_plural and bool(phrases[0].determiner)
    return phrases[1:] if is_summed_up and all(phrase.form is Form.NAME for phrase in phrases[1:]) else phrases


def _trim(lexicon: Lexicon, words: list[str], first: int, last: int) -> tuple[int, int]:
    while first < last and words[first] in _TRIMMED:
        first += 1
    while last > first and (words[last - 1] in _TRIMMED or (last - first > 1 and words[last - 1].lower() in _endings(lexicon))):
        last -= 1
    return first, last


def _endings(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that end a source without calling anybody: "himself", "'s"."""
    return lexicon.people["selves"] | lexicon.people["possessive_marks"]


def _pieces(article: Article, lexicon: Lexicon, run_at: dict[int, int], first: int, last: int) -> list[tuple[int, int]]:
    """Split "X and Y" and "X, Y and Z" where somebody new begins behind the joint."""
    words, people = article.words, lexicon.people
    joints: list[tuple[int, int]] = []
    depth_clause = False
    for token in range(first + 1, last - 1):
        lower = words[token].lower()
        depth_clause = depth_clause or (lower in people["relatives"] and _opens_clause(lexicon, words, token))
        if size := _joint(lexicon, words, token):
            after = token + size
            if (
                not (depth_clause and words[token - 1] not in _COMMAS)
                and not _is_apposition(article, lexicon, run_at, first, token)
                and not _is_of_several(article, lexicon, run_at, first, token)
                and _begins_somebody(article, lexicon, run_at, after, last)
                and _is_complete(article, lexicon, run_at, first, token)
            ):
                joints.append((token, after))
    if not joints:
        return [(first, last)]
    pieces: list[tuple[int, int]] = []
    start = first
    for token, after in joints:
        pieces += _listed(article, lexicon, run_at, start, token)
        start = after
    return [piece for piece in [*pieces, (start, last)] if piece[0] < piece[1]]


def _opens_clause(lexicon: Lexicon, words: list[str], token: int) -> bool:
    """Tell whether a relative opens a clause: in German only behind a comma, so that "Bund der Imker" has none."""
    return not lexicon.nouns_are_capitalised or not _COMMAS.isdisjoint(words[max(0, token - 2) : token])


def _joint(lexicon: Lexicon, words: list[str], token: int) -> int:
    """Return how many words join two who speak, from a token on: "and", "along with", "as well as"."""
    if words[token].lower() in lexicon.people["and_words"]:
        return 1
    if words[token].lower() not in lexicon.openings_of_and:
        return 0
    return next((size for size in (2, 3) if " ".join(words[token : token + size]).lower() in lexicon.people["and_phrases"]), 0)


def _is_of_several(article: Article, lexicon: Lexicon, run_at: dict[int, int], first: int, joint: int) -> bool:
    """Tell whether the joint stands between the places of several: "the mayors of Dorn and Velt"."""
    head = head_of(article, lexicon, first, joint)
    found = lexicon.sort_of(article.words[head].lower())
    hangs_on = head + 1 < joint and article.words[head + 1].lower() in lexicon.people["belonging"]
    return found is not None and found[2] and head not in run_at and hangs_on and joint - 1 in run_at


def _is_apposition(article: Article, lexicon: Lexicon, run_at: dict[int, int], first: int, joint: int) -> bool:
    """Tell whether the joint stands inside what a person is: "Doe, a baker and a poet"."""
    commas = [token for token in range(first, joint) if article.words[token] in _COMMAS]
    if not commas or commas[-1] >= joint - 1:
        return False
    return not _is_item(article, lexicon, run_at, commas[-1] + 1, joint)


def _listed(article: Article, lexicon: Lexicon, run_at: dict[int, int], first: int, last: int) -> list[tuple[int, int]]:
    """Split "X, Y" where a name stands behind each comma."""
    pieces: list[tuple[int, int]] = []
    start = first
    for token in range(first, last):
        if article.words[token] != "," or (token - 1 not in run_at and lexicon.sort_of(article.words[token - 1].lower()) is None):
            continue
        comma = next((other for other in range(token + 1, last) if article.words[other] == ","), last)
        if _is_item(article, lexicon, run_at, token + 1, comma):
            pieces.append((start, token))
            start = token + 1
    return [*pieces, (start, last - (article.words[last - 1] == ","))]


def _is_item(article: Article, lexicon: Lexicon, run_at: dict[int, int], first: int, last: int) -> bool:
    """Tell whether the words between two commas are one more of a list: "X", "co-pilot X", not "a lawyer for X"."""
    words = article.words
    if first > 1 and first < last <= first + 3 and words[first].lower() in lexicon.people["definite"] and first - 2 not in run_at:
        found = lexicon.sort_of(words[last - 1].lower())
        return found is not None and (found[2] or found[1] is Sort.ORGANISATION)
    if first >= last or last - 1 not in run_at or words[last - 1].endswith("."):
        return False
    return first in run_at or (
        last - first < 5
        and words[first].lower() not in lexicon.people["no_item"]
        and not any(words[token].lower() in lexicon.people["no_item"] for token in range(first, last))
    )


def _begins_somebody(article: Article, lexicon: Lexicon, run_at: dict[int, int], token: int, last: int) -> bool:
    if token >= last:
        return False
    lower = article.words[token].lower()
    if token in run_at or lower in lexicon.pronouns or lower in lexicon.people["determiners"] or lower in lexicon.people["numbers"]:
        return True
    found = lexicon.sort_of(lower)
    if found is not None and (found[1] is Sort.GROUP or (found[2] and found[1] is Sort.ROLE) or lower in lexicon.people["bare_speakers"]):
        return True
    head = head_of(article, lexicon, token, last)
    return head + 1 in run_at or head in run_at


def _is_complete(article: Article, lexicon: Lexicon, run_at: dict[int, int], first: int, last: int) -> bool:
    """Tell whether what stands before the joint can stand alone: a name, a pronoun, or a noun that speaks."""
    words = article.words
    if words[first].lower() in lexicon.people["numbers"] and words[first].lower() in lexicon.people["pairs"]:
        first += 1
    if any(token in run_at for token in range(first, last)):
        return True
    head = head_of(article, lexicon, first, last)
    lower = words[head].lower()
    return lower in lexicon.pronouns or lexicon.sort_of(lower) is not None


def read_phrase(article: Article, lexicon: Lexicon, run_at: dict[int, int], runs: list[Run], first: int, last: int) -> Phrase:
    """Read one part of a source."""
    first, last = _trim(lexicon, article.words, first, last)
    if first >= last:
        return Phrase(first, first, Form.NOTHING, first)
    words, people = article.words, lexicon.people
    if words[first].lower() in people["pairs"] and last - first > 1 and (first + 1 in run_at):
        first += 1
    if first not in run_at and words[first] in lexicon.particles:
        name = next((token for token in range(first, last) if words[token] not in lexicon.particles), last)
        first = name if name in run_at else first
    if last - first > 2 and all(words[token].lower() in people["determiners"] for token in (first, first + 1)):
        first += 1
    lower = words[first].lower()
    if last - first == 1 and (lower in lexicon.pronouns or lower in people["first_person"] or lower in people["relatives"]):
        return Phrase(first, last, Form.PRONOUN, first)
    main = next((token for token in range(first, last) if words[token] in _COMMAS), last)
    head = head_of(article, lexicon, first, main)
    named = _name_at(run_at, runs, head)
    determiner = lower if lower in people["determiners"] or lower in people["numbers"] or lower in people["indefinite"] else ""
    if named is None and main < last and words[main] != "(":
        named = _name_behind(words, run_at, runs, _after_role(article, lexicon, run_at, main + 1, last), last)
    if named is None:
        named = _name_given(words, lexicon, run_at, runs, head + 1, last)
    if named is not None:
        return Phrase(first, last, Form.NAME, head, named, determiner)
    found = _organisation_at(words, lexicon, head, determiner) or lexicon.sort_of_printed(words[head])
    is_headline = first < article.paragraphs[0].stop and len(article.paragraphs) > 1
    found = found if is_headline and not determiner else one_or_several(lexicon, found, determiner)
    return Phrase(
        first,
        last,
        Form.DESCRIPTION,
        head,
        next((run_at[token] for token in range(first, last) if token in run_at), None),
        determiner,
        content_words(article, lexicon, first, main, head),
        found[1] if found else None,
        is_plural=found[2] and not (determiner in people["singular"] and found[0] in lexicon.roles)
        if found
        else _looks_plural(words[head], lexicon),
    )


def _organisation_at(words: list[str], lexicon: Lexicon, head: int, determiner: str) -> tuple[str, Sort, bool] | None:
    """Read "the palace" and "the border guard" as those who sit there, although the word alone is a place or a person."""
    lower, people = words[head].lower(), lexicon.people
    is_seat = lower in people["seats"] and determiner in people["definite"]
    is_thing = determiner in people["thing_articles"] or lower.endswith(lexicon.endings["things"])
    is_unknown = lexicon.nouns_are_capitalised and determiner in people["definite"] and lexicon.sort_of(lower) is None
    is_organisation = is_seat or is_force(words, lexicon, head) or (is_unknown and is_thing)
    return (lower, Sort.ORGANISATION, False) if is_organisation else None


def is_force(words: list[str], lexicon: Lexicon, head: int) -> bool:
    """Tell whether two words are an organisation together: "border guard", "city hall"."""
    people = lexicon.people
    return head > 0 and words[head].lower() in people["forces"] and words[head - 1].lower() in people["kinds_of_forces"]


def _looks_plural(word: str, lexicon: Lexicon) -> bool:
    return word.lower() in lexicon.people["unnamed_many"] or (
        word.endswith("s") and not word.endswith("ss") and not lexicon.nouns_are_capitalised
    )


def _name_at(run_at: dict[int, int], runs: list[Run], head: int) -> int | None:
    """Return the run that ends with the main word, if that is a name and not a role with a capital."""
    number = run_at.get(head)
    if number is None:
        return None
    run = runs[number]
    if not run.length:
        return None
    return number if head < run.end else None


def _name_given(words: list[str], lexicon: Lexicon, run_at: dict[int, int], runs: list[Run], first: int, last: int) -> int | None:
    """Return the run of a name that the phrase gives: "the cook, whose name is Bao Tran"."""
    for token in range(first + 1, last):
        if (
            token in run_at
            and runs[run_at[token]].length
            and is_naming(words, token - (words[token - 1].lower() in lexicon.people["definite"]), lexicon)
        ):
            return run_at[token]
    return None


def is_naming(words: list[str], token: int, lexicon: Lexicon) -> bool:
    """Tell whether the words before a token say that a name follows."""
    return any(" ".join(words[max(0, token - size) : token]).lower() in lexicon.phrases["naming"] for size in (1, 2, 3, 4))


def _after_role(article: Article, lexicon: Lexicon, run_at: dict[int, int], first: int, last: int) -> int:
    """Return where the name begins behind a role: "the singer Awa Ndiaye", "17-year-old qualifier Amelie Okafor"."""
    stop = min(last, first + _LONGEST_ROLE)
    name = next((token for token in range(first, stop) if token in run_at), first)
    between = [word.lower() for word in article.words[first:name]]
    found = lexicon.sort_of(between[-1]) if between else None
    if len(between) == 1 and between[0] in lexicon.people["definite"]:
        return name
    is_introduced = len(between) > 1 and (between[0] in lexicon.people["determiners"] or between[0].isdigit())
    is_role = found[1] is Sort.ROLE if found is not None else is_introduced and between[-1].isalpha()
    ties = lexicon.people["prepositions"] | lexicon.people["clause_words"] | _COMMAS
    return name if is_role and ties.isdisjoint(between) else first


def _name_behind(words: list[str], run_at: dict[int, int], runs: list[Run], first: int, last: int) -> int | None:
    """Return the run of a name that stands behind a comma: "the chair of the board, Jordan Thistle"."""
    number = run_at.get(first)
    if number is None or runs[number].first != first or not runs[number].length:
        return None
    end = runs[number].last
    return number if end >= last or words[end] in _TRIMMED or not runs[number].is_organisation else None
