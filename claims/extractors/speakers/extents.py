"""How far a name goes: which words behind a capital belong to it."""

from claims.extractors.article import Article
from claims.extractors.speakers.capitals import is_acronym, is_capitalised
from claims.extractors.speakers.lexicon import Lexicon, Sort

_PAIR = 2
APOSTROPHES = frozenset("'’")
OWNING = frozenset(("'s", "’s"))


def opens_name(words: list[str], token: int, lexicon: Lexicon) -> bool:
    """Tell whether an everyday word begins a name before another capital: "Second Chance said"."""
    return words[token].lower() in lexicon.people["openings_of_names"] and token + 1 < len(words) and words[token + 1][0].isupper()


def is_behind_article(words: list[str], token: int, lexicon: Lexicon) -> bool:
    """Tell whether an article stands before a word, or an adjective with one: "die gebürtige Pragerin"."""
    at = token - 1
    if at > 0 and words[at].islower() and words[at].endswith(lexicon.endings["inflected"]):
        at -= words[at] not in lexicon.people["determiners"]
    return at >= 0 and words[at].lower() in lexicon.people["determiners"] | lexicon.people["contractions"]


def end_of_run(article: Article, token: int, lexicon: Lexicon) -> int:
    """Return the token behind the run of capitalised words that begins at a token."""
    words = article.words
    stop = article.sentences[article.sentence_of[token]].stop
    last = token + 1
    has_noun = lexicon.is_organisation(words[token].lower())
    while last < stop:
        step = _step(words, last, stop, lexicon, has_noun=has_noun)
        if not step and words[last] in lexicon.people["name_joints"]:
            step = _joint_in_name(words, range(token, last), stop, lexicon)
        if not step:
            break
        has_noun = has_noun or any(lexicon.is_organisation(word.lower()) for word in words[last : last + step])
        last += step
    return last


def is_owner_before_role(words: list[str], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a German genitive ends a name before what belongs to it: "Heitmanns Frau"."""
    if not words[at - 1].endswith("s") or lexicon.sort_of(words[at - 1].lower()) is not None or lexicon.is_first_name(words[at - 1]):
        return False
    found = lexicon.sort_of(words[at].lower())
    if words[at].lower() in lexicon.people["noble_titles"]:
        return False
    return found is not None and found[1] is Sort.ROLE and (at + 1 >= len(words) or not words[at + 1][0].isupper())


def _step(words: list[str], at: int, stop: int, lexicon: Lexicon, *, has_noun: bool) -> int:
    """Return how many more tokens belong to the run that goes on at `at`; 0 at its end."""
    word = words[at]
    if lexicon.nouns_are_capitalised and is_owner_before_role(words, at, lexicon):
        return 0
    if is_capitalised(word):
        lower = word.lower()
        is_counted = lower in lexicon.people["numbers"] and not is_acronym(words[at - 1])
        is_surname = lexicon.nouns_are_capitalised and at > 1 and words[at - 2][0].isupper() and lexicon.is_title(words[at - 2])
        goes_on = lower not in lexicon.people["common"] or is_counted or is_surname or lexicon.is_first_name(words[at - 1])
        return 1 if goes_on else 0
    is_before_name = at + 1 < stop and words[at + 1][0].isupper()
    is_plural_owner = word in APOSTROPHES and words[at - 1].endswith("s")
    if is_before_name and (word == "&" or is_plural_owner or (word in OWNING and _is_owner_in_name(words, at, stop, lexicon))):
        return 2
    small = stop if lexicon.nouns_are_capitalised and not _leads_to_family(words, at, lexicon) else at
    while small < stop and small < at + 3 and words[small] in lexicon.particles:
        small += 1
    if (
        small > at
        and small < stop
        and words[small][0].isupper()
        and not (lexicon.nouns_are_capitalised and words[at] in lexicon.people["determiners"])
    ):
        return small + 1 - at
    if has_noun and word in lexicon.people["joiners"]:
        after = at + 2 if at + 1 < stop and words[at + 1] in lexicon.people["definite"] else at + 1
        if after < stop and words[after][0].isupper() and words[after].lower() not in lexicon.people["common"]:
            return after + 1 - at
    return 0


def _leads_to_family(words: list[str], at: int, lexicon: Lexicon) -> bool:
    """Tell whether German "von" goes on with a name: behind a first name or "Graf", not in "Lisa Huber von der Bürgerwehr"."""
    before = words[at - 1].lower()
    if before in lexicon.people["noble_titles"]:
        return True
    if lexicon.is_title(words[at - 1]):
        return False
    is_lone = at < _PAIR or not words[at - _PAIR][0].isupper() or lexicon.is_title(words[at - _PAIR])
    behind = next((word for word in words[at : at + 4] if word[0].isupper()), "")
    is_noun = lexicon.sort_of(behind.lower()) is not None
    is_name = is_lone and not is_noun and not is_acronym(behind) and not is_behind_article(words, at - 1, lexicon)
    return lexicon.is_first_name(words[at - 1]) or is_name


def _joint_in_name(words: list[str], run: range, stop: int, lexicon: Lexicon) -> int:
    """Return how many tokens "and" and its word add to a name: "the Radio and Telephony Agency", "Ministry of Health and Welfare"."""
    at, people = run.stop, lexicon.people
    if at + 1 >= stop or not is_capitalised(words[at + 1]):
        return 0
    last = at + 1
    while last < stop and is_capitalised(words[last]):
        last += 1
    before, behind = words[run.start : at], words[at + 1 : last]
    lowers = [word.lower() for word in before]
    if lexicon.is_first_name(behind[0]) or lexicon.is_title(words[at + 1]) or any(word in lexicon.known for word in lowers):
        return 0
    ends_organisation = lexicon.is_organisation(behind[-1].lower())
    if not people["topical_organisations"].isdisjoint(lowers):
        is_of_topic = not people["joiners"].isdisjoint(before) and behind[0].lower() not in people["topical_organisations"]
        return 2 if is_of_topic and behind[0].lower() not in lexicon.known else 0
    is_definite = run.start > 0 and words[run.start - 1].lower() in people["definite"]
    is_one = len(before) == 1 and len(behind) > 1 and not lexicon.is_organisation(lowers[0]) and not is_acronym(before[0])
    return 2 if is_definite and is_one and ends_organisation and not lexicon.is_first_name(before[0]) else 0


def _is_owner_in_name(words: list[str], at: int, stop: int, lexicon: Lexicon) -> bool:
    """Tell whether an owner is a part of a name: "the Seamen's League", "St Mary's Hospital", not "Acme's Board"."""
    owner = lexicon.sort_of(words[at - 1].lower())
    is_general = owner is not None and owner[1] in (Sort.ROLE, Sort.GROUP)
    is_saint = at > 1 and words[at - 2].lower() in lexicon.people["saints"]
    ahead = [word.lower() for word in words[at + 1 : min(stop, at + 4)] if word[0].isupper()]
    return (is_general or is_saint) and any(lexicon.is_organisation(word) for word in ahead)
