"""The stem of an English word exactly as SQLite's tokenizer `porter` makes it (Porter 1980), so that counts of stems can be looked up."""

import re
from functools import lru_cache

_LONGEST = 64
"""SQLite leaves longer words, in bytes, as they are."""
_VOWELS = frozenset("aeiou")
_STEP_2 = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "logi": "log", "bli": "ble", "alli": "al",
    "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al", "iveness": "ive",
    "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble",
}  # fmt: skip
_STEP_3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
_STEP_4 = ("al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti", "ous",
           "ive", "ize")  # fmt: skip


def _longest_first(endings: list[str]) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted(endings, key=len, reverse=True))})$")


_ENDING_2, _ENDING_3, _ENDING_4 = (_longest_first(list(endings)) for endings in (_STEP_2, _STEP_3, _STEP_4))


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """Return the stem of a word in small letters without accents."""
    if not 3 <= len(word.encode("utf-8", "surrogatepass")) <= _LONGEST:
        return word
    word = _without_participle(_without_plural(word))
    if word[-1] == "y" and _has_vowel(word[:-1]):
        word = word[:-1] + "i"
    word = _replaced(word, _ENDING_2, _STEP_2)
    word = _replaced(word, _ENDING_3, _STEP_3)
    return _without_e(_without_ending(word))


def _kinds(word: str) -> str:
    """Return a letter for each letter: v for a vowel, c for a consonant; y is a vowel after a consonant."""
    kinds = ""
    for letter in word:
        is_vowel = letter in _VOWELS or (letter == "y" and kinds[-1:] == "c")
        kinds += "v" if is_vowel else "c"
    return kinds


def _measure(word: str) -> int:
    return _kinds(word).count("vc")


def _has_vowel(word: str) -> bool:
    return "v" in _kinds(word)


def _ends_short(word: str) -> bool:
    """Tell whether a word ends in consonant, vowel, consonant, the last neither w, x nor y: "hop"."""
    return _kinds(word)[-3:] == "cvc" and word[-1] not in "wxy"


def _without_plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _without_participle(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for ending in ("ed", "ing"):
        rest = word.removesuffix(ending)
        if rest != word:
            return _mended(rest) if _has_vowel(rest) else word
    return word


def _mended(word: str) -> str:
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if len(word) > 1 and word[-1] == word[-2] and word[-1] not in "aeioulsz":
        return word[:-1]
    return word + "e" if _measure(word) == 1 and _ends_short(word) else word


def _replaced(word: str, endings: re.Pattern[str], into: dict[str, str]) -> str:
    found = endings.search(word)
    if found is None or not _measure(word[: found.start()]):
        return word
    return word[: found.start()] + into[found[0]]


def _without_ending(word: str) -> str:
    found = _ENDING_4.search(word)
    if found is None:
        return word
    rest = word[: found.start()]
    if _measure(rest) < 2 or (found[0] == "ion" and not rest.endswith(("s", "t"))):
        return word
    return rest


def _without_e(word: str) -> str:
    if word.endswith("e"):
        measure = _measure(word[:-1])
        if measure > 1 or (measure == 1 and not _ends_short(word[:-1])):
            word = word[:-1]
    return word[:-1] if word.endswith("ll") and _measure(word[:-1]) > 1 else word
