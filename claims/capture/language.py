"""Which language a text is in, by the share of its words that are among the commonest of each.

The word lists are those of jusText (Wikipedia's most frequent words, BSD). A page that declares its language is believed instead.
"""

import re
from collections.abc import Iterator
from functools import cache

UNKNOWN = "und"
_LISTS = {
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hr": "Croatian",
    "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "lt": "Lithuanian", "lv": "Latvian", "nb": "Norwegian_Bokmal", "nl": "Dutch",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian",
    "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
}  # fmt: skip
"""The lists to ask, by BCP 47 tag: languages that newspapers are printed in."""
_WORD = re.compile(r"[^\W\d_]+")
_READ = 50_000
_FEWEST_WORDS = 15
_LEAST_SHARE = 0.25
_LEAST_LEAD = 1.1
"""The best has so much more than the second; otherwise nobody can tell."""


def language_of(text: str) -> str:
    """Return the language of a text as a BCP 47 tag; `und` where it is too short or fits none, or two equally well."""
    words = _WORD.findall(text[:_READ].lower())
    if len(words) < _FEWEST_WORDS:
        return UNKNOWN
    shares = sorted(((sum(word in common for word in words) / len(words), tag) for tag, common in _common_words()), reverse=True)
    (best, tag), (second, _) = shares[:2]
    return tag if best >= _LEAST_SHARE and best >= _LEAST_LEAD * second else UNKNOWN


def _common_words() -> Iterator[tuple[str, frozenset[str]]]:
    for tag, name in _LISTS.items():
        yield tag, _words_of(name)


@cache
def _words_of(name: str) -> frozenset[str]:
    from justext import get_stoplist  # noqa: PLC0415  (loads lxml, which other commands can do without)

    return frozenset(get_stoplist(name))
