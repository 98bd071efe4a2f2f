"""OKRs of several owners and teams: one record on every page, one who is asked to check in (spec okrs §4.4)."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from cairn.core.errors import Refused
from cairn.goals import actions
from cairn.goals.models import Goal
from cairn.goals.tests.quarter import Quarter


@pytest.fixture
def shared(quarter: Quarter) -> Goal:
    """Tom's and Cy's, of Sales and Product."""
    world = quarter.world
    return quarter.goal(
        "Sell what we build",
        kind="objective",
        entity="team",
        teams=[world.teams[name].pk for name in ("Sales", "Product")],
        owners=[world.members[name].pk for name in ("Tom", "Cy")],
    )


def page(quarter: Quarter, path: str) -> str:
    return quarter.world.client("Max").get(f"/o/acme/{path}?period={quarter.period.pk}").content.decode()


def test_the_same_one_stands_on_every_page_that_it_is_of(quarter: Quarter, shared: Goal) -> None:
    world = quarter.world
    pages = [f"teams/{world.teams[name].pk}" for name in ("Sales", "Product")]
    pages += [f"people/{world.members[name].pk}" for name in ("Tom", "Cy")]
    for path in pages:
        assert f'data-id="{shared.pk}"' in page(quarter, path), path
    assert f'data-id="{shared.pk}"' not in page(quarter, f"teams/{world.teams['Company'].pk}")


def test_a_check_in_on_one_page_shows_on_the_others(quarter: Quarter, shared: Goal) -> None:
    actions.edit(shared, {"progress_mode": "manual"}, by=quarter.actor("Tom"))
    actions.check_in(shared, by=quarter.actor("Cy"), value=Decimal(37))
    for name in ("Sales", "Product"):
        assert re.search(r"\b37\s%", page(quarter, f"teams/{quarter.world.teams[name].pk}")), name


def test_one_person_is_asked_to_check_in_the_first_owner_unless_somebody_else_is_said(
    quarter: Quarter, shared: Goal
) -> None:
    assert shared.check_in_owner_id == quarter.world.members["Tom"].pk
    actions.edit(shared, {"check_in_owner": quarter.world.members["Max"].pk}, by=quarter.actor("Tom"))
    assert quarter.fresh(shared).check_in_owner_id == quarter.world.members["Max"].pk


def test_every_owner_may_what_owners_may(quarter: Quarter, shared: Goal) -> None:
    actions.edit(shared, {"title": "Sell all that we build"}, by=quarter.actor("Cy"))
    assert quarter.fresh(shared).title == "Sell all that we build"


def test_switched_off_there_is_one_owner_and_what_was_shared_stays_so(quarter: Quarter, shared: Goal) -> None:
    actions.set_model(by=quarter.actor("Ada"), shared_okrs=False)
    several = [quarter.world.members[name].pk for name in ("Tom", "Cy")]
    with pytest.raises(Refused) as refusal:
        quarter.goal("Sell more", kind="objective", owners=several)
    assert refusal.value.field == "owners"
    actions.edit(shared, {"title": "Sell all that we build"}, by=quarter.actor("Cy"))
    assert shared.ownerships.count() == 2
