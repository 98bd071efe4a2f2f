"""Explorer exports without the Id column: ids are recovered from the rows that name their parents."""

from __future__ import annotations

from cairn.integrations.migration.viva_goals.tests.sample_files import bundle_of, csv_bytes, goal_named, sentences

TOP = {"Title": "Grow", "Owner": "Ada Abel", "Object Type": "Objective", "Period": "Q1"}
BELOW = {
    "Title": "Deals",
    "Owner": "Ada Abel",
    "Object Type": "Key result",
    "Aligned To": "Grow(weight: 100%, Id: 77)",
}


def test_a_parent_gets_the_id_its_children_name() -> None:
    bundle = bundle_of(csv_bytes([TOP, BELOW]))
    assert (goal_named(bundle, "Grow").external_id, goal_named(bundle, "Grow").has_lasting_id) == ("77", True)
    assert goal_named(bundle, "Deals").alignments[0].external_id == "77"


def test_a_row_that_nobody_names_has_only_its_natural_key() -> None:
    goal = goal_named(bundle_of(csv_bytes([TOP, BELOW])), "Deals")
    assert not goal.has_lasting_id
    assert goal.natural_key[0] == "Deals"


def test_a_title_that_two_rows_bear_recovers_no_id() -> None:
    bundle = bundle_of(csv_bytes([TOP, TOP | {"Owner": "Bo"}, BELOW]))
    assert [goal.has_lasting_id for goal in bundle.goals] == [False, False, False]
    assert "could be any of 2 rows with that title" in sentences(bundle)


def test_a_parent_named_by_title_only_is_found() -> None:
    bundle = bundle_of(csv_bytes([TOP, BELOW | {"Aligned To": "Grow"}]))
    assert goal_named(bundle, "Deals").alignments[0].external_id == goal_named(bundle, "Grow").external_id
