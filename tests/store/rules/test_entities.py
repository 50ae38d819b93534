"""Entities that are merged into others."""

from store.by_hand import add
from store.libraries import Plain
from store.rules.asking import refused, refused_row

NOT_MERGED = "an entity can only be merged into one that is not merged itself"


def test_an_entity_is_not_merged_into_a_merged_one(plain: Plain) -> None:
    plain.execute("update entities set canonical_id = 'ann' where id = 'ben'")

    assert refused_row(plain, "entities", canonical_id="ben") == NOT_MERGED
    assert refused(plain, "update entities set canonical_id = 'ben' where id = 'desk'") == NOT_MERGED


def test_an_entity_that_others_were_merged_into_is_not_merged_itself(plain: Plain) -> None:
    plain.execute("update entities set canonical_id = 'ann' where id = 'ben'")
    add(plain, "entities")

    assert refused(plain, "update entities set canonical_id = 'newcomer' where id = 'ann'") == NOT_MERGED


def test_a_merge_is_undone_by_clearing_it(plain: Plain) -> None:
    plain.execute("update entities set canonical_id = 'ann' where id = 'ben'")
    plain.execute("update entities set canonical_id = null where id = 'ben'")
    plain.execute("update entities set canonical_id = 'ben' where id = 'ann'")
