"""What is peculiar to projects: where they stand, what counts, who has them, how they are copied (spec okrs §11)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.world import World

from cairn.core import clock
from cairn.core.errors import Denied, Refused
from cairn.goals import actions as goals
from cairn.goals.models import Alignment, Goal
from cairn.goals.recompute import settings_row
from cairn.goals.tests.quarter import increase
from cairn.work import actions
from cairn.work.models import Milestone, Task
from cairn.work.tests.conftest import Site

pytestmark = pytest.mark.django_db
D = Decimal


def switched_on_for(*names: str, site: Site) -> None:
    """Projects for these people only, and for owners and admins."""
    settings = settings_row()
    settings.who_uses_projects = "listed"
    settings.project_people = [str(site.id_of(name)) for name in names]
    settings.okr_model = "interchangeable"
    settings.save()


def page(site: Site, path: str, who: str = "Tom") -> str:
    path += f"{'&' if '?' in path else '?'}period={site.quarter.period.pk}"
    return site.world.client(who).get(f"/o/acme/{path}").content.decode()


def test_what_is_aligned_to_nothing_stands_on_the_projects_tab_only(site: Site) -> None:
    """okrs §11.1."""
    site.quarter.goal("Move in", by="Tom", kind="project", under=site.quarter.win)
    at = f"at={clock.now():%Y-%m-%dT%H:%M:%SZ}"
    for path in ("company", "company?view=list", f"company?{at}", f"company?view=list&{at}"):
        assert "Build the warehouse" not in page(site, path)
    for path in ("company?view=list", f"company?view=list&{at}"):
        assert "Move in" in page(site, path)
    listed = page(site, "company/projects")
    assert "Build the warehouse" in listed
    assert "Move in" in listed


def test_company_team_and_person_each_have_the_tab(site: Site) -> None:
    """okrs §11.1: an own tab for person, team, organisation, and a key to begin one."""
    places = ("company", f"teams/{site.world.teams['Sales'].pk}", f"people/{site.id_of('Tom')}")
    for place in places:
        text = page(site, place)
        assert f"/o/acme/{place}/projects" in text
        assert 'data-shift-key="p"' in text


def test_tasks_of_a_metric_project_never_feed_its_number(site: Site) -> None:
    """okrs §11.2."""
    metric = site.quarter.goal("Hire", by="Tom", kind="project", outcome=increase(10, 20))
    goals.check_in(metric, by=site.actor("Tom"), value=D(14))
    tasks = actions.add_tasks(metric, [actions.NewTask("Advertise"), actions.NewTask("Talk")], by=site.actor("Tom"))
    for task in tasks:
        actions.move_task(task, by=site.actor("Tom"), status="done")
    fresh = site.quarter.fresh(metric)
    assert (fresh.current_value, fresh.progress, fresh.progress_mode) == (14, 40, "manual")


def test_without_tasks_it_stands_at_nothing_and_moves_by_hand(site: Site) -> None:
    """okrs §11.2: zero tasks are 0 %; a project without tasks is checked in on."""
    (task,) = site.add("Dig")
    site.tell(task, "done")
    assert site.fresh.progress == 100
    actions.remove_task(task, by=site.actor("Tom"))
    assert site.fresh.progress == 0
    plain = site.quarter.goal("Paint", by="Tom", kind="project")
    goals.check_in(plain, by=site.actor("Tom"), value=D(35))
    assert site.quarter.fresh(plain).progress == 35


def test_one_project_may_count_though_by_default_none_does(site: Site) -> None:
    """okrs §11.3: 60 and 40 are 50 %; with a project at 100 that counts equally 66.67 %."""
    above = site.quarter.goal("Move house", kind="objective")
    for value in (60, 40):
        goals.check_in(site.quarter.goal(f"Key result at {value}", under=above), by=site.actor("Ada"), value=D(value))
    project = site.quarter.goal("Pack everything", kind="project", under=above)
    goals.check_in(project, by=site.actor("Ada"), value=D(100))
    assert site.quarter.fresh(above).progress == 50
    goals.align(project, [goals.Parent(above.pk, contributes=True)], by=site.actor("Ada"))
    assert site.quarter.fresh(above).progress == D("66.6667")


def test_where_projects_are_blocked_none_may_count(site: Site) -> None:
    """okrs §11.3."""
    goals.set_model(by=site.actor("Ada"), project_contribution="blocked")
    project = site.quarter.goal("Pack everything", kind="project", under=site.quarter.win)
    with pytest.raises(Refused):
        goals.align(project, [goals.Parent(site.quarter.win.pk, contributes=True)], by=site.actor("Ada"))
    assert not Alignment.objects.get(child=project).contributes


def test_who_has_no_projects_edits_those_whose_rights_they_hold(site: Site) -> None:
    """okrs §11.5: sees and edits what is there by the rights on it, and makes none."""
    goals.edit(site.goal, {"owners": [site.id_of("Tom"), site.id_of("Cy")]}, by=site.actor("Ada"))
    switched_on_for("Max", site=site)
    cy = site.actor("Cy")
    goals.edit(site.goal, {"title": "Build two warehouses"}, by=cy)
    goals.check_in(site.fresh, by=cy, value=D(10))
    actions.add_tasks(site.goal, [actions.NewTask("Dig")], by=cy)
    assert site.fresh.title == "Build two warehouses"
    with pytest.raises(Denied):
        goals.clone(site.fresh, site.quarter.next_period, by=cy)
    with pytest.raises(Denied):
        site.quarter.goal("One more", by="Cy", kind="project", entity="individual")


def test_who_has_no_projects_makes_none_of_a_key_result(site: Site) -> None:
    """okrs §11.5, §11.6."""
    switched_on_for("Max", site=site)
    mine = site.quarter.goal("Write the guide", by="Cy", entity="individual")
    with pytest.raises(Denied):
        goals.convert(mine, "project", by=site.actor("Cy"))
    text = site.world.client("Cy").get(f"/o/acme/goals/{mine.pk}/conversion").content.decode()
    assert "Projects are not switched on for you." in text
    assert goals.convert(mine, "project", by=site.actor("Ada")).kind == "project"


def test_a_tree_is_cloned_without_its_projects_by_who_has_none(site: Site) -> None:
    """okrs §11.5."""
    site.quarter.goal("Move in", by="Tom", kind="project", under=site.quarter.win)
    switched_on_for("Max", site=site)
    for name, kinds in (("Cy", {"objective", "key_result"}), ("Max", {"objective", "key_result", "project"})):
        copy = goals.clone(site.quarter.win, site.quarter.next_period, by=site.actor(name), depth="tree")
        below = Goal.objects.filter(parent_links__parent=copy).values_list("kind", flat=True)
        assert {copy.kind, *below} == kinds


@pytest.mark.parametrize("owner", [None, "Max"])
def test_a_cloned_project_is_unaligned_and_begins_its_tasks_anew(site: Site, owner: str | None) -> None:
    """okrs §11.7: settings and tasks go along, days as far as the period moves; owners stay unless one is named."""
    goals.edit(
        site.goal, {"parents": [goals.Parent(site.quarter.win.pk)], "nature": "committed"}, by=site.actor("Tom")
    )
    dig, _pour = site.add("Dig", "Pour", due=date(2026, 8, 1), owner=site.id_of("Max"))
    (dropped,) = site.add("Dropped")
    site.tell(dig, "done")
    site.tell(dropped, "cancelled")
    roof = actions.add_milestone(site.goal, by=site.actor("Tom"), name="Roof", weight=D(3))
    actions.reach_milestone(roof, by=site.actor("Tom"))
    copy = goals.clone(
        site.fresh, site.quarter.next_period, by=site.actor("Tom"), owner_id=site.id_of(owner) if owner else None
    )
    assert (copy.nature, copy.progress_mode, copy.progress) == ("committed", "tasks", 0)
    assert not copy.parent_links.exists()
    tasks = Task.objects.filter(goal=copy).in_order()
    assert [(task.name, task.status, task.due) for task in tasks] == [
        ("Dig", "todo", date(2026, 11, 1)), ("Pour", "todo", date(2026, 11, 1)),
    ]  # fmt: skip
    assert [(row.name, row.weight, row.is_reached) for row in Milestone.objects.filter(goal=copy)] == [
        ("Roof", 3, False)
    ]
    assert [row.member.name for row in copy.ownerships.select_related("member")] == [owner or "Tom"]


def test_the_form_of_a_clone_proposes_the_current_period(site: Site, world: World) -> None:
    """okrs §11.7."""
    text = page(site, f"goals/{site.goal.pk}/clones")
    assert f'value="{site.quarter.period.pk}" selected' in text


def test_what_carries_a_project_on_takes_along_only_what_is_unfinished(site: Site) -> None:
    """okrs §10.2, §11.7."""
    dig, pour = site.add("Dig", "Pour")
    site.tell(dig, "done")
    goals.postpone(site.fresh, by=site.actor("Tom"), reason="Rain.", clone_to=site.quarter.next_period)
    copy = Goal.objects.get(cloned_from=site.goal)
    assert [task.name for task in Task.objects.filter(goal=copy)] == [pour.name]
