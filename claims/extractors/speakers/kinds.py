"""What each name of an article is: a person, an organisation or a place, by all that stands around it."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from claims.extractors.article import Article
from claims.extractors.speakers.cast import Kind
from claims.extractors.speakers.lexicon import Lexicon, Sort
from claims.extractors.speakers.names import Run
from claims.extractors.speakers.roles import role_before, role_of

Key = tuple[str, ...]
"""The words of a name in lower case."""


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

    def kinds(self) -> dict[Key, Kind]:
        """Return the likeliest kind of each name."""
        votes: dict[Key, Counter[Kind]] = defaultdict(Counter)
        for key, run in zip(self.keys, self.runs, strict=True):
            votes[key].update(self._votes(run))
            if self._is_called_organisation(run):
                self.called_organisation.add(key)
        kinds = {key: max(Kind, key=lambda kind: counted[kind]) for key, counted in votes.items()}
        if (
            self.runs
            and self._is_first_of_headline(self.runs[0])
            and self.keys.count(self.keys[0]) == 1
            and not sum(votes[self.keys[0]].values())
        ):
            kinds[self.keys[0]] = Kind.PLACE
        return kinds

    def _is_first_of_headline(self, run: Run) -> bool:
        """Tell whether a run is a lone word that opens the article: its capital may mean nothing."""
        return run.first == 0 and run.length == 1 and not run.has_title and len(self.article.paragraphs) > 1

    def _votes(self, run: Run) -> Counter[Kind]:
        """Count what speaks for each kind where a run stands."""
        words, lexicon = self.article.words, self.lexicon
        before = words[run.first - 1].lower() if run.first else ""
        after = words[run.last].lower() if run.last < len(words) else ""
        behind = role_of(self.article, lexicon, run.last) if run.last + 1 not in self.starts else None
        votes: Counter[Kind] = Counter()
        votes[Kind.ORGANISATION] = 8 * run.is_organisation + 14 * (words[run.last - 1].lower() in lexicon.people["legal_forms"])
        votes[Kind.PERSON] = 20 * run.has_title + 2 * (run.length > 1) + 6 * (run.length > 0 and lexicon.is_first_name(words[run.name]))
        votes[Kind.PERSON] += 8 * self._is_role(before) + 4 * ("who" in (after, words[run.last + 1 : run.last + 2]))
        votes[Kind.PLACE] = 3 * (before in lexicon.people["places"]) + (before == "from")
        votes[Kind.ORGANISATION] += 9 * self._is_called_organisation(run) + 6 * self._is_served(run)
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
