"""The graph of a goal's history: actual line, expected line or phased curve, check-ins (spec okrs §20, §5.7)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from cairn.goals import actions
from cairn.goals.models import Goal
from cairn.goals.outcome import MetricKind, Outcome, OutcomeType, PhasedTarget
from cairn.goals.queries.course import course_of
from cairn.goals.tests.quarter import NOON, Quarter

pytestmark = pytest.mark.django_db
D = Decimal
TODAY = NOON.date()
FIRST, LAST = date(2026, 7, 1), date(2026, 9, 30)


def reported(quarter: Quarter, goal: Goal, *values: int, by: str = "Max") -> Goal:
    """Checks in once a week, the last time today."""
    for weeks, value in zip(reversed(range(len(values))), values, strict=True):
        actions.check_in(goal, by=quarter.actor(by), value=D(value), at=NOON - timedelta(weeks=weeks))
    return quarter.fresh(goal)


def test_the_line_goes_from_the_start_through_every_check_in(quarter: Quarter) -> None:
    course = course_of(reported(quarter, quarter.shops, 2, 3, 5), TODAY)
    assert course.actual == (
        (FIRST, 0), (date(2026, 8, 1), 2), (date(2026, 8, 8), 3), (TODAY, 5),
    )  # fmt: skip
    assert course.expected == ((FIRST, 0), (LAST, 10))
    assert course.data["actual"][-1] == ["2026-08-15", 5.0]
    assert course.is_drawn


def test_of_several_check_ins_of_a_day_the_last_one_counts(quarter: Quarter) -> None:
    for value in (2, 4):
        actions.check_in(
            quarter.shops, by=quarter.actor("Max"), value=D(value), at=NOON - timedelta(minutes=9 - value)
        )
    assert course_of(quarter.fresh(quarter.shops), TODAY).actual == ((FIRST, 0), (TODAY, 4))


def test_the_expected_line_bends_where_the_phases_end(quarter: Quarter) -> None:
    """The phased curve instead of the straight one."""
    phases = (PhasedTarget(date(2026, 8, 1), D(2)), PhasedTarget(date(2026, 9, 1), D(9)))
    wanted = Outcome(OutcomeType.METRIC, MetricKind.INCREASE, start=D(0), target=D(10), phases=phases)
    goal = quarter.goal("Open phased shops", outcome=wanted)
    assert course_of(goal, TODAY).expected == (
        (FIRST, 0), (date(2026, 8, 1), 2), (date(2026, 9, 1), 9), (LAST, 10),
    )  # fmt: skip


def control(kind: MetricKind, **numbers: object) -> Outcome:
    exact = {name: None if value is None else D(str(value)) for name, value in numbers.items()}
    return Outcome(OutcomeType.METRIC, kind, **{"target": None, **exact})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("outcome", "bounds", "risks"),
    [
        (control(MetricKind.STAY_ABOVE, target=9), (9,), ((None, 9),)),
        (control(MetricKind.STAY_ABOVE, target=9, risk=8), (9,), ((None, 8),)),
        (control(MetricKind.STAY_BELOW, target=2, risk=3), (2,), ((3, None),)),
        (control(MetricKind.STAY_ABOVE, target=0), (0,), ((None, 0),)),
        (control(MetricKind.STAY_BETWEEN, low=10, high=11, tolerance=1), (10, 11), ((None, 9), (12, None))),
    ],
)
def test_a_control_has_its_bounds_and_the_stretch_in_which_it_is_at_risk(
    quarter: Quarter, outcome: Outcome, bounds: tuple[int, ...], risks: tuple[tuple[int | None, int | None], ...]
) -> None:
    """okrs §6.5, graph: a line at the target, the area of At risk shaded, each check-in a dot."""
    goal = reported(quarter, quarter.goal("Keep it", outcome=outcome), 9, 10, by="Ada")
    course = course_of(goal, TODAY)
    assert (course.bounds, course.risks, course.expected) == (bounds, risks, ())
    drawing = course.drawing
    assert (len(drawing.bounds), len(drawing.risks), len(drawing.dots)) == (len(bounds), len(risks), 2)
    assert all(float(height) > 0 for _top, height in drawing.risks), "there is something of it to be seen"
    text = quarter.world.client("Ada").get(f"/o/acme/goals/{goal.pk}").content.decode()
    assert text.count('class="course-bound"') == len(bounds)
    assert text.count('class="course-risk"') == len(risks)
    assert text.count('class="course-dot"') == 2
    assert course.data["bounds"] == [float(bound) for bound in bounds]


def test_what_rolls_up_shows_what_it_came_to(quarter: Quarter) -> None:
    reported(quarter, quarter.shops, 5)
    course = course_of(quarter.fresh(quarter.win), TODAY)
    assert course.actual[-1] == (TODAY, 25)
    assert course.unit == "%"


def test_the_quick_view_and_the_page_draw_it_and_say_it_in_words(quarter: Quarter) -> None:
    """Without a script it is a drawing; in both views a sentence and a table for those who do not see it."""
    reported(quarter, quarter.shops, 2, 3, 5)
    client = quarter.world.client("Cy")
    for part in ("", "/quick"):
        text = client.get(f"/o/acme/goals/{quarter.shops.pk}{part}").content.decode()
        assert "<polyline" in text
        assert "From 0 on 1 Jul to 5 on 15 Aug." in text
