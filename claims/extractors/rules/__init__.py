"""The rules: an article's attributed statements by their frames ("X said that", "according to X"), with no trained weights.

To add a frame: write a function from a reading and a sentence to candidates, name it in the RULES of a word order (`subject_first` for
English, `verb_second` for German), and give its rule a score in the language's `cues.toml`. Words are data, in `cues.toml` too.
"""

from claims.extractors.article import Article
from claims.extractors.findings import Finding
from claims.extractors.rules.choosing import finding_of
from claims.extractors.rules.engine import statements_of
from claims.extractors.rules.reading import Reading


def find_by_rules(article: Article) -> list[Finding]:
    """List the attributed statements that the rules see in an article, in the order of the text; time is linear in its length."""
    reading = Reading.of(article)
    return [finding_of(reading, one) for one in statements_of(reading)]
