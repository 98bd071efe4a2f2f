"""Checking in, correcting it and taking it back; values set by hand (spec okrs §5.3, §6.2, §6.6, §7)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from cairn.core import clock
from cairn.core.errors import Denied, Refused
from cairn.core.models import Event
from cairn.goals import actions, verify
from cairn.goals.measuring import status_of
from cairn.goals.models import CheckIn, ProgressPoint

from .quarter import NOON, Quarter, increase

pytestmark = pytest.mark.django_db


def test_a_check_in_moves_the_goal_and_everything_above(quarter: Quarter) -> None:
    done = actions.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(4), note="Two signed today.")
    assert [change.goal.pk for change in done.changes] == [quarter.shops.pk, quarter.win.pk]
    assert quarter.fresh(quarter.shops).progress == 40
    assert quarter.fresh(quarter.win).progress == 20
    assert ProgressPoint.objects.filter(goal=quarter.win, check_in=done.check_in).exists()


def test_the_status_follows_from_the_value_unless_it_is_chosen(quarter: Quarter) -> None:
    # 15 August is 45 of 91 days: 49.45 % is expected.
    max_ = quarter.actor("Max")
    assert actions.check_in(quarter.shops, by=max_, value=Decimal(5)).check_in.status == "on_track"
    assert actions.check_in(quarter.shops, by=max_, value=Decimal(4)).check_in.status == "behind"
    assert actions.check_in(quarter.shops, by=max_, value=Decimal(2)).check_in.status == "at_risk"
    chosen = actions.check_in(quarter.shops, by=max_, value=Decimal(2), status="on_track")
    assert chosen.check_in.status == "on_track"


def test_a_chosen_status_stays_while_days_pass(quarter: Quarter) -> None:
    actions.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(2), status="on_track")
    assert status_of(quarter.fresh(quarter.shops), (NOON + timedelta(days=40)).date()) == "on_track"


def test_a_rolled_up_status_worsens_by_itself_while_days_pass(quarter: Quarter) -> None:
    for goal, value in ((quarter.shops, 5), (quarter.crew, 50)):
        actions.check_in(goal, by=quarter.actor("Tom"), value=Decimal(value))
    win = quarter.fresh(quarter.win)
    assert status_of(win, NOON.date()) == "on_track"
    assert status_of(win, NOON.date() + timedelta(days=1)) == "behind"
    assert status_of(win, NOON.date() + timedelta(days=40)) == "at_risk"


def test_without_a_value_the_present_one_stands(quarter: Quarter) -> None:
    actions.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(4))
    actions.check_in(quarter.shops, by=quarter.actor("Max"), status="at_risk", note="The landlord wavers.")
    assert quarter.fresh(quarter.shops).current_value == 4


def test_an_older_check_in_does_not_become_the_current_one(quarter: Quarter) -> None:
    max_ = quarter.actor("Max")
    actions.check_in(quarter.shops, by=max_, value=Decimal(6))
    actions.check_in(quarter.shops, by=max_, value=Decimal(3), at=datetime(2026, 8, 1, tzinfo=UTC))
    assert quarter.fresh(quarter.shops).current_value == 6


def test_editing_an_old_check_in_never_makes_it_the_current_one(quarter: Quarter) -> None:
    max_ = quarter.actor("Max")
    old = actions.check_in(quarter.shops, by=max_, value=Decimal(3), at=datetime(2026, 8, 1, tzinfo=UTC)).check_in
    actions.check_in(quarter.shops, by=max_, value=Decimal(6))
    actions.edit_check_in(old, by=max_, value=Decimal(9))
    assert quarter.fresh(quarter.shops).current_value == 6
    assert CheckIn.objects.get(pk=old.pk).edited_at is not None


def test_deleting_the_current_check_in_brings_the_one_before_back(quarter: Quarter) -> None:
    max_ = quarter.actor("Max")
    actions.check_in(quarter.shops, by=max_, value=Decimal(3), status="behind")
    latest = actions.check_in(quarter.shops, by=max_, value=Decimal(9)).check_in
    actions.delete_check_in(latest, by=max_)
    shops = quarter.fresh(quarter.shops)
    assert (shops.current_value, status_of(shops, NOON.date())) == (3, "behind")
    assert quarter.fresh(quarter.win).progress == 15


def test_deleting_the_only_check_in_leaves_the_goal_not_started(quarter: Quarter) -> None:
    max_ = quarter.actor("Max")
    only = actions.check_in(quarter.shops, by=max_, value=Decimal(3)).check_in
    actions.delete_check_in(only, by=max_)
    shops = quarter.fresh(quarter.shops)
    assert (shops.current_value, shops.progress, shops.checked_in_at) == (None, 0, None)
    assert status_of(shops, NOON.date()) == "not_started"


def test_deleting_twice_changes_nothing(quarter: Quarter) -> None:
    max_ = quarter.actor("Max")
    row = actions.check_in(quarter.shops, by=max_, value=Decimal(3)).check_in
    actions.delete_check_in(row, by=max_)
    assert actions.delete_check_in(row, by=max_).changes == []
    assert Event.objects.filter(kind="check_in.deleted").count() == 1


def test_people_change_their_own_check_ins_and_admins_any(quarter: Quarter) -> None:
    row = actions.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(3)).check_in
    with pytest.raises(Denied):
        actions.edit_check_in(row, by=quarter.actor("Tom"), note="Not mine")
    assert actions.edit_check_in(row, by=quarter.actor("Ada"), note="Corrected").check_in.note == "Corrected"


@pytest.mark.parametrize("name", ["Cy", "Olive"])
def test_who_has_no_relation_cannot_check_in(quarter: Quarter, name: str) -> None:
    with pytest.raises(Denied):
        actions.check_in(quarter.crew, by=quarter.actor(name), value=Decimal(3))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"value": Decimal("NaN")}, "value"),
        ({"value": Decimal("Infinity")}, "value"),
        ({"value": Decimal(10) ** 15}, "value"),
        ({"value": Decimal("1234567890.1234567")}, "value"),
        ({"status": "closed"}, "status"),
        ({"status": "splendid"}, "status"),
        ({"note": "x" * 10_001}, "note"),
        ({"confidence": 11}, "confidence"),
        ({"at": NOON + timedelta(days=1)}, "at"),
        ({"at": datetime(2026, 6, 1, tzinfo=UTC)}, "at"),
    ],
)
def test_an_odd_check_in_is_refused_by_field(quarter: Quarter, change: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        actions.check_in(quarter.shops, by=quarter.actor("Max"), **change)  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize("end", ["close", "postpone"])
def test_an_ended_goal_takes_no_check_in(quarter: Quarter, end: str) -> None:
    if end == "close":
        actions.close(quarter.shops, by=quarter.actor("Max"))
    else:
        actions.postpone(quarter.shops, by=quarter.actor("Max"), reason="Later.")
    with pytest.raises(Refused, match="Reopen"):
        actions.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(3))


def test_a_roll_up_takes_a_value_only_when_it_is_stopped_and_gives_it_back(quarter: Quarter) -> None:
    ada = quarter.actor("Ada")
    actions.check_in(quarter.shops, by=ada, value=Decimal(4))
    with pytest.raises(Refused, match="roll-up"):
        actions.check_in(quarter.win, by=ada, value=Decimal(80))
    actions.check_in(quarter.win, by=ada, value=Decimal(80), override="kept")
    win = quarter.fresh(quarter.win)
    assert (win.progress, win.automatic_value, win.progress_mode) == (80, 20, "manual")
    actions.resume_roll_up(quarter.win, by=ada)
    assert quarter.fresh(quarter.win).progress == 20


def test_a_value_set_once_holds_until_something_below_moves(quarter: Quarter) -> None:
    """Okrs §5.3: not ticked, it is one-off; the next automatic update replaces it."""
    ada = quarter.actor("Ada")
    actions.check_in(quarter.shops, by=ada, value=Decimal(4))
    made = actions.check_in(quarter.win, by=ada, value=Decimal(80), override="once")
    win = quarter.fresh(quarter.win)
    assert (win.progress, win.automatic_value, win.progress_mode) == (80, 20, "rollup")
    assert (made.changes[0].value_before, made.changes[0].progress_before) == (20, 20)
    assert list(verify.differences()) == []
    actions.check_in(quarter.crew, by=ada, value=Decimal(100))
    assert quarter.fresh(quarter.win).progress == 70
    assert list(verify.differences()) == []


@pytest.mark.parametrize("how", ["once", "kept"])
def test_taking_the_override_back_brings_the_roll_up_back(quarter: Quarter, how: str) -> None:
    ada = quarter.actor("Ada")
    actions.check_in(quarter.shops, by=ada, value=Decimal(4))
    made = actions.check_in(quarter.win, by=ada, value=Decimal(80), override=how)
    actions.delete_check_in(made.check_in, by=ada)
    win = quarter.fresh(quarter.win)
    assert (win.progress, win.progress_mode, win.chosen_status) == (20, "rollup", "")


def test_an_override_is_corrected_like_any_check_in_and_resumed(quarter: Quarter) -> None:
    ada = quarter.actor("Ada")
    made = actions.check_in(quarter.win, by=ada, value=Decimal(80), override="once")
    actions.edit_check_in(made.check_in, by=ada, value=Decimal(70))
    assert quarter.fresh(quarter.win).progress == 70
    actions.resume_roll_up(quarter.win, by=ada)
    assert quarter.fresh(quarter.win).progress == 0


def test_taking_back_a_status_given_to_a_roll_up_takes_the_status_back(quarter: Quarter) -> None:
    ada = quarter.actor("Ada")
    actions.check_in(quarter.shops, by=ada, value=Decimal(10))
    made = actions.check_in(quarter.win, by=ada, status="at_risk", note="The permit may fail.")
    actions.delete_check_in(made.check_in, by=ada)
    assert quarter.fresh(quarter.win).chosen_status == ""


def test_a_status_on_a_roll_up_holds_until_the_next_automatic_update(quarter: Quarter) -> None:
    ada = quarter.actor("Ada")
    actions.check_in(quarter.shops, by=ada, value=Decimal(10))
    actions.check_in(quarter.win, by=ada, status="at_risk", note="The permit may fail.")
    assert status_of(quarter.fresh(quarter.win), NOON.date()) == "at_risk"
    actions.check_in(quarter.crew, by=ada, value=Decimal(100))
    assert status_of(quarter.fresh(quarter.win), NOON.date()) == "on_track"


def test_golden_07_a_baseline_is_in_progress_with_its_first_value(quarter: Quarter) -> None:
    from cairn.goals.outcome import MetricKind, Outcome, OutcomeType

    goal = quarter.goal("Find the churn", outcome=Outcome(OutcomeType.METRIC, MetricKind.BASELINE, target=None))
    assert status_of(goal, NOON.date()) == "not_started"
    actions.check_in(goal, by=quarter.actor("Ada"), value=Decimal(42))
    goal = quarter.fresh(goal)
    assert (goal.progress, goal.current_value, status_of(goal, NOON.date())) == (None, 42, "in_progress")


def test_values_beyond_the_ends_keep_their_truth(quarter: Quarter) -> None:
    bugs = quarter.goal("Bugs", outcome=increase(0, 80))
    actions.check_in(bugs, by=quarter.actor("Ada"), value=Decimal(90))
    assert quarter.fresh(bugs).progress == Decimal("112.5")
    actions.check_in(bugs, by=quarter.actor("Ada"), value=Decimal(-20))
    assert quarter.fresh(bugs).progress == -25


def test_the_number_of_queries_does_not_grow_with_the_siblings(
    quarter: Quarter, django_assert_max_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for _round in range(2):
        for i in range(5):
            quarter.goal(f"Sibling {i}", under=quarter.win)
        with (
            clock.at(NOON + timedelta(minutes=1)),
            CaptureQueriesContext(
                connection,
            ) as queries,
        ):
            actions.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(len(counts) + 1))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 22


def test_a_risk_threshold_added_later_waits_for_the_next_check_in(quarter: Quarter) -> None:
    """Okrs §6.5."""
    from dataclasses import replace

    from cairn.goals.outcome import MetricKind, Outcome, OutcomeType

    ada = quarter.actor("Ada")
    above_nine = Outcome(OutcomeType.METRIC, MetricKind.STAY_ABOVE, target=Decimal(9))
    goal = quarter.goal("Keep satisfaction above 9", outcome=above_nine)
    actions.check_in(goal, by=ada, value=Decimal("8.5"))
    actions.edit(goal, {"outcome": replace(above_nine, risk=Decimal(8))}, by=ada)
    assert status_of(quarter.fresh(goal), NOON.date()) == "at_risk"
    actions.check_in(goal, by=ada, value=Decimal("8.5"))
    assert status_of(quarter.fresh(goal), NOON.date()) == "behind"


def test_with_several_parents_each_takes_the_whole_progress(quarter: Quarter) -> None:
    """Okrs §5.5, §8.1: nothing is split, and each link has a contribution of its own."""
    ada = quarter.actor("Ada")
    other = quarter.goal("Be known", kind="objective")
    shared = quarter.goal("Sign partners", under=other)
    actions.align(shared, [actions.Parent(other.pk), actions.Parent(quarter.win.pk, Decimal(50))], by=ada)
    actions.check_in(shared, by=ada, value=Decimal(80))
    assert (quarter.fresh(other).progress, quarter.fresh(quarter.win).progress) == (80, 40)
