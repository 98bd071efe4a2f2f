"""Giving what somebody owns to others, and what is refused until that was done (spec okrs §2.3, goldens 31–32)."""

from __future__ import annotations

import pytest

from cairn.core.errors import Denied, Refused
from cairn.core.models import Event
from cairn.goals import actions, verify
from cairn.goals.models import Goal, Privacy
from cairn.goals.tests.quarter import Quarter
from cairn.organizations import actions as people
from cairn.organizations.models import Member


def owners(goal: Goal) -> list[str]:
    return [row.member.name for row in goal.ownerships.order_by("position").select_related("member")]


def gives(quarter: Quarter, to: str = "Cy", by: str = "Ada", **how: object) -> int:
    world = quarter.world
    return actions.reassign(world.members["Max"], by=quarter.actor(by), to=world.members[to].pk, **how)  # type: ignore[arg-type]


def test_everything_goes_to_one_person(quarter: Quarter) -> None:
    assert gives(quarter) == 1
    shops = quarter.fresh(quarter.shops)
    assert (owners(shops), shops.check_in_owner.name) == (["Cy"], "Cy")  # type: ignore[union-attr]
    assert owners(quarter.crew) == ["Tom"]
    assert not list(verify.differences())


def test_single_ones_go_to_others_and_the_rest_may_stay(quarter: Quarter) -> None:
    more = quarter.goal("Sign the leases", owners=[quarter.world.members["Max"].pk])
    tia = quarter.world.members["Tia"].pk
    actions.reassign(quarter.world.members["Max"], by=quarter.actor("Ada"), to=None, single={more.pk: tia})
    assert (owners(more), owners(quarter.shops)) == (["Tia"], ["Max"])


def test_whoever_owns_it_already_is_not_doubled(quarter: Quarter) -> None:
    people_of_it = [quarter.world.members[name].pk for name in ("Tom", "Max", "Cy")]
    shared = quarter.goal("Sign the leases", owners=people_of_it)
    gives(quarter)
    assert owners(shared) == ["Tom", "Cy"]


def test_closed_private_and_deleted_ones_go_along(quarter: Quarter) -> None:
    """Otherwise whoever is to be forgotten never could be: an admin does not see the private ones."""
    mine = [quarter.world.members["Max"].pk]
    private = quarter.goal("Sell the office", kind="objective", privacy=Privacy.LISTED, owners=mine)
    deleted = quarter.goal("Nothing", owners=mine)
    actions.delete(deleted, by=quarter.actor("Ada"))
    actions.close(quarter.shops, by=quarter.actor("Max"), note="Done.")
    assert gives(quarter) == 3
    assert {owners(goal)[0] for goal in (private, deleted, quarter.shops)} == {"Cy"}
    people.delete_member(quarter.world.members["Max"], by=quarter.actor("Ada"))
    assert not Member.objects.filter(name="Max").exists()


def test_it_is_recorded_for_each(quarter: Quarter) -> None:
    gives(quarter)
    event = Event.objects.filter(kind="goal.edited", subject_id=quarter.shops.pk).latest("pk")
    assert event.data["changes"]["owners"] == [[str(quarter.world.members[name].pk)] for name in ("Max", "Cy")]
    assert gives(quarter) == 0


@pytest.mark.parametrize("name", ["Tom", "Cy", "Olive", "Max"])
def test_only_who_manages_accounts_does(quarter: Quarter, name: str) -> None:
    with pytest.raises(Denied):
        gives(quarter, to="Tia", by=name)
    assert (
        quarter.world.client(name).get(f"/o/acme/people/{quarter.world.members['Max'].pk}/reassignment").status_code
        == 403
    )


@pytest.mark.parametrize("name", ["Olive", "Max", "Mallory"])
def test_who_cannot_take_it(quarter: Quarter, name: str) -> None:
    with pytest.raises(Refused):
        gives(quarter, to=name)


def test_whoever_owns_something_is_not_deleted(quarter: Quarter) -> None:
    with pytest.raises(Refused, match="owns 1 OKR"):
        people.delete_member(quarter.world.members["Max"], by=quarter.actor("Ada"))


def test_whoever_owns_something_open_does_not_become_an_observer(quarter: Quarter) -> None:
    cy = quarter.world.members["Max"]
    with pytest.raises(Refused) as refused:
        people.change_account_type(cy, by=quarter.actor("Ada"), account_type="observer")
    assert refused.value.field == "account_type"
    actions.close(quarter.shops, by=quarter.actor("Max"), note="Done.")
    people.change_account_type(cy, by=quarter.actor("Ada"), account_type="observer")


def test_the_page_gives_over_and_says_what_is_wrong(quarter: Quarter) -> None:
    client = quarter.world.client("Ada")
    address = f"/o/acme/people/{quarter.world.members['Max'].pk}/reassignment"
    assert "Open ten shops" in client.get(address).content.decode()
    assert client.post(address, {}).context["form"].errors.keys() == {"to"}
    assert client.post(address, {"to": "nobody here"}).status_code == 422
    assert client.post(address, {f"goal_{quarter.shops.pk}": "cy@acme.example"}).status_code == 303
    assert owners(quarter.shops) == ["Cy"]
    assert "owns nothing" in client.get(address).content.decode()


def test_the_page_tells_no_title_of_what_is_private(quarter: Quarter) -> None:
    quarter.goal(
        "Sell the office",
        privacy=Privacy.LISTED,
        owners=[quarter.world.members["Max"].pk],
        by="Max",
        entity="individual",
    )
    page = quarter.world.client("Ada").get(f"/o/acme/people/{quarter.world.members['Max'].pk}/reassignment")
    assert "Sell the office" not in page.content.decode()
    assert page.context["more"] == 1


def test_only_one_owner_and_team_where_nothing_is_shared(quarter: Quarter) -> None:
    actions.set_model(by=quarter.actor("Ada"), shared_okrs=False)
    teams = [quarter.world.teams["Sales"].pk, quarter.world.teams["Product"].pk]
    with pytest.raises(Refused) as refused:
        quarter.goal("Shared", entity="team", teams=teams)
    assert refused.value.field == "teams"
