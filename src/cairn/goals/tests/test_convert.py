"""Key result ↔ project ↔ objective, with everything that belongs to it (spec okrs §11.6)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cairn.core.errors import Refused
from cairn.goals import actions, verify
from cairn.goals.models import Alignment, CheckIn, GoalSettings
from cairn.goals.recompute import settings_row
from cairn.goals.tests.quarter import Quarter, increase

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def both(quarter: Quarter) -> Quarter:
    """Acme in the interchangeable mode."""
    settings = settings_row()
    settings.okr_model = GoalSettings.Model.INTERCHANGEABLE
    settings.save()
    return quarter


def test_in_the_measurable_mode_kinds_stay_what_they_are(quarter: Quarter) -> None:
    for kind in ("project", "objective"):
        with pytest.raises(Refused, match="OKR model") as refused:
            actions.convert(quarter.crew, kind, by=quarter.actor("Tom"))
        assert refused.value.field == "kind"


def test_a_key_result_becomes_a_project_and_comes_back_with_its_settings(both: Quarter) -> None:
    tom, ada = both.actor("Tom"), both.actor("Ada")
    actions.check_in(both.crew, by=tom, value=D(40), status="behind", note="Two so far.")
    actions.set_contributions(both.win, {both.crew.pk: D(80)}, by=ada)
    actions.edit(both.crew, {"nature": "committed"}, by=tom)
    above = both.fresh(both.win).progress
    goal = actions.convert(both.fresh(both.crew), "project", by=tom)
    assert (goal.kind, goal.progress, goal.chosen_status) == ("project", 40, "behind")
    assert not Alignment.objects.get(child=goal).contributes
    assert both.fresh(both.win).progress == 0
    actions.edit(goal, {"nature": "learning"}, by=tom)
    goal = actions.convert(both.fresh(goal), "key_result", by=tom)
    assert (goal.kind, goal.progress, goal.nature) == ("key_result", 40, "committed")
    assert Alignment.objects.get(child=goal).contribution == 80
    assert both.fresh(both.win).progress == above
    assert CheckIn.objects.filter(goal=goal).count() == 1
    assert list(verify.differences()) == []


def test_the_same_kind_again_changes_nothing(both: Quarter) -> None:
    version = both.crew.version
    assert actions.convert(both.crew, "key_result", by=both.actor("Tom")).version == version


@pytest.mark.parametrize("kind", ["project", "key_result"])
def test_what_cannot_be_converted_says_why(both: Quarter, kind: str) -> None:
    ada = both.actor("Ada")
    metric = both.goal("Sell more", outcome=increase(0, 9))
    parent = both.goal("Has children", kind="objective")
    both.goal("Child", under=parent)
    for goal, why in ((metric, "has a metric"), (parent, "aligned to it")):
        if kind == "project":
            with pytest.raises(Refused, match=why):
                actions.convert(goal, "project", by=ada)
    project = both.goal("Build", kind="project")
    type(project).objects.filter(pk=project.pk).update(tasks_whole=2)
    with pytest.raises(Refused, match="tasks or milestones"):
        actions.convert(project, "key_result", by=ada)


def test_a_key_result_dragged_to_the_top_becomes_an_objective(both: Quarter) -> None:
    client = both.world.client("Tom")
    assert client.post(f"/o/acme/goals/{both.crew.pk}/top").status_code == 303
    assert both.fresh(both.crew).kind == "objective"
    assert client.post(f"/o/acme/goals/{both.crew.pk}/alignments", {"parent": both.win.pk}).status_code == 303
    assert both.fresh(both.crew).kind == "key_result"


def test_the_page_offers_what_is_possible_and_says_what_is_not(both: Quarter) -> None:
    client = both.world.client("Max")
    address = f"/o/acme/goals/{both.shops.pk}/conversion"
    assert "It has a metric" in client.get(address).content.decode()
    assert client.post(address, {"kind": "project"}).status_code == 422
    assert client.post(address, {"kind": "x"}).status_code == 422
    assert client.post(address, {"kind": "objective"}).status_code == 303
    assert both.world.client("Cy").get(address).status_code == 403
