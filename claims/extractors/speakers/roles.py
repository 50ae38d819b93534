"""What a person does, as printed around the name: before it, behind it between commas, or as what the person is."""

from collections.abc import Iterator
from dataclasses import dataclass

from claims.extractors.article import Article
from claims.extractors.speakers.capitals import is_acronym
from claims.extractors.speakers.lexicon import Lexicon, Sort
from claims.extractors.speakers.names import Run

LONGEST_ROLE = 24
UNITIES = frozenset(("US", "USA", "UK", "EU", "UN", "CEO"))
"""Words in capitals that stand beside names and are no short names of theirs."""
_STOPS = frozenset(',;:.!?()[]"“”„«»—–―|…')
_PAUSES = frozenset('"“”;:')
_LONGEST_OFFICE = 10
_CLOSES = frozenset(",;.!?)—–―-:")


@dataclass(frozen=True, slots=True)
class Role:
    """A role as printed, without its article."""

    text: str
    head: str
    """Its main word, in lower case and in the singular."""
    words: tuple[str, ...]
    """All its words, the main word first."""
    sort: Sort
    is_rank: bool = False
    age: str = ""
    affiliation: str | None = None


def head_of(article: Article, lexicon: Lexicon, first: int, last: int) -> int:
    """Return the token of the main word of a phrase: the last before a preposition, a clause or a comma."""
    words, determiners, ends = article.words, lexicon.people["determiners"], lexicon.phrase_ends
    head = first
    opens = first + 1 if first < last and words[first].lower() in determiners else first
    for token in range(first, last):
        word = words[token]
        if word in _STOPS or (token > opens and word.lower() in ends):
            break
        if word[0].isalnum():
            head = token if not lexicon.nouns_are_capitalised or word[0].isupper() or head == first else head
    return head


def content_words(article: Article, lexicon: Lexicon, first: int, last: int, head: int) -> tuple[str, ...]:
    """Return the words of a phrase that mean something, the main word first."""
    people = lexicon.people
    others = [
        lexicon.singular(word)
        for word in article.words[first:last]
        if word[0].isalnum() and word.lower() not in people["determiners"] and word.lower() not in people["prepositions"] and len(word) > 1
    ]
    bases = [base for word in (lexicon.singular(article.words[head]), *others) for base in lexicon.bases(word)]
    return tuple(dict.fromkeys([lexicon.singular(article.words[head]), *others, *bases]))


def read_role(article: Article, lexicon: Lexicon, first: int, last: int, *, is_person: bool = False) -> Role | None:
    """Read a phrase as a role; None where its main word is none, unless it is said of a person: ", an abbot,"."""
    is_told = is_person and first < last and article.words[first].lower() in lexicon.people["articles"]
    if first < last and article.words[first].lower() in lexicon.people["determiners"]:
        first += 1
    if first >= last:
        return None
    if any(word.lower() in lexicon.people["auxiliaries"] for word in article.words[first:last]):
        return None
    age = age_in(article.words, first, last)
    head = head_of(article, lexicon, first, last)
    found = lexicon.sort_of_printed(article.words[head])
    if found is None and is_told and _may_be_role(article.words, head, last, lexicon):
        found = lexicon.singular(article.words[head]), Sort.ROLE, False
    if found is not None and found[1] is Sort.GROUP and found[0] in lexicon.roles and lexicon.nouns_are_capitalised:
        found = found[0], Sort.ROLE, False
    if found is None or found[1] is Sort.DOCUMENT or (found[2] and found[1] is not Sort.ORGANISATION):
        return Role("", "", (), Sort.ROLE, age=age) if age else None
    while last > first and article.words[last - 1] in _STOPS:
        last -= 1
    words = content_words(article, lexicon, first, last, head)
    return Role(
        text=" ".join(article.string(first, last).split()),
        head=found[0],
        words=words,
        sort=Sort.ROLE if found[1] is Sort.GROUP else found[1],
        is_rank=all(word.lower() in lexicon.honorifics_and_ranks for word in article.words[first:last]),
        age=age,
        affiliation=_organisation_in(article, lexicon, first, last, head),
    )


def _may_be_role(words: list[str], head: int, last: int, lexicon: Lexicon) -> bool:
    """Tell whether a noun that no list has may be a role: a small word, in German a capital in what ends with a noun."""
    return words[last - 1][0].isupper() and words[head][0].isupper() if lexicon.nouns_are_capitalised else words[head].islower()


def age_in(words: list[str], first: int, last: int) -> str:
    """Return the age that a phrase gives: "a 43-year-old", "aged 43", or the number alone."""
    for token in range(first, min(last, first + 8)):
        word = words[token]
        if (
            word.isdigit()
            and words[token + 1 : token + 2] == ["-"]
            and words[token + 2 : token + 3]
            and words[token + 2].lower().startswith(("year", "jähr"))
        ):
            return word
        if word.isdigit() and len(word) == 2 and (last - first == 1 or words[token - 1].lower() in ("aged", "of", "von")):
            return word
    return ""


def _organisation_in(article: Article, lexicon: Lexicon, first: int, last: int, head: int) -> str | None:
    words = article.words
    token = first
    while token < last:
        end = token
        while end < last and end != head and words[end][0].isupper():
            end += 1
        names = words[token:end]
        if len(names) > 1 and any(lexicon.is_organisation(word.lower()) for word in names):
            return " ".join(article.string(token, end).split())
        if len(names) == 1 and is_acronym(names[0]) and names[0] not in UNITIES:
            return names[0]
        token = max(end, token + 1)
    return None


def role_of(article: Article, lexicon: Lexicon, at: int, *, is_person: bool = False) -> Role | None:
    """Read what stands between commas behind a name that ends at `at`: ", the head of roads,"."""
    words = article.words
    if at + 1 >= len(words) or words[at] not in ",(—–":
        return None
    first, stop = at + 1, min(article.sentences[article.sentence_of[at]].stop, at + 1 + LONGEST_ROLE)
    last = first
    while last < stop and words[last] not in _STOPS and (last < first + 2 or words[last].lower() not in lexicon.people["relative_clauses"]):
        if words[last].lower() in lexicon.people["speaking"]:
            return None
        last += 1
    if last == first or (
        last < stop
        and words[last] not in _CLOSES
        and words[last].lower() not in lexicon.people["relative_clauses"]
        and words[last] not in '"“”'
    ):
        return None
    if words[first].lower() in lexicon.people["common"] and words[first].lower() not in lexicon.people["determiners"]:
        return None
    return read_role(article, lexicon, first, last, is_person=is_person)


def roles_around(article: Article, lexicon: Lexicon, run: Run, starts: frozenset[int] = frozenset()) -> Iterator[Role]:
    """Give the roles of the person that a run names. `starts` are the first tokens of sources, which no role crosses."""
    if (before := role_before(article, lexicon, run, starts)) is not None:
        yield before
    if run.has_title:
        first = next(
            (token for token in range(run.first, run.name) if article.words[token].lower() not in lexicon.people["honorifics"]), run.name
        )
        if first < run.name and (title := _title(article, lexicon, first, run.name)):
            yield title
    if run.end + 1 not in starts and (behind := role_of(article, lexicon, run.end, is_person=True)):
        yield behind
        if behind.age and not behind.text:
            comma = run.end + 2
            if comma < len(article.words) and (second := role_of(article, lexicon, comma)):
                yield second
    elif being := _being(article, lexicon, run):
        yield being


def _title(article: Article, lexicon: Lexicon, first: int, last: int) -> Role | None:
    words = article.words
    sentence = article.sentences[article.sentence_of[first]]
    if first > sentence.start and words[first - 1].lower() in lexicon.people["qualifiers"]:
        first -= 1
    if first < last - 1 and _is_owner(words[first], lexicon):
        first += 1
    head = last - 1
    return Role(
        text=" ".join(article.string(first, last).split()),
        head=lexicon.singular(words[head]),
        words=content_words(article, lexicon, first, last, head),
        sort=Sort.ROLE,
        is_rank=all(word.lower() in lexicon.honorifics_and_ranks for word in words[first:last]),
        affiliation=_organisation_in(article, lexicon, first, last, head),
    )


def _is_owner(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a German genitive stands before a role and is no part of it: "Sarns Botschafter"."""
    is_name = lexicon.sort_of(word.lower()) is None and not lexicon.is_first_name(word)
    return lexicon.nouns_are_capitalised and word.endswith("s") and is_name


def role_before(article: Article, lexicon: Lexicon, run: Run, starts: frozenset[int]) -> Role | None:
    """Read the role that stands directly before a name, or before a comma before it."""
    words = article.words
    start = article.sentences[article.sentence_of[run.first]].start
    at = run.first - 1
    if at < start or run.first in starts:
        return None
    if words[at] == ",":
        return _role_before_comma(article, lexicon, run, max(start, at - LONGEST_ROLE))
    found = lexicon.sort_of_printed(words[at])
    if found is None or found[1] is not Sort.ROLE or (found[2] and found[0] == words[at].lower()):
        return None
    first = at
    while first - 1 >= start and first not in starts and at - first < 10 and _modifies(words, first - 1, lexicon):
        first -= 1
    if first - 1 > start and words[first - 1] == "-" and words[first - 2].isdigit():
        first -= 2
    return read_role(article, lexicon, first, run.first)


def _modifies(words: list[str], token: int, lexicon: Lexicon) -> bool:
    word, lower, people = words[token], words[token].lower(), lexicon.people
    if lower in lexicon.people["qualifiers"]:
        return True
    if word in _STOPS or lower in people["determiners"] or lower in people["prepositions"] or lower in people["clause_words"]:
        return False
    if lower in people["and_words"] or lower in people["common"] or lower in lexicon.people["speaking"]:
        return False
    is_verb = lower.endswith(("ed", "ing")) and word.islower() and lower not in lexicon.people["qualifiers"]
    return not is_verb and (word[0].isalpha() or lower in people["possessive_marks"])


def _role_before_comma(article: Article, lexicon: Lexicon, run: Run, earliest: int) -> Role | None:
    words, comma = article.words, run.first - 1
    if run.end < len(words) and words[run.end] not in _CLOSES and words[run.end][0].isupper():
        return None
    for token in range(comma - 1, earliest - 1, -1):
        lower = words[token].lower()
        if words[token] in _STOPS or lower in lexicon.people["speaking"]:
            return None
        if lower in lexicon.people["determiners"] or words[token] in lexicon.people["possessive_marks"]:
            role = read_role(article, lexicon, token + (words[token] in lexicon.people["possessive_marks"]), comma)
            if role and role.sort is Sort.ROLE and role.text:
                return role
    return None


def _being(article: Article, lexicon: Lexicon, run: Run) -> Role | None:
    """Read "Doe is a baker" and "Doe will step down as director of the choir"."""
    words, people = article.words, lexicon.people
    stop = min(article.sentences[article.sentence_of[run.first]].stop, run.last + 30)
    if run.last < stop - 1 and words[run.last].lower() in people["being"] and (role := _role_being(article, lexicon, run.last, stop)):
        return role
    if people["as_words"].isdisjoint(words[run.last + 1 : stop - 1]):
        return None
    for token in range(run.last + 1, stop - 1):
        if words[token] in _PAUSES:
            return None
        if words[token] in people["as_words"] and (role := _role_being(article, lexicon, token, stop)):
            return role
    return None


def _role_being(article: Article, lexicon: Lexicon, token: int, stop: int) -> Role | None:
    """Read the role behind "is" or "as"."""
    words, people = article.words, lexicon.people
    last = token + 1
    while (
        last < stop
        and words[last] not in _STOPS
        and words[last].lower() not in people["relative_clauses"]
        and words[last].lower() not in people["role_ends"]
    ):
        last += 1
    is_office = words[token].lower() not in people["as_words"] or words[token - 1].lower() in people["offices"]
    role = read_role(article, lexicon, token + 1, last) if is_office and last - token < _LONGEST_OFFICE else None
    return role if role and role.sort is Sort.ROLE and role.text else None
