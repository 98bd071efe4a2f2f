"""The status of a parent whose rule is "from key results" (spec okrs §6.3, §6.4)."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cairn.goals.status import EVER, ChildStatus, Schedule, Status, Thresholds, from_children, of_automatic

from .outcomes import PERCENT, D
from .test_status_schedules import BADNESS, schedules

TODAY = date(2026, 8, 1)
OWN = Schedule.always(Status.BEHIND)
NOT_STARTED = ChildStatus("open", Schedule())
ON_TRACK = ChildStatus("open", Schedule.always(Status.ON_TRACK))
BEHIND = ChildStatus("open", Schedule.always(Status.BEHIND))
AT_RISK = ChildStatus("open", Schedule.always(Status.AT_RISK))
CLOSED = ChildStatus("closed")
POSTPONED = ChildStatus("postponed")


def status(*children, own=OWN, day=TODAY):
    result = from_children(children, own)
    return result if isinstance(result, Status) else result.at(day)


def test_golden_18_the_worst_open_child_counts_beside_a_closed_one():
    assert status(ON_TRACK, BEHIND, CLOSED) == Status.BEHIND


def test_golden_19_only_closed_and_not_started_children_leave_it_to_the_parents_own_progress():
    start, due = TODAY - timedelta(40), TODAY + timedelta(60)  # expected today: 40 %
    own = of_automatic(PERCENT, D(50), start, due, Thresholds(), has_check_in=True)
    assert status(CLOSED, NOT_STARTED, own=own) == Status.ON_TRACK
    assert status(CLOSED, NOT_STARTED, own=own, day=due) == Status.AT_RISK


def test_without_children_the_own_progress_counts():
    assert status() == Status.BEHIND


def test_children_that_are_all_in_one_end_state_bring_their_parent_there():
    assert status(CLOSED, CLOSED) == Status.CLOSED
    assert status(POSTPONED, POSTPONED) == Status.POSTPONED


def test_closed_and_postponed_children_make_closed():
    assert status(CLOSED, POSTPONED) == Status.CLOSED


def test_children_none_of_which_started_make_not_started():
    assert status(NOT_STARTED, NOT_STARTED) == Status.NOT_STARTED


def test_postponed_children_have_no_voice_beside_open_ones():
    assert status(POSTPONED, NOT_STARTED) == Status.NOT_STARTED
    assert status(POSTPONED, ON_TRACK) == Status.ON_TRACK
    assert status(POSTPONED, CLOSED, NOT_STARTED) == Status.BEHIND


def test_the_worst_status_present_wins():
    assert status(NOT_STARTED, ON_TRACK) == Status.ON_TRACK
    assert status(ON_TRACK, BEHIND) == Status.BEHIND
    assert status(NOT_STARTED, AT_RISK, BEHIND, ON_TRACK) == Status.AT_RISK


def test_a_reopened_child_counts_like_any_open_one():
    assert status(POSTPONED, ON_TRACK) == Status.ON_TRACK


def test_a_child_whose_first_week_runs_out_takes_over_from_the_parents_own_progress():
    week_over = TODAY + timedelta(7)
    quiet = ChildStatus("open", Schedule(week_over, week_over, None))
    own = Schedule.always(Status.ON_TRACK)
    assert status(CLOSED, quiet, own=own) == Status.ON_TRACK
    assert status(CLOSED, quiet, own=own, day=week_over) == Status.BEHIND


def test_what_the_own_progress_came_to_before_still_holds_when_time_alone_starts_a_child():
    week_over = TODAY + timedelta(7)
    quiet = ChildStatus("open", Schedule(week_over, week_over, None))
    own = Schedule.always(Status.AT_RISK)
    assert status(CLOSED, quiet, own=own, day=week_over) == Status.AT_RISK


def test_what_the_own_progress_comes_to_later_no_longer_counts():
    week_over = TODAY + timedelta(7)
    quiet = ChildStatus("open", Schedule(week_over, week_over, None))
    own = Schedule(EVER, None, at_risk_from=week_over)
    assert status(CLOSED, quiet, own=own, day=week_over) == Status.BEHIND


def test_from_the_first_check_in_on_the_children_alone_decide():
    assert status(CLOSED, ON_TRACK, own=Schedule.always(Status.AT_RISK)) == Status.ON_TRACK


def test_a_child_that_time_does_not_start_leaves_it_to_the_own_progress_for_good():
    assert from_children([CLOSED, NOT_STARTED], OWN) == OWN


families = st.lists(
    st.builds(ChildStatus, st.just("open"), schedules) | st.sampled_from([CLOSED, POSTPONED]), max_size=5
)
some_days = st.dates(date(2025, 12, 1), date(2027, 1, 31))


@given(families, schedules, some_days, st.integers(0, 400))
def test_time_alone_never_improves_a_parent(children, own, day, later):
    result = from_children(children, own)
    if isinstance(result, Schedule):
        assert BADNESS.index(result.at(day)) <= BADNESS.index(result.at(day + timedelta(later)))


@given(families, schedules, some_days)
def test_a_parent_follows_the_spec_on_every_day_or_keeps_what_was_worse(children, own, day):
    by_rule = _as_the_spec_says(children, own, day)
    result = from_children(children, own)
    shown = result if isinstance(result, Status) else result.at(day)
    if shown != by_rule:
        earlier = own.until(day).at(day)
        assert BADNESS.index(by_rule) < BADNESS.index(shown) <= BADNESS.index(earlier)


def _as_the_spec_says(children, own, day):
    """§6.3 word by word, for one day."""
    present = {child.schedule.at(day) if child.state == "open" else Status(child.state) for child in children}
    if len(present) == 1:
        return present.pop()
    if present == {Status.CLOSED, Status.POSTPONED}:
        return Status.CLOSED
    if not present or present - {Status.POSTPONED} == {Status.CLOSED, Status.NOT_STARTED}:
        return own.at(day)
    return max(present - {Status.CLOSED, Status.POSTPONED}, key=BADNESS.index)
