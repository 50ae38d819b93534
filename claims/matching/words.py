"""The words of a text as they are compared: without addresses, handles and signatures, each with its stem and its place."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from claims.matching.languages import read
from claims.matching.porter import stem
from claims.matching.said import Span

_LONGEST_TEXT = 4_000
"""Code points of a text that are compared; what comes after them is left out, so that no text takes long."""
_SIGNATURE = re.compile(r"\s?[—–][^\S\n]?([^—–\n]{0,80}?)\s?\(@(\w+)\)[^—\n]{0,40}$")
_NOISE = re.compile(r"(?:https?://|\bwww\.|\bpic\.twitter\.com/|\bt\.co/)[^\s—]+|&(?:amp|lt|gt|quot|nbsp|#\d{1,5});")
_TAG = re.compile(r"[#@](\w+)")
_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


class Word(NamedTuple):
    """One word of a text."""

    stem: str
    """As SQLite's tokenizer `porter unicode61` makes it."""
    term: str
    """The stem under which words are taken for one another: that of "photo" for "pictures", "5" for "five"."""
    start: int
    end: int
    is_stop: bool
    """Whether it says nothing by itself: "the", "was"."""
    is_name: bool
    """Whether it is written as a name: with a capital where small letters are usual."""


class _Fold(dict[int, str]):
    """Letter by letter: small and without accents, as long as before."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        small = letter.lower()
        plain = unicodedata.normalize("NFKD", small)[:1]
        self[code] = found = plain if len(small) == 1 and plain.isalnum() else (small if len(small) == 1 else letter)
        return found


_FOLD = _Fold()


def fold(text: str) -> str:
    """Return a text in small letters without accents, each letter at its place."""
    return text.lower() if text.isascii() else text.translate(_FOLD)


def clean(text: str) -> str:
    """Return a text with blanks in place of addresses and the signature under a post; every other letter keeps its place."""
    text = text[:_LONGEST_TEXT]
    if "@" in text and (signed := _SIGNATURE.search(text)):
        text = text[: signed.start()] + " " * len(signed[0])
    return _NOISE.sub(lambda found: " " * len(found[0]), text) if "/" in text or "&" in text else text


def signature(text: str) -> str:
    """Return the name under a post, "Ann Example (@ann) 3 May 2020" behind a dash; empty where there is none."""
    signed = _SIGNATURE.search(text[:_LONGEST_TEXT]) if "@" in text else None
    return signed[1].strip() if signed else ""


class _Lists(NamedTuple):
    """What words.toml holds."""

    stop: frozenset[str]
    address: frozenset[str]
    """The stems of words before a name: "President"."""
    usual: dict[str, str]
    """The usual form of a word, as a stem."""
    forms: dict[str, tuple[str, ...]]
    """The stems that stand under a usual one, itself among them."""


@cache
def _lists() -> _Lists:
    lists = read("en", "words")
    stop = frozenset(word for words in lists["stop"].values() for word in words)
    same = {stem(usual): forms for usual, forms in lists["same"].items()}
    return _Lists(
        stop,
        frozenset(map(stem, lists["address"]["words"])),
        {form: one for one, forms in same.items() for form in forms},
        {one: tuple(dict.fromkeys([one, *map(stem, forms)])) for one, forms in same.items()},
    )


@lru_cache(maxsize=1 << 16)
def known(word: str) -> tuple[str, str, bool]:
    """Return stem and term of a folded word, and whether it is a stop word."""
    lists, stemmed = _lists(), stem(word)
    return stemmed, lists.usual.get(word, stemmed), word in lists.stop


def address() -> frozenset[str]:
    """Return the stems of words that stand before a name and are no part of it."""
    return _lists().address


def forms(term: str) -> tuple[str, ...]:
    """Return the stems that stand under a term."""
    return _lists().forms.get(term, (term,))


@lru_cache(maxsize=1 << 14)
def plain(text: str) -> str:
    """Return the words of a text in small letters without accents, a blank between them."""
    return " ".join(_WORD.findall(fold(clean(text))))


@lru_cache(maxsize=1 << 10)
def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in their order, with offsets into the text as given; those in a hashtag or handle come last, as well."""
    cleaned = clean(text)
    folded = fold(cleaned)
    shouts = sum(map(str.isupper, cleaned)) * 2 > len(cleaned) * 0.8
    found: list[Word] = []
    previous = 0
    for match in _WORD.finditer(folded):
        start, end = match.span()
        stemmed, term, is_stop = known(match[0])
        begins = not found or any(mark in cleaned[previous:start] for mark in '.!?:"“”')
        is_name = not begins and not shouts and not is_stop and cleaned[start].isupper()
        found.append(Word(stemmed, term, start, end, is_stop, is_name))
        previous = end
    return (*found, *tag_parts(cleaned))


def tag_parts(cleaned: str) -> list[Word]:
    """Return the words in the hashtags and handles of a cleaned text that are written together: "#ElmBridgeClosed"."""
    parts: list[Word] = []
    if "#" not in cleaned and "@" not in cleaned:
        return parts
    for tag in _TAG.finditer(cleaned):
        pieces = list(_PART.finditer(cleaned, *tag.span(1)))
        for piece in pieces if len(pieces) > 1 else ():
            stemmed, term, is_stop = known(fold(piece[0]))
            parts.append(Word(stemmed, term, *piece.span(), is_stop, is_name=False))
    return parts


def spans(text: str, terms: frozenset[str]) -> tuple[Span, ...]:
    """Return where words under these terms stand; neighbours that only a space, or the point of a number, parts are one span."""
    found: list[Span] = []
    for word in sorted(words(text), key=lambda word: word.start):
        if word.term not in terms:
            continue
        if found and _is_joint(text, found[-1].end, word.start) and word.start >= found[-1].end:
            found[-1] = Span(found[-1].start, word.end)
        elif not found or word.start >= found[-1].end:
            found.append(Span(word.start, word.end))
    return tuple(found)


def _is_joint(text: str, end: int, start: int) -> bool:
    """Tell whether what stands between two words parts no span: blanks, or the point of a number such as 4.2 or 3,100."""
    between = text[end:start]
    return not between.strip() or (between in {".", ","} and text[end - 1].isdigit() and text[start].isdigit())
