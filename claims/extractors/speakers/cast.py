"""Who appears in an article: one character for each person, organisation, group and document, under its fullest name."""

from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from claims.extractors.article import Article
from claims.extractors.speakers.grammar import gender_of_organisation
from claims.extractors.speakers.lexicon import Gender, Lexicon
from claims.extractors.speakers.names import Run
from claims.extractors.speakers.roles import Role

MOST_CALLED = 48
"""So many characters are remembered for one word, so that the time stays linear in the text."""


class Kind(StrEnum):
    """What a character is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    DOCUMENT = "document"
    PLACE = "place"
    SEVERAL = "several"
    """Named characters that a plural pronoun may stand for together."""


@dataclass(eq=False, slots=True)
class Character:
    """Somebody in the article. Unnamed ones have an empty name."""

    name: str
    kind: Kind
    genders: Counter[Gender] = field(default_factory=Counter)
    """What speaks for each gender, weighted: a title or a known first name 10, a pronoun 2, the sound of the name 1."""
    is_they: bool = False
    may_be_they: bool = False
    """Whether a "their" beside the name alone suggests that the article calls the person so."""
    roles: list[Role] = field(default_factory=list)
    words: Counter[str] = field(default_factory=Counter)
    """The words of its roles and of its name, in lower case and in the singular, by which a description may call it."""
    age: str = ""
    members: tuple["Character", ...] = ()
    anonymity: str | None = None
    is_anonymous: bool = False
    speaks_for: "Character | None" = None
    """The organisation of a spokesperson without a name."""
    owner: "Character | None" = None
    """Whose lawyer, brother or coach a person was called: "his lawyer"."""
    noun_gender: Gender | None = None
    """Of an organisation, the gender of the noun that calls it, in a language in which that chooses the pronoun."""
    same_as: "Character | None" = None
    """The character that it turned out to be later in the article."""
    is_definite: bool = False
    """Whether the article has called it by a role as if it were known: "the pilot"."""
    first_token: int = 0

    def may_be_thing(self, most: int = 1) -> bool:
        """Tell whether nothing but its name, and at `most` so much of a gender, says that it is a person."""
        return bool(self.name) and not self.roles and not self.age and self.owner is None and sum(self.genders.values()) <= most

    @property
    def settled(self) -> "Character":
        """Return the character that this one turned out to be."""
        return self.same_as.settled if self.same_as else self

    @property
    def role_text(self) -> str | None:
        """Return the role as printed: the first that is more than a rank."""
        ordered = sorted(self.roles, key=lambda role: role.is_rank)
        return ordered[0].text if ordered else None

    @property
    def affiliation(self) -> str | None:
        """Return the organisation that its role names."""
        role = next((role for role in sorted(self.roles, key=lambda role: role.is_rank)), None)
        return role.affiliation if role else None

    def fits(self, gender: Gender) -> float:
        """Return how well a pronoun of that gender fits, from -1 (not at all) to 1 (surely)."""
        if not self.genders:
            return 0.0
        other = Gender.FEMALE if gender is Gender.MALE else Gender.MALE
        difference = self.genders.get(gender, 0) - self.genders.get(other, 0)
        return max(-1.0, min(1.0, difference / 5))


@dataclass(eq=False)
class Cast:
    """The named characters of an article and who each run of capitalised words is."""

    article: Article
    lexicon: Lexicon
    runs: list[Run]
    who: list[Character | None]
    """For each run, the character that it names, if any."""
    run_at: dict[int, int]
    """For each token of a run, the number of the run."""
    described: dict[str, deque[Character]] = field(default_factory=lambda: defaultdict(lambda: deque(maxlen=MOST_CALLED)))
    """By a word of a role or name, the last characters that it may call."""

    @cached_property
    def by_age(self) -> dict[str, Character]:
        """Return the people whose age is printed, by it."""
        return {one.age: one for one in reversed(self.who) if one is not None and one.age}

    @cached_property
    def first_people(self) -> list[Character]:
        """Return the six people who are named first, with all their names."""
        people = dict.fromkeys(one for one in self.who if one is not None and one.kind is Kind.PERSON and " " in one.name)
        return list(people)[:6]

    @cached_property
    def interviewee(self) -> Character | None:
        """Return who answers where nobody is named: the person named most before the first question who does not ask by profession."""
        asking, words = self.lexicon.people["interviewers"], self.article.words
        question = words.index("?") if "?" in words else len(words)
        named = [one for one, run in zip(self.who, self.runs, strict=True) if one is not None and run.first < question]
        people = Counter(one for one in named if one.kind is Kind.PERSON and asking.isdisjoint(one.words))
        ranked = sorted(people, key=lambda one: -people[one] - 0.5 * bool(one.roles))
        return ranked[0] if ranked else next(iter(self.first_people), None)

    def describe(self, character: Character, words: list[str]) -> None:
        """Note words by which a description may call a character."""
        if character.kind is Kind.ORGANISATION and character.noun_gender is None:
            character.noun_gender = gender_of_organisation(self.lexicon, words)
        for word in words:
            if word not in character.words:
                self.described[word].append(character)
            character.words[word] += 1
