"""What the article says beside a name: the roles of a person, the nouns for an organisation, the gender that they tell."""

from dataclasses import dataclass

from claims.extractors.article import Article
from claims.extractors.speakers.cast import Cast, Character, Kind
from claims.extractors.speakers.lexicon import Lexicon, Sort
from claims.extractors.speakers.names import Run
from claims.extractors.speakers.roles import role_of, roles_around

_MOST_ROLES = 8
_MOST_WORDS = 6


@dataclass(eq=False)
class Facts:
    """Adds to the characters of a cast what stands around their names."""

    cast: Cast
    starts: frozenset[int]
    """The first tokens of the sources, which no role crosses."""

    def __post_init__(self) -> None:
        self.article: Article = self.cast.article
        self.lexicon: Lexicon = self.cast.lexicon
        self.run_before = {run.end: run for run in self.cast.runs}

    def add(self, character: Character, run: Run) -> None:
        """Note what the article says of a character where one of its names stands."""
        if character.kind is Kind.PERSON:
            self._add_person(character, run)
            self._add_accused(character, run)
        elif character.kind is Kind.ORGANISATION and run.length:
            words = [self.lexicon.singular(word) for word in self.article.words[run.name : run.last] if word[0].isalpha()]
            self.cast.describe(character, [*words, *(base for word in words if (base := self.lexicon.base(word)))])
            before = self.lexicon.singular(self.article.words[run.first - 1]) if run.first else ""
            if self.lexicon.is_organisation(before):
                self.cast.describe(character, [before])
            behind = role_of(self.article, self.lexicon, run.last)
            if behind and behind.sort is Sort.ORGANISATION:
                self.cast.describe(character, list(behind.words))

    def _add_person(self, character: Character, run: Run) -> None:
        lexicon, words = self.lexicon, self.article.words
        sounds = lexicon.gender_of_first_name(words[run.name])
        ending = words[run.last - 1].lower()
        for likely, endings in lexicon.surname_endings:
            if run.length > 1 and not character.genders and ending.endswith(endings):
                character.genders[likely] += 3
        if sounds and (sounds[1] or not character.genders) and words[run.name].lower() == character.name.split()[0].lower():
            character.genders[sounds[0]] += 4 if sounds[1] else 1
        for role in roles_around(self.article, lexicon, run, self.starts):
            character.age = character.age or role.age
            if not role.text or role.sort is Sort.ORGANISATION:
                continue
            if len(character.roles) < _MOST_ROLES and role.text not in [known.text for known in character.roles]:
                character.roles.append(role)
            self.cast.describe(character, list(role.words))
            if gender := lexicon.gender_of_word(role.head):
                character.genders[gender] += 10
        for head, others in self._shared_role(run):
            self.cast.describe(character, [head, *others])
            if gender := lexicon.gender_of_word(head):
                character.genders[gender] += 10
        add_title(self.lexicon, self.article.words[run.first : run.name], character)

    def _add_accused(self, character: Character, run: Run) -> None:
        """Note that a trial is against the one whom a run names: "der Prozess gegen den Imker Jan Rode"."""
        people, first = self.lexicon.people, run.first
        sentence = self.article.sentences[self.article.sentence_of[first]]
        start, stop = max(sentence.start, first - _MOST_WORDS), min(sentence.stop, run.last + _MOST_WORDS)
        lowers = [word.lower() for word in self.article.words[start:stop]]
        against = next((at for at in range(first - start - 1, -1, -1) if lowers[at] in people["against"]), None)
        is_one = against is not None and people["and_words"].isdisjoint(lowers[against : first - start])
        if is_one and not people["proceedings"].isdisjoint(lowers):
            self.cast.describe(character, sorted(people["accused"]))

    def _shared_role(self, run: Run) -> list[tuple[str, list[str]]]:
        """Return the role in the plural that stands before two names: "beekeepers Arvid Nord and Siri Holm"."""
        words, first = self.article.words, run.first
        is_second = first > 1 and words[first - 1].lower() in self.lexicon.people["and_words"]
        if is_second and (before := self.run_before.get(first - 1)) is not None:
            first = before.first
        elif run.end >= len(words) or words[run.end].lower() not in self.lexicon.people["and_words"]:
            return []
        found = self.lexicon.sort_of(words[first - 1].lower()) if first else None
        if found is None or found[1] is not Sort.ROLE or not found[2] or (found[0] == words[first - 1].lower()):
            return []
        qualifier = words[first - 2].lower() if first > 1 else ""
        return [(found[0], [qualifier] if self.lexicon.sort_of(qualifier) is not None else [])]


def add_title(lexicon: Lexicon, titles: list[str], character: Character) -> None:
    """Note the gender that the titles before a name tell."""
    for word in titles:
        if gender := lexicon.gender_of_word(word.lower()):
            character.genders[gender] += 10
