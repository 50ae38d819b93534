"""Whose wife, brother or pupil somebody is, as printed beside the name: "her husband Ewald", "Tan's sister, Mei"."""

from dataclasses import dataclass

from claims.extractors.speakers.cast import Cast, Character, Kind
from claims.extractors.speakers.names import Run
from claims.extractors.speakers.scene import Scene, fitness

_SURE = 0.5
_LONGEST = 4
"""Words between an owner and the relation: "his late second wife"."""


@dataclass(eq=False)
class Relations:
    """Reads relations as the text goes on, and finds those who are related."""

    scene: Scene
    cast: Cast

    def __post_init__(self) -> None:
        self.article, self.lexicon = self.scene.article, self.scene.lexicon
        self.people = self.lexicon.people

    def start(self, run: Run) -> int:
        """Return the token at which "her husband Ewald" begins; the first of the name where nothing tells whose somebody is."""
        words, people = self.article.words, self.people
        head = run.first - 1 - (run.first > 1 and words[run.first - 1] == ",")
        earliest = self.article.sentences[self.article.sentence_of[run.first]].start
        if run.has_title and self.lexicon.singular(words[run.name - 1]) in people["relations"]:
            head = run.name - 1
        elif head < earliest or self.lexicon.singular(words[head]) not in people["relations"]:
            return run.first
        for token in range(head - 1, max(earliest, head - _LONGEST) - 1, -1):
            lower = words[token].lower()
            if lower in people["possessives"] or (lower in people["possessive_marks"] and token - 1 in self.cast.run_at):
                return token
            if not lower.isalpha() or lower in people["determiners"]:
                break
        return run.first

    def note(self, one: Character, run: Run) -> int:
        """Note whose somebody is; return the token at which the words for it begin."""
        start = self.start(run)
        if start == run.first or one.kind is not Kind.PERSON:
            return run.first
        is_owned_by_name = self.article.words[start].lower() in self.people["possessive_marks"]
        owner = self._owner(start)
        if owner is not None and owner is not one and owner.kind is Kind.PERSON and one.owner is None:
            one.owner = owner
        return self.cast.runs[self.cast.run_at[start - 1]].first if is_owned_by_name else start

    def _owner(self, token: int) -> Character | None:
        word = self.article.words[token].lower()
        if word in self.people["possessive_marks"]:
            return self.cast.who[self.cast.run_at[token - 1]]
        if word not in self.lexicon.third_persons:
            return None
        found = self.scene.pronoun(word, token).characters
        return found[0] if len(found) == 1 else None

    def other(self, head: str, owner: str) -> Character | None:
        """Return whom "his wife" means where the article told of her husband, whoever "his" may be."""
        converse, wanted = self.lexicon.converse.get(head, frozenset()), self.lexicon.third_persons.get(owner, "")
        for one in reversed(self.scene.seen):
            other = one.owner
            if other is not None and other.name and not converse.isdisjoint(one.words) and fitness(one, wanted or "male") > -_SURE:
                return other.settled
        return None

    def back(self, head: str) -> Character | None:
        """Return whom "die Mutter" means where the article told of her son."""
        converse = self.lexicon.converse.get(head, frozenset())
        related = (one for one in reversed(self.scene.seen) if one.owner is not None and not converse.isdisjoint(one.words))
        return next((one.owner.settled for one in related if one.owner is not None and one.owner.name), None)

    def pair(self, head: str) -> tuple[Character, ...]:
        """Return the two whom "the couple" or "the siblings" means: the last who were told to be related so."""
        kin = self.lexicon.kin.get(head, frozenset())
        for one in reversed(self.scene.seen):
            other = one.owner
            if other is not None and one.name and other.name and other.kind is Kind.PERSON and not kin.isdisjoint(one.words):
                return tuple(sorted((other.settled, one), key=lambda member: member.first_token))
        return ()
