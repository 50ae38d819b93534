"""Makes the lexicon of a language from its data files."""

from functools import cache
from typing import Any

from claims.extractors.languages import DEFAULT_LANGUAGE, read
from claims.extractors.speakers.lexicon import Gender, Lexicon
from claims.vocabularies import Medium

_LONG_ENOUGH = 6
"""Letters from which on a role may end a compound: "stadtarchivar"."""


@cache
def lexicon(language: str) -> Lexicon:
    """Return the words of a language; first names and their small words are those of all languages with such a list."""
    people, organisations, names = read(language, "people"), read(language, "organisations"), read(DEFAULT_LANGUAGE, "names")
    adjectival = _adjectival(people)
    lists = _lists(people, adjectival)
    roles = _with_feminine(lists["roles"] | adjectival.keys(), people)
    endings = [(end, Gender.FEMALE) for end in names["female_endings"]] + [(end, Gender.MALE) for end in names["male_endings"]]
    return Lexicon(
        people=lists,
        roles=roles,
        role_endings=_role_endings(people, roles),
        groups=lists["groups"],
        irregular_plurals=people.get("irregular_plurals", {}) | {f"{word}n": word for word in lists["plural_alone"]},
        ranks=people.get("ranks", {}),
        wider={word: frozenset(narrower) for word, narrower in (adjectival | _wider(people)).items()},
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
        word_order_is_free=bool(people.get("word_order_is_free")),
        feminine_ending=people.get("female_role_ending", ""),
        article_genders=_article_genders(people),
        strong_endings=people.get("strong_endings", {}),
        confidence=people["confidence"],
        kin={word: frozenset(kin) for word, kin in people.get("kin", {}).items()},
        converse={word: frozenset(others) for word, others in people.get("converse", {}).items()},
        ages={word: range(youngest, oldest + 1) for word, (youngest, oldest) in people.get("ages", {}).items()},
    )


def _lists(people: dict[str, Any], adjectival: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    """Return the lists of words; those that a language does not have are empty."""
    lists = dict.fromkeys((name for name, value in read(DEFAULT_LANGUAGE, "people").items() if isinstance(value, list)), frozenset[str]())
    lists |= {name: frozenset(value) for name, value in people.items() if isinstance(value, list)}
    lists["plural_alone"] = frozenset(word for word in adjectival if word.endswith("e"))
    lists["of_any_gender"] |= lists["plural_alone"]
    return lists


def _article_genders(people: dict[str, Any]) -> dict[str, dict[str, Gender]]:
    told = people.get("article_genders", {}).items()
    return {article: {ending: Gender(gender) for ending, gender in endings.items()} for article, endings in told}


def _adjectival(people: dict[str, Any]) -> dict[str, list[str]]:
    """Return the nouns that are adjectives, each with its other form: "angeklagter", "angeklagte"."""
    stems = people.get("adjectival_roles", [])
    return {f"{stem}er": [f"{stem}e"] for stem in stems} | {f"{stem}e": [f"{stem}er"] for stem in stems}


def _with_feminine(roles: frozenset[str], people: dict[str, Any]) -> frozenset[str]:
    """Return roles with the feminine ones that are made of them."""
    return roles | {_feminine(role, people) for role in roles} if people.get("female_role_ending") else roles


def _feminine(role: str, people: dict[str, Any]) -> str:
    """Return the feminine of a role: "biologin" of "biologe", "zahnärztin" of "zahnarzt"."""
    for masculine, feminine in people["feminines"].items():
        if role.endswith(masculine):
            return f"{role.removesuffix(masculine)}{feminine}"
    return f"{role.removesuffix('e')}{people['female_role_ending']}"


def _wider(people: dict[str, Any]) -> dict[str, list[str]]:
    """Return the words of wider meaning, with the feminine ones that an ending makes of them."""
    wider: dict[str, list[str]] = people.get("wider", {})
    if not people.get("female_role_ending"):
        return wider
    return {_feminine(word, people): [_feminine(one, people) for one in narrower] for word, narrower in wider.items()} | wider


def _role_endings(people: dict[str, Any], roles: frozenset[str]) -> tuple[str, ...]:
    """Return the endings of compounds that are roles, with their feminine forms: "minister", "ministerin"."""
    if not people.get("nouns_are_capitalised"):
        return tuple(people.get("role_endings", ("\0",)))
    long = frozenset(role for role in roles if len(role) >= _LONG_ENOUGH)
    return tuple(sorted(_with_feminine(frozenset(people["role_endings"]), people) | long))


def _by_word(media: dict[str, Any]) -> dict[str, Medium]:
    return {word: Medium(medium) for medium, words in media.items() for word in words}
