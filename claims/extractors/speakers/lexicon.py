"""The words of a language that tell who speaks: roles, pronouns, organisations, documents, first names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import filterfalse

from claims.vocabularies import Medium


class Gender(StrEnum):
    """Which pronoun stands for a person."""

    MALE = "male"
    FEMALE = "female"
    __hash__ = str.__hash__
    """Genders are counted often, and `Enum` hashes slowly."""


class Sort(StrEnum):
    """What a common noun names."""

    ROLE = "role"
    GROUP = "group"
    ORGANISATION = "organisation"
    DOCUMENT = "document"


_REMEMBERED = 50_000
_REMEMBERED_METHODS = (
    "sort_of", "sort_of_printed", "singular", "is_title", "is_plain", "is_organisation", "is_first_name", "gender_of_word",
    "gender_of_first_name", "base", "bases", "nominative",
)  # fmt: skip
_LONG = 5


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
    owners: dict[str, str]
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
    word_order_is_free: bool
    """Whether the subject may stand behind the verb in any statement."""
    feminine_ending: str
    article_genders: dict[str, dict[str, Gender]]
    """The gender that an article tells of a noun, by the noun's ending: "die Vorsitzende"."""
    strong_endings: dict[str, str]
    """What an adjective ends with where the article before it falls away: "der Deutsche Bund", "Deutscher Bund"."""
    confidence: dict[str, float]
    """How sure it is, from 0 to 1, that a source is somebody without a name ("unnamed"), or a "document"."""
    kin: dict[str, frozenset[str]]
    """What one of two is to the other, by a word for both: "couple"."""
    converse: dict[str, frozenset[str]]
    """What one is to whom is that to one: a husband to a "wife"."""
    ages: dict[str, range]
    """The ages at which somebody is called by a word: "teenager"."""

    def __post_init__(self) -> None:
        """Remember what each word was found to be, since the same words come again and again."""
        for name in _REMEMBERED_METHODS:
            object.__setattr__(self, name, lru_cache(_REMEMBERED)(getattr(self, name)))

    def singular(self, word: str) -> str:
        """Return a word in lower case and, where it is a known noun, in the singular."""
        lower = word.lower()
        found = self.sort_of(lower)
        return self.ranks.get(lower) or (found[0] if found else lower)

    def is_title(self, word: str) -> bool:
        """Tell whether a printed word may stand before a name as a title, a rank or a role."""
        lower = word.lower()
        if lower in self.honorifics_and_ranks:
            return True
        found = self.sort_of_printed(word)
        if found is not None and self.nouns_are_capitalised and found[1] is Sort.GROUP:
            return any(one in self.roles for one in self._singulars(lower))
        return found is not None and found[1] is Sort.ROLE and not found[2]

    @cached_property
    def openings_of_they(self) -> frozenset[str]:
        """Return the first words of the phrases that say that somebody is called "they"."""
        return frozenset(re.split(r"[/ ]", phrase)[0] for phrase in self.phrases["singular_they"])

    @cached_property
    def third_persons(self) -> dict[str, str]:
        """Return the pronouns with those that only own: "seine" calls whom "er" calls."""
        return self.owners | self.pronouns

    @cached_property
    def openings_of_and(self) -> frozenset[str]:
        """Return the first words of the phrases that join two who speak."""
        return frozenset(phrase.partition(" ")[0] for phrase in self.people["and_phrases"])

    @cached_property
    def pair_words(self) -> frozenset[str]:
        """Return the words for two, or for those who belong together."""
        return self.people["pairs"] | self.people["pair_nouns"]

    @cached_property
    def surname_endings(self) -> tuple[tuple[Gender, tuple[str, ...]], ...]:
        """Return the endings of surnames that tell a gender."""
        return tuple((gender, tuple(self.people[f"{gender}_surname_endings"])) for gender in (Gender.FEMALE, Gender.MALE))

    @cached_property
    def phrase_ends(self) -> frozenset[str]:
        """Return the words behind which a phrase has its main word no more."""
        return self.people["prepositions"] | self.people["clause_words"]

    def sort_of_printed(self, word: str) -> tuple[str, Sort, bool] | None:
        """Return what `sort_of` does, but guess nothing from the ending of a word with a capital: Sherman is no man."""
        lower = word.lower()
        found = self.sort_of(lower)
        if found is None or word == lower or self.nouns_are_capitalised:
            return found
        return None if found[0] == lower and self.is_guessed(lower) else found

    def is_guessed(self, word: str) -> bool:
        """Tell whether only the ending of a word says what it names."""
        return word not in self.groups and word not in self.roles and word not in self.documents and word not in self.organisations

    @cached_property
    def honorifics_and_ranks(self) -> frozenset[str]:
        """Return the words that stand before names only."""
        return self.people["honorifics"] | frozenset(self.ranks)

    def sort_of(self, word: str) -> tuple[str, Sort, bool] | None:
        """Return the singular of a common noun, what it names, and whether it is a plural; None of a word of no such kind."""
        if word in self.groups:
            return word, Sort.GROUP, True
        for singular in self._singulars(word):
            is_plural = singular != word and not word.endswith(f"-{singular}")
            if singular in self.roles or (len(singular) > 5 and singular.endswith(self.role_endings)):
                return singular, Sort.ROLE, is_plural
            if singular in self.documents or (self.nouns_are_capitalised and self._is_compound_document(singular)):
                return singular, Sort.DOCUMENT, is_plural
            if self.is_organisation(singular):
                return self.nominative(singular), Sort.ORGANISATION, is_plural
        if len(word) > 5 and word.endswith(self._endings_of_people):
            is_plural = not word.endswith(self.endings["people"])
            return word, Sort.GROUP if is_plural else Sort.ROLE, is_plural
        return None

    @cached_property
    def _endings_of_people(self) -> tuple[str, ...]:
        return (*self.endings["people"], *self.endings["many"])

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

    def _is_compound_document(self, word: str) -> bool:
        """Tell whether a compound ends with a document: "prüfbericht"."""
        return word.endswith(self._documents) and not self.is_organisation(word)

    @cached_property
    def _documents(self) -> tuple[str, ...]:
        return tuple(word for word in self.documents if len(word) >= _LONG)

    def medium_of(self, document: str) -> Medium:
        """Return the medium that a document is, by its noun or the end of its compound."""
        return self.documents.get(document) or next(self.documents[end] for end in self._documents if document.endswith(end))

    def nominative(self, word: str) -> str:
        """Return the name of an organisation without the ending of its case: "Ministeriums"."""
        if self.nouns_are_capitalised:
            if any(word.lower().endswith(f"{weak}n") for weak in self.people["weak_nouns"]):
                return word[:-1]
            for ending in ("s", "es"):
                stem = word.removesuffix(ending)
                if stem != word and stem.lower().endswith(self._long_organisations):
                    return stem
        return word

    @cached_property
    def _long_organisations(self) -> tuple[str, ...]:
        return tuple(noun for noun in self.organisations | self.anything if len(noun) > 3)

    def base(self, word: str) -> str | None:
        """Return the noun that a compound ends with: "leiter" of "behördenleiter"."""
        return self._base_of(word, self._nouns) if self.nouns_are_capitalised else None

    def bases(self, word: str) -> tuple[str, ...]:
        """Return all nouns that a compound ends with, the longest first: "heimleiter" and "leiter" of "tierheimleiter"."""
        found: list[str] = []
        while (base := self.base(found[-1] if found else word)) and base not in found:
            found.append(base)
        return tuple(found)

    @cached_property
    def _nouns(self) -> frozenset[str]:
        return self.roles | self.organisations | frozenset(self.documents)

    def _base_of(self, word: str, nouns: frozenset[str]) -> str | None:
        for ending in ("", "s", "es", "en", "n"):
            stem, shortest = word.removesuffix(ending), 4 if ending.endswith("n") else 3
            for start in range(len(stem) + 1 - shortest):
                if stem[start:] in nouns and (start or stem != word or nouns is self.organisations):
                    return stem[start:]
        return None

    def gender_of_word(self, word: str) -> Gender | None:
        """Return the gender that a title or a role tells."""
        if word in self.people["female"]:
            return Gender.FEMALE
        if word in self.people["male"]:
            return Gender.MALE
        if not self.feminine_ending or (found := self.sort_of(word)) is None or found[1] not in (Sort.ROLE, Sort.GROUP):
            return None
        if (found[1] is Sort.GROUP and word not in self.roles) or found[0].endswith(self._any_gender):
            return None
        return Gender.FEMALE if word.endswith((self.feminine_ending, *self.people["female"])) else Gender.MALE

    @cached_property
    def endings_of_epithets(self) -> tuple[str, ...]:
        """Return the words that may call anybody once more, as the ends of compounds."""
        return tuple(self.people["epithets"])

    @cached_property
    def _any_gender(self) -> tuple[str, ...]:
        return tuple(self.people["of_any_gender"]) or ("\0",)

    def gender_of_first_name(self, name: str) -> tuple[Gender, bool] | None:
        """Return the gender that a first name tells, and whether that is sure enough to rule the other out."""
        name = name.lower()
        if (name in self.male_names) != (name in self.female_names):
            return (Gender.MALE if name in self.male_names else Gender.FEMALE), True
        for ending, gender in self.name_endings.items():
            if name.endswith(ending) and len(name) > len(ending) + 1:
                return gender, False
        return None

    def calling_words(self, words: Iterable[str]) -> set[str]:
        """Return those of some printed words that call somebody."""
        return set(filterfalse(self.is_plain, set(words)))

    def is_plain(self, word: str) -> bool:
        """Tell whether a printed word calls nobody."""
        word = word.lower()
        if word in self.pronouns or word in self.people["they_words"]:
            return False
        found = self.sort_of(word)
        return found is None or found[1] not in (Sort.ROLE, Sort.GROUP)

    def is_first_name(self, word: str) -> bool:
        """Tell whether a word is a common first name."""
        return word.lower() in self.male_names or word.lower() in self.female_names
