"""The OKR model: who may change it, what it refuses, and what follows (spec okrs §4.1, §6.2, §18)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import TestCase

from cairn.core.errors import Denied, Refused
from cairn.core.models import Event
from cairn.goals import actions, verify
from cairn.goals.actions import Parent
from cairn.goals.models import GoalSettings
from cairn.goals.policies import can_create
from cairn.goals.recompute import settings_row
from cairn.goals.tests.quarter import Quarter

D = Decimal


def test_an_admin_changes_the_model_and_it_is_recorded(quarter: Quarter) -> None:
    actions.set_model(by=quarter.actor("Ben"), okr_model="interchangeable", several_parents=False)
    settings = settings_row()
    assert (settings.okr_model, settings.several_parents) == ("interchangeable", False)
    event = Event.objects.get(kind="okr_model.changed")
    assert event.data["changed"]["okr_model"] == ["measurable", "interchangeable"]


@pytest.mark.parametrize("name", ["Tom", "Cy", "Olive"])
def test_who_does_not_manage_the_organisation_changes_nothing(quarter: Quarter, name: str) -> None:
    with pytest.raises(Denied):
        actions.set_model(by=quarter.actor(name), shared_okrs=False)
    assert settings_row().shared_okrs


def test_the_same_once_more_records_nothing(quarter: Quarter) -> None:
    for _time in range(2):
        actions.set_model(by=quarter.actor("Ada"), shared_okrs=False)
    assert Event.objects.filter(kind="okr_model.changed").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"behind_over": D(30)}, "at_risk_over"),
        ({"at_risk_over": D(101)}, "at_risk_over"),
        ({"behind_over": D(-1)}, "at_risk_over"),
        ({"band_yellow": D(0)}, "band_yellow"),
        ({"band_green": D("0.4")}, "band_green"),
        ({"band_orange": D("1.01")}, "band_orange"),
        ({"okr_model": "free"}, "okr_model"),
        ({"who_creates_team_okrs": "admins"}, "who_creates_team_okrs"),
        ({"who_creates_organization_okrs": "team_members"}, "who_creates_organization_okrs"),
        ({"who_creates_organization_okrs": "listed"}, "creators"),
        ({"project_contribution": ""}, "project_contribution"),
    ],
)
def test_what_cannot_stand_is_refused_at_its_field(quarter: Quarter, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.set_model(by=quarter.actor("Ada"), **changes)
    assert refused.value.field == field
    assert not Event.objects.filter(kind="okr_model.changed").exists()


def test_nobody_from_elsewhere_is_chosen(quarter: Quarter) -> None:
    stranger = quarter.world.members["Mallory"].pk
    with pytest.raises(Refused):
        actions.set_model(by=quarter.actor("Ada"), who_creates_team_okrs="listed", team_creators=[stranger])


def test_new_thresholds_give_every_open_goal_its_new_status(quarter: Quarter) -> None:
    """On day 46 of 92 half is expected; 30 % is behind by 20 points."""
    actions.check_in(quarter.shops, by=quarter.actor("Max"), value=D(3))
    before = quarter.fresh(quarter.win)
    with TestCase.captureOnCommitCallbacks(execute=True):
        actions.set_model(by=quarter.actor("Ada"), behind_over=D(5), at_risk_over=D(10))
    after = quarter.fresh(quarter.win)
    assert after.at_risk_from < before.at_risk_from
    assert not list(verify.differences())


def test_counting_over_achievement_moves_the_parent(quarter: Quarter) -> None:
    """150 and 0 are 50 on average when only 100 of 150 counts, 75 when all counts (golden: over-achievement)."""
    actions.check_in(quarter.shops, by=quarter.actor("Max"), value=D(15))
    assert quarter.fresh(quarter.win).progress == 50
    with TestCase.captureOnCommitCallbacks(execute=True):
        actions.set_model(by=quarter.actor("Ada"), counts_over_achievement=True)
    assert quarter.fresh(quarter.win).progress == 75
    assert not list(verify.differences())


def test_a_colour_of_scores_computes_nothing_anew(quarter: Quarter) -> None:
    with TestCase.captureOnCommitCallbacks() as waiting:
        actions.set_model(by=quarter.actor("Ada"), band_green=D("0.8"))
    assert len(waiting) == 1  # the event's own


def child_objective(quarter: Quarter) -> Any:
    return quarter.goal("Win the harbour", kind="objective", under=quarter.win)


def test_what_counted_before_goes_on_counting(quarter: Quarter) -> None:
    child = child_objective(quarter)
    actions.set_model(by=quarter.actor("Ada"), child_objectives_contribute=False)
    actions.edit(child, {"title": "Win the port"}, by=quarter.actor("Ada"))
    assert child.parent_links.get().contributes


def test_where_child_objectives_never_count_only_nothing_can_be_set(quarter: Quarter) -> None:
    actions.set_model(by=quarter.actor("Ada"), child_objectives_contribute=False)
    child = child_objective(quarter)
    assert not child.parent_links.get().contributes
    for attempt in (
        lambda: actions.set_contributions(quarter.win, {child.pk: D(25)}, by=quarter.actor("Ada")),
        lambda: actions.set_contributions(quarter.win, {child.pk: None}, by=quarter.actor("Ada")),
        lambda: actions.align(child, [Parent(quarter.win.pk, contributes=True)], by=quarter.actor("Ada")),
        lambda: actions.align(child, [Parent(quarter.win.pk, D(40), contributes=True)], by=quarter.actor("Ada")),
    ):
        with pytest.raises(Refused, match="do not count"):
            attempt()
    actions.set_contributions(quarter.win, {child.pk: D(0)}, by=quarter.actor("Ada"))


def test_where_projects_never_count_nobody_lets_one_count(quarter: Quarter) -> None:
    actions.set_model(by=quarter.actor("Ada"), project_contribution="blocked")
    project = quarter.goal("Lease the vans", kind="project", under=quarter.win)
    with pytest.raises(Refused, match="do not count"):
        actions.set_contributions(quarter.win, {project.pk: D(25)}, by=quarter.actor("Ada"))


def test_projects_stand_under_key_results_unless_that_is_switched_off(quarter: Quarter) -> None:
    quarter.goal("Lease the vans", kind="project", under=quarter.shops)
    actions.set_model(by=quarter.actor("Ada"), projects_under_key_results=False)
    with pytest.raises(Refused):
        quarter.goal("Paint the vans", kind="project", under=quarter.shops)


# Who may create on the company's page (c), for Sales (s) and for Sales North below it (n), by policy.
CREATING = [
    ("who_creates_organization_okrs", "anyone", {"Max": "csn", "Tom": "csn", "Cy": "csn", "Olive": ""}),
    ("who_creates_organization_okrs", "team_owners", {"Max": "sn", "Tom": "csn", "Tia": "csn", "Cy": "sn"}),
    ("who_creates_organization_okrs", "admins", {"Tom": "sn", "Ben": "csn"}),
    ("who_creates_organization_okrs", "listed", {"Cy": "csn", "Tom": "sn", "Ada": "csn"}),
    ("who_creates_team_okrs", "team_owners", {"Tom": "csn", "Tia": "csn", "Max": "c", "Cy": "c", "Olive": ""}),
    ("who_creates_team_okrs", "team_members", {"Max": "csn", "Tom": "csn", "Cy": "c"}),
    ("who_creates_team_okrs", "listed", {"Cy": "csn", "Max": "c", "Tom": "csn"}),
]


@pytest.mark.parametrize(("field", "policy", "wanted"), CREATING)
def test_who_may_create_where(quarter: Quarter, field: str, policy: str, wanted: dict[str, str]) -> None:
    """What holds for a team holds for the teams below it (spec okrs §2.5, notes)."""
    cy = [quarter.world.members["Cy"].pk]
    people: Any = {"creators": cy, "team_creators": cy} if policy == "listed" else {}
    actions.set_model(by=quarter.actor("Ada"), **{field: policy}, **people)
    teams = quarter.world.teams
    places: dict[str, tuple[str, list[Any]]] = {
        "c": ("organization", []), "s": ("team", [teams["Sales"].pk]), "n": ("team", [teams["Sales North"].pk]),
    }  # fmt: skip
    settings: GoalSettings = settings_row()
    found = {
        name: "".join(key for key, place in places.items() if can_create(quarter.actor(name), *place, settings))
        for name in wanted
    }
    assert found == wanted
