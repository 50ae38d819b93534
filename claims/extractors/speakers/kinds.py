"""What each name of an article is: a person, an organisation or a place, by all that stands around it."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from claims.extractors.article import Article
from claims.extractors.speakers.cast import Kind
from claims.extractors.speakers.lexicon import Lexicon, Sort
from claims.extractors.speakers.names import Run
from claims.extractors.speakers.roles import Role, role_before, role_of

Key = tuple[str, ...]
"""The words of a name in lower case."""


_PROBABLY = 6


@dataclass(slots=True)
class _Votes:
    """What speaks for each kind, weighted."""

    person: int = 0
    organisation: int = 0
    place: int = 0

    def add(self, other: "_Votes") -> None:
        self.person += other.person
        self.organisation += other.organisation
        self.place += other.place

    def are_any(self) -> bool:
        return bool(self.person or self.organisation or self.place)

    def winner(self) -> Kind:
        most = max(self.person, self.organisation, self.place)
        return Kind.PERSON if self.person == most else Kind.ORGANISATION if self.organisation == most else Kind.PLACE


@dataclass(eq=False)
class Kinds:
    """Counts for each name what speaks for each kind."""

    article: Article
    lexicon: Lexicon
    runs: list[Run]
    keys: list[Key]
    starts: frozenset[int]
    heads: frozenset[int]
    called_organisation: set[Key] = field(default_factory=set)
    """Names beside which the article prints a noun for an organisation."""
    called_person: set[Key] = field(default_factory=set)
    """Names beside which the article prints what the person does."""

    @cached_property
    def plurals(self) -> frozenset[str]:
        """The words in lower case that may be nouns in the plural."""
        no_nouns = self.lexicon.endings["no_nouns"]
        return frozenset(word for word in self.article.words if word[-1] == "s" and word.islower() and not word.endswith(no_nouns))

    @cached_property
    def lone_sources(self) -> frozenset[str]:
        """The words of names that are a source alone: the surname in "so Falk" shows that "Renée Falk" is somebody."""
        return frozenset(self.article.words[run.name] for run in self.runs if run.length == 1 and run.name in self.heads)

    def _is_told_before(self, run: Run) -> bool:
        role = role_before(self.article, self.lexicon, run, self.starts)
        return role is not None and role.sort is Sort.ROLE and bool(role.text)

    def kinds(self) -> dict[Key, Kind]:
        """Return the likeliest kind of each name."""
        votes: dict[Key, _Votes] = defaultdict(_Votes)
        for key, run in zip(self.keys, self.runs, strict=True):
            is_called = self._is_called_organisation(run)
            behind = role_of(self.article, self.lexicon, run.end) if run.end + 1 not in self.starts else None
            votes[key].add(self._votes(run, behind, is_called=is_called))
            if is_called:
                self.called_organisation.add(key)
            if run.length == 1 and behind is not None and behind.sort is Sort.ROLE and behind.text:
                self.called_person.add(key)
        kinds = {key: counted.winner() for key, counted in votes.items()}
        is_lone = bool(self.runs) and self._is_first_of_headline(self.runs[0]) and self.keys.count(self.keys[0]) == 1
        if is_lone and not votes[self.keys[0]].are_any():
            kinds[self.keys[0]] = Kind.PLACE
        return kinds

    def _is_first_of_headline(self, run: Run) -> bool:
        """Tell whether a run is a lone word that opens the article: its capital may mean nothing."""
        return run.first == 0 and run.length == 1 and not run.has_title and len(self.article.paragraphs) > 1

    def _votes(self, run: Run, behind: Role | None, *, is_called: bool) -> _Votes:
        """Count what speaks for each kind where a run stands."""
        words, lexicon = self.article.words, self.lexicon
        votes = self._votes_of_name(run)
        before = words[run.first - 1].lower() if run.first else ""
        after = words[run.end].lower() if run.end < len(words) else ""
        votes.person += 8 * self._is_role(before) + 4 * (after == "who")
        votes.organisation += 9 * is_called + 6 * self._is_served(run) + self._is_modifier(run, after)
        votes.place += 3 * (before in lexicon.people["places"]) + (before == "from")
        if before in lexicon.people["definite"] and not run.has_title and not lexicon.nouns_are_capitalised:
            votes.organisation += 5
        if lexicon.nouns_are_capitalised and run.length > 1:
            votes.person += 4 * (words[run.last - 1] in self.lone_sources) + 6 * (before == "," and self._is_told_before(run))
        if lexicon.nouns_are_capitalised and run.name not in self.heads and votes.person < _PROBABLY:
            votes.place += 3
        if before == "," and run.first > 1 and (noun := lexicon.sort_of(words[run.first - 2].lower())) and noun[1] is Sort.ORGANISATION:
            votes.organisation += 8 * (not run.has_title and role_before(self.article, lexicon, run, self.starts) is None)
        if behind is not None:
            votes.person += 6 * (behind.sort is Sort.ROLE)
            votes.organisation += 9 * (behind.sort is Sort.ORGANISATION)
        if run.name in self.heads and not votes.organisation:
            votes.person += 4
        return votes

    def _votes_of_name(self, run: Run) -> _Votes:
        """Count what the words of a name say by themselves."""
        words, lexicon = self.article.words, self.lexicon
        is_legal = words[run.last - 1].lower() in lexicon.people["legal_forms"]
        is_first_name = run.length > 0 and not run.is_organisation and lexicon.is_first_name(words[run.name])
        makes_things = run.length > 1 and not run.has_title and self._ends_with_things(run)
        is_numbered = run.length == 1 and run.name not in self.heads and any(map(str.isdigit, words[run.name]))
        return _Votes(
            person=20 * run.has_title + 2 * (run.length > 1) + 6 * is_first_name,
            organisation=8 * run.is_organisation + 14 * is_legal + 8 * makes_things,
            place=8 * is_numbered,
        )

    def _ends_with_things(self, run: Run) -> bool:
        """Tell whether a name ends with a plural that the article also prints as a common noun: "Lorne Batteries" makes batteries."""
        last = self.article.words[run.last - 1].lower()
        return last in self.plurals and self.lexicon.sort_of(last) is None

    def _is_called_organisation(self, run: Run) -> bool:
        """Tell whether a noun before the name says that it is an organisation: "the shipping line Torvald"."""
        words = self.article.words
        start = self.article.sentences[self.article.sentence_of[run.first]].start
        if run.first <= start or run.has_title or not (words[run.first - 1].islower() or self.lexicon.nouns_are_capitalised):
            return False
        found = self.lexicon.sort_of(words[run.first - 1].lower())
        return found is not None and found[1] is Sort.ORGANISATION and not found[2]

    def _is_served(self, run: Run) -> bool:
        """Tell whether somebody has an office there that organisations have: "chief executive of Halyard Foods"."""
        words, people = self.article.words, self.lexicon.people
        at = run.first - 1 - (run.first > 1 and words[run.first - 1].lower() in people["definite"])
        return at > 1 and words[at].lower() in people["belonging"] and words[at - 1].lower() in people["offices_of_firms"]

    def _is_role(self, word: str) -> bool:
        found = self.lexicon.sort_of(word)
        return found is not None and found[1] is Sort.ROLE and not found[2]

    def _is_modifier(self, run: Run, after: str) -> bool:
        found = self.lexicon.sort_of(after)
        return found is not None and run.length == 1 and found[1] in (Sort.ROLE, Sort.GROUP, Sort.ORGANISATION)
