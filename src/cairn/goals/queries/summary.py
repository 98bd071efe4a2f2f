"""What a page amounts to: the strip above the tree, from one query (spec okrs §8.3)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, DecimalField, Exists, F, Q, Sum, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Greatest, Least

from cairn.core import clock
from cairn.core.numbers import kept
from cairn.core.prepared import prepared
from cairn.goals import progress
from cairn.goals.measuring import outcome_of
from cairn.goals.models import Goal, GoalKind
from cairn.goals.models.goal import Eyes, eyes
from cairn.goals.queries.kpi_tiles import HAS_NUMBER, any_put_on, put_on, taken_off
from cairn.goals.queries.tree import Place, is_top, standing_on
from cairn.goals.status import Status, Thresholds, from_progress
from cairn.goals.wording import percent_label
from cairn.organizations.actor import Actor

RECENT = timedelta(days=7)


@dataclass(frozen=True)
class Summary:
    """`progress` and `expected` are the plain average of the top-level objectives and key results that are not
    postponed, in percent; None where there is none. The counts are of all objectives and key results of the page;
    `recent` of `by_hand` open ones that live on check-ins had one within seven days. `has_tiles`: whether something
    stands on the page's KPI panel."""

    progress: Decimal | None
    expected: Decimal | None
    status: Status
    counts: dict[str, int]
    recent: int
    by_hand: int
    has_tiles: bool = False

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def in_need(self) -> int:
        """Behind or at risk."""
        return self.counts.get("behind", 0) + self.counts.get("at_risk", 0)

    @property
    def at_risk(self) -> int:
        return self.counts.get("at_risk", 0)

    @property
    def on_track(self) -> int:
        return self.counts.get("on_track", 0)

    @property
    def progress_label(self) -> str:
        return percent_label(self.progress)

    @property
    def expected_label(self) -> str:
        return percent_label(self.expected)

    @property
    def recent_label(self) -> str:
        """The share of those that live on check-ins which had one within seven days."""
        return percent_label(kept(Decimal(100 * self.recent) / self.by_hand) if self.by_hand else None)


def summary(place: Place, period_ids: Collection[UUID], actor: Actor, day: date, thresholds: Thresholds) -> Summary:
    """The strip of a page. Goals that share dates and course are one group, so the answer is small."""
    counts: Counter[str] = Counter()
    points, marks, number, recent, by_hand = Decimal(0), Decimal(0), 0, 0, 0
    groups = _groups(place, list(period_ids), eyes(actor), day, clock.now() - RECENT)
    for group in groups:
        counts[group["status_now"]] += group["n"]
        recent += group["recent"]
        by_hand += group["by_hand"]
        if group["top"] and group["status_now"] != Status.POSTPONED and group["metric_kind"] != "baseline":
            number += group["n"]
            points += Decimal(str(group["reached"] or 0))
            marks += group["n"] * _expected(group, day)
    reached, mark = (kept(points / number), kept(marks / number)) if number else (None, None)
    status = Status.NOT_STARTED if mark is None else from_progress(reached, mark, thresholds)
    return Summary(reached, mark, status, dict(counts), recent, by_hand, _has_tiles(groups, place, period_ids, actor))


def _has_tiles(groups: list[Any], place: Place, period_ids: Collection[UUID], actor: Actor) -> bool:
    """Whether the KPI panel of the page has something on it; of a page without a goal one query more asks that."""
    if groups:
        return any(group["has_added"] or (group["top"] and group["tiles"]) for group in groups)
    return bool(any_put_on(place, list(period_ids), eyes(actor)))


@prepared
def _groups(place: Place, period_ids: list[UUID], who: Eyes, day: date, recently: datetime) -> Any:
    phased = ~Q(phases=[])
    points = Coalesce(F("progress"), Value(0), output_field=DecimalField())
    hand = Q(progress_mode="manual", state="open")
    return (
        standing_on(place, period_ids, who)
        .exclude(kind=GoalKind.PROJECT)
        .with_status(day)
        .annotate(
            top=Case(When(is_top(place, period_ids, who), then=Value(True)), default=Value(False)),
            course=Case(When(phased, then=Cast("phases", TextField())), default=Value(""), output_field=TextField()),
            has_added=Exists(put_on(place, period_ids, who)),
            from_value=Case(When(phased, then=F("start_value"))),
            to_value=Case(When(phased, then=F("target_value"))),
        )
        .values("top", "status_now", "start", "due", "outcome_type", "metric_kind", "course", "from_value",
                "to_value", "has_added")
        .order_by()
        .annotate(
            n=Count("pk"),
            reached=Sum(Greatest(Least(points, Value(Decimal(100))), Value(Decimal(0)))),
            by_hand=Count("pk", filter=hand),
            tiles=Count("pk", filter=HAS_NUMBER & ~Q(pk__in=taken_off(place))),
            recent=Count("pk", filter=hand & Q(checked_in_at__gte=recently)),
        )
    )  # fmt: skip


def _expected(group: dict[str, Any], day: date) -> Decimal:
    """What today expects of a goal of this group; of a control that it is kept."""
    goal = Goal(
        outcome_type=group["outcome_type"],
        metric_kind=group["metric_kind"],
        start_value=group["from_value"],
        target_value=group["to_value"],
        phases=json.loads(group["course"] or "[]"),
    )
    outcome = outcome_of(goal)
    return progress.expected(outcome, group["start"], group["due"], day) if outcome.is_scaled else progress.FULL
