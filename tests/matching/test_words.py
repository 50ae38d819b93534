"""Words: cleaned, stemmed, and each at its place. All texts are invented."""

from hypothesis import given
from hypothesis import strategies as st

from claims.matching.words import clean, fold, forms, plain, signature, spans, words

POST = "The #ElmBridge is closed https://example.org/x — Ann Example (@annexample) May 3, 2020"


def terms(text: str) -> list[str]:
    return [word.term for word in words(text) if not word.is_stop]


def test_addresses_and_the_signature_of_a_post_hold_no_words() -> None:
    assert terms(POST) == ["elmbridg", "close", "elm", "bridg"]
    assert signature(POST) == "Ann Example"
    assert signature("The bridge is closed.") == ""


def test_words_in_hashtags_and_handles_are_words_too() -> None:
    assert terms("@OaktonCouncil lies") == ["oaktoncouncil", "li", "oakton", "council"]


def test_words_for_one_thing_are_one_term() -> None:
    assert terms("pictures of five dogs") == terms("photo of 5 dogs")
    assert set(forms("photo")) >= {"photo", "pictur", "photograph"}


def test_offsets_are_those_of_the_text_as_given() -> None:
    text = "Élan & “Straße” – İstanbul https://example.org BRIDGES"
    assert [text[word.start : word.end] for word in words(text)] == ["Élan", "Straße", "İstanbul", "BRIDGES"]


def test_matching_words_side_by_side_are_one_span() -> None:
    text = "The Elm bridge, once closed, is open."
    assert [text[slice(*span)] for span in spans(text, frozenset(("elm", "bridg", "open")))] == ["Elm bridge", "open"]


def test_a_name_is_told_by_its_capital() -> None:
    named = [text for text, word in zip(["He", "met", "Ann", "in", "Oakton"], words("He met Ann in Oakton"), strict=True) if word.is_name]
    assert named == ["Ann", "Oakton"]


@given(st.text())
def test_any_text_keeps_its_length(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert len(clean(text)) == min(len(text), 4_000)
    assert all(0 <= word.start < word.end <= len(text) for word in words(text))
    assert plain(plain(text)) == plain(text)
