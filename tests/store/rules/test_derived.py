"""What claims are browsed by follows from other rows."""

import pytest
from store.by_hand import LATER, TIME, Values, add
from store.libraries import Plain
from store.rules.asking import assess, claim, refused, search


def test_the_speaker_is_the_one_who_asserts_the_claim(plain: Plain) -> None:
    assert claim(plain, "closed", "outlet_id", "speaker_id", "source_type") == ("gazette", "ann", "named_person")
    assert claim(plain, "stays", "outlet_id", "speaker_id", "source_type") == ("gazette", None, "unnamed_group")


def test_in_its_own_voice_the_outlet_speaks(plain: Plain) -> None:
    assert claim(plain, "fence", "outlet_id", "speaker_id", "source_type") == ("gazette", "gazette", "own_voice")


def test_a_claim_without_a_source_has_none(plain: Plain) -> None:
    add(plain, "claims", quotation="indirect")

    assert claim(plain, "new", "outlet_id", "speaker_id", "source_type", "source_words") == ("courier", None, None, "")


def test_the_words_of_all_sources_are_kept_with_the_claim(plain: Plain) -> None:
    assert claim(plain, "closed", "source_words") == ("Ann Example Mayor",)
    assert claim(plain, "stays", "source_words") == ("experts · Town Council the council",)
    assert claim(plain, "fence", "source_words") == ("",)


def test_speaker_and_words_follow_an_added_source(plain: Plain) -> None:
    add(plain, "claims", quotation="indirect")
    add(plain, "attributions", claim_id="new", hop=0, source_type="named_person", entity_id="ann", source_text="Annie", role_text="mayor")

    assert claim(plain, "new", "speaker_id", "source_type", "source_words") == ("ann", "named_person", "Ann Example Annie mayor")


@pytest.mark.parametrize(
    ("change", "speaker", "source_type", "words"),
    [
        ("entity_id = 'ben'", "ben", "named_person", "Ben Sample Ann Example Mayor"),
        ("source_type = 'unnamed_person', entity_id = null", None, "unnamed_person", "Ann Example Mayor"),
        ("source_type = 'document'", "ann", "document", "Ann Example Mayor"),
        ("source_text = 'she'", "ann", "named_person", "Ann Example she Mayor"),
        ("role_text = null", "ann", "named_person", "Ann Example"),
    ],
)
def test_speaker_and_words_follow_a_changed_source(plain: Plain, change: str, speaker: str, source_type: str, words: str) -> None:
    plain.execute(f"update attributions set {change} where claim_id = 'closed'")

    assert claim(plain, "closed", "speaker_id", "source_type", "source_words") == (speaker, source_type, words)


def test_speaker_and_words_follow_a_removed_source(plain: Plain) -> None:
    plain.execute("delete from attributions where claim_id = 'closed'")

    assert claim(plain, "closed", "speaker_id", "source_type", "source_words") == (None, None, "")


def test_speaker_follows_a_change_to_own_voice(plain: Plain) -> None:
    plain.execute("delete from attributions where claim_id = 'again'")
    plain.execute("update claims set quotation = 'own_voice' where id = 'again'")

    assert claim(plain, "again", "outlet_id", "speaker_id", "source_type") == ("courier", "courier", "own_voice")


def test_outlet_follows_a_claim_that_is_moved_to_another_document(plain: Plain) -> None:
    add(plain, "claims")
    plain.execute("update claims set document_id = 'minutes' where id = 'new'")

    assert claim(plain, "new", "outlet_id", "speaker_id") == ("council", "council")


def test_outlet_and_own_voice_follow_the_document(plain: Plain) -> None:
    plain.execute("update documents set outlet_id = 'courier' where id = 'article'")

    assert claim(plain, "fence", "outlet_id", "speaker_id") == ("courier", "courier")
    assert claim(plain, "closed", "outlet_id", "speaker_id") == ("courier", "ann")


def test_words_follow_a_renamed_entity(plain: Plain) -> None:
    plain.execute("update entities set name = 'Ann Sample' where id = 'ann'")

    assert claim(plain, "closed", "source_words") == ("Ann Sample Ann Example Mayor",)
    assert search(plain, "ann sample mayor") == ["closed"]


def test_speaker_follows_a_merge_and_its_undoing(plain: Plain) -> None:
    plain.execute("update entities set canonical_id = 'ann' where id = 'ben'")
    assert claim(plain, "again", "speaker_id") == ("ann",)

    plain.execute("update entities set canonical_id = null where id = 'ben'")
    assert claim(plain, "again", "speaker_id") == ("ben",)


def test_outlet_follows_a_merge_and_its_undoing(plain: Plain) -> None:
    plain.execute("update entities set canonical_id = 'courier' where id = 'gazette'")
    assert claim(plain, "fence", "outlet_id", "speaker_id") == ("courier", "courier")
    assert claim(plain, "closed", "outlet_id", "speaker_id") == ("courier", "ann")

    plain.execute("update entities set canonical_id = null where id = 'gazette'")
    assert claim(plain, "fence", "outlet_id", "speaker_id") == ("gazette", "gazette")


def test_a_new_claim_of_a_merged_speaker_or_outlet_gets_the_one_that_stands_for_it(plain: Plain) -> None:
    plain.execute("update entities set canonical_id = 'ann' where id = 'ben'")
    plain.execute("update entities set canonical_id = 'gazette' where id = 'courier'")
    add(plain, "claims", quotation="indirect")
    add(plain, "attributions", claim_id="new", hop=0, source_type="named_person", entity_id="ben", source_text="Ben")

    assert claim(plain, "new", "outlet_id", "speaker_id") == ("gazette", "ann")


def test_the_newest_assessment_wins(plain: Plain) -> None:
    assess(plain, "closed", "too_vague", "vague_quantity", LATER)
    assert claim(plain, "closed", "verifiability") == ("too_vague",)

    assess(plain, "closed", "not_checkable", "opinion", "2024-02-05T12:00:00Z")
    assert claim(plain, "closed", "verifiability") == ("too_vague",)


def test_the_newest_assessment_of_all_repeats_wins(plain: Plain) -> None:
    plain.execute("update claims set canonical_id = 'closed' where id = 'again'")
    assert claim(plain, "again", "verifiability") == ("verifiable",)

    assess(plain, "again", "too_vague", "vague_quantity", LATER)
    assert claim(plain, "closed", "verifiability") == claim(plain, "again", "verifiability") == ("too_vague",)
    assert claim(plain, "stays", "verifiability") == ("unassessed",)


def test_verifiability_and_verdict_follow_a_claim_that_leaves_its_repeats(plain: Plain) -> None:
    plain.execute("update claims set canonical_id = 'closed' where id = 'again'")
    assess(plain, "again", "too_vague", "vague_quantity", LATER)
    assert claim(plain, "again", "verifiability", "verdict") == ("too_vague", "true")

    plain.execute("update claims set canonical_id = null where id = 'again'")

    assert claim(plain, "again", "verifiability", "verdict") == ("too_vague", None)
    assert claim(plain, "closed", "verifiability", "verdict") == ("verifiable", "true")


def test_the_other_repeats_follow_a_claim_that_leaves_them(plain: Plain) -> None:
    plain.execute("update claims set canonical_id = 'closed' where id in ('again', 'fence')")
    assess(plain, "again", "too_vague", "vague_quantity", LATER)
    assert claim(plain, "fence", "verifiability") == ("too_vague",)

    plain.execute("update claims set canonical_id = null where id = 'again'")

    assert claim(plain, "fence", "verifiability", "verdict") == ("verifiable", "true")


def test_a_new_claim_that_repeats_another_takes_over_its_standing(plain: Plain) -> None:
    add(plain, "claims", canonical_id="closed")

    assert claim(plain, "new", "verifiability", "verdict") == ("verifiable", "true")


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, "true"),
        ({"state": "published", "url": "https://desk.example/2"}, "false"),
        ({"state": "retracted"}, None),
        ({"state": "published", "url": "https://desk.example/2", "reviewed_at": "2024-02-05T12:00:00Z"}, "false"),
        ({"state": "retracted", "reviewed_at": "2024-02-05T09:30:01Z"}, None),
    ],
    ids=["a draft", "a newer one", "a retraction", "on the same day", "a second later"],
)
def test_the_verdict_is_that_of_the_newest_review_that_is_no_draft(plain: Plain, changes: Values, verdict: str | None) -> None:
    add(plain, "reviews", **changes)

    assert claim(plain, "closed", "verdict") == (verdict,)


def test_an_older_review_that_comes_late_changes_no_verdict(plain: Plain) -> None:
    older: Values = {"original_rating": "False", "publisher_id": "courier", "reviewed_at": "2023-01-01T00:00:00Z"}
    add(plain, "reviews", **older, state="published", url="https://courier.example/2")

    assert claim(plain, "closed", "verdict") == ("true",)


def test_of_two_reviews_of_one_second_the_later_row_counts(plain: Plain) -> None:
    add(
        plain,
        "reviews",
        publisher_id="courier",
        original_rating="False",
        state="published",
        url="https://courier.example/2",
        reviewed_at=TIME,
    )

    assert claim(plain, "closed", "verdict") == ("false",)


def test_the_verdict_holds_for_all_repeats(plain: Plain) -> None:
    plain.execute("update claims set canonical_id = 'closed' where id = 'again'")
    add(plain, "reviews", claim_id="again", state="published", url="https://desk.example/2", publisher_id="desk")

    assert claim(plain, "closed", "verdict") == claim(plain, "again", "verdict") == ("false",)


@pytest.mark.parametrize(
    "change",
    [
        "outlet_id = 'courier'",
        "speaker_id = 'ben'",
        "speaker_id = null",
        "source_type = 'document'",
        "source_words = 'somebody'",
        "verifiability = 'not_checkable'",
        "verdict = 'false'",
        "verdict = null",
    ],
)
def test_what_follows_from_other_rows_is_not_written_by_hand(plain: Plain, change: str) -> None:
    assert refused(plain, f"update claims set {change} where id = 'closed'") == (
        "speaker, outlet, source, verifiability and verdict of a claim follow from its attributions, assessments and reviews: "
        "add one of those"
    )


def test_a_new_claim_cannot_bring_a_verdict_with_it(plain: Plain) -> None:
    add(plain, "claims", verdict="true", verifiability="verifiable", speaker_id="ann", source_words="secret", source_type="document")

    assert claim(plain, "new", "verdict", "verifiability", "speaker_id", "source_words", "source_type") == (
        None,
        "unassessed",
        "courier",
        "",
        "own_voice",
    )


def test_a_row_that_is_saved_with_its_old_values_is_no_change(plain: Plain) -> None:
    """Programs that save whole rows, such as a form, may write what was there."""
    plain.execute("update claims set verdict = verdict, speaker_id = speaker_id, source_words = source_words where id = 'closed'")
