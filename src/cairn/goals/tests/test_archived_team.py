"""The OKRs of an archived team: they stay, are still checked in, and no new ones come (spec okrs §2.2, archive)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cairn.core.errors import Denied, Refused
from cairn.goals import actions
from cairn.goals.tests.quarter import Quarter
from cairn.organizations import actions as organizations


@pytest.fixture
def archived(quarter: Quarter) -> Quarter:
    """Sales is archived while Max's “Open ten shops” stands on its page."""
    organizations.archive_team(quarter.world.team("Sales"), by=quarter.actor("Ada"))
    return quarter


def test_it_takes_no_new_okrs_and_no_new_projects(archived: Quarter) -> None:
    sales = [archived.world.teams["Sales"].pk]
    for kind in ("objective", "project"):
        with pytest.raises(Refused, match="archived") as refusal:
            archived.goal("Try the islands", kind=kind, entity="team", teams=sales)
        assert refusal.value.field == "teams"
    with pytest.raises(Refused, match="archived"):
        actions.edit(archived.crew, {"entity": "team", "teams": sales}, by=archived.actor("Ada"))


def test_what_it_has_keeps_its_state_and_is_still_checked_in(archived: Quarter) -> None:
    before = archived.fresh(archived.shops)
    assert (before.state, before.entity) == ("open", "team")
    actions.check_in(archived.shops, by=archived.actor("Max"), value=Decimal(5))
    assert archived.fresh(archived.win).progress == 25


def test_its_former_leads_have_no_more_rights_by_it(archived: Quarter) -> None:
    """Tia was its admin; Tom still is Max's manager."""
    with pytest.raises(Denied):
        actions.check_in(archived.shops, by=archived.actor("Tia"), value=Decimal(5))
    actions.check_in(archived.shops, by=archived.actor("Tom"), value=Decimal(5))


def test_it_is_out_of_the_lists_and_reached_through_what_it_is_aligned_to(archived: Quarter) -> None:
    world, sales = archived.world, archived.world.teams["Sales"]
    page = world.client("Max").get("/o/acme/teams").context["page"]
    assert "Sales" not in [row.name for row in page.rows]
    assert [team.name for team in page.archived] == ["Sales"]
    address = f"/o/acme/company?period={archived.period.pk}&open={archived.win.pk}"
    rail, main = world.client("Max").get(address).content.decode().split("<main")
    assert f"/o/acme/teams/{sales.pk}" not in rail
    assert "Open ten shops" in main


def test_back_from_the_archive_it_takes_okrs_again_and_its_admin_may(archived: Quarter) -> None:
    organizations.unarchive_team(archived.world.team("Sales"), by=archived.actor("Ada"))
    archived.goal("Try the islands", kind="objective", entity="team", teams=[archived.world.teams["Sales"].pk])
    actions.check_in(archived.shops, by=archived.actor("Tia"), value=Decimal(5))
