"""Finds the characters of an article: full names first, then the surnames, first names and acronyms that stand for them."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from claims.extractors.article import Article
from claims.extractors.speakers.cast import Cast, Character, Kind
from claims.extractors.speakers.lexicon import Gender, Lexicon, Sort
from claims.extractors.speakers.names import Run, is_acronym
from claims.extractors.speakers.roles import role_before, role_of, roles_around, singular

_MOST_ROLES = 8


def find_cast(article: Article, lexicon: Lexicon, runs: list[Run], starts: frozenset[int], heads: frozenset[int]) -> Cast:
    """Return the named characters of an article.

    `starts` are the first tokens of the sources, `heads` all tokens of the sources that are short enough to be a name.
    """
    casting = _Casting(article, lexicon, runs, starts, heads)
    return casting.cast()


@dataclass(eq=False)
class _Casting:
    article: Article
    lexicon: Lexicon
    runs: list[Run]
    starts: frozenset[int]
    heads: frozenset[int]
    full: dict[tuple[str, ...], Character] = field(default_factory=dict)
    edges: dict[tuple[str, str], Character] = field(default_factory=dict)
    by_word: dict[str, list[Character]] = field(default_factory=lambda: defaultdict(list))
    acronyms: dict[str, Character] = field(default_factory=dict)
    nominative: dict[str, str] = field(default_factory=dict)

    def cast(self) -> Cast:
        """Name the runs: those of several words first."""
        words = self.article.words
        capitals = {word for run in self.runs for word in words[run.name : run.last]}
        self.nominative = {word: self._nominative(word, capitals) for word in capitals}
        self.keys = [tuple(self.nominative[word].lower() for word in words[run.name : run.last] if word not in "'’&") for run in self.runs]
        self.kinds = self._kinds()
        who: list[Character | None] = [None if self._is_short(number) else self._full(number) for number in range(len(self.runs))]
        self._note_acronyms(who)
        for number in range(len(self.runs)):
            if self.keys[number] and self._is_short(number):
                who[number] = self._single(number)
        run_at = {token: number for number, run in enumerate(self.runs) for token in range(run.first, run.last)}
        cast = Cast(self.article, self.lexicon, self.runs, who, run_at)
        for character, run in zip(who, self.runs, strict=True):
            if character is not None:
                self._add_facts(cast, character, run)
        return cast

    def _kinds(self) -> dict[tuple[str, ...], Kind]:
        votes: dict[tuple[str, ...], Counter[Kind]] = defaultdict(Counter)
        for key, run in zip(self.keys, self.runs, strict=True):
            votes[key].update(self._votes(run))
        return {key: max(Kind, key=lambda kind: counted[kind]) for key, counted in votes.items()}

    def _votes(self, run: Run) -> Counter[Kind]:
        """Count what speaks for each kind where a run stands."""
        words, lexicon = self.article.words, self.lexicon
        before = words[run.first - 1].lower() if run.first else ""
        after = words[run.last].lower() if run.last < len(words) else ""
        behind = role_of(self.article, lexicon, run.last)
        votes: Counter[Kind] = Counter()
        votes[Kind.ORGANISATION] = 8 * run.is_organisation
        votes[Kind.PERSON] = 20 * run.has_title + 2 * (run.length > 1) + 6 * (run.length > 0 and lexicon.is_first_name(words[run.name]))
        votes[Kind.PERSON] += 8 * self._is_role(before) + 4 * ("who" in (after, words[run.last + 1 : run.last + 2]))
        votes[Kind.PLACE] = 3 * (before in lexicon.people["places"]) + (before == "from")
        if self._is_modifier(run, after):
            votes[Kind.ORGANISATION] += 1
        if before in lexicon.people["definite"] and not run.has_title and not lexicon.nouns_are_capitalised:
            votes[Kind.ORGANISATION] += 5
        if lexicon.nouns_are_capitalised and run.name not in self.heads and votes[Kind.PERSON] < 6:
            votes[Kind.PLACE] += 3
        if before == "," and run.first > 1 and (noun := lexicon.sort_of(words[run.first - 2].lower())) and noun[1] is Sort.ORGANISATION:
            votes[Kind.ORGANISATION] += 8 * (not run.has_title and role_before(self.article, lexicon, run, self.starts) is None)
        if behind is not None:
            votes[Kind.PERSON] += 6 * (behind.sort is Sort.ROLE)
            votes[Kind.ORGANISATION] += 9 * (behind.sort is Sort.ORGANISATION)
        if run.name in self.heads and not votes[Kind.ORGANISATION]:
            votes[Kind.PERSON] += 4
        return votes

    def _is_role(self, word: str) -> bool:
        found = self.lexicon.sort_of(word)
        return found is not None and found[1] is Sort.ROLE and not found[2]

    def _is_modifier(self, run: Run, after: str) -> bool:
        found = self.lexicon.sort_of(after)
        return found is not None and run.length == 1 and found[1] in (Sort.ROLE, Sort.GROUP, Sort.ORGANISATION)

    def _full(self, number: int) -> Character:
        key, run = self.keys[number], self.runs[number]
        kind = self.kinds[key]
        edge = (key[0], key[-1]) if key else ("", "")
        character = self.full.get(key) or (self.edges.get(edge) if kind is Kind.PERSON else None)
        if character is None:
            character = Character(self._printed(run), kind, first_token=run.first)
            self._add_title(character, run)
            for word in {part for printed in key for part in (printed, printed.rpartition("-")[2])}:
                self.by_word[word].append(character)
        if kind is Kind.PERSON:
            self.edges.setdefault(edge, character)
            if run.length > character.name.count(" ") + 1:
                character.name = self._printed(run)
        self.full[key] = character
        return character

    def _is_short(self, number: int) -> bool:
        """Tell whether a run is one word of a name, with or without the small words before it: "de la Roque"."""
        key = self.keys[number]
        return len(key) < 2 or (
            key[0] in self.lexicon.particles
            and not self.lexicon.is_first_name(key[0])
            and all(word in self.lexicon.particles for word in key[:-1])
        )

    def _printed(self, run: Run) -> str:
        text = " ".join(self.article.string(run.name, run.last).split())
        last = self.article.words[run.last - 1]
        return text.removesuffix(last) + self.nominative[last]

    def _nominative(self, word: str, capitals: set[str]) -> str:
        """Return a noun without the ending of its case where the text has it without one, too, or it is a known noun: "Ministeriums"."""
        if not self.lexicon.nouns_are_capitalised:
            return word
        stems = [word.removesuffix(ending) for ending in ("s", "es", "n", "en")]
        known = next((stem for stem in stems if stem != word and len(stem) > 3 and stem in capitals), None)
        return known or self.lexicon.nominative(word)

    def _note_acronyms(self, who: list[Character | None]) -> None:
        """Note the short names of organisations: those in brackets behind the name, else the initials of its words."""
        words = self.article.words
        small = self.lexicon.people["prepositions"] | self.lexicon.people["determiners"] | self.lexicon.people["and_words"]
        for key, run, character in zip(self.keys, self.runs, who, strict=True):
            if character is None or run.length < 2:
                continue
            self.acronyms.setdefault("".join(part[0] for part in key if part not in small), character)
            if run.last + 1 < len(words) and words[run.last] == "(" and is_acronym(words[run.last + 1]):
                self.acronyms[words[run.last + 1].lower()] = character

    def _single(self, number: int) -> Character:
        key, run = self.keys[number], self.runs[number]
        genders = {gender for title in self.article.words[run.first : run.name] if (gender := self.lexicon.gender_of_word(title.lower()))}
        if key in self.full and (not genders or self._may_have(self.full[key], genders)):
            return self.full[key]
        word = key[-1]
        chosen: Character | None = None
        if is_acronym(self.article.words[run.name]):
            chosen = self.full[key] = self.acronyms.get(word) or Character(self._printed(run), Kind.ORGANISATION, first_token=run.first)
            return chosen
        named = self.by_word.get(word, self.by_word.get(word.removeprefix("al-"), []))
        if run.name in self.heads and len(named) == 1 and named[0].kind is Kind.PLACE and named[0].name.lower().endswith(f" {word}"):
            named[0].kind = Kind.PERSON
        known = [one for one in named if one.kind is not Kind.PLACE]
        persons = [one for one in known if one.kind is Kind.PERSON]
        if self._is_spoken_of_as_organisation(key, run, known):
            persons, known = [], [one for one in known if one.kind is Kind.ORGANISATION]
        chosen = self._best(persons or known, run, word)
        if chosen is None:
            chosen = Character(self._printed(run), self.kinds[key], first_token=run.first)
            self._add_title(chosen, run)
            if not named or not run.has_title:
                self.full[key] = chosen
            self.by_word[word].append(chosen)
        return chosen

    def _is_spoken_of_as_organisation(self, key: tuple[str, ...], run: Run, known: list[Character]) -> bool:
        """Tell whether the bare word is an organisation although a person has it as a surname: "Hartwell, the utility"."""
        if self.kinds[key] is not Kind.ORGANISATION or run.has_title:
            return False
        behind = role_of(self.article, self.lexicon, run.last)
        return (behind is not None and behind.sort is Sort.ORGANISATION) or not any(one.kind is Kind.PERSON for one in known)

    def _best(self, known: list[Character], run: Run, word: str) -> Character | None:
        """Choose among those of one name: by the title, then the one named last before here."""
        titles = {self.article.words[token].lower() for token in range(run.first, run.name)}
        genders = {gender for title in titles if (gender := self.lexicon.gender_of_word(title))}
        distinct = [one for one in dict.fromkeys(known) if not genders or self._may_have(one, genders)]
        if len(distinct) < 2:
            return distinct[0] if distinct else None
        surnames = [one for one in distinct if one.name.lower().endswith(word)] or distinct
        roles = {singular(title, self.lexicon) for title in titles}
        titled = [one for one in surnames if roles & set(one.words)] or surnames
        before = [one for one in titled if one.first_token < run.first]
        return max(before, key=lambda one: one.first_token) if before else titled[0]

    def _may_have(self, one: Character, genders: set[Gender]) -> bool:
        """Tell whether a person may have the gender that a title such as Mrs. tells."""
        sounds = self.lexicon.gender_of_first_name(one.name.split()[0]) if " " in one.name else None
        if one.genders:
            return any(one.fits(gender) > -0.7 for gender in genders)
        return sounds is None or not sounds[1] or sounds[0] in genders

    def _add_facts(self, cast: Cast, character: Character, run: Run) -> None:
        if character.kind is Kind.PERSON:
            self._add_person(cast, character, run)
        elif character.kind is Kind.ORGANISATION and run.length:
            cast.describe(
                character, [singular(word, self.lexicon) for word in self.article.words[run.name : run.last] if word[0].isalpha()]
            )
            before = singular(self.article.words[run.first - 1], self.lexicon) if run.first else ""
            if self.lexicon.is_organisation(before):
                cast.describe(character, [before])
            behind = role_of(self.article, self.lexicon, run.last)
            if behind and behind.sort is Sort.ORGANISATION:
                cast.describe(character, list(behind.words))

    def _add_person(self, cast: Cast, character: Character, run: Run) -> None:
        lexicon, words = self.lexicon, self.article.words
        sounds = lexicon.gender_of_first_name(words[run.name])
        if sounds and not character.genders and words[run.name].lower() == character.name.split()[0].lower():
            character.genders[sounds[0]] += 4 if sounds[1] else 1
        for role in roles_around(self.article, lexicon, run, self.starts):
            character.age = character.age or role.age
            if not role.text or role.sort is Sort.ORGANISATION:
                continue
            if len(character.roles) < _MOST_ROLES and role.text not in [known.text for known in character.roles]:
                character.roles.append(role)
            cast.describe(character, list(role.words))
            if gender := lexicon.gender_of_word(role.head):
                character.genders[gender] += 10
        self._add_title(character, run)

    def _add_title(self, character: Character, run: Run) -> None:
        for word in self.article.words[run.first : run.name]:
            if gender := self.lexicon.gender_of_word(word.lower()):
                character.genders[gender] += 10
