"""Rules are data: their little language, the file of one's own, and what is said of one that cannot be read."""

from pathlib import Path

import pytest

from claims.errors import ClaimsError
from claims.triage import suggest
from claims.triage.facts import read_statement
from claims.triage.languages import languages
from claims.triage.lexicon import lexicon_of
from claims.triage.patterns import Index, Words, parse
from claims.triage.rules import ruleset
from claims.triage.tense import tense_of, verbs_of
from claims.vocabularies import Reason, SourceType, status_of

OWN = """
[classes]
prank = "prank hoax jape"

[[rule]]
name = "pranks"
reason = "rhetorical"
why = "is about a prank"
weight = 0.95
words = ["<prank>"]
"""


def found(pattern: str, text: str) -> list[str]:
    """Return the words that a pattern finds in a text."""
    lexicon = lexicon_of("en")
    index = Index()
    index.add(0, parse(pattern, lexicon.names))
    sentence = read_statement(text, lexicon, "2025").sentence
    spans = sentence.spans(len(sentence.entries))
    return sorted(text[spans[first][0] : spans[last][1]] for _, first, last in index.find(Words(sentence.entries), {0}))


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        ("will|shall", "It will rain", ["will"]),
        ("WILL", "It Will rain", ["Will"]),
        ("<number> people", "About 40 people came", ["40 people"]),
        ("<number|number_word>|some people", "Two people and some people", ["Two people", "some people"]),
        ("is <degree>? fair", "This is very fair and is fair", ["is fair", "is very fair"]),
        ("will ... fall", "It will one day fall", ["will one day fall"]),
        ("will ... fall", "It will. Trees fall", []),
        ("must !have", "It must have been he, he must go", ["must"]),
        ("^ few", "Few came. But few left", ["Few"]),
        ("over $", "It is over. Over there", ["over"]),
        ("<degree>? good plan", "A very good plan", ["good plan", "very good plan"]),
        ("of ... <number> ... oil", "Of all 9 men of Est 3 saw oil", ["Of all 9 men of Est 3 saw oil", "of Est 3 saw oil"]),
        ("the ... treaty", "The one two three four five six seven eight nine treaty", []),
        ("it's", "It\u2019s late", ["It\u2019s"]),
        ("<name> said", "Then Ann said no; they said yes", ["Ann said"]),
    ],
)
def test_a_pattern_finds_its_words(pattern: str, text: str, words: list[str]) -> None:
    assert found(pattern, text) == words


@pytest.mark.parametrize(("pattern", "reason"), [("<nosuch>", "no class <nosuch>"), ("a||b", "empty side"), ("...", "names no word")])
def test_a_pattern_that_cannot_be_read_says_why(pattern: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse(pattern, lexicon_of("en").names)


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("The council approved the plan.", "past"), ("The council has approved the plan.", "perfect"), ("They were meeting.", "past"),
        ("They are building a dam.", "progressive"), ("The dam is built of clay.", "passive"), ("It will rain.", "future"),
        ("It would rain.", "conditional"), ("They should go.", "modal"), ("They have to go.", "modal"), ("The dam is old.", "present"),
        ("", "none"),
    ],
)  # fmt: skip
def test_the_tense_is_that_of_the_first_verb(text: str, tense: str) -> None:
    lexicon = lexicon_of("en")
    assert tense_of(verbs_of(read_statement(text, lexicon, "2025").sentence.entries, lexicon)) == tense


@pytest.mark.parametrize("language", languages())
def test_every_rule_of_a_language_can_be_read_and_leads_to_a_status(language: str) -> None:
    for rule in ruleset(language).rules:
        assert status_of(rule.reason)
        assert rule.why[0].islower()


def test_english_rules_know_every_reason() -> None:
    assert {rule.reason for rule in ruleset("en").rules} == set(Reason)


def test_rules_of_ones_own_come_on_top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(OWN, encoding="utf-8")
    text = "The jape of Halden fooled nine people in 2019."
    before = suggest(text)

    monkeypatch.setenv("CLAIMS_TRIAGE_RULES", str(path))
    after = suggest(text)

    assert before.reason is not Reason.RHETORICAL
    assert (after.reason, after.rule, after.because[0].words) == (Reason.RHETORICAL, "pranks", "jape")


def test_a_rule_of_the_same_name_takes_the_place_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "claims" / "triage.toml"
    path.parent.mkdir()
    path.write_text(
        '[[rule]]\nname = "should"\nreason = "opinion"\nwhy = "is a wish"\nweight = 0.9\nwords = ["should"]\n', encoding="utf-8"
    )

    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    assert suggest("The council should close the street.").reason is Reason.OPINION


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("[[rule", "TOML"),
        ('[[rule]]\nname = "a"\nreason = "nosuch"', "needs a reason"),
        ('[[rule]]\nname = "a"\nreason = "opinion"\nweight = 2', "needs a weight"),
        ('[[rule]]\nname = "a"\nreason = "opinion"\nwhy = "b"\nweight = 0.5', "would always hold"),
        ('[[rule]]\nname = "a"\nreason = "opinion"\nwhy = "b"\nweight = 0.5\nwords = ["<nosuch>"]', "no class <nosuch>"),
        ('[[rule]]\nname = "a"\nreason = "opinion"\nwhy = "b"\nweight = 0.5\nneeds = ["sunny"]', "no fact 'sunny'"),
        ('[[rule]]\nname = "a"\nreason = "opinion"\nwhy = "b"\nweight = 0.5\nsources = ["ghost"]', "ghost"),
        ('[[rule]]\nname = "a"\nreason = "opinion"\nwhy = "b"\nweight = 0.5\nwords = "will"', "lists of texts"),
        ('[[rule]]\nname = "a"\nreason = "opinion"\ncolour = 1', "unknown key 'colour'"),
        ("rule = 3", "begins with"),
        ("[classes]\na = 1", "quotation marks"),
    ],
)
def test_a_rule_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, reason: str) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(written, encoding="utf-8")
    monkeypatch.setenv("CLAIMS_TRIAGE_RULES", str(path))

    with pytest.raises(ClaimsError, match=reason) as error:
        suggest("Rain fell.")

    assert str(path) in str(error.value)


def test_a_source_type_decides_only_where_a_rule_asks_for_it() -> None:
    rules = ruleset("en")
    reading = read_statement("The board quarrelled.", rules.lexicon, "2025")

    named = {one.rule.name for one in rules.findings(reading, SourceType.NAMED_PERSON)}
    withheld = {one.rule.name for one in rules.findings(reading, SourceType.ANONYMOUS)}

    assert withheld - named == {"withheld name"}
