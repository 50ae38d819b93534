"""What people type in order to find a claim, a document or a name, as full-text queries. No typed sign has a meaning of its own."""

MOST_WORDS = 12
SHORTEST_BEGINNING = 3
"""Letters of the last word from which it may be the beginning of a longer one."""
NOTHING = '""'
"""A query that matches nothing."""


def all_words(typed: str) -> str:
    """Return the query for rows that hold all of the words; the last may still be unfinished."""
    words = _words(typed)
    if not words:
        return NOTHING
    unfinished = "*" if len(words[-1]) >= SHORTEST_BEGINNING else ""
    return " ".join(_quoted(word) for word in words) + unfinished


def all_parts(typed: str) -> str:
    """Return the query for names that hold all of the words, anywhere in them; words of one or two letters say too little."""
    return " ".join(_quoted(word) for word in _words(typed) if len(word) >= SHORTEST_BEGINNING) or NOTHING


def _words(typed: str) -> list[str]:
    return ["".join(char for char in word if char != "\0") for word in typed.split()[:MOST_WORDS] if any(map(str.isalnum, word))]


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
