"""Where a source stands towards its statement, and whether a cue names a source at all."""

import re
from functools import cache

from claims.extractors.article import Article
from claims.extractors.languages import read
from claims.vocabularies import Stance


def stance_of(article: Article, cue: range) -> Stance:
    """Tell from the words of the cue whether the source affirms, hedges or denies."""
    stances = read(article.language, "media")["stance"]
    lowers = [article.words[token].lower() for token in cue]
    denial = next((word for word in lowers if word in stances["denies"]), None)
    if denial is not None and not _is_weak(denial, lowers, stances):
        is_negated = any(word in stances["negations"] or word.endswith(("n't", "n’t")) for word in lowers)
        return Stance.HEDGES if is_negated else Stance.DENIES
    following = article.words[cue.stop].lower() if cue and cue.stop < len(article.words) else ""
    text = f" {' '.join(lowers)} "
    if _hedges(article.language).search(text) is None:
        return Stance.AFFIRMS
    hedge = next(phrase for phrase in stances["hedges"] if f" {phrase} " in text)
    doubts = stances["doubt_before"]
    is_mere_question = hedge in stances["questions"] and not (following in doubts or any(word in doubts for word in lowers))
    return Stance.AFFIRMS if is_mere_question else Stance.HEDGES


@cache
def _hedges(language: str) -> re.Pattern[str]:
    """Return what finds any hedge at once."""
    return re.compile(f" (?:{'|'.join(map(re.escape, read(language, 'media')['stance']['hedges']))}) ")


def _is_weak(denial: str, lowers: list[str], stances: dict[str, list[str]]) -> bool:
    """Tell whether a word denies only together with another that is missing: "ruled" without "out"."""
    return denial in stances["ambiguous_denials"] and not any(word in stances["after_ambiguous"] for word in lowers)


def is_unstated(article: Article, cue: range) -> bool:
    """Tell whether a cue is a passive behind which nobody is named: "is believed to", "reportedly"."""
    words = read(article.language, "media")["words"]
    lowers = [article.words[token].lower() for token in cue]
    if any(word in words["quoted"] for word in lowers) and any(word in words["quoting"] for word in lowers):
        return False
    if len(lowers) == 1 and lowers[0] in words["rumoured"]:
        return True
    followed = lowers[-1:] + [word.lower() for word in article.words[cue.stop : cue.stop + 1]]
    for at, word in enumerate(lowers):
        if word in words["be"] and any(other in words["unstated"] for other in lowers[at + 1 : at + 4]):
            return lowers[0] in words["impersonal"] or any(other in words["passive_links"] for other in followed)
    return False
