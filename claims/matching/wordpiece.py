"""Words cut into the pieces that a BERT model knows (WordPiece, Schuster and Nakajima 2012; uncased as in Devlin et al. 2019)."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

LONGEST_WORD = 100
"""A longer word is unknown as a whole, in code points."""
_REMEMBERED = 1 << 16
_DROPPED = frozenset(("Cc", "Cf", "Co", "Cs", "Mn"))
"""Unicode categories of what is no part of a word: controls, private letters, and the accents that NFD sets apart."""
_CJK = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF), (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)  # fmt: skip
"""Code points written without spaces: each is a word of its own."""


class _Plain(dict[int, str | None]):
    """What `str.translate` puts in the place of each code point; worked out when it is first met."""

    def __missing__(self, code: int) -> str | None:
        self[code] = _plain(chr(code))
        return self[code]


def _plain(character: str) -> str | None:
    category = unicodedata.category(character)
    if character in "\t\n\r" or category == "Zs":
        return " "
    if category in _DROPPED or character == "\ufffd":
        return None
    if category[0] == "P" or (character.isascii() and category[0] == "S"):
        return f" {character} "
    if any(first <= ord(character) <= last for first, last in _CJK):
        return f" {character} "
    return character.lower()


def whole_words(vocabulary: Sequence[str]) -> list[str]:
    """Return the words of a vocabulary, those of ASCII letters: the pieces that begin one are words, too."""
    return [piece for piece in vocabulary if piece.isascii() and piece.isalpha()]


class WordPieces:
    """A vocabulary, and how it cuts a text. Made from the lines of a `vocab.txt`: the number of a line is the number of its piece."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._plain = _Plain()
        self._cut = lru_cache(maxsize=_REMEMBERED)(self._cut_word)
        self._first, self._last, self._unknown = (self._numbers[piece] for piece in ("[CLS]", "[SEP]", "[UNK]"))

    def numbers(self, text: str, limit: int) -> list[int]:
        """Return the numbers of a text's pieces between those of the start and the end of a sentence, at most `limit` in all."""
        found = [self._first]
        for word in unicodedata.normalize("NFD", text).translate(self._plain).split():
            found += self._cut(word)
            if len(found) >= limit:
                break
        return [*found[: limit - 1], self._last]

    def _cut_word(self, word: str) -> tuple[int, ...]:
        """Take the longest piece that is known, again and again."""
        if len(word) > LONGEST_WORD:
            return (self._unknown,)
        found: list[int] = []
        start = 0
        while start < len(word):
            before = "##" if start else ""
            end = next((end for end in range(len(word), start, -1) if before + word[start:end] in self._numbers), 0)
            if not end:
                return (self._unknown,)
            found.append(self._numbers[before + word[start:end]])
            start = end
        return tuple(found)
