"""Whether a goal has a health alert on a day, in SQL: the twin of alerts.alerts (a test compares the two)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q

from cairn.goals.status import GRACE_DAYS

EASY_SCORE = Decimal("0.8")
ENDED = ("closed", "postponed")


@dataclass(frozen=True)
class AlertDay:
    """The day, and the last first day of what should have begun by now: both are values for a prepared read."""

    day: date
    begun_before: date

    @classmethod
    def of(cls, day: date) -> AlertDay:
        return cls(day, day - timedelta(GRACE_DAYS))


def at_risk(on: AlertDay, path: str = "") -> Q:
    """SQL: something grave. `path` leads to the goal in a join ("child")."""
    dot = f"{path}__" if path else ""
    since = Q(**{f"{dot}far_behind_from__lte": on.day}) | Q(**{f"{dot}due__lt": on.day})
    return Q(**{f"{dot}state": "open"}) & (since | Q(**{f"{dot}lasting_risk": True}))


def needs_attention(on: AlertDay, path: str = "") -> Q:
    """SQL: something less grave."""
    dot = f"{path}__" if path else ""
    late = Q(**{f"{dot}start__lt": on.begun_before})
    for name in ("on_track_from", "behind_from", "at_risk_from"):
        late &= Q(**{f"{dot}{name}": None}) | Q(**{f"{dot}{name}__gt": on.day})
    is_open = Q(**{f"{dot}state": "open"})
    # Said without a negation: of a path to several goals that would mean that none of them is open.
    easy = Q(**{f"{dot}state__in": ENDED, f"{dot}score__gt": EASY_SCORE})
    return (is_open & (late | Q(**{f"{dot}lasting_attention": True}))) | easy
