"""Makes the lexicon of a language from its data files."""

from functools import cache
from typing import Any

from claims.extractors.languages import DEFAULT_LANGUAGE, read
from claims.extractors.speakers.lexicon import Gender, Lexicon
from claims.vocabularies import Medium


@cache
def lexicon(language: str) -> Lexicon:
    """Return the words of a language; first names and their small words are those of all languages with such a list."""
    people, organisations, names = read(language, "people"), read(language, "organisations"), read(DEFAULT_LANGUAGE, "names")
    lists = dict.fromkeys((name for name, value in read(DEFAULT_LANGUAGE, "people").items() if isinstance(value, list)), frozenset[str]())
    lists |= {name: frozenset(value) for name, value in people.items() if isinstance(value, list)}
    endings = [(end, Gender.FEMALE) for end in names["female_endings"]] + [(end, Gender.MALE) for end in names["male_endings"]]
    return Lexicon(
        people=lists,
        roles=lists["roles"],
        role_endings=_role_endings(people),
        groups=lists["groups"],
        irregular_plurals=people.get("irregular_plurals", {}),
        ranks=people.get("ranks", {}),
        wider={word: frozenset(narrower) for word, narrower in people.get("wider", {}).items()},
        pronouns=people["pronouns"],
        owners=people.get("owners", {}),
        phrases={name: tuple(value) for name, value in people["phrases"].items()},
        endings={name: tuple(value) for name, value in people["endings"].items()},
        organisations=frozenset(organisations["nouns"]),
        suffixes=frozenset(organisations["suffixes"]),
        generic=frozenset(organisations["generic"]),
        anything=frozenset(organisations["anything"]),
        outlet_words=frozenset(read(language, "media")["words"]["outlets"]),
        known=frozenset(organisations["known"]) | frozenset(read(language, "media")["words"]["known_outlets"]),
        documents=_by_word(organisations["documents"]),
        male_names=frozenset(names["male"].split()),
        female_names=frozenset(names["female"].split()),
        name_endings=dict(endings),
        particles=frozenset(names["particles"]),
        nouns_are_capitalised=bool(people.get("nouns_are_capitalised")),
        feminine_ending=people.get("female_role_ending", ""),
        kin={word: frozenset(kin) for word, kin in people.get("kin", {}).items()},
        converse={word: frozenset(others) for word, others in people.get("converse", {}).items()},
        ages={word: range(youngest, oldest + 1) for word, (youngest, oldest) in people.get("ages", {}).items()},
    )


def _role_endings(people: dict[str, Any]) -> tuple[str, ...]:
    """Return the endings of compounds that are roles, with their feminine forms: "minister", "ministerin"."""
    endings, feminine = people.get("role_endings", ("\0",)), people.get("female_role_ending", "")
    return tuple(dict.fromkeys([*endings, *(ending + feminine for ending in endings)]))


def _by_word(media: dict[str, Any]) -> dict[str, Medium]:
    return {word: Medium(medium) for medium, words in media.items() for word in words}
