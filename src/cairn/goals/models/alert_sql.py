"""Health alerts in SQL: the twin of alerts.py, to count goals below a row without reading them (a test compares)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    Exists,
    F,
    FloatField,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from cairn.goals.alerts import EASY_SCORE, FAR_BEHIND, MANY_KEY_RESULTS
from cairn.goals.expected_line import WHOLE
from cairn.goals.models import Alignment, Entity, GoalKind, GoalOwner, State
from cairn.goals.models.goal import Eyes, GoalQuerySet, visible
from cairn.goals.models.status_sql import status_on
from cairn.goals.outcome import SCALED
from cairn.goals.status import Status

_GRAIN = WHOLE // 100  # whole units in one point of percent


class _DaysFrom(Func):
    """Days from the first date to the second, as a whole number."""

    output_field = IntegerField()
    arity = 2

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        template = "CAST(julianday(%(later)s) - julianday(%(earlier)s) AS INTEGER)"
        return self._difference(compiler, template)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self._difference(compiler, "(%(later)s::date - %(earlier)s::date)")

    def _difference(self, compiler: Any, template: str) -> Any:
        (earlier, first), (later, second) = (compiler.compile(each) for each in self.get_source_expressions())
        return template % {"later": later, "earlier": earlier}, (*second, *first)


def with_an_alert(goals: GoalQuerySet, day: date, started_before: date, who: Eyes) -> GoalQuerySet:
    """Those of `goals` about which alerts.py has something to say on `day`, as these eyes see it.

    `started_before` is the day before which a goal must have begun to be idle by now (the grace days are over). The
    goals stand below another one, so "aligned to nothing" is not asked. Of one with phased targets "far behind" is
    what its schedule calls at risk: its line is not straight, and SQL does not walk along it.
    """
    reached = Coalesce(Cast("progress", FloatField()), Value(0.0))
    goals = goals.alias(
        status_now=status_on(day),
        behind_by=_expected(day) - reached * Value(_GRAIN),
        key_results=_key_results(),
        open_key_results=_key_results(child__state=State.OPEN),
    )
    easy = Q(state=State.CLOSED, score__gt=EASY_SCORE)
    return goals.filter(easy | (Q(state=State.OPEN) & (_risks(day, who) | _attention(started_before))))


def _risks(day: date, who: Eyes) -> Q:
    scaled = Q(outcome_type="percent") | Q(metric_kind__in=[kind.value for kind in SCALED])
    straight = Q(phases=[])
    # Both sides are whole units: half a unit keeps what floats round apart from it.
    far = Q(behind_by__gt=float(FAR_BEHIND) * _GRAIN + 0.5)
    return (
        (scaled & straight & far)
        | (scaled & ~straight & Q(at_risk_from__lte=day))
        | Q(due__lt=day)
        | ~Q(Exists(GoalOwner.objects.filter(goal=OuterRef("pk"))))
        | Q(_elsewhen(who), kind=GoalKind.KEY_RESULT)
        | Q(start__lt=F("period__start"))
        | Q(due__gt=F("period__end"))
    )


def _attention(started_before: date) -> Q:
    idle = Q(status_now=Status.NOT_STARTED.value, start__lt=started_before)
    bare = Q(key_results=0) & ~Q(entity=Entity.ORGANIZATION)
    over = Q(key_results__gt=0, open_key_results=0)
    many = Q(key_results__gt=MANY_KEY_RESULTS)
    return idle | (Q(kind=GoalKind.OBJECTIVE) & (bare | over | many))


def _expected(day: date) -> Any:
    """What `day` expects on a straight line, in whole units, rounded as expected_line.py does."""
    passed, length = (Cast(_DaysFrom(F("start"), end), BigIntegerField()) for end in (Value(day), F("due")))
    level = (passed * Value(2 * WHOLE) + length) / (length * Value(2))
    return Cast(
        Case(
            When(due__lte=day, then=Value(WHOLE)),
            When(start__gte=day, then=Value(0)),
            default=level,
            output_field=BigIntegerField(),
        ),
        FloatField(),
    )


def _elsewhen(who: Eyes) -> Exists:
    """An objective above that may be seen runs in neither the goal's period nor the one around it."""
    around = Coalesce(OuterRef("period__parent_id"), OuterRef("period_id"))
    links = Alignment.objects.filter(
        visible(who, "parent"),
        child_id=OuterRef("pk"),
        parent__kind=GoalKind.OBJECTIVE,
        parent__deleted_at=None,
    )
    return Exists(links.filter(~Q(parent__period_id=OuterRef("period_id")), ~Q(parent__period_id=around)))


def _key_results(**more: Any) -> Any:
    links = Alignment.objects.filter(
        parent_id=OuterRef("pk"), child__deleted_at=None, child__kind=GoalKind.KEY_RESULT, **more
    )
    return Coalesce(Subquery(links.order_by().values("parent_id").annotate(n=Count("pk")).values("n")), 0)
