"""The words of one language, by class, and what a single word shows: its classes, its shape, the symbol that stands for it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple, TypeVar

from claims.triage.hashing import hash_of, pieces_of
from claims.triage.languages import read

NUMBER, YEAR, ORDINAL, PERCENT, MONEY = "number", "year", "ordinal_number", "percent", "amount"
NAME, CAPITALS, LINK, PLAIN = "name", "capitals", "link", "word"
PARTICIPLE, PAST = "participle", "past"
"""Classes that shapes and forms give, beside those of `words.toml`."""

ENDS, GOES_ON = 1, -1
"""A mark that ends a sentence, and a word with which one has begun."""
_END_MARKS = frozenset(".!?:")
_KEPT = 60_000
"""So many different words are remembered; then all are forgotten."""
LONGEST_KEPT = 40
"""A longer word is read anew whenever it comes."""
_Kept = TypeVar("_Kept")
_FIGURE = re.compile(r"(?P<currency>[$€£])?(?P<digits>\d+(?:[.,:/]\d+)*)(?P<rest>%|[^\W\d_]+)?\Z")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\Z")
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_LONGEST_ENDING = 2
"""A word is told by its ending if at least so many letters and one more stand before it."""


class Entry(NamedTuple):
    """What one word shows by itself."""

    word: str
    """In lower case, with a plain apostrophe."""
    classes: frozenset[str]
    keys: frozenset[str]
    """The word, and its classes in angle brackets: what patterns ask for."""
    symbol: str
    """What stands for it where the subject does not matter: itself for words that hold sentences together, else its class."""
    name_symbol: str
    """What stands for it where it is part of a name."""
    word_hash: int
    symbol_hash: int
    name_hash: int
    """Hash of the name symbol."""
    pieces: bytes
    """Hashes of the pieces of three to five letters, the word's edges counted as letters: numbers of 32 bits, one after the other."""
    turn: int
    """ENDS, GOES_ON, or 0 for a mark or a compound that is neither."""


@dataclass(frozen=True)
class Lexicon:
    """The classes of one language's words."""

    function: frozenset[str]
    classes: dict[str, frozenset[str]]
    """Word -> its classes."""
    order: dict[str, str]
    """Word -> the first of its classes in the order of the file."""
    participles: frozenset[str]
    pasts: frozenset[str]
    endings: tuple[tuple[str, str], ...]
    all_endings: tuple[str, ...]
    regular_past: tuple[str, ...]
    """Endings of regular past forms and participles."""
    months: dict[str, int]
    before_month: frozenset[str]
    """Words after which a month stands, where one could take it for a verb or a modal."""
    tense: dict[str, frozenset[str]]
    capitals_are_names: bool
    """Whether a capital letter within a sentence shows a name; where all nouns have one, two in a row do."""
    names: frozenset[str]
    """Every class that a rule may name."""
    open_symbols: frozenset[str]
    """Symbols of words that are told by their form alone: as part of a name they are nothing but that."""
    entries: dict[str, Entry] = field(default_factory=dict, repr=False)
    """What words showed when they were read."""
    pieces: dict[str, tuple[Entry, ...]] = field(default_factory=dict, repr=False)
    """The words and marks of what stood between two spaces."""

    def entry(self, token: str) -> Entry:
        """Return what a token shows."""
        found = self.entries.get(token)
        if found is None:
            word, classes, symbol = self._seen(token)
            name_symbol = f"<{NAME}>" if symbol in self.open_symbols else symbol
            keys = frozenset({word, *[f"<{name}>" for name in classes]})
            turn = ENDS if token in _END_MARKS else GOES_ON if token.isalnum() else 0
            hashes = (hash_of(word), hash_of(symbol), hash_of(name_symbol))
            found = Entry(word, classes, keys, symbol, name_symbol, *hashes, pieces_of(word), turn)
            if len(token) <= LONGEST_KEPT:
                self.keep(self.entries, token, found)
        return found

    @staticmethod
    def keep(kept: dict[str, _Kept], token: str, found: _Kept) -> None:
        """Remember what was read."""
        if len(kept) >= _KEPT:
            kept.clear()
        kept[token] = found

    def is_unknown(self, entry: Entry) -> bool:
        """Tell whether neither the lists nor its ending say anything of a word, as with most names."""
        return entry.word not in self.order and entry.symbol == f"<{PLAIN}>"

    def _seen(self, token: str) -> tuple[str, frozenset[str], str]:
        """Return word, classes and symbol of a token."""
        word = token.lower().replace("\u2019", "'")
        first = token[0]
        if first.isalpha():
            return self._seen_word(token, word)
        if first.isdigit() or (len(token) > 1 and token[1].isdigit()):
            kind = _kind_of_figure(word)
            return word, frozenset({NUMBER, kind}), f"<{kind}>"
        if len(token) > 1:
            return LINK, frozenset({LINK}), f"<{LINK}>"
        return token, frozenset(), token

    def _seen_word(self, token: str, word: str) -> tuple[str, frozenset[str], str]:
        classes = set(self.classes.get(word, ()))
        form = self._form(word)
        classes |= {PLAIN, form} if form else {PLAIN}
        if word in self.participles or word.endswith(self.regular_past):
            classes.add(PARTICIPLE)
        if word in self.pasts or word.endswith(self.regular_past):
            classes.add(PAST)
        if len(token) > 1 and token.isupper():
            classes.add(CAPITALS)
        symbol = word if word in self.function else f"<{self.order.get(word) or form or PLAIN}>"
        if token[0].isupper():
            classes.add(NAME)
        return word, frozenset(classes), symbol

    def _form(self, word: str) -> str:
        if word in self.function:
            return ""
        if word in self.pasts or word in self.participles:
            return PAST
        if not word.endswith(self.all_endings):
            return ""
        return next((name for ending, name in self.endings if word.endswith(ending) and len(word) > len(ending) + _LONGEST_ENDING), "")


def _kind_of_figure(word: str) -> str:
    match = _FIGURE.match(word)
    if match is None:
        return NUMBER
    if match["rest"] == "%":
        return PERCENT
    if match["currency"]:
        return MONEY
    if match["rest"] in _ORDINALS:
        return ORDINAL
    return YEAR if _YEAR.match(match["digits"]) and match["rest"] in {None, "s"} else NUMBER


@cache
def lexicon_of(language: str) -> Lexicon:
    """Return the words of a language."""
    data = read(language, "words")
    classes: dict[str, set[str]] = {}
    order: dict[str, str] = {}
    for name, words in data["classes"].items():
        for word in words.split():
            classes.setdefault(word, set()).add(name)
            order.setdefault(word, name)
    time = data["time"]
    months = {name: number for key in ("months", "short_months") for number, name in enumerate(time[key], 1)}
    shapes = {NUMBER, YEAR, ORDINAL, PERCENT, MONEY, NAME, CAPITALS, LINK, PARTICIPLE, PAST, PLAIN, *data["endings"]}
    endings = tuple((ending, name) for name, endings in data["endings"].items() for ending in endings.split())
    return Lexicon(
        capitals_are_names=data["text"]["capitals_are_names"],
        function=frozenset(data["function"]["words"].split()),
        classes={word: frozenset(names) for word, names in classes.items()},
        order=order,
        participles=frozenset(data["participles"]["words"].split()),
        pasts=frozenset(data["pasts"]["words"].split()),
        endings=endings,
        all_endings=tuple(ending for ending, _ in endings),
        regular_past=tuple(data["tense"]["regular_past"].split()),
        months=months,
        before_month=frozenset(time["before_month"].split()),
        tense={name: frozenset(words.split()) for name, words in data["tense"].items()},
        names=frozenset(data["classes"]) | shapes,
        open_symbols=frozenset(f"<{name}>" for name in (PLAIN, PAST, *data["endings"])),
    )


def with_classes(lexicon: Lexicon, own: Mapping[str, str]) -> Lexicon:
    """Return a lexicon with the words of an own file: new classes, and more words for those that are there."""
    if not own:
        return lexicon
    classes, order = dict(lexicon.classes), dict(lexicon.order)
    for name, words in own.items():
        for word in words.lower().split():
            classes[word] = classes.get(word, frozenset()) | {name}
            order.setdefault(word, name)
    return replace(lexicon, classes=classes, order=order, names=lexicon.names | frozenset(own), entries={}, pieces={})
