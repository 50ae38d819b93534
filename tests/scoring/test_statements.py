"""What scoring reads off a statement: how it is quoted, whether its cue is plain speech, the head of its source."""

import pytest
from scoring.marking import attribution

from claims.scoring.statements import Kind, is_speech, kind_of
from claims.scoring.tokens import TokenisedText


@pytest.mark.parametrize(
    ("text", "content", "kind", "is_quoted"),
    [
        ("“We won,” he said.", "“We won,”", Kind.DIRECT, True),
        ('"We won," he said.', "We won", Kind.DIRECT, True),
        ("He said „Wir kommen“.", "„Wir kommen“", Kind.DIRECT, True),
        ("He said “we won, and so", "“we won, and so", Kind.DIRECT, True),
        ("He said they “won” it.", "they “won” it", Kind.MIXED, False),
        ("He said “won” is right.", "“won” is right", Kind.MIXED, True),
        ("He said they won.", "they won", Kind.INDIRECT, False),
    ],
)
def test_the_marks_tell_how_a_content_is_quoted(text: str, content: str, kind: Kind, is_quoted: bool) -> None:
    assert kind_of(text, attribution(text, content=content)["content"]) == (kind, is_quoted)


def test_a_content_in_pieces_is_quoted_as_a_whole() -> None:
    text = "“We won,” he said, “and they lost.”"

    assert kind_of(text, attribution(text, content=["“We won,”", "“and they lost.”"])["content"]) == (Kind.DIRECT, True)


@pytest.mark.parametrize("cue", ["said", "has repeatedly said", "According to", "in a statement announcing", ":", "―", "pointed out"])
def test_plain_speech(cue: str) -> None:
    assert is_speech(cue, [(0, len(cue))])


@pytest.mark.parametrize("cue", ["hopes", "endorsed", "the data show", "saidest", "accordingly to", ""])
def test_what_is_not_plain_speech(cue: str) -> None:
    assert not is_speech(cue, [(0, len(cue))] if cue else [])


@pytest.mark.parametrize(
    ("source", "head"),
    [
        ("Mary Jones, the mayor of Leeds", "Jones"),
        ("the mayor of Leeds", "mayor"),
        ("the police", "police"),
        ("Ann and Bob", "Ann"),
        ("the", None),
        ("Smith (a farmer)", "Smith"),
        ("of", "of"),
    ],
)
def test_the_head_of_a_source_is_its_last_word_before_what_describes_it(source: str, head: str | None) -> None:
    text = TokenisedText(source)

    found = text.head(text.words_in([(0, len(source))]))

    assert (None if found is None else source.split()[found].strip(",()")) == head


def test_a_word_touched_by_one_letter_counts_and_punctuation_never() -> None:
    text = TokenisedText("It's 3.5-fold, he said.")

    assert text.words_in([(0, 1)]) == {0}
    assert text.words_in([(13, 14)]) == frozenset()
    assert text.words_in([(0, 23)]) == {0, 1, 2, 3}
