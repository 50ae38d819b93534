"""The words of a language that tell who speaks: roles, pronouns, organisations, documents, first names."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property
from typing import Any

from claims.extractors.languages import DEFAULT_LANGUAGE, read
from claims.vocabularies import Medium


class Gender(StrEnum):
    """Which pronoun stands for a person."""

    MALE = "male"
    FEMALE = "female"


class Sort(StrEnum):
    """What a common noun names."""

    ROLE = "role"
    GROUP = "group"
    ORGANISATION = "organisation"
    DOCUMENT = "document"


_REMEMBERED = 50_000


@dataclass(frozen=True)
class Lexicon:
    """The words of one language, in lower case. `people` holds the lists of `people.toml` by their names."""

    people: dict[str, frozenset[str]]
    roles: frozenset[str]
    role_endings: tuple[str, ...]
    groups: frozenset[str]
    irregular_plurals: dict[str, str]
    ranks: dict[str, str]
    wider: dict[str, frozenset[str]]
    pronouns: dict[str, str]
    phrases: dict[str, tuple[str, ...]]
    endings: dict[str, tuple[str, ...]]
    organisations: frozenset[str]
    suffixes: frozenset[str]
    generic: frozenset[str]
    anything: frozenset[str]
    outlet_words: frozenset[str]
    known: frozenset[str]
    documents: dict[str, Medium]
    male_names: frozenset[str]
    female_names: frozenset[str]
    name_endings: dict[str, Gender]
    particles: frozenset[str]
    nouns_are_capitalised: bool
    feminine_ending: str
    _sorts: dict[str, tuple[str, Sort, bool] | None] = field(default_factory=dict)
    _plain: dict[str, bool] = field(default_factory=dict)

    def sort_of_printed(self, word: str) -> tuple[str, Sort, bool] | None:
        """Return what `sort_of` does, but guess nothing from the ending of a word with a capital: Sherman is no man."""
        lower = word.lower()
        found = self.sort_of(lower)
        if found is None or word == lower or self.nouns_are_capitalised:
            return found
        return None if found[0] == lower and self._is_guessed(lower) else found

    def _is_guessed(self, word: str) -> bool:
        return word not in self.groups and word not in self.roles and word not in self.documents and word not in self.organisations

    @cached_property
    def honorifics_and_ranks(self) -> frozenset[str]:
        """Return the words that stand before names only."""
        return self.people["honorifics"] | frozenset(self.ranks)

    def sort_of(self, word: str) -> tuple[str, Sort, bool] | None:
        """Return the singular of a common noun, what it names, and whether it is a plural; None of a word of no such kind."""
        if word not in self._sorts:
            if len(self._sorts) > _REMEMBERED:
                self._sorts.clear()
            self._sorts[word] = self._find_sort(word)
        return self._sorts[word]

    def _find_sort(self, word: str) -> tuple[str, Sort, bool] | None:
        if word in self.groups:
            return word, Sort.GROUP, True
        for singular in self._singulars(word):
            is_plural = singular != word
            if singular in self.roles or (len(singular) > 5 and singular.endswith(self.role_endings)):
                return singular, Sort.ROLE, is_plural
            if singular in self.documents:
                return singular, Sort.DOCUMENT, is_plural
            if self.is_organisation(singular):
                return singular, Sort.ORGANISATION, is_plural
        if len(word) > 5 and word.endswith((*self.endings["people"], *self.endings["many"])):
            is_plural = not word.endswith(self.endings["people"])
            return word, Sort.GROUP if is_plural else Sort.ROLE, is_plural
        return None

    def _singulars(self, word: str) -> list[str]:
        found = [word]
        if word in self.irregular_plurals:
            found.append(self.irregular_plurals[word])
        if self.nouns_are_capitalised:
            return found + [
                word[: -len(end)] for end in ("innen", "s", "en", "n", "e", "es") if word.endswith(end) and len(word) > len(end) + 2
            ]
        if word.endswith("ies"):
            found.append(word[:-3] + "y")
        if word.endswith("men"):
            found.append(word[:-3] + "man")
        if word.endswith("s") and not word.endswith("ss"):
            found += [word[:-1], word.removesuffix("es")]
        if "-" in word:
            found.append(word.rpartition("-")[2])
        return found

    def is_organisation(self, word: str) -> bool:
        """Tell whether a common noun names an organisation; in a language of long compounds, by its end."""
        if word in self.organisations:
            return True
        return self.nouns_are_capitalised and self._base_of(word, self.organisations) is not None

    def nominative(self, word: str) -> str:
        """Return the name of an organisation without the ending of its case: "Ministeriums"."""
        if self.nouns_are_capitalised:
            for ending in ("s", "es"):
                stem = word.removesuffix(ending)
                if stem != word and any(stem.lower().endswith(noun) for noun in self.organisations if len(noun) > 3):
                    return stem
        return word

    def base(self, word: str) -> str | None:
        """Return the noun that a compound ends with: "leiter" of "behördenleiter"."""
        return self._base_of(word, self._nouns) if self.nouns_are_capitalised else None

    @cached_property
    def _nouns(self) -> frozenset[str]:
        return self.roles | self.organisations | frozenset(self.documents)

    def _base_of(self, word: str, nouns: frozenset[str]) -> str | None:
        for stem in (word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("en"), word.removesuffix("n")):
            for start in range(len(stem) - 3):
                if stem[start:] in nouns and (start or stem != word or nouns is self.organisations):
                    return stem[start:]
        return None

    def gender_of_word(self, word: str) -> Gender | None:
        """Return the gender that a title or a role tells."""
        if word in self.people["female"]:
            return Gender.FEMALE
        if word in self.people["male"]:
            return Gender.MALE
        if not self.feminine_ending or (found := self.sort_of(word)) is None or found[1] is not Sort.ROLE:
            return None
        return Gender.FEMALE if word.endswith(self.feminine_ending) else Gender.MALE

    def gender_of_first_name(self, name: str) -> tuple[Gender, bool] | None:
        """Return the gender that a first name tells, and whether that is sure enough to rule the other out."""
        name = name.lower()
        if (name in self.male_names) != (name in self.female_names):
            return (Gender.MALE if name in self.male_names else Gender.FEMALE), True
        for ending, gender in self.name_endings.items():
            if name.endswith(ending) and len(name) > len(ending) + 1:
                return gender, False
        return None

    def plain_words(self, words: Iterable[str]) -> set[str]:
        """Return those of some printed words that call nobody."""
        if len(self._plain) > _REMEMBERED:
            self._plain.clear()
        distinct, known = set(words), self._plain
        known.update({word: self._is_plain(word.lower()) for word in distinct if word not in known})
        return {word for word in distinct if known[word]}

    def _is_plain(self, word: str) -> bool:
        if word in self.pronouns or word in self.people["they_words"]:
            return False
        found = self.sort_of(word)
        return found is None or found[1] not in (Sort.ROLE, Sort.GROUP)

    def is_first_name(self, word: str) -> bool:
        """Tell whether a word is a common first name."""
        return word.lower() in self.male_names or word.lower() in self.female_names


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
    )


def _role_endings(people: dict[str, Any]) -> tuple[str, ...]:
    """Return the endings of compounds that are roles, with their feminine forms: "minister", "ministerin"."""
    endings, feminine = people.get("role_endings", ("\0",)), people.get("female_role_ending", "")
    return tuple(dict.fromkeys([*endings, *(ending + feminine for ending in endings)]))


def _by_word(media: dict[str, Any]) -> dict[str, Medium]:
    return {word: Medium(medium) for medium, words in media.items() for word in words}
