"""Milestones: Σ weight reached ÷ Σ weight (spec okrs §11.2)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cairn.core.errors import Denied, Refused
from cairn.core.models import Event
from cairn.goals import actions as goal_actions
from cairn.goals import verify
from cairn.goals.explaining import explain
from cairn.goals.telling import method
from cairn.goals.tests.quarter import NOON
from cairn.work import actions
from cairn.work.models import Milestone

from .conftest import Site

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def steps(site: Site) -> list[Milestone]:
    """Three steps of weight 2, 3 and 5; the project counts them."""
    goal_actions.edit(site.goal, {"progress_mode": "milestones"}, by=site.actor("Tom"))
    return [
        actions.add_milestone(site.goal, by=site.actor("Tom"), name=name, weight=D(weight))
        for name, weight in (("Walls", 2), ("Roof", 3), ("Opening", 5))
    ]


def reach(site: Site, row: Milestone, *, reached: bool = True, by: str = "Tom") -> None:
    actions.reach_milestone(row, by=site.actor(by), reached=reached)


def test_the_weights_of_what_is_reached_make_the_number(site: Site, steps: list[Milestone]) -> None:
    reach(site, steps[0])
    assert site.fresh.progress == 20
    reach(site, steps[1])
    assert site.fresh.progress == 50
    reach(site, steps[0], reached=False)
    assert site.fresh.progress == 30
    why = explain(site.fresh, site.actor("Tom"), NOON.date())
    assert method(why) == "Milestones with a weight of 3 out of 10 are reached."
    assert list(verify.differences()) == []


def test_reaching_twice_changes_nothing(site: Site, steps: list[Milestone]) -> None:
    reach(site, steps[0])
    reach(site, steps[0])
    assert Event.objects.filter(kind="milestone.reached").count() == 1


def test_weights_that_change_and_steps_that_go_count_at_once(site: Site, steps: list[Milestone]) -> None:
    reach(site, steps[0])
    actions.edit_milestone(steps[0], by=site.actor("Tom"), name="Walls", due=date(2026, 8, 1), weight=D(8))
    assert site.fresh.progress == 50
    actions.remove_milestone(steps[2], by=site.actor("Tom"))
    assert site.fresh.progress == D("72.7273")
    assert actions.remove_milestone(steps[2], by=site.actor("Tom")) == []


@pytest.mark.parametrize("weight", ["0", "-1", "1000.01", "NaN", "Infinity", "0.001", "1E+30"])
def test_a_weight_that_weighs_nothing_or_too_much_is_refused(site: Site, weight: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.add_milestone(site.goal, by=site.actor("Tom"), name="Walls", weight=D(weight))
    assert refused.value.field == "weight"


def test_only_who_checks_in_reaches_and_only_who_edits_plans(site: Site, steps: list[Milestone]) -> None:
    with pytest.raises(Denied):
        reach(site, steps[0], by="Cy")
    with pytest.raises(Denied):
        actions.add_milestone(site.goal, by=site.actor("Cy"), name="Party")
    with pytest.raises(Denied):
        actions.remove_milestone(steps[0], by=site.actor("Olive"))


def test_the_check_in_of_the_day_names_what_was_reached(site: Site, steps: list[Milestone]) -> None:
    reach(site, steps[1])
    assert site.fresh.check_ins.get().note == "Reached: Roof\n\nAdded: Walls; Roof; Opening"
