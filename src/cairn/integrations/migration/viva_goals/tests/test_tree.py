"""The tree: loops are named and cut, nothing is dropped for its place in it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.integrations.migration.viva_goals import tree
from cairn.integrations.migration.viva_goals.records import GoalRecord, ParentRef
from cairn.integrations.migration.viva_goals.remarks import Remarks


def goals(edges: dict[str, list[str]]) -> list[GoalRecord]:
    """Goals named by letters, each with the parents it is aligned to."""
    return [
        GoalRecord(row, name, f"Goal {name}", alignments=tuple(ParentRef(parent) for parent in parents))
        for row, (name, parents) in enumerate(edges.items(), start=2)
    ]


def linked(edges: dict[str, list[str]]) -> tuple[dict[str, list[str]], list[str]]:
    remarks = Remarks()
    found = tree.linked(goals(edges), remarks)
    kept = {goal.external_id: [str(ref.external_id) for ref in goal.alignments] for goal in found}
    return kept, [note.sentence for note in remarks.notes]


def test_a_loop_is_named_and_cut_once() -> None:
    kept, remarks = linked({"a": ["b"], "b": ["c"], "c": ["a"]})
    assert kept == {"a": ["b"], "b": ["c"], "c": []}
    assert remarks == [
        "The parents go round in a loop: “Goal a” → “Goal b” → “Goal c” → “Goal a”."
        " The alignment that closes it is left out."
    ]


def test_an_alignment_to_itself_is_left_out() -> None:
    kept, remarks = linked({"a": ["a", "b"], "b": []})
    assert kept == {"a": ["b"], "b": []}
    assert remarks == ["It is aligned to itself. That alignment is left out."]


def test_a_diamond_is_no_loop() -> None:
    edges = {"d": ["b", "c"], "b": ["a"], "c": ["a"], "a": []}
    assert linked(edges) == (edges, [])


def test_the_same_parent_twice_counts_once() -> None:
    assert linked({"a": ["b", "b"], "b": []})[0] == {"a": ["b"], "b": []}


def test_more_parents_than_allowed_are_left_out_with_a_remark() -> None:
    parents = [f"p{number}" for number in range(11)]
    kept, remarks = linked({"a": parents, **{parent: [] for parent in parents}})
    assert kept["a"] == parents[:10]
    assert "more than 10 parents" in remarks[0]


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from("abcdefgh"), st.lists(st.sampled_from("abcdefgh"), max_size=4)))
def test_no_loop_is_left_and_no_goal_is_lost(edges: dict[str, list[str]]) -> None:
    found = tree.linked(goals(edges), Remarks())
    assert [goal.external_id for goal in found] == list(edges)
    in_order = [goal.external_id for goal in tree.parents_first(found)]
    assert sorted(in_order) == sorted(edges)
    for goal in found:
        for ref in goal.alignments:
            if ref.external_id in edges:
                assert in_order.index(str(ref.external_id)) < in_order.index(goal.external_id)


def test_a_very_deep_tree_and_a_very_long_loop_are_no_trouble() -> None:
    chain = {str(number): [str(number + 1)] for number in range(20_000)}
    kept, remarks = linked(chain | {"20000": ["0"]})
    assert (kept["20000"], len(remarks)) == ([], 1)
    assert "(19993 more)" in remarks[0]
