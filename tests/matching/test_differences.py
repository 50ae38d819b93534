"""What two sentences say differently: only what makes them contradict each other. All sentences are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching.differences import MOST, Kind, differences
from claims.matching.numerals import read_digits
from claims.matching.sentences import LONGEST, read_sentence


def told(here: str, there: str) -> list[str]:
    return [one.sentence for one in differences(here, there)]


@pytest.mark.parametrize(
    ("here", "there", "sentence"),
    [
        ("The mayor got 40 % of the votes.", "The mayor got 60 % of the votes.", "other number: 40 % here, 60 % there"),
        ("The mayor got 40 percent of the votes.", "The mayor got sixty per cent of the votes.", "40 percent here, sixty per cent there"),
        ("The bridge cost $3 million.", "The bridge cost 5 million dollars.", "other number: $3 million here, 5 million dollars there"),
        ("Three people were hurt at the fair.", "Five people were hurt at the fair.", "other number: Three people here, Five people there"),
        ("More than 40 people came to the fair.", "30 people came to the fair.", "More than 40 people here, 30 people there"),
        ("Between 10 and 15 houses burned.", "Twenty houses burned.", "other number: 10 and 15 here, Twenty there"),
        ("10-15 houses burned in Rivertown.", "20 houses burned in Rivertown.", "other number: 10-15 here, 20 there"),
        ("Half of the voters stayed at home.", "70 % of the voters stayed at home.", "other number: Half here, 70 % there"),
        ("Two hundred and five houses burned.", "206 houses burned.", "other number: Two hundred and five here, 206 there"),
        ("Hundreds of people were hurt.", "45 people were hurt.", "other number: Hundreds of people here, 45 people there"),
        ("Rund 1,5 Millionen Euro gab die Stadt aus.", "Rund 2,5 Millionen Euro gab die Stadt aus.", "2,5 Millionen Euro there"),
        ("Bei dem Fest wurden einundzwanzig Menschen verletzt.", "Bei dem Fest wurden 22 Menschen verletzt.", "22 Menschen there"),
    ],
)
def test_another_number_of_the_same_things_is_told(here: str, there: str, sentence: str) -> None:
    (found,) = told(here, there)

    assert sentence in found


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("Three people were hurt at the fair.", "3 people were hurt at the fair."),
        ("The firm employs 1,200 people.", "The firm employs 1.200 people."),
        ("The bridge cost $3 million.", "The bridge cost 3.2 million dollars."),
        ("The bridge cost 1.5 million euros.", "The bridge cost €1,512,000."),
        ("More than 40 people came to the fair.", "60 people came to the fair."),
        ("Up to 40 people came to the fair.", "30 people came to the fair."),
        ("About 40 people came to the fair.", "42 people came to the fair."),
        ("Between 10 and 15 houses burned.", "12 houses burned."),
        ("Dozens of people were hurt.", "45 people were hurt."),
        ("Half of the voters stayed at home.", "50 % of the voters stayed at home."),
        ("Two thirds of the voters stayed at home.", "67 percent of the voters stayed at home."),
        ("A million people live in Rivertown.", "1,000,000 people live in Rivertown."),
        ("Einundzwanzig Menschen kamen zum Fest.", "21 Menschen kamen zum Fest."),
        ("Zwei Milliarden Euro fehlen der Stadt.", "2 Mrd Euro fehlen der Stadt."),
    ],
)
def test_a_number_that_may_be_the_same_contradicts_nothing(here: str, there: str) -> None:
    assert told(here, there) == []


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("Three people were hurt at the fair.", "People were hurt at the fair."),
        ("The bridge, 40 metres long, was closed.", "The bridge was closed for 3 weeks."),
        ("The fair began at 12:30 in Rivertown.", "The fair began at 13:00 in Rivertown."),
        ("The 2nd bridge of Rivertown was closed.", "The 3rd bridge of Rivertown was closed."),
        ("No one was hurt at the fair.", "None was hurt at the fair."),
        ("Wages grew by 3 % in Rivertown.", "Ferries carried 9 % of all parcels."),
        ("The G7 met in Rivertown.", "The G20 met in Rivertown."),
    ],
)
def test_a_number_that_one_sentence_lacks_or_that_counts_something_else_contradicts_nothing(here: str, there: str) -> None:
    assert [one for one in differences(here, there) if one.kind is Kind.NUMBER] == []


@pytest.mark.parametrize(
    ("here", "there", "dates"),
    [
        ("The mayor opened the bridge in May 2020.", "The mayor opened the bridge in June 2020.", ("May 2020", "June 2020")),
        ("The mayor opened the bridge in 2019.", "The mayor opened the bridge in 2021.", ("2019", "2021")),
        ("The bridge fell on Monday.", "The bridge fell on Tuesday.", ("Monday", "Tuesday")),
        ("The bridge fell on 2020-05-03.", "The bridge fell on 4 May 2020.", ("2020-05-03", "4 May 2020")),
        ("The bridge fell on May 3rd.", "The bridge fell on the 4th of May.", ("May 3rd", "4th of May")),
        ("Die Brücke fiel am 3. Mai 2020.", "Die Brücke fiel am 3. Juni 2020.", ("3. Mai 2020", "3. Juni 2020")),
        ("Die Brücke fiel am 3.5.2020.", "Die Brücke fiel am 4.5.2020.", ("3.5.2020", "4.5.2020")),
    ],
)
def test_another_date_is_told(here: str, there: str, dates: tuple[str, str]) -> None:
    (found,) = differences(here, there)

    assert (found.kind, found.here, found.there) == (Kind.DATE, *dates)


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("The bridge fell on 2020-05-03.", "On 3 May 2020 the bridge fell."),
        ("The bridge fell in 2020.", "The bridge fell on 3 May 2020."),
        ("The bridge fell on Monday.", "The bridge fell on 3 May 2020."),
        ("The bridge fell on 3/4/2020.", "The bridge fell on 4/3/2020."),
        ("The mayor may march to the bridge.", "The mayor will march to the bridge."),
        ("The bridge fell in 2020.", "The bridge fell."),
    ],
)
def test_dates_that_may_be_the_same_contradict_nothing(here: str, there: str) -> None:
    assert told(here, there) == []


@pytest.mark.parametrize(
    ("here", "there", "word"),
    [
        ("The bridge is not safe.", "The bridge is safe.", "not"),
        ("The bridge isn’t safe.", "The bridge is safe.", "isn’t"),
        ("The mayor never paid the firm.", "The mayor paid the firm.", "never"),
        ("The mayor denied paying the firm.", "The mayor was paying the firm.", "denied"),
        ("Die Brücke ist nicht sicher.", "Die Brücke ist sicher.", "nicht"),
        ("Die Stadt hat kein Geld für die Brücke.", "Die Stadt hat Geld für die Brücke.", "kein"),
    ],
)
def test_what_one_sentence_denies_is_told_in_both_directions(here: str, there: str, word: str) -> None:
    (found,), (back,) = differences(here, there), differences(there, here)

    assert (found.kind, found.here, found.there, found.span_there) == (Kind.NEGATION, word, "", (len(there), len(there)))
    assert (back.kind, back.here, back.there) == (Kind.NEGATION, "", word)
    assert found.sentence == f"same sentence, denied here: {word}"
    assert back.sentence == f"same sentence, denied there: {word}"


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("The bridge is not safe.", "The bridge isn't safe."),
        ("Not only the bridge is safe.", "The bridge is safe."),
        ("No doubt the bridge is safe.", "The bridge is safe."),
        ("The mayor paid the firm, not the bank.", "The mayor paid the firm."),
    ],
)
def test_what_both_deny_or_what_denies_nothing_is_no_difference(here: str, there: str) -> None:
    assert told(here, there) == []


@pytest.mark.parametrize(
    ("here", "there", "names"),
    [
        ("Ann Example paid the firm.", "Bob Sampleton paid the firm.", ("Ann Example", "Bob Sampleton")),
        ("The fire broke out in Rivertown on Monday.", "The fire broke out in Hilltown on Monday.", ("Rivertown", "Hilltown")),
        ("Sen. Ann Example paid the firm.", "Sen. Jane Example paid the firm.", ("Sen. Ann Example", "Sen. Jane Example")),
        (
            "In Musterstadt wurden drei Menschen verletzt.",
            "In Beispielheim wurden drei Menschen verletzt.",
            ("Musterstadt", "Beispielheim"),
        ),
    ],
)
def test_another_name_in_the_same_sentence_is_told(here: str, there: str, names: tuple[str, str]) -> None:
    (found,) = differences(here, there)

    assert (found.kind, found.here, found.there) == (Kind.NAME, *names)


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("Ahmed al-Sharifi paid the firm.", "Ahmad Al Sharify paid the firm."),
        ("Mayor Ann Example paid the firm.", "Mayor Example paid the firm."),
        ("The IBC paid the firm.", "The Invented Broadcasting Corporation paid the firm."),
        ("Ann Example met Bob Sampleton.", "Bob Sampleton met Ann Example."),
        ("Bridge Closed After Flood In Rivertown", "Bridge Shut After Storm In Rivertown"),
        ("Der Fluss trat über die Ufer.", "Der Bach trat über die Ufer."),
    ],
)
def test_the_same_name_in_other_words_is_no_difference(here: str, there: str) -> None:
    assert told(here, there) == []


def test_who_posted_it_and_when_is_no_part_of_the_sentence() -> None:
    here = "The bridge is closed https://example.org/40 — Ann Example (@annexample) May 3, 2020"
    there = "The bridge is closed — Bob Sampleton (@bob) June 4, 2021"

    assert told(here, there) == []


def test_sentences_about_other_things_do_not_contradict_each_other() -> None:
    assert told("Three ferries sank near the coast.", "Five mayors were elected without a vote.") == []


PARTS = (
    "The", "mayor", "Ann", "Example", "not", "never", "40", "%", "60", "$3", "million", "Three", "two", "hundred", "und", "May", "2020",
    "in", "a", "2020-05-03", "2015-16", "30/30/2020", "5.13.2020", "Monday", "nicht", "kein", "-", "to", ".", ",", ":", "@example",
    "1.000,5", "and",
)  # fmt: skip
TEXT = st.text(max_size=300) | st.lists(st.sampled_from(PARTS), max_size=30).map(" ".join)


@given(TEXT, TEXT)
def test_any_two_texts_can_be_compared_and_the_spans_are_the_words(here: str, there: str) -> None:
    found = differences(here, there)

    assert len(found) <= MOST
    for one in found:
        assert here[slice(*one.span_here)] == one.here
        assert there[slice(*one.span_there)] == one.there
        assert one.here or one.there
    assert sorted((one.kind, one.here, one.there) for one in found) == sorted(
        (one.kind, one.there, one.here) for one in differences(there, here)
    )


@given(TEXT)
def test_no_text_contradicts_itself(text: str) -> None:
    assert differences(text, text) == ()
    assert differences(text, text + " ") == ()


@given(st.integers(10**6, 10**15), st.sampled_from([",", ".", "\u202f", "’"]))
def test_a_number_is_read_whatever_parts_its_thousands(number: int, mark: str) -> None:
    written = f"{number:,}".replace(",", mark)

    assert read_digits(written, ".") == read_digits(written, ",") == read_digits(str(number), ".") == (number, 1.0)


def test_one_mark_before_three_digits_is_read_as_the_language_has_it() -> None:
    assert read_digits("1.200", ".") == (1.2, 0.001)
    assert read_digits("1.200", ",") == (1200, 1.0)
    assert read_digits("1,200", ".") == (1200, 1.0)
    assert read_digits("3,5", ".") == (3.5, 0.1)
    assert read_digits("1.234,5", ",") == (1234.5, 0.1)


def test_a_long_text_is_read_as_far_as_it_says_something() -> None:
    text = "The bridge cost 40 euros. " * 1_000

    assert read_sentence(text).spans[-1][1] <= LONGEST


@pytest.mark.parametrize(
    ("here", "there", "word"),
    [
        ("The council did not vote to repair the bridge.", "The council voted to repair the bridge.", "not"),
        ("The bridge doesn't carry lorries at night.", "The bridge carries lorries at night.", "doesn't"),
        ("The hospital did not treat 12,000 patients in 2024.", "The hospital treated 12,000 patients in 2024.", "not"),
        ("The minister did not go to Rivertown in May.", "The minister went to Rivertown in May.", "not"),
        ("The firm didn\u2019t pay its taxes in Rivertown.", "The firm paid its taxes in Rivertown.", "didn\u2019t"),
        ("The mayor did not know of the letter.", "The mayor knew of the letter.", "not"),
    ],
)
def test_what_is_denied_is_found_in_another_form_of_the_verb(here: str, there: str, word: str) -> None:
    assert told(here, there) == [f"same sentence, denied here: {word}"]
    assert told(there, here) == [f"same sentence, denied there: {word}"]


@pytest.mark.parametrize(
    ("here", "there", "numbers"),
    [
        ("In 2024 some 21,000 people were treated at the hospital of Rivertown.",
         "The Rivertown hospital treated 12,000 patients in 2024.", "21,000 people here, 12,000 there"),
        ("Last year crews dug 48,000 tons of mud out of the port at Elmhaven.",
         "The port authority removed 84,000 tonnes of silt from Elmhaven harbour in 2025.", "48,000 tons here, 84,000 tonnes there"),
    ],
)  # fmt: skip
def test_another_number_is_told_in_other_words_too(here: str, there: str, numbers: str) -> None:
    (found,) = told(here, there)

    assert numbers in found


def test_numbers_of_other_things_contradict_nothing() -> None:
    assert told("The hospital treated 12,000 patients in 2024.", "The hospital treated patients for 3 weeks in 2024.") == []
    assert told("Crews dug 48,000 tons of mud out of a lake.", "84,000 tonnes of steel were sold.") == []
