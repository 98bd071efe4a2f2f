"""A percent parent from its children (spec okrs §5.4, §5.5, §5.8)."""

from hypothesis import given
from hypothesis import strategies as st

from cairn.goals.progress import counted
from cairn.goals.roll_up import Reason, roll_up

from .outcomes import PERCENT, D, baseline, child, children, increase, percents, stay_above, stay_below

NEVER = None


def test_children_count_equally_by_default():
    result = roll_up(PERCENT, children(40, 80, 20), NEVER)
    assert result.progress == D("46.6667")
    assert result.value == D("46.6667")
    assert result.method == "average"


def test_golden_12_fixed_contributions():
    assert roll_up(PERCENT, children(40, 80, 20, fixed=[50]), NEVER).progress == 45


def test_a_fourth_child_at_zero_lowers_the_worked_example():
    assert roll_up(PERCENT, children(40, 80, 20, 0, fixed=[50]), NEVER).progress == D("36.6667")


def test_golden_13_weights_of_the_older_scheme():
    weighted = children(50, 20, 80, 100, fixed=[50, 25, 25, 0])
    assert roll_up(PERCENT, weighted, NEVER).progress == 50


def test_golden_20_a_postponed_child_is_left_out():
    assert roll_up(PERCENT, children(50, 70, 0), NEVER).progress == 40
    postponed = [*children(50, 70), child(0, state="postponed")]
    result = roll_up(PERCENT, postponed, NEVER)
    assert result.progress == 60
    assert result.lines[2].left_out == Reason.POSTPONED


def test_golden_21_a_project_that_does_not_contribute():
    goals = [*children(60, 40), child(100, kind="project", contributes=False)]
    result = roll_up(PERCENT, goals, NEVER)
    assert result.progress == 50
    assert result.lines[2].left_out == Reason.NOT_CONTRIBUTING


def test_golden_22_a_project_that_contributes_is_one_more_child():
    assert roll_up(PERCENT, [*children(60, 40), child(100, kind="project")], NEVER).progress == D("66.6667")


def test_a_closed_child_stays_in_at_its_final_progress():
    assert roll_up(PERCENT, [child(100, state="closed"), child(0)], NEVER).progress == 50


def test_a_baseline_is_left_out():
    result = roll_up(PERCENT, [child(60), child(outcome=baseline(), value=42)], NEVER)
    assert result.progress == 60
    assert result.lines[1].left_out == Reason.BASELINE


def test_a_control_counts_all_or_nothing_and_as_nothing_before_its_first_value():
    goals = [
        child(outcome=stay_above(9), value=10),
        child(outcome=stay_below(2), value=3),
        child(outcome=stay_above(9), value=None),
    ]
    assert roll_up(PERCENT, goals, NEVER).progress == D("33.3333")


def test_an_overshoot_cannot_hide_a_miss():
    assert roll_up(PERCENT, children(150, 50), NEVER).progress == 75


def test_an_organisation_may_count_over_achievement_up_to_two_hundred():
    assert roll_up(PERCENT, children(150, 50), NEVER, over_achievement=True).progress == 100
    assert roll_up(PERCENT, children(900, 0), NEVER, over_achievement=True).progress == 100


def test_a_child_below_zero_does_not_pull_the_others_down():
    assert roll_up(PERCENT, children(-40, 50), NEVER).progress == 25


def test_without_contributing_children_the_parent_keeps_its_value():
    result = roll_up(PERCENT, [child(80, state="postponed")], D(35))
    assert (result.value, result.progress, result.method) == (35, 35, "nothing_counts")


def test_a_parent_that_never_had_a_value_stands_at_zero():
    result = roll_up(PERCENT, [], NEVER)
    assert (result.value, result.progress) == (None, 0)


def test_children_that_are_all_set_to_zero_do_not_count():
    result = roll_up(PERCENT, children(40, 80, fixed=[0, 0]), D(12))
    assert result.progress == 12
    assert {line.left_out for line in result.lines} == {Reason.NOT_CONTRIBUTING}


def test_fixed_contributions_keep_their_proportions_when_a_sibling_is_postponed():
    goals = [
        child(40, contribution=60),
        child(80, contribution=20),
        child(0, contribution=20, state="postponed"),
    ]
    assert roll_up(PERCENT, goals, NEVER).progress == 50


def test_a_control_parent_keeps_its_value():
    result = roll_up(stay_above(9), children(40), D(10))
    assert (result.value, result.progress, result.method) == (10, 100, "nothing_counts")
    assert result.lines[0].left_out == Reason.OTHER_MEASURE


def test_every_line_shows_its_share_and_the_points_it_adds():
    first, second, third = roll_up(PERCENT, children(40, 180, 20, fixed=[50]), NEVER).lines
    assert (first.counted, first.share, first.part, first.is_fixed) == (40, 50, 20, True)
    assert (second.progress, second.counted, second.share, second.part) == (180, 100, 25, 25)
    assert (third.share, third.part, third.is_fixed) == (25, 5, False)


some_children = st.lists(
    st.builds(
        child,
        percents,
        contributes=st.booleans(),
        state=st.sampled_from(["open", "closed", "postponed"]),
        contribution=st.none() | st.integers(0, 30),
    ),
    max_size=8,
)


@given(some_children, percents, st.booleans())
def test_a_roll_up_lies_within_its_counted_children(goals, before, over_achievement):
    result = roll_up(PERCENT, goals, before, over_achievement)
    within = [
        counted(goal.progress, over_achievement)
        for goal, line in zip(goals, result.lines, strict=True)
        if line.left_out is None
    ]
    if within:
        assert min(within) <= result.progress <= max(within)
    else:
        assert result.progress == before


@given(some_children, percents)
def test_the_parts_make_the_whole_and_the_shares_a_hundred(goals, before):
    result = roll_up(PERCENT, goals, before)
    if result.method == "average":
        tolerance = D("0.001")
        assert abs(sum(line.part or 0 for line in result.lines) - result.progress) < tolerance
        assert abs(sum(line.share or 0 for line in result.lines) - 100) < tolerance


@given(some_children, percents)
def test_recomputing_changes_nothing(goals, before):
    once = roll_up(PERCENT, goals, before)
    assert roll_up(PERCENT, goals, once.value) == once


@given(some_children)
def test_the_order_of_children_does_not_matter(goals):
    outcome = increase(10, 20, unit="%")
    assert roll_up(outcome, goals, None).progress == roll_up(outcome, goals[::-1], None).progress
