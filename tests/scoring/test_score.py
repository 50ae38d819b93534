"""Scoring: what counts as found, as right and as wrong, on an invented article of three statements."""

import gzip
import json
from pathlib import Path

import pytest
from scoring.marking import GOLD, JONES, POLICE, RAIN, SHE, TEXT, attribution, row

from claims.errors import UnreadableFile
from claims.scoring import MEASURES, intervals, read_rows, score


def test_gold_against_itself_is_perfect() -> None:
    found = score([GOLD], [GOLD])

    assert all(found.figures(name) == (1, 1, 1) for name in MEASURES if name in found.tallies and found.tallies[name].gold)


def test_a_document_without_prediction_counts_as_nothing_found() -> None:
    found = score([GOLD], [])

    assert found.missing == 1
    assert found.figures("triple") == (0, 0, 0)
    assert found.tallies["triple"].gold == 3


def test_a_prediction_for_no_gold_document_is_named_and_does_not_count() -> None:
    found = score([GOLD], [GOLD, row(RAIN, doc_id="b")])

    assert found.unknown == ["b"]
    assert found.figures("triple") == (1, 1, 1)


def test_punctuation_and_marks_in_a_span_change_nothing() -> None:
    bare = attribution(content="Taxes will rise", cue="said", source="Mary Jones, the mayor of Leeds")

    assert score([row(JONES)], [row(bare)]).figures("content exact") == (1, 1, 1)


def test_a_content_counts_as_found_from_half_of_the_words_on() -> None:
    gold = row(attribution(content="that buses would be “far cheaper” by May"))

    assert score([gold], [row(attribution(content="that buses would be"))]).figures("content overlap").f1 == 1
    assert score([gold], [row(attribution(content="that buses would"))]).figures("content overlap").f1 == 0
    assert score([gold], [row(attribution(content="that buses would"))], threshold=0.3).figures("content overlap").f1 == 1


def test_a_statement_found_twice_is_wrong_once() -> None:
    assert score([row(JONES)], [row(JONES, JONES)]).figures("content exact")[:2] == (0.5, 1)


def test_a_triple_needs_the_head_of_the_source() -> None:
    short = attribution(content="“Taxes will rise,”", source="Mary Jones")
    place = attribution(content="“Taxes will rise,”", source="Leeds")

    assert score([row(JONES)], [row(short)]).figures("triple").f1 == 1
    assert score([row(JONES)], [row(place)]).figures("triple").f1 == 0


def test_without_a_gold_source_a_triple_needs_none() -> None:
    unstated = attribution(content="two men were held", cue="According to")

    assert score([row(unstated)], [row(unstated)]).figures("triple").f1 == 1
    assert score([row(unstated)], [row(POLICE)]).figures("triple").f1 == 0


def test_the_source_of_a_statement_that_was_not_found_is_nobodys_fault() -> None:
    found = score([GOLD], [row(JONES)])

    assert found.figures("source exact") == (1, 1, 1)
    assert found.figures("token source").recall < 1


def test_by_type_precision_goes_by_the_predicted_and_recall_by_the_gold_one() -> None:
    unquoted = attribution(content="that buses would be", cue="added", source="She")

    found = score([row(SHE)], [row(unquoted)])

    assert found.tallies["content mixed"] == (0, 0, 1, 1)
    assert found.tallies["content indirect"] == (1, 1, 0, 0)


def test_what_is_found_in_a_discarded_region_does_not_count() -> None:
    gold = row(JONES, discard=attribution(part="two men were held.")["part"])

    assert score([gold], [row(JONES, POLICE)]).figures("content exact") == (1, 1, 1)


def test_of_two_predictions_the_closer_one_is_paired() -> None:
    loose = attribution(content="“Taxes will rise,” said", source="Leeds")

    assert score([row(JONES)], [row(loose, JONES)]).tallies["triple"] == (1, 2, 1, 1)


def test_speech_is_measured_on_plain_cues_only() -> None:
    hopes = attribution(content="Rain fell", cue="far cheaper", source="She")

    found = score([row(JONES, POLICE, hopes)], [row(JONES)])

    assert found.tallies["content speech"].gold == 2
    assert found.figures("triple speech").recall == 0.5


def test_a_document_predicted_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="'a' is predicted twice"):
        score([GOLD], [GOLD, GOLD])


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\[0, 9999\] lies outside the text"):
        score([GOLD], [row({"content": [[0, 9999]]})])


def test_another_text_than_the_gold_one_is_refused() -> None:
    with pytest.raises(ValueError, match="text of 'a' differs"):
        score([GOLD], [row(JONES, text=TEXT + " And so on.")])


def test_an_interval_holds_the_figure_and_is_the_same_in_every_run() -> None:
    gold = [{**GOLD, "doc_id": str(number)} for number in range(20)]
    found = score(gold, [row(JONES, SHE, doc_id=str(number)) for number in range(0, 20, 2)])

    ((low, high),) = intervals(found, ["triple"], rounds=100).values()

    assert low < found.figures("triple").f1 < high
    assert intervals(found, ["triple"], rounds=100) == {"triple": (low, high)}


def test_rows_are_read_from_plain_and_zipped_files(tmp_path: Path) -> None:
    line = json.dumps(GOLD) + "\n\n"
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(line.encode()))

    assert list(read_rows(tmp_path / "a.jsonl")) == list(read_rows(tmp_path / "a.jsonl.gz")) == [GOLD]


@pytest.mark.parametrize(
    ("content", "reason"), [(b'{"doc_id": "a"}\n{', "line 2"), (b"[]", "line 1"), (b"\xff", "line 1"), (b'{"text": ""}', "doc_id")]
)
def test_a_file_of_something_else_is_refused_with_its_line(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)

    with pytest.raises(UnreadableFile, match=reason):
        list(read_rows(path))


def test_a_file_that_is_missing_or_broken_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "a.jsonl.gz"
    broken.write_bytes(gzip.compress(json.dumps(GOLD).encode())[:-9])

    for path in (broken, tmp_path / "none.jsonl"):
        with pytest.raises(UnreadableFile, match=r"a\.jsonl\.gz|none\.jsonl"):
            list(read_rows(path))
