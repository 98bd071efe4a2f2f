"""An objective of the year whose key results lie in its quarters (okrs §3, annual practice)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cairn.coach import actions, stepwise
from cairn.coach.actions.annual import Metric, quarters_of
from cairn.core.errors import Denied, Refused
from cairn.goals.models import Goal
from cairn.goals.tests.quarter import Quarter
from cairn.planning.models import Period


def numbers(*values: int | None) -> list[Decimal | None]:
    return [None if value is None else Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("start", "given", "filled"),
    [
        (10, (14, 17, 19, 20), (14, 17, 19, 20)),
        (0, (None, None, None, 20), (5, 10, 15, 20)),
        (10, (None, 16, None, 20), (13, 16, 18, 20)),
        (20, (None, None, None, 12), (18, 16, 14, 12)),
        (0, (None, None, None, None), None),
        (0, (), None),
    ],
)
def test_what_is_left_empty_becomes_even_steps(
    start: int, given: tuple[int | None, ...], filled: tuple[int, ...] | None
) -> None:
    found = stepwise.filled(Decimal(start), numbers(*given))
    assert found == (None if filled is None else numbers(*filled))


@pytest.mark.parametrize(
    ("start", "targets", "is_one_way"),
    [(10, (14, 17), True), (20, (18, 12), True), (10, (14, 13), False), (10, (10, 12), False), (10, (14, 14), False)],
)
def test_steps_go_one_way(start: int, targets: tuple[int, ...], is_one_way: bool) -> None:
    assert stepwise.is_one_way(Decimal(start), [Decimal(each) for each in targets]) is is_one_way


def year_of(quarter: Quarter) -> Period:
    found = Period.objects.filter(kind="year", start__year=2026).first()
    assert found is not None
    return found


def double(quarter: Quarter, *targets: int, by: str = "Ada") -> Goal:
    """“Double revenue”, from 10 to the targets."""
    metric = Metric("Revenue", "M€", Decimal(10), [Decimal(each) for each in targets])
    return actions.create_annual(
        "Grow on our own strength", "It pays.", metric, year_of(quarter), owner=None, by=quarter.actor(by)
    )


def test_a_year_in_four_steps(quarter: Quarter) -> None:
    """Spec: “double revenue to 20M” with Q1 14M, Q2 17M, Q3 19M, Q4 20M."""
    year = year_of(quarter)
    assert len(quarters_of(year)) == 4
    made = double(quarter, 14, 17, 19, 20)
    below = Goal.objects.filter(parent_links__parent=made).order_by("period__start")
    assert [(each.period.start.month, each.start_value, each.target_value) for each in below] == [
        (1, 10, 14), (4, 14, 17), (7, 17, 19), (10, 19, 20),
    ]  # fmt: skip
    assert (made.period_id, made.description) == (year.pk, "It pays.")


def test_too_few_targets_or_steps_back_create_nothing(quarter: Quarter) -> None:
    before = Goal.objects.count()
    for targets in [(14, 17), (14, 13, 19, 20)]:
        with pytest.raises(Refused):
            double(quarter, *targets)
    with pytest.raises(Denied):
        double(quarter, 14, 17, 19, 20, by="Olive")
    assert Goal.objects.count() == before


def test_the_form_fills_in_the_steps(quarter: Quarter) -> None:
    path = f"/o/acme/planning/{year_of(quarter).pk}/annual"
    client = quarter.world.client("Ada")
    sent = {"title": "Grow on our own strength", "name": "Revenue", "start": "0", "q4": "20", "unit": "M€"}
    assert client.get(path).status_code == 200
    assert client.post(path, {**sent, "q4": ""}).status_code == 422
    assert client.post(path, {**sent, "start": "many"}).status_code == 422
    assert client.post(path, sent).status_code == 303
    targets = Goal.objects.filter(title__startswith="Revenue, ").order_by("period__start")
    assert [each.target_value for each in targets] == [5, 10, 15, 20]
    assert client.get(f"/o/acme/planning/{quarter.period.pk}/annual").status_code == 404
