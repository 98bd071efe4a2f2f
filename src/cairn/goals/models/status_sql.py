"""The status of a goal in SQL: the twin of status.Schedule.at, for filters (a test compares the two)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, CharField, Q, Value, When

from cairn.goals.status import Status


def status_on(day: date) -> Case:
    """SQL for the status of a goal on a day."""
    begun = Q(on_track_from__lte=day) | Q(behind_from__lte=day) | Q(at_risk_from__lte=day)
    whens: list[Any] = [
        When(state="closed", then=Value(Status.CLOSED.value)),
        When(state="postponed", then=Value(Status.POSTPONED.value)),
        When(Q(metric_kind="baseline") & begun, then=Value(Status.IN_PROGRESS.value)),
        When(at_risk_from__lte=day, then=Value(Status.AT_RISK.value)),
        When(behind_from__lte=day, then=Value(Status.BEHIND.value)),
        When(on_track_from__lte=day, then=Value(Status.ON_TRACK.value)),
    ]
    return Case(*whens, default=Value(Status.NOT_STARTED.value), output_field=CharField())
