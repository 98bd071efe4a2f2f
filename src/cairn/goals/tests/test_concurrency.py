"""Many hands at once, on whichever database the run is for (spec okrs §5.4: one transaction)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from cairn.core import clock, tenancy
from cairn.goals import actions, verify
from cairn.goals.actions import Parent
from cairn.goals.models import CheckIn, Goal, ProgressPoint
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Organization
from cairn.planning.models import Period

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ground() -> tuple[Organization, Actor, Goal, list[Goal]]:
    """An objective with ten key results, committed, so that other connections see it."""
    organization = Organization.objects.create(name="Many hands", slug="many-hands")
    with tenancy.enter(organization.pk):
        member = Member(name="Ada", email="ada@hands.example", role="owner")
        member.save()
        year = clock.now().year
        period = Period(name="Year", kind="year", start=date(year, 1, 1), end=date(year, 12, 31))
        period.save()
        ada = Actor(member)
        base = {"entity": "organization", "period": period.pk}
        top = actions.create({"kind": "objective", "title": "Top", **base}, by=ada)  # type: ignore[typeddict-item]
        below = [
            actions.create(
                {"kind": "key_result", "title": f"Key result {i}", "parents": [Parent(top.pk)], **base},  # type: ignore[typeddict-item]
                by=ada,
            )
            for i in range(10)
        ]
    return organization, ada, top, below


def at_once(work: Callable[[int], None], organization: Organization, hands: int = 10) -> None:
    def one(i: int) -> None:
        try:
            with tenancy.enter(organization.pk):
                work(i)
        finally:
            connection.close()

    with ThreadPoolExecutor(hands) as pool:
        list(pool.map(one, range(hands)))


def test_a_hundred_check_ins_at_once_leave_exactly_the_right_numbers(
    ground: tuple[Organization, Actor, Goal, list[Goal]],
) -> None:
    organization, ada, top, below = ground

    def work(i: int) -> None:
        for step in range(10):
            actions.check_in(below[i], by=ada, value=Decimal(10 * step + i))

    at_once(work, organization)
    with tenancy.enter(organization.pk):
        assert CheckIn.objects.count() == 100
        assert Goal.objects.get(pk=top.pk).progress == Decimal("94.5")
        assert ProgressPoint.objects.filter(goal=top).latest("at").progress == Decimal("94.5")
        assert list(verify.differences()) == []


def test_aligning_while_others_check_in_loses_nothing(ground: tuple[Organization, Actor, Goal, list[Goal]]) -> None:
    organization, ada, top, below = ground
    with tenancy.enter(organization.pk):
        other = actions.create(
            {"kind": "objective", "title": "Other", "entity": "organization", "period": top.period_id}, by=ada
        )

    def work(i: int) -> None:
        if i % 2:
            actions.check_in(below[i], by=ada, value=Decimal(50))
        else:
            actions.align(below[i], [Parent(other.pk)], by=ada)

    at_once(work, organization)
    with tenancy.enter(organization.pk):
        assert list(verify.differences()) == []
        assert Goal.objects.get(pk=top.pk).progress == 50


def test_two_edits_of_the_same_version_leave_one_winner(ground: tuple[Organization, Actor, Goal, list[Goal]]) -> None:
    from cairn.core.errors import Stale

    organization, ada, top, _below = ground
    lost = []

    def work(i: int) -> None:
        try:
            actions.edit(top, {"title": f"Title {i}"}, by=ada, expected_version=1)
        except Stale:
            lost.append(i)

    at_once(work, organization, hands=6)
    assert len(lost) == 5
    with tenancy.enter(organization.pk):
        assert Goal.objects.get(pk=top.pk).version == 2
