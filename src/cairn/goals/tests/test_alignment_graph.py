"""The alignment graph (spec okrs §8.1, §5.4)."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.goals.alignment import LoopError, ancestors, descendants, levels, order, would_loop
from cairn.goals.roll_up import roll_up

from .outcomes import PERCENT, child

# signups and trials lie under growth, growth and hiring under company; trials also under hiring
COMPANY = [
    ("signups", "growth"),
    ("trials", "growth"),
    ("trials", "hiring"),
    ("growth", "company"),
    ("hiring", "company"),
]


def test_a_goal_cannot_lie_under_itself():
    assert would_loop([], "growth", "growth") == ["growth", "growth"]


def test_a_goal_cannot_lie_under_its_own_descendant_and_the_loop_is_named():
    assert would_loop(COMPANY, "company", "signups") == ["company", "signups", "growth", "company"]


def test_the_shortest_loop_is_named():
    edges = [("c", "b"), ("b", "a"), ("c", "a")]
    assert would_loop(edges, "a", "c") == ["a", "c", "a"]


def test_a_second_parent_closes_no_loop():
    assert would_loop(COMPANY, "signups", "hiring") is None
    assert would_loop(COMPANY, "signups", "company") is None


def test_a_loop_that_is_there_already_does_not_trap_the_search():
    assert would_loop([("a", "b"), ("b", "a")], "new", "a") is None


def test_ancestors_and_descendants():
    assert ancestors(COMPANY, ["trials"]) == {"growth", "hiring", "company"}
    assert descendants(COMPANY, ["company"]) == {"growth", "hiring", "signups", "trials"}
    assert ancestors(COMPANY, ["trials", "growth"]) == {"growth", "hiring", "company"}
    assert ancestors(COMPANY, ["company"]) == set()


def test_a_change_is_recomputed_upwards_level_by_level():
    assert levels(COMPANY, ["trials"]) == [["trials"], ["growth", "hiring"], ["company"]]


def test_only_what_lies_above_the_change_is_recomputed():
    assert order(COMPANY, ["signups"]) == ["signups", "growth", "company"]


def test_a_goal_waits_for_its_longest_way_down():
    shortcut = [("leaf", "top"), ("leaf", "middle"), ("middle", "top")]
    assert order(shortcut, ["leaf"]) == ["leaf", "middle", "top"]


def test_several_changes_are_recomputed_together():
    assert levels(COMPANY, ["growth", "signups"]) == [["signups"], ["growth"], ["company"]]


def test_nothing_changed_nothing_to_recompute():
    assert order(COMPANY, []) == []


def test_an_edge_given_twice_is_one_edge():
    assert order([*COMPANY, *COMPANY], ["signups"]) == ["signups", "growth", "company"]


def test_a_loop_in_the_data_is_named_instead_of_running_for_ever():
    with pytest.raises(LoopError) as refusal:
        order([("leaf", "a"), ("a", "b"), ("b", "c"), ("c", "a"), ("c", "top")], ["leaf"])
    loop = refusal.value.loop
    assert loop[0] == loop[-1]
    assert set(loop) == {"a", "b", "c"}
    assert set(pairwise(loop)) <= {("a", "b"), ("b", "c"), ("c", "a")}


def test_depth_costs_no_stack():
    chain = [(number, number + 1) for number in range(50_000)]
    assert len(order(chain, [0])) == 50_001
    assert len(would_loop(chain, 50_000, 0)) == 50_002


def test_a_diamond_counts_once_for_each_edge():
    """A key result at 80 % under two objectives of one parent: both take it in full, the parent averages both."""
    progress = {"trials": 80, "signups": 20}
    for goal in order(COMPANY, ["trials", "signups"]):
        below = [child(progress[low], id=low) for low, high in COMPANY if high == goal]
        if below:
            progress[goal] = roll_up(PERCENT, below, None).progress
    assert progress["growth"] == 50
    assert progress["hiring"] == 80
    assert progress["company"] == 65


def _upward(pairs):
    """Edges from smaller to larger numbers cannot form a loop."""
    return [(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]


graphs = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=40).map(_upward)


@given(graphs, st.sets(st.integers(0, 12)))
def test_everything_above_a_change_is_recomputed_once_and_after_its_children(edges, changed):
    sequence = order(edges, changed)
    assert len(sequence) == len(set(sequence))
    assert set(sequence) == changed | ancestors(edges, changed)
    place = {goal: position for position, goal in enumerate(sequence)}
    assert all(place[low] < place[high] for low, high in edges if low in place)


@given(graphs, st.integers(0, 12), st.integers(0, 12))
def test_a_loop_is_found_exactly_when_the_parent_lies_below_the_child(edges, low, high):
    loop = would_loop(edges, low, high)
    assert (loop is not None) == (low == high or high in descendants(edges, [low]))
    if loop is not None:
        assert loop[:2] == [low, high]
        assert loop[-1] == low
        assert set(pairwise(loop[1:])) <= set(edges)
