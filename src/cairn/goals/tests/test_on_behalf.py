"""Goals and working on behalf of somebody: private ones stay so, check-ins carry both names (okrs §13.1, §2.6)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cairn.core.errors import Refused
from cairn.goals import actions
from cairn.goals.models import CheckIn, Goal, Privacy
from cairn.goals.tests.quarter import Quarter
from cairn.organizations import actions as people
from cairn.organizations.actor import Actor


def private(quarter: Quarter, **fields: object) -> Goal:
    return quarter.goal("Sell the office", kind="objective", privacy=Privacy.LISTED, **fields)


@pytest.mark.parametrize("how", ["owners", "viewers"])
def test_nobody_works_for_people_who_know_something_private(quarter: Quarter, how: str) -> None:
    max_id = quarter.world.members["Max"].pk
    private(quarter, **{how: [max_id]})
    with pytest.raises(Refused, match="private"):
        people.start_on_behalf(quarter.world.members["Max"], by=quarter.actor("Ben"))


def test_a_deleted_private_one_hinders_nobody(quarter: Quarter) -> None:
    goal = private(quarter, owners=[quarter.world.members["Max"].pk])
    actions.delete(goal, by=quarter.actor("Max"))
    people.start_on_behalf(quarter.world.members["Max"], by=quarter.actor("Ben"))


def test_what_becomes_private_meanwhile_is_not_seen(quarter: Quarter) -> None:
    """Ben works for Max; then Ada lists Max for something private. Ben does not learn of it; Ada would."""
    goal = private(quarter, viewers=[quarter.world.members["Max"].pk])
    world = quarter.world
    for real, seen in (("Ben", False), ("Ada", True)):
        actor = Actor(member=world.member("Max"), real_member=world.member(real))
        assert Goal.objects.visible_to(actor).filter(pk=goal.pk).exists() is seen


def test_a_check_in_carries_both_names(quarter: Quarter) -> None:
    """okrs §13.1 (REC): the feed names both, and so does what is kept."""
    client = quarter.world.client("Ada")
    client.post(f"/o/acme/people/{quarter.world.members['Max'].pk}/on-behalf")
    client.post(f"/o/acme/goals/{quarter.shops.pk}/check-ins", {"value": "4", "status": "on_track"})
    check_in = CheckIn.objects.get(goal=quarter.shops)
    assert check_in.author is not None
    assert check_in.real_author is not None
    assert (check_in.value, check_in.author.name, check_in.real_author.name) == (Decimal(4), "Max", "Ada")
    page = quarter.world.client("Cy").get(f"/o/acme/goals/{quarter.shops.pk}/stream").content.decode()
    assert "<b>Max</b> <span>(entered by Ada)</span>" in page
