"""Whether two names may mean the same person or outlet: transliterations, initials, order, acronyms and web addresses.

Conservative: names that differ in one given name, in the generation or in who is whose child are never the same.
"""

from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import OSA

from claims.matching.name_parts import Name, lists, taken_apart, variants, without_article
from claims.matching.spelling import Likeness, likeness, skeleton, sound

SAME = 0.9
"""From here on: likely the same name."""
POSSIBLE = 0.7
"""From here on: a person should look."""
_EXACT, _BUT_SMALL, _SMALL_WORDS = "the same name", "the same but for titles and small words", 0.98
_ORDER, _DROPPED, _OPTIONAL, _ALONE, _LONGER, _GENERATION = 0.85, 0.92, 0.85, 0.75, 0.72, 0.6
_SHORTEST_DOMAIN, _SHORTEST_JOINED, _MOST_WORDS = 4, 6, 12


class Resemblance(NamedTuple):
    """How likely two names mean the same, 0 to 1, and why in words."""

    score: float
    reason: str


def resemblance(one: str, other: str) -> Resemblance:
    """Return how likely two names mean the same person or outlet; 1 only where they differ in capitals, accents and spaces alone."""
    one, other = sorted((one, other))  # so that either direction says the same
    found = [_resemblance(taken_apart(mine), taken_apart(yours)) for mine in variants(one) for yours in variants(other)]
    return max(found, key=lambda resemblance: resemblance.score)


def keys(name: str) -> set[str]:
    """Return by what a name is found among many: two names of which `resemblance` says that they may be the same nearly always share one.

    The consonants of each word with the first letter of another, so that only few of all the Smiths are looked at.
    """
    found: set[str] = set()
    for variant in variants(name):
        found.update(_keys(taken_apart(variant)))
    return found


def _keys(name: Name) -> Iterator[str]:
    if not name.words:
        return
    long = [word for word in name.words if len(word) > 1]
    told = [(word, skeleton(spelt)) for word in long for spelt in dict.fromkeys((word, without_article(word)))]
    for word, bones in told:
        yield from (f"{bones} {sound(other)[:1]}" for other in name.words if other != word)
    for _, bones in (*told[:1], *told[-1:]):
        yield f"{bones} -"
    initials = name.acronym or "".join(word[0] for word in name.words)
    if name.acronym or len(initials) > 2 or (len(initials) == 2 and name.is_organisation):
        yield f"{initials} ..."
    yield f"{skeleton(name.domain or ''.join(name.words))} ="
    if len(name.words) > 2:
        yield f"{skeleton(initials[:-1] + name.words[-1])} ="


def _resemblance(one: Name, other: Name) -> Resemblance:
    if not one.words or not other.words:
        return Resemblance(0, "there is no name")
    if one == other:
        return Resemblance(1, _EXACT)
    if one.domain or other.domain:
        return _by_domain(one, other)
    if one.acronym != other.acronym and (one.acronym or other.acronym) and (found := _by_acronym(one, other)):
        return found
    return _by_words(one, other)


def _by_domain(one: Name, other: Name) -> Resemblance:
    """Compare a web address with a name, or with another address."""
    if one.domain and other.domain:
        is_same = one.domain == other.domain
        return Resemblance(SAME if is_same else 0, f"both at {one.domain}" if is_same else "two web addresses")
    named, domain = (other, one.domain) if one.domain else (one, other.domain)
    words = named.words
    joined = "".join(words)
    if joined == domain or "the" + joined == domain:
        return Resemblance(0.97, f"{domain} is the name in a web address")
    shown = len(domain) >= _SHORTEST_DOMAIN and _is_made_of(domain, words)
    if shown or (domain == "".join(word[0] for word in words) and len(domain) > 2):
        return Resemblance(_DROPPED, f"{domain} is made of the first letters of {' '.join(words)}")
    return Resemblance(0, "the web address has other words")


def _is_made_of(label: str, words: tuple[str, ...]) -> bool:
    """Tell whether a label is made of the beginnings of all words in their order, the last of at least three letters."""
    ends = {0}
    for number, word in enumerate(words):
        least = 3 if number == len(words) - 1 else 1
        ends = {end + size for end in ends for size in range(least, len(word) + 1) if label.startswith(word[:size], end)}
    return len(words) > 1 and len(label) in ends


def _by_acronym(one: Name, other: Name) -> Resemblance | None:
    short, full = (one, other) if one.acronym else (other, one)
    if len(full.words) > 1 and "".join(word[0] for word in full.words) == short.acronym:
        score = SAME if len(short.acronym) > 2 else 0.8
        return Resemblance(score, f"{short.acronym.upper()} are the first letters of {' '.join(full.words)}")
    return None


def _by_words(one: Name, other: Name) -> Resemblance:
    """Pair the words of two names; each must have its partner, but for what a name may go without."""
    if one.generation != other.generation:
        return Resemblance(_GENERATION, "another generation")
    if found := _in_other_words(one, other):
        return found
    pairs, left, left_other = _paired(one, other)
    if left and left_other:
        return Resemblance(0.3 if pairs else 0, f"{' '.join(left)} is not {' '.join(left_other)}")
    if not pairs:
        return Resemblance(0, "no word in common")
    score = min(likeness.score for _, _, likeness in pairs)
    reasons = [likeness.why for _, _, likeness in pairs if likeness.why]
    order = [place for _, place, _ in pairs]
    if order != sorted(order):
        is_free = one.is_organisation or other.is_organisation or one.has_comma != other.has_comma
        score *= 0.4 if one.has_descent or other.has_descent else (0.97 if is_free else _ORDER)
        reasons.append("in another order")
    if surplus := left or left_other:
        longer, shorter = (one, other) if left else (other, one)
        factor, why = _surplus(tuple(surplus), longer, shorter, pairs_count=len(pairs))
        score *= factor
        reasons.append(why)
    is_exact = one[:4] == other[:4] and one.has_comma == other.has_comma
    return Resemblance(score if reasons or is_exact else _SMALL_WORDS, ", ".join(reasons) or (_EXACT if is_exact else _BUT_SMALL))


def _in_other_words(one: Name, other: Name) -> Resemblance | None:
    """Compare names that are split into words in different ways, as those from scripts without spaces are."""
    mine, yours = "".join(one.words), "".join(other.words)
    is_unspaced = one.is_unspaced or other.is_unspaced
    if (len(one.words) == len(other.words) and not is_unspaced) or min(len(mine), len(yours)) < _SHORTEST_JOINED:
        return None
    if sound(mine) == sound(yours) and len(one.words) != len(other.words):
        return Resemblance(0.97, "the same letters, split into other words")
    wrong = OSA.distance(sound(mine), sound(yours), score_cutoff=1)
    return Resemblance(0.86, "nearly the same letters, split into other words") if wrong == 1 and is_unspaced else None


def _paired(one: Name, other: Name) -> tuple[list[tuple[int, int, Likeness]], list[str], list[str]]:
    """Pair each word with the one most like it; return the pairs in order, and what is left on each side."""
    by_consonants = one.lacks_vowels != other.lacks_vowels
    scored = [
        (_alike(mine, yours, by_consonants=by_consonants), n, m)
        for n, mine in enumerate(one.words[:_MOST_WORDS])
        for m, yours in enumerate(other.words[:_MOST_WORDS])
    ]
    taken: dict[int, tuple[int, Likeness]] = {}
    used: set[int] = set()
    for alike, n, m in sorted(scored, key=lambda found: (-found[0].score, abs(found[1] - found[2]), found[1:])):
        if alike.score >= POSSIBLE and n not in taken and m not in used:
            taken[n] = (m, alike)
            used.add(m)
    pairs = [(n, m, alike) for n, (m, alike) in sorted(taken.items())]
    left = [word for n, word in enumerate(one.words) if n not in taken]
    return pairs, left, [word for m, word in enumerate(other.words) if m not in used]


def _alike(one: str, other: str, *, by_consonants: bool) -> Likeness:
    if one == other:
        return likeness(one, other)
    shorts = lists().short_forms
    if shorts.get(one, frozenset()) & shorts.get(other, frozenset()):
        short, full = sorted((one, other), key=len)
        return Likeness(SAME, f"{short} is short for {full}")
    found = likeness(one, other, by_consonants=by_consonants)
    bare, bare_other = without_article(one), without_article(other)
    if found.score >= SAME or (bare, bare_other) == (one, other):
        return found
    return max(found, likeness(bare, other, by_consonants=by_consonants), likeness(one, bare_other, by_consonants=by_consonants))


def _surplus(left: tuple[str, ...], longer: Name, shorter: Name, *, pairs_count: int) -> tuple[float, str]:
    """Return how far words that only the longer name has speak against it."""
    words = " ".join(left)
    if set(left) <= lists().optional and (pairs_count > 1 or len(longer.words) > 1):
        return _OPTIONAL if pairs_count == 1 else _DROPPED, f"without {words}"
    if longer.is_organisation or shorter.is_organisation:
        return _GENERATION, f"{words} is missing"
    if longer.small != shorter.small:
        return _GENERATION, f"{words} is missing"  # "Nguyen Thi Mau" and "Nguyen Van Mau"
    if pairs_count == 1:
        return _ALONE, f"{words} is missing"
    is_inside = longer.words[0] not in left and longer.words[-1] not in left
    return (_DROPPED, f"without the middle name {words}") if is_inside else (_LONGER, f"{words} is missing")
