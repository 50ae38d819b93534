"""Who said it where no source is marked: the speaker inside the quotation around it."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extractors.findings import Finding
from claims.extractors.speakers.cast import Character
from claims.extractors.speakers.phrases import Form, read_phrase
from claims.extractors.speakers.places import Place
from claims.extractors.speakers.resolving import Reader
from claims.extractors.speakers.roles import head_of


@dataclass(frozen=True, slots=True)
class Missing:
    """Who was found, the tokens that say so, and why."""

    characters: tuple[Character, ...]
    first: int | None
    last: int | None
    confidence: float
    because: str


def find_missing(reader: Reader, place: Place, outer: int | None, findings: Sequence[Finding]) -> Missing | None:
    """Find the speaker of a quotation inside another: the subject of the sentence before it within the outer words."""
    del findings
    if outer is None or not place.content:
        return None
    article, lexicon = reader.article, reader.lexicon
    inner = place.content[0][0]
    piece = next((piece for piece in reader.places[outer].content if piece[0] <= inner < piece[1]), None)
    if piece is None:
        return None
    start = max(piece[0], article.sentences[article.sentence_of[inner]].start)
    while start < inner and not article.words[start][0].isalnum():
        start += 1
    if start >= inner:
        return None
    stop = min(inner, start + 12)
    number = reader.cast.run_at.get(start)
    word = article.words[start].lower()
    if number is not None:
        stop = reader.cast.runs[number].last
    elif word in lexicon.pronouns or word in lexicon.people["first_person"]:
        stop = start + 1
    else:
        head = next((at for at in range(start, stop) if lexicon.sort_of(article.words[at].lower())), head_of(article, lexicon, start, stop))
        stop = head + 1
    phrase = read_phrase(article, lexicon, reader.cast.run_at, reader.cast.runs, start, stop)
    if phrase.form is Form.NAME and phrase.run is not None and (one := reader.cast.who[phrase.run]):
        return Missing((one,), start, stop, 0.6, f"'{one.name}' stands before the quotation inside the quotation")
    if phrase.form is Form.DESCRIPTION:
        answer = reader.describing.mean(phrase)
        return Missing(answer.characters, start, stop, 0.6, "the speaker stands before the quotation inside the quotation")
    return None
