"""Delegating: what the delegate may, until when, what goes along, and who may not be one (okrs §13.2, §2.5)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import TestCase

from cairn.core import clock
from cairn.core.errors import Denied, Refused
from cairn.core.models import Event
from cairn.goals import actions, verify
from cairn.goals.actions.delegate import end_what_is_over
from cairn.goals.models import Goal, Privacy
from cairn.goals.policies import Act, can
from cairn.goals.tests.quarter import NOON, Quarter
from cairn.organizations import actions as people
from cairn.organizations.models import Organization

TODAY = NOON.date()


def may(quarter: Quarter, name: str, goal: Goal, act: Act = Act.CHECK_IN) -> bool:
    return can(quarter.actor(name), act, quarter.fresh(goal))


def delegates(quarter: Quarter, goal: Goal, to: str = "Cy", *, until: date | None = None, by: str = "Max") -> None:
    actions.delegate(goal, quarter.world.members[to].pk, by=quarter.actor(by), until=until)


def test_a_delegate_may_all_but_hand_it_on(quarter: Quarter) -> None:
    assert not may(quarter, "Cy", quarter.shops)
    delegates(quarter, quarter.shops)
    assert all(may(quarter, "Cy", quarter.shops, act) for act in (Act.EDIT, Act.CHECK_IN, Act.END, Act.DELETE))
    assert not may(quarter, "Cy", quarter.shops, Act.CHANGE_OWNER)
    with pytest.raises(Denied):
        actions.edit(quarter.shops, {"owners": [quarter.world.members["Cy"].pk]}, by=quarter.actor("Cy"))


def test_it_is_recorded_once(quarter: Quarter) -> None:
    delegates(quarter, quarter.shops)
    delegates(quarter, quarter.shops)
    events = [event for event in Event.objects.filter(kind="goal.edited") if "delegate_id" in event.data["changes"]]
    assert len(events) == 1


def test_only_who_may_edit_it_delegates_it(quarter: Quarter) -> None:
    with pytest.raises(Denied):
        delegates(quarter, quarter.shops, by="Cy")


def test_who_cannot_be_one(quarter: Quarter) -> None:
    people.deactivate_member(quarter.world.members["Cy"], by=quarter.actor("Ada"))
    for name in ("Olive", "Cy", "Max", "Mallory"):
        with pytest.raises(Refused):
            delegates(quarter, quarter.shops, name)


def test_a_day_that_is_over_is_refused(quarter: Quarter) -> None:
    with pytest.raises(Refused) as refused:
        delegates(quarter, quarter.shops, until=TODAY - timedelta(days=1))
    assert refused.value.field == "delegated_until"


def test_it_holds_to_the_end_of_the_organisations_day(quarter: Quarter) -> None:
    """On Hawaii the 15th still runs when in London the 16th has begun."""
    Organization.objects.filter(slug="acme").update(time_zone="Pacific/Honolulu")
    delegates(quarter, quarter.shops, until=TODAY)
    with clock.at(datetime(2026, 8, 16, 9, tzinfo=UTC)):
        assert may(quarter, "Cy", quarter.shops)
    with clock.at(datetime(2026, 8, 16, 10, tzinfo=UTC)):
        assert not may(quarter, "Cy", quarter.shops)


def test_what_is_over_is_taken_back_by_itself(quarter: Quarter) -> None:
    """A private one is then no longer theirs to see; the rest of what they were lent stays theirs."""
    actions.edit(quarter.shops, {"privacy": Privacy.LISTED}, by=quarter.actor("Max"))
    delegates(quarter, quarter.shops, until=TODAY)
    delegates(quarter, quarter.crew, until=TODAY + timedelta(days=1), by="Tom")
    with clock.at(NOON + timedelta(days=1)):
        end_what_is_over()
        assert not Goal.objects.visible_to(quarter.actor("Cy")).filter(pk=quarter.shops.pk).exists()
        assert quarter.fresh(quarter.crew).delegate_id
    assert not list(verify.differences())


def two_key_results_of_toms(quarter: Quarter) -> tuple[Goal, Goal, Goal]:
    tom = [quarter.world.members["Tom"].pk]
    plan = quarter.goal("Plan the north", kind="objective", owners=tom)
    his = quarter.goal("Find the streets", under=plan, owners=tom)
    hers = quarter.goal("Find the money", under=plan, owners=[quarter.world.members["Tia"].pk])
    return plan, his, hers


def test_key_results_of_the_same_owner_go_along_when_asked(quarter: Quarter) -> None:
    plan, his, hers = two_key_results_of_toms(quarter)
    cy = quarter.world.members["Cy"].pk
    actions.delegate(plan, cy, by=quarter.actor("Tom"))
    assert quarter.fresh(his).delegate_id is None
    changed = actions.delegate(plan, cy, by=quarter.actor("Tom"), with_key_results=True)
    assert [goal.pk for goal in changed] == [his.pk]
    assert quarter.fresh(hers).delegate_id is None


@pytest.mark.parametrize("how", ["leaves", "observes"])
def test_a_delegate_who_leaves_stands_in_for_nobody(quarter: Quarter, how: str) -> None:
    delegates(quarter, quarter.shops, until=TODAY)
    with TestCase.captureOnCommitCallbacks(execute=True):
        if how == "leaves":
            people.deactivate_member(quarter.world.members["Cy"], by=quarter.actor("Ada"))
        else:
            people.change_account_type(quarter.world.members["Cy"], by=quarter.actor("Ada"), account_type="observer")
    shops = quarter.fresh(quarter.shops)
    assert (shops.delegate_id, shops.delegated_until) == (None, None)
    told = Event.objects.filter(kind="goal.edited", subject_id=shops.pk).latest("pk")
    assert told.data["changes"]["delegate_id"][1] is None
    assert not list(verify.differences())


def away(quarter: Quarter, name: str, stands_in: str) -> None:
    people.add_absence(
        quarter.world.members[name],
        by=quarter.actor(name),
        first_day=TODAY,
        last_day=TODAY + timedelta(days=6),
        delegate=quarter.world.members[stands_in],
    )


def test_who_stands_in_for_somebody_away_is_the_delegate_of_all_they_own(quarter: Quarter) -> None:
    away(quarter, "Max", "Cy")
    assert may(quarter, "Cy", quarter.shops)
    assert not may(quarter, "Cy", quarter.shops, Act.CHANGE_OWNER)
    assert not may(quarter, "Cy", quarter.crew)  # Tom's
    with clock.at(NOON + timedelta(days=7)):
        assert not may(quarter, "Cy", quarter.shops)


def test_standing_in_opens_nothing_private(quarter: Quarter) -> None:
    actions.edit(quarter.shops, {"privacy": Privacy.LISTED}, by=quarter.actor("Max"))
    away(quarter, "Max", "Cy")
    assert not Goal.objects.visible_to(quarter.actor("Cy")).filter(pk=quarter.shops.pk).exists()


def test_whoever_stands_in_checks_in_on_the_page(quarter: Quarter) -> None:
    client, address = quarter.world.client("Cy"), f"/o/acme/goals/{quarter.shops.pk}/check-ins"
    assert client.post(address, {"value": "4", "status": "on_track"}).status_code == 403
    away(quarter, "Max", "Cy")
    assert client.post(address, {"value": "4", "status": "on_track"}).status_code in {200, 303}


def test_the_panel_delegates_and_takes_back(quarter: Quarter) -> None:
    client, address = quarter.world.client("Max"), f"/o/acme/goals/{quarter.shops.pk}/delegation"
    cy = str(quarter.world.members["Cy"].pk)
    assert client.post(address, {"delegate": cy, "delegated_until": "2026-08-20"}).status_code == 303
    assert quarter.fresh(quarter.shops).delegated_until == date(2026, 8, 20)
    client.post(address, {"_method": "delete"})
    assert quarter.fresh(quarter.shops).delegate_id is None


def test_the_panel_says_what_is_wrong_at_its_field(quarter: Quarter) -> None:
    client, address = quarter.world.client("Max"), f"/o/acme/goals/{quarter.shops.pk}/delegation"
    cy = str(quarter.world.members["Cy"].pk)
    for sent, field in (
        ({}, "delegate"),
        ({"delegate": "x"}, "delegate"),
        ({"delegate": cy, "delegated_until": "yesterday"}, "delegated_until"),
        ({"delegate": cy, "delegated_until": "2026-08-01"}, "delegated_until"),
    ):
        page = client.post(address, sent)
        assert (page.status_code, page.context["form"].errors.keys()) == (422, {field})
