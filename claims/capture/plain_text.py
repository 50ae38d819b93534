"""An article saved as text: kept whole; its headline and byline are found by where they stand.

Such a text begins, as readers and mail programs save it, with any of: a label of the section, the headline, a sentence that sums
it up, the byline. What cannot be told apart is not guessed at: then the first line is the title.
"""

import re

from claims.capture.decoding import decode, without_controls
from claims.capture.language import language_of
from claims.capture.page import Page, Reading, ends_sentence
from claims.wording import normalise_text

TOOL = "plain text"
_HEAD_LINES = 8
_BYLINE = re.compile(r"(?:By|Von|Par|Por|Di|Door|Af|Av)\s+(\S.*?)\s*(?:[|·•].*)?", re.DOTALL)
_LONGEST_BYLINE = 10
_LONGEST_LABEL = 3
_LONGEST_HEADLINE = 30
_WORDS_OF_A_TITLE = 12


def read(page: Page) -> Reading:
    """Return a text as an article. Raises ValueError where there are no words in it."""
    text = without_controls(normalise_text(decode(page.content, page.charset)))
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if not lines:
        raise ValueError("it is empty")
    place, byline = _find_byline(lines[:_HEAD_LINES])
    return Reading(text=text, title=_title(lines, place), tool=TOOL, byline=byline, language=language_of(text))


def _find_byline(head: list[str]) -> tuple[int | None, str | None]:
    """Return the place and the name of a byline: `By Ann Example |` after the headline and before the first paragraph."""
    for place, line in enumerate(head[1:], 1):
        found = _BYLINE.fullmatch(line)
        if found and not ends_sentence(line) and len(found[1].split()) <= _LONGEST_BYLINE and _is_name(found[1]):
            return place, found[1]
    return None, None


def _is_name(words: str) -> bool:
    """Tell whether words are a name and no sentence: it has a capital letter and, but for particles, little else."""
    parts = words.split()
    return sum(part[0].isupper() or not part[0].islower() for part in parts) * 2 >= len(parts)


def _title(lines: list[str], byline: int | None) -> str:
    head = lines[: byline or min(2, len(lines))]
    if len(head) > 1 and _is_label(head[0]) and _is_headline(head[1]):
        return head[1]
    first = head[0]
    if byline is None and len(first.split()) > _LONGEST_HEADLINE:
        return " ".join(first.split()[:_WORDS_OF_A_TITLE]).rstrip(",;:") + " …"
    return first


def _is_label(line: str) -> bool:
    return len(line.split()) <= _LONGEST_LABEL and not ends_sentence(line)


def _is_headline(line: str) -> bool:
    return _LONGEST_LABEL < len(line.split()) <= _LONGEST_HEADLINE and not line.endswith((".", ",", ";", ":"))
