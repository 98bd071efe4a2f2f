"""Health alerts (spec okrs §6.7): what is worth a second look."""

from __future__ import annotations

from datetime import date

from cairn.goals.models import Goal
from cairn.goals.queries.rows import rows
from cairn.goals.tests.quarter import NOON, Quarter
from cairn.planning.models import Period

OTHER_PERIOD = "It runs in another period than its objective."


def sentences(quarter: Quarter, goal: Goal) -> list[str]:
    fresh = Goal.objects.select_related("period").get(pk=goal.pk)
    (row,) = rows([fresh], quarter.actor("Ada"), NOON.date())
    return [alert.sentence for alert in row.alerts]


def test_a_key_result_of_another_quarter_than_its_objective_is_odd(quarter: Quarter) -> None:
    later = quarter.goal("Later", under=quarter.win, period=quarter.next_period.pk)
    assert OTHER_PERIOD in sentences(quarter, later)
    assert OTHER_PERIOD not in sentences(quarter, quarter.shops)


def test_a_quarter_fits_an_objective_of_its_year(quarter: Quarter) -> None:
    """Spec okrs §3, annual practice: key results of a year's objective lie in its quarters."""
    days = {"start": date(2026, 1, 1), "end": date(2026, 12, 31)}
    year, _is_new = Period.objects.get_or_create(kind="year", **days, defaults={"name": "The year"})
    Period.objects.filter(pk=quarter.period.pk).update(parent=year)
    annual = quarter.goal("Double revenue", kind="objective", period=year.pk)
    assert OTHER_PERIOD not in sentences(quarter, quarter.goal("14 million", under=annual))


def test_nobody_owning_it_is_a_risk(quarter: Quarter) -> None:
    orphan = quarter.goal("Nobody’s", under=quarter.win, owners=[])
    assert "Nobody owns this." in sentences(quarter, orphan)
