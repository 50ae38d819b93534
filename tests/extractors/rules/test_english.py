"""Each English frame gives its statement, cue and source; a case is one line. All texts are invented."""

import pytest
from extractors.marked import read_marked

from claims.extractors.findings import Finding, Span
from claims.extractors.rules import find_by_rules
from claims.vocabularies import Quotation

Places = tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]

BEHIND_THE_STATEMENT = {
    "quotation, name, verb": "⟦“The bridge will open in May,”⟧ ⟪Ann Example⟫ ⟨said⟩.",
    "quotation, verb, name with an apposition": "⟦“The bridge will open,”⟧ ⟨said⟩ ⟪Ann Example, the mayor of Sampleton⟫.",
    "question": "⟦“Will the bridge open?”⟧ ⟪Ann Example⟫ ⟨asked⟩.",
    "whole sentence": "⟦The bridge will open in May⟧, ⟪the mayor⟫ ⟨said⟩.",
    "sentence with an inner clause": "⟦The bridge must close since its piers are “past repair”⟧, ⟪he⟫ ⟨said⟩.",
    "sentence, verb, name": "⟦The bridge will open in May⟧, ⟨said⟩ ⟪Ann Example, who leads the council⟫.",
    "several words of a quotation": "⟦The bridge is “a gift to nobody but the ferry,”⟧ ⟪Ann Example⟫ ⟨told⟩ the Gazette.",
    "apposition before the verb": "⟦The bridge will open in May⟧, ⟪Ann Example, a councillor from Sampleton,⟫ ⟨said⟩ on Monday.",
    "as X put it": "As ⟪the mayor⟫ ⟨put it⟩, ⟦the bridge is too narrow⟧.",
    "headline": "⟦Bridge will open in May⟧, ⟪mayor⟫ ⟨says⟩",
    "signed on the same line": "⟦“The bridge was all we had.”⟧ ⟨—⟩ ⟪Ann Example⟫, a driver",
    "signed on the next line": "⟦“The bridge was all we had.”⟧\n⟨–⟩ ⟪Ann Example⟫\nThe bridge is closed.",
}
BROKEN_BY_THE_FRAME = {
    "quotation in two pieces": "⟦“The bridge will open in May,”⟧ ⟪she⟫ ⟨said⟩. ⟦“The ferry will stop.”⟧",
    "quotation within one sentence": "⟦“The bridge,”⟧ ⟪she⟫ ⟨said⟩, ⟦“will open in May.”⟧",
    "sentence in two pieces": "⟦The bridge⟧, ⟪she⟫ ⟨said⟩, ⟦will open in May⟧.",
    "as well as": "⟦The city will repair the bridge⟧, ⟪she⟫ ⟨said⟩, ⟦as well as the road beside it⟧.",
    "as X explained": "⟦The bridge⟧, as ⟪Ann Example⟫ ⟨explained⟩, ⟦would cost nothing⟧.",
    "paragraphs with the mark left open": "⟪She⟫ ⟨said⟩: ⟦“The bridge will open.⟧\n\n⟦“The ferry will stop in June.”⟧",
}
BEFORE_THE_STATEMENT = {
    "that": "⟪Ann Example⟫ ⟨said⟩ ⟦that the bridge will open in May⟧.",
    "no that": "⟪Ann Example⟫ ⟨said⟩ ⟦the bridge will open in May⟧.",
    "a day between": "⟪Police⟫ ⟨said⟩ Monday ⟦the bridge was closed⟧.",
    "a medium between": "⟪The ministry⟫ ⟨said⟩ in a statement ⟦that the bridge would open⟧.",
    "an opening adverbial": "In a statement, ⟪the ministry⟫ ⟨said⟩ ⟦it would close the bridge⟧.",
    "a listener": "⟪He⟫ ⟨told⟩ reporters ⟦he would close the bridge⟧.",
    "auxiliaries": "⟪The council⟫ ⟨has repeatedly said⟩ ⟦that the bridge is safe⟧.",
    "colon and quotation": "⟪Ann Example⟫ ⟨said⟩: ⟦“The bridge will open in May.”⟧",
    "comma and quotation": "⟪Ann Example⟫ ⟨said⟩, ⟦“The bridge will open in May.”⟧",
    "apposition": "⟪Ann Example, a councillor from Sampleton,⟫ ⟨said⟩ ⟦that the bridge will open⟧.",
    "several who say it": "⟪Drivers, cyclists and walkers⟫ ⟨say⟩ ⟦that the bridge is too narrow⟧.",
    "denied": "⟪The mayor⟫ ⟨denied⟩ ⟦that the bridge was unsafe⟧.",
    "questioned whether": "⟪Ann Example⟫ ⟨questioned⟩ ⟦whether the bridge was safe⟧.",
    "quoted as saying": "⟪She⟫ ⟨was quoted as saying⟩ ⟦that the bridge is safe⟧.",
    "stress a thing": "⟪Experts⟫ ⟨stress⟩ ⟦the importance of keeping the bridge open⟧.",
    "point to a thing": "⟪They⟫ ⟨point to⟩ ⟦recent repairs of the bridge⟧.",
    "noun": "The council doubted ⟪the mayor's⟫ ⟨claim⟩ ⟦that the bridge is safe⟧.",
    "title-case headline": "⟪Mayor Example⟫ ⟨Says⟩ ⟦Bridge Will Open In May⟧",
    "name and colon": "⟪Example⟫⟨:⟩ ⟦“We will open the bridge in May.”⟧",
}
WITHOUT_A_VERB = {
    "according to, first": "⟨According to⟩ ⟪the council⟫, ⟦the bridge will open in May⟧.",
    "according to, last": "⟦The bridge will open in May⟧, ⟨according to⟩ ⟪a report by the council⟫.",
    "according to, within": "⟦The bridge⟧, ⟨according to⟩ ⟪the council⟫, ⟦will open in May⟧.",
}
WITH_ANOTHERS_SUBJECT = {
    "participle": "The mayor defended the plan, adding that it was cheap.",
    "and": "The mayor said the bridge was old and added that it was unsafe.",
}
NO_STATEMENTS = (
    "That said, the bridge is closed.",
    "They said goodbye on the bridge.",
    "The so-called “smart” bridge opened in May.",
    "Her new book, “The Bridge,” came out in May.",
    "The state closed the bridge after three reports.",
    "The council did not respond to a request for comment.",
)


def places(found: Finding) -> Places:
    return found.content, found.cue, found.source


@pytest.mark.parametrize(
    "marked",
    [*BEHIND_THE_STATEMENT.values(), *BROKEN_BY_THE_FRAME.values(), *BEFORE_THE_STATEMENT.values(), *WITHOUT_A_VERB.values()],
    ids=[*BEHIND_THE_STATEMENT, *BROKEN_BY_THE_FRAME, *BEFORE_THE_STATEMENT, *WITHOUT_A_VERB],
)
def test_a_frame_gives_its_statement_and_nothing_else(marked: str) -> None:
    """Every span is right to the character, marks included, and the text gives no second statement."""
    article, expected = read_marked(marked)

    assert expected
    assert [places(one) for one in find_by_rules(article)] == [places(expected)], article.text


@pytest.mark.parametrize("text", WITH_ANOTHERS_SUBJECT.values(), ids=WITH_ANOTHERS_SUBJECT)
def test_a_verb_without_a_subject_takes_the_one_before(text: str) -> None:
    """The subject of "..., adding that" and "and added that" is whoever spoke."""
    article, _ = read_marked(text)

    last = find_by_rules(article)[-1]

    assert [text[start:end] for start, end in last.source] == ["The mayor"]
    assert "that it was" in text[last.content[0].start : last.content[0].end]


@pytest.mark.parametrize("text", NO_STATEMENTS)
def test_what_only_looks_like_a_frame_gives_nothing(text: str) -> None:
    """Idioms, titles, quoted words without a cue, nouns that could be verbs, silence."""
    article, _ = read_marked(text)

    assert find_by_rules(article) == []


def test_a_quotation_without_a_frame_belongs_to_whoever_spoke_last() -> None:
    """A paragraph that is a quotation, after one that says who speaks."""
    text = "“The bridge will open in May,” Ann Example said.\n\n“The ferry, which nobody likes, will stop in June.”"
    article, _ = read_marked(text)

    last = find_by_rules(article)[-1]

    assert (last.cue, [text[start:end] for start, end in last.source]) == ((), ["Ann Example"])


def test_a_thought_within_a_statement_is_no_second_one() -> None:
    """In "she said she hopes" she says one thing."""
    article, _ = read_marked("She said she hopes the bridge will open.")

    assert len(find_by_rules(article)) == 1


def test_a_verb_of_telling_someone_has_no_source_in_its_subject() -> None:
    """In "was asked by X whether", X speaks."""
    text = "The mayor was asked by a driver whether the bridge was safe."
    article, _ = read_marked(text)

    (found,) = find_by_rules(article)

    assert [text[start:end] for start, end in found.source] == ["a driver"]


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("“The bridge will open,” she said.", Quotation.DIRECT),
        ("She said the bridge is “a gift to nobody.”", Quotation.MIXED),
        ("She said that the bridge will open.", Quotation.INDIRECT),
    ],
)
def test_the_quotation_type_follows_from_the_marks(text: str, quotation: Quotation) -> None:
    """Direct opens and closes with marks, mixed holds some, indirect has none."""
    article, _ = read_marked(text)

    assert [one.quotation for one in find_by_rules(article)] == [quotation]


def test_a_reason_names_the_words_that_were_seen() -> None:
    """A person can check it against the text."""
    article, _ = read_marked("“The bridge will open,” the mayor said.")

    assert [one.because for one in find_by_rules(article)] == ["'said' after a quotation, with 'the mayor' before it"]
