"""Why a goal has its status (spec okrs §6; architecture §3, "Explain this number")."""

from datetime import date

from cairn.goals.derivation import Rule, derivation
from cairn.goals.status import Schedule, Status, Thresholds, of_automatic

from .outcomes import PERCENT, D, baseline, stay_above

JULY, SEPTEMBER_END = date(2026, 7, 1), date(2026, 9, 30)
MID_AUGUST = date(2026, 8, 15)


def explain(schedule, outcome=PERCENT, progress=None, **more):
    return derivation(
        outcome,
        schedule,
        more.pop("day", MID_AUGUST),
        progress=None if progress is None else D(progress),
        start=JULY,
        due=SEPTEMBER_END,
        thresholds=Thresholds(),
        **more,
    )


def automatic(progress, has_check_in=True):
    return of_automatic(PERCENT, D(progress), JULY, SEPTEMBER_END, Thresholds(), has_check_in)


def test_a_status_from_progress_shows_the_gap_to_what_was_expected():
    why = explain(automatic(40), progress=40)
    assert (why.status, why.rule) == (Status.BEHIND, Rule.FROM_PROGRESS)
    assert (why.expected, why.progress, why.gap) == (D("49.4505"), 40, D("9.4505"))
    assert why.thresholds == Thresholds()


def test_it_announces_when_the_status_will_worsen_if_nobody_checks_in():
    assert explain(automatic(40), progress=40).changes == ((date(2026, 8, 30), Status.AT_RISK),)


def test_a_goal_nobody_touched_is_explained_by_its_grace():
    why = explain(automatic(0, has_check_in=False), progress=0, day=JULY)
    assert (why.status, why.rule) == (Status.NOT_STARTED, Rule.GRACE)
    assert why.changes[0] == (date(2026, 7, 8), Status.BEHIND)


def test_a_status_that_somebody_chose_is_explained_by_the_check_in():
    why = explain(Schedule.always(Status.AT_RISK), progress=90, by_check_in=True)
    assert (why.status, why.rule, why.changes) == (Status.AT_RISK, Rule.CHECK_IN, ())


def test_a_parent_is_explained_by_its_key_results():
    assert explain(automatic(40), progress=40, by_children=True).rule == Rule.FROM_CHILDREN


def test_a_control_is_explained_by_its_value_and_expects_nothing():
    why = explain(Schedule.always(Status.BEHIND), outcome=stay_above(9, risk=8), progress=0, value=D("8.5"))
    assert (why.rule, why.value, why.expected, why.gap) == (Rule.CONTROL, D("8.5"), None, None)


def test_a_baseline_is_in_progress():
    why = explain(Schedule.always(Status.IN_PROGRESS), outcome=baseline(), value=D(42))
    assert (why.status, why.rule) == (Status.IN_PROGRESS, Rule.BASELINE)


def test_an_end_state_explains_itself():
    why = explain(Status.CLOSED, progress=80)
    assert (why.status, why.rule, why.progress, why.changes) == (Status.CLOSED, Rule.END_STATE, 80, ())
