"""Runs of capitalised words, split into the titles before a name and the name itself."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from claims.extractors.article import Article
from claims.extractors.speakers.capitals import is_acronym, is_capitalised
from claims.extractors.speakers.extents import APOSTROPHES, OWNING, end_of_run, is_behind_article, is_owner_before_role, opens_name
from claims.extractors.speakers.inflection import adjective_stem
from claims.extractors.speakers.lexicon import Lexicon, Sort

_OPENERS = frozenset("\"“„«»‘'(:–—-―")
_CLOSING = (["“"], ["”"], ["»"], ["«"], ['"'])
_FULL_NAME = 2
_COINED = re.compile(r"([A-Z][a-z]{2,})[A-Z]")


@dataclass(slots=True, eq=False)
class Run:
    """Capitalised words that stand together, as token numbers: titles in `first:name`, the name in `name:last`."""

    first: int
    name: int
    last: int
    is_organisation: bool
    """Whether its words alone tell an organisation."""
    tail: int = 0
    """How many words behind the name belong to it and are no part of it: KC, MP, PhD."""

    end: int = field(init=False)
    """The token behind the name and what belongs to it."""
    has_title: bool = field(init=False)
    """Whether a title, a rank or a role stands before the name."""
    length: int = field(init=False)
    """How many words the name has."""

    def __post_init__(self) -> None:
        """Work out once what is asked again and again."""
        self.end = self.last + self.tail
        self.has_title = self.name > self.first
        self.length = self.last - self.name


def find_runs(article: Article, lexicon: Lexicon, heads: frozenset[int] = frozenset()) -> list[Run]:
    """List the runs of capitalised words that may be names, in their order. Time is linear in the tokens.

    `heads` are the tokens of short sources, where even an odd word is a name.
    """
    words = article.words
    distinct = set(words)
    starts = set(filter(is_capitalised, distinct))
    capitals = [token for token, word in enumerate(words) if word in starts]
    capitals_at = frozenset(capitals) if lexicon.nouns_are_capitalised else frozenset[int]()
    firsts = {sentence.start for sentence in article.sentences}
    inside = {words[token] for token in capitals if token not in firsts}
    lowered = set(filter(str.islower, distinct))
    surnames = _surnames(words, capitals, lexicon)
    named = surnames | {words[token] for token in heads if token in capitals_at and not is_behind_article(words, token, lexicon)}
    alone = _standing_alone(words, capitals) if lexicon.nouns_are_capitalised else set[str]()
    found: list[Run] = []
    behind = 0
    for token in capitals:
        is_surname = lexicon.nouns_are_capitalised and token in heads and words[token] in surnames
        may_start = is_surname or _may_start(words, token, lexicon) or (token in heads and opens_name(words, token, lexicon))
        if token < behind or not may_start:
            continue
        last = end_of_run(article, token, lexicon)
        opens = token in firsts or (token > 0 and words[token - 1] in _OPENERS)
        is_plain = (
            opens
            and not opens_name(words, token, lexicon)
            and (
                _is_ordinary(words, token, last, lowered, inside, lexicon)
                or (token not in heads and last - token == 1 and _is_lone_noun(words[token], inside, lexicon))
            )
        )
        first = token + 1 if is_plain else token
        if lexicon.nouns_are_capitalised:
            first = _behind_nouns(words, first, last, alone, lexicon)
            if last - first == 1 and _is_unknown_noun(words, first, named, lexicon):
                continue
        if first < last and not _is_common(words, first, last, surnames, lexicon):
            run = _split(words, first, last, surnames, lexicon)
            if run.name == run.last or not (lexicon.nouns_are_capitalised and words[run.name] in lexicon.people["determiners"]):
                found.append(run)
        behind = last
    return found


def _standing_alone(words: list[str], capitals: list[int]) -> set[str]:
    """Return the words with a capital that stand somewhere without another one beside them."""
    tokens = set(capitals)
    return {words[token] for token in capitals if token - 1 not in tokens and token + 1 not in tokens}


def _behind_nouns(words: list[str], first: int, last: int, alone: set[str], lexicon: Lexicon) -> int:
    """Return where a name begins behind German nouns that belong not to it: "Kölner Brauerei Huber"."""
    if first + 2 < last and words[first].endswith("er"):
        first += _is_noun_before_name(words, range(first + 1, last), alone, lexicon)
    if first < last and _is_noun_before_name(words, range(first, last), alone, lexicon):
        first += 1
    return first


def _is_noun_before_name(words: list[str], run: range, alone: set[str], lexicon: Lexicon) -> bool:
    """Tell whether a German noun stands before a name and belongs not to it: "Brauerei Huber", not "Verband Deutscher Imker"."""
    first, last = run.start, run.stop
    lower = words[first].lower()
    is_kind_of_firm = lower not in lexicon.anything and lower.endswith(tuple(lexicon.people["firms"]))
    is_whole = last - first > 2 and words[first + 1].endswith(("er", "en")) and not is_kind_of_firm
    if last - first < 2 or is_whole or words[first + 1].islower():
        return False
    is_short = last - first == 2 and words[first + 1] in alone
    is_generic = lower in lexicon.generic or lower.endswith(lexicon.endings["firms"])
    is_firm = is_kind_of_firm or lower in lexicon.anything or (is_short and is_generic)
    found = lexicon.sort_of(lower)
    return is_firm or (found is not None and found[2] and found[1] is Sort.ROLE)


def _is_unknown_noun(words: list[str], token: int, named: set[str], lexicon: Lexicon) -> bool:
    """Tell whether a lone word with a capital is a noun that no list has: behind an article stand few names."""
    word = words[token]
    is_name = word in named or lexicon.is_first_name(word) or is_acronym(word) or _is_coined(word, lexicon)
    is_name = is_name or (token > 1 and words[token - 1] in lexicon.particles and words[token - 2] in lexicon.particles)
    is_titled = token > 1 and words[token - 1][0].isupper() and words[token - 2] in _OPENERS and words[token + 1 : token + 2] in _CLOSING
    return not (is_name or is_titled) and word.lower() not in lexicon.known and is_behind_article(words, token, lexicon)


def _may_start(words: list[str], token: int, lexicon: Lexicon) -> bool:
    word = words[token]
    is_age = token > 1 and words[token - 1] == "-" and words[token - 2].isdigit()
    if token and word.lower() in lexicon.people["styles"] and words[token - 1].lower() in lexicon.people["possessives"]:
        return False
    is_number = lexicon.nouns_are_capitalised and word.lower() in lexicon.people["numbers"] | lexicon.pair_words
    if is_age or is_number or word.lower() in lexicon.people["unnamed_many"]:
        return False
    if lexicon.is_first_name(word) and token and words[token - 1].islower() and token + 1 < len(words) and words[token + 1][0].isupper():
        return True
    return word.lower() not in lexicon.people["common"] and not (len(word) == 1 and word in "QIA")


def _is_ordinary(words: list[str], token: int, last: int, lowered: set[str], inside: set[str], lexicon: Lexicon) -> bool:
    """Tell whether the first word of a sentence has its capital from there only."""
    word = words[token]
    lower = word.lower()
    if (
        lexicon.nouns_are_capitalised
        or lower in lexicon.particles
        or lower in lexicon.ranks
        or lower in lexicon.people["honorifics"]
        or lexicon.is_first_name(word)
    ):
        return False
    if last - token > 1:
        after = lexicon.sort_of_printed(words[token + 1])
        if (
            after
            and after[1] is Sort.ROLE
            and not after[2]
            and lower not in lexicon.people["determiners"]
            and lexicon.sort_of(lower) is None
        ):
            return False
        found = lexicon.sort_of_printed(word)
        is_plural = found is not None and found[2]
        return (lower in lowered and found is None) or (is_plural and word not in inside)
    following = lexicon.sort_of(words[last]) if last < len(words) else None
    if word not in inside and following and following[1] is Sort.ROLE and lower.endswith(lexicon.endings["adjectives"]):
        return True
    if word not in inside and lower.endswith(lexicon.endings["many_at_once"]):
        return lower not in lexicon.known
    return lower in lowered or (lexicon.sort_of_printed(word) is not None and word not in inside)


def _is_lone_noun(word: str, inside: set[str], lexicon: Lexicon) -> bool:
    """Tell whether a word that opens a sentence, and has a capital nowhere else, is a noun by its ending: "Shares fell"."""
    lower = word.lower()
    return (
        not lexicon.nouns_are_capitalised
        and word not in inside
        and lower.endswith(lexicon.endings["lone_nouns"])
        and not lower.endswith(lexicon.endings["no_nouns"])
        and not lexicon.is_first_name(word)
        and lower not in lexicon.known
    )


def _is_common(words: list[str], first: int, last: int, surnames: set[str], lexicon: Lexicon) -> bool:
    """Tell whether the run names nobody: "Republicans", "House Democrats", a German noun."""
    if last - first > 1:
        return words[last - 1].lower() in lexicon.groups
    found = lexicon.sort_of_printed(words[first])
    is_pair = words[first].lower() in lexicon.pair_words
    if words[first].lower().endswith(lexicon.endings["surnames"]) and not is_behind_article(words, first, lexicon):
        return lexicon.sort_of_printed(words[first]) is not None and not lexicon.is_guessed(words[first].lower())
    if lexicon.nouns_are_capitalised and (found is not None or is_pair) and words[first] not in surnames:
        return True
    return found is not None and found[2] and found[1] in (Sort.ROLE, Sort.GROUP)


def _surnames(words: list[str], capitals: list[int], lexicon: Lexicon) -> set[str]:
    """Return the words that follow a first name: a role among them is a surname too, as in Elsie Porter."""
    pairs = ((first, last) for first, last in pairwise(capitals) if last == first + 1)
    return {
        words[last]
        for first, last in pairs
        if words[first][0].isupper()
        and words[last][0].isupper()
        and not (last + 1 < len(words) and words[last + 1][0].isupper())
        and not (lexicon.nouns_are_capitalised and is_owner_before_role(words, last, lexicon))
        and _is_first_part(words[first], lexicon)
    }


def _is_first_part(word: str, lexicon: Lexicon) -> bool:
    if lexicon.is_first_name(word):
        return True
    lower = word.lower()
    return (
        not is_acronym(word)
        and lower not in lexicon.people["common"]
        and not (lexicon.nouns_are_capitalised and lower in lexicon.people["numbers"])
        and lower not in lexicon.honorifics_and_ranks
        and lexicon.sort_of_printed(word) is None
    )


def _split(words: list[str], first: int, last: int, surnames: set[str], lexicon: Lexicon) -> Run:
    name = first
    owners = [token for token in range(first, last) if words[token] in OWNING or words[token] in APOSTROPHES]
    tail = 0
    while last - tail - first > 1 and words[last - tail - 1].lower().rstrip(".") in lexicon.people["postnominals"]:
        tail += 1
    last -= tail
    for token in range(first, first if owners else last):
        if token > name and words[token].lower() in lexicon.people["saints"]:
            continue
        if token > name and words[token].lower() in lexicon.people["noble_titles"]:
            continue
        is_alone = lexicon.nouns_are_capitalised and last - first == 1
        is_surname = token == last - 1 and (is_alone or words[token] in surnames or words[token].lower() in lexicon.people["honorifics"])
        if (not is_surname and lexicon.is_title(words[token])) or (
            token < last - 1 and words[token].endswith(lexicon.endings["compounds"])
        ):
            name = token + 1
    if name == first and not owners and _is_unknown_title(words, first, last, lexicon):
        name = first + 1
    lowers = [word.lower() for word in words[name:last]]
    return Run(first, name, last, _tells_organisation(words[name:last], lowers, lexicon), tail)


def _is_unknown_title(words: list[str], first: int, last: int, lexicon: Lexicon) -> bool:
    """Tell whether a German noun that no list has says what a person is: "Glasbläser Jonas Thelen"."""
    if not lexicon.nouns_are_capitalised or last - first <= _FULL_NAME or not words[first].isalpha():
        return False
    lower = words[first].lower()
    is_noun = not lexicon.is_first_name(lower) and not lexicon.is_organisation(lower) and not is_acronym(words[first])
    is_adjective = adjective_stem(words[first], lexicon) != words[first]
    is_person = not is_adjective and not any(lexicon.is_organisation(word.lower()) or is_acronym(word) for word in words[first:last])
    is_told = first > 0 and words[first - 1].lower() in lexicon.people["articles"] and is_person
    return is_noun and lower not in lexicon.particles and (is_told or lexicon.is_first_name(words[first + 1]))


def _tells_organisation(words: list[str], lowers: list[str], lexicon: Lexicon) -> bool:
    if not words:
        return False
    if " ".join(lowers) in lexicon.known or lowers[-1] in lexicon.suffixes:
        return True
    if len(words) == 1:
        return is_acronym(words[0]) or lexicon.is_organisation(lowers[0]) or _is_coined(words[0], lexicon)
    if lexicon.is_first_name(words[0]) and len(words) == 2:
        return lowers[1] in lexicon.people["never_surnames"]
    if "&" in words or lowers[-1] in lexicon.outlet_words or lowers[0] in lexicon.people["broadcasters"]:
        return True
    return any(lexicon.is_organisation(lower) for lower in lowers) or any(is_acronym(word) or _is_coined(word, lexicon) for word in words)


def _is_coined(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word has a capital inside, as names of firms have and few surnames: FreshDirect, not McCall."""
    coined = _COINED.match(word)
    return coined is not None and coined[1].lower() not in lexicon.people["name_openings"]
