"""How words of names sound: spellings of one name in many scripts and by many rules of transliteration become one.

Nothing here knows a language: letters come from any script through anyascii, and what differs between the usual ways to write a
sound in Latin letters is evened out. Vowels matter among Latin spellings and not where a script leaves them out.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz.distance import OSA

_LONGEST = 400
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BREAK = re.compile(r"[^a-z0-9]+")
_DOUBLED = re.compile(r"(.)\1+")
_LETTERS = "\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Korean, Japanese and Chinese."""
_UNSPACED = re.compile(f"[{_LETTERS}]")
_RUN = re.compile(f"[{_LETTERS}]+|[^{_LETTERS}]+")
_JOINED = re.compile(r"['`’ʼʻ]")
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^[jy](?=e)", ""),
        (r"^y(?=[aeiou])", "j"),
        (r"(?<=[^aeiou])j(?=[aeiou])", "i"),
        (r"tsch|tch|cz", "ch"),
        (r"sch", "sh"),
        (r"dzh|dsch|dj|zh", "j"),
        (r"ph", "f"),
        (r"kh", "k"),
        (r"gh", "g"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"ck|q|c(?![hiey])", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"ee|ie|ij|yy|iy|yi", "i"),
        (r"ay|ey|ai", "ei"),
        (r"eo(?=.)", "o"),
        (r"(?<=.)eu|ue", "u"),
        (r"oe", "o"),
        (r"ae", "a"),
        (r"y|(?<=[aeiou])j", "i"),
        (r"(?<=[aeiou])h(?=$|[lnr])", ""),
        (r"(.)\1+", r"\1"),
    )
]
_NEAR = tuple(str.maketrans("uzg" + vowel, "osk" + other) for vowel, other in ("ea", "ei"))
"""Letters that transliterations of Arabic, Persian and Russian take for one another: e for a or for i, u for o, z for s, g for k."""
_NO_VOWELS = str.maketrans("bg", "vk", "aeiou")
_SHORT = 5
"""Letters of a sound below which vowels are all that tells names apart."""
_ARTICLE = re.compile(r"(?<!\w)\u0627\u0644(?=\w{2})")
"""The Arabic article, which is written in one word with what follows."""
_ABJADS = ("ARABIC", "HEBREW", "SYRIAC")


class Likeness(NamedTuple):
    """How alike two words are, 0 to 1, and why in words; empty where they are the same."""

    score: float
    why: str


_EQUAL, _OTHER = Likeness(1, ""), Likeness(0, "")


@lru_cache(maxsize=1 << 16)
def plain_words(name: str) -> tuple[str, ...]:
    """Return the words of a name in the letters a to z and digits; a script without spaces is split where anyascii splits it."""
    name = name[:_LONGEST]
    if name.isascii():
        letters = name
    else:
        composed = _ARTICLE.sub("al ", unicodedata.normalize("NFKC", name))
        letters = "".join(_INNER_CAPITAL.sub(" ", anyascii(run)) if is_unspaced(run) else anyascii(run) for run in _runs(composed))
    return tuple(word for word in _BREAK.split(_JOINED.sub("", letters).lower()) if word)


def _runs(name: str) -> list[str]:
    return [found[0] for found in _RUN.finditer(name)]


def is_unspaced(name: str) -> bool:
    """Tell whether a name is in a script that puts no spaces between words."""
    return not name.isascii() and _UNSPACED.search(name) is not None


def lacks_vowels(name: str) -> bool:
    """Tell whether a name is in a script that leaves vowels out."""
    return not name.isascii() and any(unicodedata.name(char, "").startswith(_ABJADS) for char in name[:_LONGEST])


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """Return how a word sounds, the ways to write it evened out: "Sharify" and "Shareefi" are both "sharifi"."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


def skeleton(word: str) -> str:
    """Return the consonants of a word: what is left of it in scripts without vowels."""
    heard = sound(word)
    return _DOUBLED.sub(r"\1", heard.translate(_NO_VOWELS)) or heard[:1]


@lru_cache(maxsize=1 << 16)
def likeness(one: str, other: str, *, by_consonants: bool = False) -> Likeness:
    """Return how alike two plain words of names are. `by_consonants`: one of them stood in a script without vowels."""
    if one == other:
        return _EQUAL
    if one.isdigit() or other.isdigit():
        return _OTHER
    if len(one) == 1 or len(other) == 1:
        return _by_initial(*sorted((one, other), key=len))
    if sound(one) == sound(other):
        return Likeness(0.97, f"{one} and {other} sound the same")
    return _by_consonants(one, other) if by_consonants else _by_sound(one, other)


def _by_initial(initial: str, word: str) -> Likeness:
    return Likeness(0.8, f"{initial} for {word}") if word[0] == initial else _OTHER


def _by_sound(one: str, other: str) -> Likeness:
    """Compare what sounds differently: spellings, and misspellings of long words; Martin and Martina, Maria and Mario are two people."""
    heard, other_heard = sound(one), sound(other)
    if heard[:-1] in {other_heard, other_heard[:-1]} or other_heard[:-1] == heard:
        return _OTHER
    length = min(len(heard), len(other_heard))
    if length >= _SHORT and _is_near(heard, other_heard):
        return Likeness(0.95, f"{one} and {other} sound nearly the same")
    return _by_letters(one, other, OSA.distance(heard, other_heard, score_cutoff=2), length)


def _is_near(one: str, other: str) -> bool:
    """Tell whether two sounds differ only in letters that transliterations take for one another; no vowel at the beginning."""
    is_vowel_first = one[0] != other[0] and one[0] in "aeiou"
    return not is_vowel_first and any(one.translate(near) == other.translate(near) for near in _NEAR)


def _by_consonants(one: str, other: str) -> Likeness:
    bones, other_bones = skeleton(one), skeleton(other)
    if bones == other_bones and len(bones) > 1:
        return Likeness(0.93, f"{one} and {other} have the same consonants")
    if bones[0] == other_bones[0] and min(len(bones), len(other_bones)) >= 3 and OSA.distance(bones, other_bones) <= 1:
        return Likeness(0.78, f"{one} and {other} have nearly the same consonants")
    return _OTHER


def _by_letters(one: str, other: str, wrong: int, length: int) -> Likeness:
    """Return whether one word may be a misspelling of the other: a letter in five, two in nine, and not in short names."""
    if one[0] == other[0] and ((wrong == 1 and length >= 5) or (wrong == 2 and length >= 9)):
        return Likeness(0.86, f"{one} and {other} differ by {wrong} letter{'s' * (wrong > 1)}")
    return _OTHER
