"""The status in SQL is the one in Python, on every day (spec okrs §6.2)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cairn.goals.measuring import status_of
from cairn.goals.models import Goal, GoalSettings

from .quarter import Quarter

pytestmark = pytest.mark.django_db

DATES = [None, date.min, date(2026, 8, 1), date(2026, 8, 15), date(2026, 8, 20)]


def test_sql_and_python_tell_the_same_status_on_every_day(quarter: Quarter) -> None:
    assert GoalSettings.objects.exists()
    rows = [
        Goal(
            kind="key_result", title="x", entity="organization", period=quarter.period, start=quarter.period.start,
            due=quarter.period.end, state=state, outcome_type="metric" if kind else "percent", metric_kind=kind,
            on_track_from=on_track, behind_from=behind, at_risk_from=at_risk,
        )
        for state in ("open", "closed", "postponed")
        for kind in ("", "baseline")
        for on_track in DATES
        for behind in DATES
        for at_risk in DATES
    ]  # fmt: skip
    Goal.objects.bulk_create(rows)
    for offset in (-20, -14, -1, 0, 1, 5, 30):
        day = date(2026, 8, 15) + timedelta(days=offset)
        for goal in Goal.objects.with_status(day):
            assert goal.status_now == status_of(goal, day)
