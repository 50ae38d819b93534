"""Finds the characters of an article: full names first, then the surnames, first names and acronyms that stand for them."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from claims.extractors.article import Article
from claims.extractors.speakers.capitals import is_acronym
from claims.extractors.speakers.cast import Cast, Character, Kind
from claims.extractors.speakers.facts import Facts, add_title
from claims.extractors.speakers.inflection import adjective_stem, without_article
from claims.extractors.speakers.kinds import Kinds
from claims.extractors.speakers.lexicon import Gender, Lexicon, Sort
from claims.extractors.speakers.names import Run
from claims.extractors.speakers.roles import UNITIES, role_of, roles_around

_MOST_ROLES = 8
_JUST = (1, 2)
"""How many sentences ago somebody spoke who is still the one that a bare surname calls."""


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
    key_of: dict[Character, tuple[str, ...]] = field(default_factory=dict)
    printed: Counter[Character] = field(default_factory=Counter)
    """How often a full name stands in the article."""
    speaking: set[Character] = field(default_factory=set)
    """Who is a source under the full name."""
    spoke_in: dict[Character, list[int]] = field(default_factory=lambda: defaultdict(list))
    """The sentences in which each of them is."""

    def cast(self) -> Cast:
        """Name the runs: those of several words first."""
        words = self.article.words
        capitals = {word for run in self.runs for word in words[run.name : run.last]}
        self.nominative = {word: self._nominative(word, capitals) for word in capitals}
        stems = {word: adjective_stem(nominative, self.lexicon).lower() for word, nominative in self.nominative.items()}
        self.keys = [tuple(stems[word] for word in words[run.name : run.last] if word not in "'’&") for run in self.runs]
        kinds = Kinds(self.article, self.lexicon, self.runs, self.keys, self.starts, self.heads)
        self.kinds = kinds.kinds()
        self.called_organisation, self.called_person = kinds.called_organisation, kinds.called_person
        who: list[Character | None] = [None] * len(self.runs)
        for number in sorted(range(len(self.runs)), key=lambda number: -len(self.keys[number])):
            who[number] = None if self._is_short(number) else self._full(number)
        self._note_acronyms(who)
        self._note_firms(who)
        run_at = {token: number for number, run in enumerate(self.runs) for token in range(run.first, run.end)}
        cast = Cast(self.article, self.lexicon, self.runs, who, run_at)
        facts = Facts(cast, self.starts)
        short = [number for number in range(len(self.runs)) if self.keys[number] and self._is_short(number)]
        for number, character in enumerate(who):
            if character is not None:
                facts.add(character, self.runs[number])
        for number in short:
            who[number] = self._named_with_next(number, who) or self._single(number)
        for number in short:
            if (character := who[number]) is not None:
                facts.add(character, self.runs[number])
        return cast

    def _full(self, number: int) -> Character:
        key, run = self.keys[number], self.runs[number]
        kind = self.kinds[key]
        edge = (key[0], key[-1]) if key else ("", "")
        character = self.full.get(key) or ((self.edges.get(edge) or self._longer(key)) if kind is Kind.PERSON else None)
        if character is None:
            character = Character(self._printed(run), kind, first_token=run.first)
            add_title(self.lexicon, self.article.words[run.first : run.name], character)
            self.key_of[character] = key
            fathers = self.lexicon.people["patronymic_particles"]
            own = [printed for before, printed in zip(("", *key), key, strict=False) if before not in fathers or printed == key[-1]]
            for word in {part for printed in own for part in (printed, printed.partition("-")[0], printed.rpartition("-")[2])}:
                self.by_word[word].append(character)
        if kind is Kind.PERSON:
            self.edges.setdefault(edge, character)
            if run.length > character.name.count(" ") + 1:
                character.name = self._printed(run)
        self.full[key] = character
        character.first_token = min(character.first_token, run.first)
        self.printed[character] += 1
        if run.name in self.heads:
            self.speaking.add(character)
            self.spoke_in[character].append(self.article.sentence_of[run.first])
        return character

    def _longer(self, key: tuple[str, ...]) -> Character | None:
        """Find the person whose longer name ends or begins with a name: "Ruiz de Castro" of "Ana Ruiz de Castro"."""
        for one in self.by_word.get(key[-1], [])[-_MOST_ROLES:] if key else []:
            longer = self.key_of.get(one, ())
            if one.kind is Kind.PERSON and len(longer) > len(key) and key in (longer[-len(key) :], longer[: len(key)]):
                return one
        return None

    def _is_short(self, number: int) -> bool:
        """Tell whether a run is one word of a name, with or without the small words before it: "de la Roque"."""
        key = self.keys[number]
        return (
            len(key) < 2
            or all(len(word.rstrip(".")) == 1 for word in key)
            or (
                key[0] in self.lexicon.particles
                and not self.lexicon.is_first_name(key[0])
                and all(word in self.lexicon.particles for word in key[:-1])
            )
        )

    def _printed(self, run: Run) -> str:
        text = " ".join(self.article.string(run.name, run.last).split())
        first, last = self.article.words[run.name], self.article.words[run.last - 1]
        text = text.removesuffix(last) + self.nominative[last]
        if run.length < 2 or not run.is_organisation:
            return text
        opening = without_article(self.article.words, run.name, run.last, self.lexicon)
        return (opening if opening != first else self.nominative[first]) + text.removeprefix(first)

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
            if is_acronym(words[run.last - 1]) and character.kind is Kind.ORGANISATION and words[run.last - 1] not in UNITIES:
                self.acronyms[key[-1]] = character
            self.acronyms.setdefault("".join(part[0] for part in key if part not in small), character)
            if run.last + 1 < len(words) and words[run.last] == "(" and sum(letter.isupper() for letter in words[run.last + 1]) > 1:
                self.acronyms[words[run.last + 1].lower()] = character

    def _note_firms(self, who: list[Character | None]) -> None:
        """Take a surname that the text prints alone, before the full name of one who runs a firm, for that firm's name."""
        body = self.article.paragraphs[0].stop if len(self.article.paragraphs) > 1 else 0
        alone: dict[str, int] = {}
        for key, run in zip(self.keys, self.runs, strict=True):
            if len(key) == 1 and not run.has_title and run.first >= body:
                alone.setdefault(key[0], run.first)
        for character, run, key in zip(who, self.runs, self.keys, strict=True):
            if character is None or character.kind is not Kind.PERSON or alone.get(key[-1], run.first) >= character.first_token:
                continue
            roles = roles_around(self.article, self.lexicon, run, self.starts)
            if any(not self.lexicon.people["offices_of_firms"].isdisjoint(role.words) for role in roles):
                self.called_organisation.add(key[-1:])
                self.kinds[key[-1:]] = Kind.ORGANISATION

    def _single(self, number: int) -> Character:
        key, run = self.keys[number], self.runs[number]
        genders = {gender for title in self.article.words[run.first : run.name] if (gender := self.lexicon.gender_of_word(title.lower()))}
        is_firm_titled = run.has_title and key in self.full and self.full[key].kind is Kind.ORGANISATION
        named = self.by_word.get(key[-1], self.by_word.get(key[-1].removeprefix("al-"), []))
        is_firm = key in self.full and self.full[key].kind is Kind.ORGANISATION and self._has_just_spoken(run, named)
        if key in self.full and not is_firm_titled and not is_firm and (not genders or self._may_have(self.full[key], genders)):
            return self.full[key]
        word = key[-1]
        chosen: Character | None = None
        is_short_name = len(key) == 1 and word in self.acronyms and not self.article.words[run.name][1:].islower()
        if is_acronym(self.article.words[run.name]) or is_short_name:
            chosen = self.full[key] = self.acronyms.get(word) or Character(self._printed(run), Kind.ORGANISATION, first_token=run.first)
            return chosen
        if (initialled := self._by_initials(run)) is not None:
            return initialled
        if run.name in self.heads and len(named) == 1 and named[0].kind is Kind.PLACE and word in self._edges_of(named[0]):
            named[0].kind = Kind.PERSON
        known = [one for one in named if one.kind is not Kind.PLACE and not (one.kind is Kind.ORGANISATION and self._is_place(run))]
        persons = [one for one in known if one.kind is Kind.PERSON]
        if self._is_spoken_of_as_organisation(key, run, known):
            persons, known = [], [one for one in known if one.kind is Kind.ORGANISATION]
        is_namesake = key in self.called_person and key not in self.called_organisation
        chosen = self._best(persons or ([] if is_namesake else known), run, word)
        if chosen is None:
            chosen = Character(self._with_title(run), self.kinds[key], first_token=run.first)
            add_title(self.lexicon, self.article.words[run.first : run.name], chosen)
            if not named or not run.has_title:
                self.full[key] = chosen
            self.by_word[word].append(chosen)
        return chosen

    def _edges_of(self, one: Character) -> tuple[str, str]:
        """Return the words of a name that may be the surname: the last, and the first where the family name comes first."""
        words = one.name.lower().split()
        return (words[0], words[-1]) if len(words) > 1 else ("", "")

    def _named_with_next(self, number: int, who: list[Character | None]) -> Character | None:
        """Give Milo in "Milo and Jan Hrabal" the name that they share."""
        run, words = self.runs[number], self.article.words
        following = self.runs[number + 1] if number + 1 < len(self.runs) else None
        other = who[number + 1] if following is not None else None
        if following is None or other is None or other.kind is not Kind.PERSON or run.length != 1 or run.has_title or following.has_title:
            return None
        first = words[run.name]
        is_joined = following.first == run.last + 1 and words[run.last].lower() in self.lexicon.people["and_words"]
        is_new = first.lower() not in self.by_word and self.keys[number] not in self.full and first.lower() not in self.lexicon.known
        before = words[run.first - 1].lower() if run.first else ""
        is_pair = before in self.lexicon.pair_words
        opens = run.first in {sentence.start for sentence in self.article.sentences}
        is_first_name = opens or is_pair or self.lexicon.gender_of_first_name(first) is not None
        is_person = (is_pair or self.kinds[self.keys[number]] is Kind.PERSON) and not is_acronym(first)
        if not (is_joined and is_new and is_first_name and is_person) or following.length < 2:
            return None
        surname = " ".join(self.article.string(following.name + 1, following.last).split())
        one = Character(f"{first} {surname}", Kind.PERSON, first_token=run.first)
        self.key_of[one] = (first.lower(), *self.keys[number + 1][1:])
        for word in (first.lower(), self.keys[number + 1][-1]):
            self.by_word[word].append(one)
        return one

    def _is_place(self, run: Run) -> bool:
        """Tell whether a word stands as a place, and so for nothing that is named after the place: "im Nahtal", "Radio Nahtal"."""
        before = self.article.words[run.first - 1].lower() if run.first else ""
        return before in self.lexicon.people["inside"] and run.name not in self.heads

    def _with_title(self, run: Run) -> str:
        """Return a name of one word with the title that is a part of it: "Sister Philomena"."""
        title = self.article.words[run.name - 1] if run.has_title else ""
        is_kept = title.lower() in self.lexicon.people["titles_of_mononyms"]
        return f"{title} {self._printed(run)}" if is_kept else self._printed(run)

    def _by_initials(self, run: Run) -> Character | None:
        """Find whom initials stand for: "M. V." is Matteo Varga."""
        words = self.article.words[run.name : run.last]
        letters = "".join(words).replace(".", "")
        is_initials = len(letters) > 1 and len(letters) == sum(max(1, word.count(".")) for word in words)
        return self.acronyms.get(letters.lower()) if is_initials else None

    def _is_spoken_of_as_organisation(self, key: tuple[str, ...], run: Run, known: list[Character]) -> bool:
        """Tell whether the bare word is an organisation although a person has it as a surname: "Hartwell, the utility"."""
        if self.kinds[key] is not Kind.ORGANISATION or run.has_title:
            return False
        if key in self.called_organisation:
            return not self._has_just_spoken(run, known)
        behind = role_of(self.article, self.lexicon, run.last)
        return (behind is not None and behind.sort is Sort.ORGANISATION) or not any(one.kind is Kind.PERSON for one in known)

    def _has_just_spoken(self, run: Run, known: list[Character]) -> bool:
        """Tell whether the sentence before quotes a person of that surname by the full name: "sagte Beate Kornfeld ... so Kornfeld"."""
        here = self.article.sentence_of[run.first]
        people = [one for one in known if one.kind is Kind.PERSON]
        is_source = run.first in self.heads and not run.has_title
        return is_source and any(here - sentence in _JUST for one in people for sentence in self.spoke_in.get(one, ()))

    def _best(self, known: list[Character], run: Run, word: str) -> Character | None:
        """Choose among those of one name: by the title, then the one named last before here."""
        titles = {self.article.words[token].lower() for token in range(run.first, run.name)}
        genders = {gender for title in titles if (gender := self.lexicon.gender_of_word(title))}
        distinct = [one for one in dict.fromkeys(known) if not genders or self._may_have(one, genders)]
        if len(distinct) < 2:
            return distinct[0] if distinct else None
        surnames = [one for one in distinct if one.name.lower().endswith(word)] or distinct
        roles = {self.lexicon.singular(title) for title in titles}
        titled = [one for one in surnames if roles & set(one.words)] or surnames
        before = [one for one in titled if one.first_token < run.first]
        return max(before, key=self._prominence) if before else titled[0]

    def _prominence(self, one: Character) -> tuple[bool, int, int]:
        """Rank those of one surname: who speaks under the full name, then who is named in full again and again, then the last one."""
        return one in self.speaking, 0 if one in self.speaking else min(3, self.printed[one]), one.first_token

    def _may_have(self, one: Character, genders: set[Gender]) -> bool:
        """Tell whether a person may have the gender that a title such as Mrs. tells."""
        sounds = self.lexicon.gender_of_first_name(one.name.split()[0]) if " " in one.name else None
        if one.genders:
            return any(one.fits(gender) > -0.7 for gender in genders)
        return sounds is None or not sounds[1] or sounds[0] in genders
