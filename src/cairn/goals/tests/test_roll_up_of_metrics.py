"""Metric and baseline parents from their children (spec okrs §5.4, §5.6)."""

from cairn.goals.roll_up import Reason, roll_up, summed_range

from .outcomes import D, baseline, child, children, decrease, increase, reach, stay_above


def amount(value, **more):
    return child(outcome=more.pop("outcome", reach(500)), value=value, **more)


def test_golden_08_a_percent_unit_parent_is_scaled():
    result = roll_up(increase(30, 60, unit="%"), children(0, 25, 20), None)
    assert result.progress == 15
    assert result.value == D("34.5")
    assert result.method == "scaled"


def test_golden_09_a_number_parent_is_the_sum():
    result = roll_up(increase(0, 1000), [amount(200), amount(300), amount(100)], None)
    assert (result.value, result.progress, result.method) == (600, 60, "sum")
    assert [line.part for line in result.lines] == [200, 300, 100]
    assert [line.share for line in result.lines] == [None, None, None]


def test_a_falling_percent_unit_parent_is_scaled_towards_its_target():
    assert roll_up(decrease(40, 20, unit="%"), children(50), None).value == 30


def test_a_sum_uses_raw_values_without_a_clamp():
    assert roll_up(increase(0, 1000), [amount(900), amount(-100)], None).value == 800


def test_a_sum_knows_no_weights_but_zero_excludes():
    goals = [amount(200, contribution=90), amount(300, contribution=10), amount(100, contribution=0)]
    result = roll_up(increase(0, 1000), goals, None)
    assert result.value == 500
    assert result.lines[2].left_out == Reason.NOT_CONTRIBUTING


def test_a_child_without_a_check_in_adds_its_start():
    assert roll_up(increase(0, 1000), [child(outcome=increase(30, 50), value=None), amount(20)], None).value == 50


def test_a_prefilled_value_is_no_value():
    assert roll_up(increase(0, 1000), [amount(70, has_value=False), amount(20)], None).value == 20


def test_percent_children_cannot_be_added_to_a_number():
    goals = [child(80), child(outcome=increase(0, 50, unit="%"), value=10), amount(200)]
    result = roll_up(increase(0, 1000), goals, None)
    assert result.value == 200
    assert [line.left_out for line in result.lines] == [Reason.OTHER_MEASURE, Reason.OTHER_MEASURE, None]


def test_only_the_same_unit_is_added_where_both_name_one():
    goals = [
        amount(1, outcome=reach(9, unit="leads")),
        amount(2, outcome=reach(9, unit=" Leads")),
        amount(4, outcome=reach(9)),
        amount(8, outcome=reach(9, unit="€")),
    ]
    assert roll_up(increase(0, 1000, unit="leads"), goals, None).value == 7
    assert roll_up(increase(0, 1000), goals, None).value == 15


def test_controls_and_baselines_are_no_amounts():
    goals = [child(outcome=stay_above(9), value=10), child(outcome=baseline(), value=42), amount(5)]
    result = roll_up(increase(0, 1000), goals, None)
    assert result.value == 5
    assert [line.left_out for line in result.lines] == [Reason.OTHER_MEASURE, Reason.BASELINE, None]


def test_a_number_parent_with_nothing_to_add_keeps_its_value():
    result = roll_up(increase(0, 1000), [child(80)], D(250))
    assert (result.value, result.progress, result.method) == (250, 25, "nothing_counts")


def test_a_page_can_warn_that_the_range_is_not_the_sum_of_ranges():
    goals = [amount(1, outcome=increase(10, 40)), amount(2, outcome=reach(60)), child(50)]
    assert summed_range(increase(0, 120), goals) == (10, 100)
    assert summed_range(increase(0, 120), [child(50)]) is None


def test_a_baseline_of_baselines_is_their_sum():
    goals = [child(outcome=baseline(), value=value) for value in (42, 8, None)]
    result = roll_up(baseline(), goals, None)
    assert (result.value, result.progress, result.method) == (50, None, "baseline_sum")


def test_a_baseline_of_anything_else_keeps_its_value():
    result = roll_up(baseline(), [child(outcome=baseline(), value=42), child(50)], D(7))
    assert (result.value, result.progress, result.method) == (7, None, "nothing_counts")


def test_baselines_without_any_value_have_no_sum():
    assert roll_up(baseline(), [child(outcome=baseline())], D(7)).value is None
