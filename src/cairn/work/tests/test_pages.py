"""The pages of tasks, milestones and projects: whole, as fragments, refused, and with few queries (okrs §11)."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.goals import actions as goal_actions
from cairn.goals.recompute import settings_row
from cairn.work import actions
from cairn.work.models import Milestone, Task

from .conftest import Site

pytestmark = pytest.mark.django_db
FRAGMENT = {"HX-Request": "true"}


def url(site: Site, rest: str = "/tasks") -> str:
    return f"/o/acme/goals/{site.goal.pk}{rest}"


def get(site: Site, address: str, who: str = "Tom", status: int = 200, **more: object) -> str:
    answer = site.world.client(who).get(address, **more)
    assert answer.status_code == status
    return str(answer.content.decode())


def test_the_board_and_the_list_show_the_tasks(site: Site) -> None:
    site.add("Dig", owner=site.id_of("Max"), due=date(2026, 8, 1))
    for view in ("board", "list", "nonsense"):
        text = get(site, f"{url(site)}?view={view}")
        assert "Dig" in text
        assert "0 of 1 done" in text
        assert "is-late" in text


def test_the_list_is_sorted_as_wished(site: Site) -> None:
    site.add("Paint", due=date(2026, 8, 1))
    site.add("Dig", due=date(2026, 9, 1))
    site.add("Ask", owner=site.id_of("Max"))
    names, order = {"P": ">Paint", "D": ">Dig", "A": ">Ask"}, {}
    for sort in ("order", "name", "owner", "due", "'"):
        text = get(site, f"{url(site)}?view=list&sort={sort}", who="Cy").partition("<tbody>")[2]
        order[sort] = "".join(sorted(names, key=lambda letter: text.index(names[letter])))
    assert order == {"order": "PDA", "name": "ADP", "owner": "APD", "due": "PDA", "'": "PDA"}


def test_a_day_after_the_project_warns_and_is_kept(site: Site) -> None:
    answer = site.world.client("Tom").post(url(site), {"lines": "Clear up", "due": "2026-12-24"})
    assert answer.status_code == 303
    assert Task.objects.get().due == date(2026, 12, 24)
    assert "After the end of the project" in get(site, url(site))


def test_pasted_lines_become_tasks_without_a_script(site: Site) -> None:
    lines = "- [x] Dig\n- [ ] Pour\n\n3. Paint"
    answer = site.world.client("Tom").post(url(site), {"lines": lines, "owner": "max@acme.example"})
    assert (answer.status_code, answer["Location"]) == (303, url(site))
    assert list(Task.objects.in_order().values_list("name", "status")) == [
        ("Dig", "done"), ("Pour", "todo"), ("Paint", "todo")
    ]  # fmt: skip
    assert set(Task.objects.values_list("owner_id", flat=True)) == {site.id_of("Max")}


@pytest.mark.parametrize(
    "data",
    [
        {"lines": ""},
        {"lines": "- \n"},
        {"lines": "x", "owner": "Nobody at all"},
        {"lines": "x", "owner": "olive@acme.example"},
        {"lines": "x", "due": "someday"},
        {"lines": "x", "due": "99999-01-01"},
        {"lines": "x\x00y"},
        {"lines": "x\n" * 201},
        {"lines": "y" * 301},
    ],
)
def test_what_cannot_be_added_is_422_and_kept(site: Site, data: dict[str, str]) -> None:
    for headers in ({}, FRAGMENT):
        answer = site.world.client("Tom").post(url(site), data, headers=headers)
        assert answer.status_code == 422
        assert "errorlist" in answer.content.decode()
    assert not Task.objects.exists()


def test_a_tick_from_the_goals_page_brings_the_number_along(site: Site) -> None:
    (task,) = site.add("Dig")
    headers = {**FRAGMENT, "HX-Current-URL": f"http://testserver/o/acme/goals/{site.goal.pk}"}
    client = site.world.client("Tom")
    text = client.post(f"/o/acme/tasks/{task.pk}/place", {"status": "done"}, headers=headers).content.decode()
    assert 'hx-swap-oob="outerHTML:.goal-number"' in text
    assert "100\u00a0%" in text
    headers["HX-Current-URL"] = f"http://testserver{url(site)}"
    text = client.post(f"/o/acme/tasks/{task.pk}/place", {"status": "todo"}, headers=headers).content.decode()
    assert "hx-swap-oob" not in text


def test_moving_without_a_script_leads_back_to_the_board(site: Site) -> None:
    (task,) = site.add("Dig")
    answer = site.world.client("Tom").post(f"/o/acme/tasks/{task.pk}/place?view=list", {"status": "doing"})
    assert (answer.status_code, answer["Location"]) == (303, f"{url(site)}?view=list")
    odd = {"status": "sleeping", "before": "not-an-id"}
    assert site.world.client("Tom").post(f"/o/acme/tasks/{task.pk}/place", odd).status_code == 422


def test_a_task_is_edited_removed_and_brought_back(site: Site) -> None:
    (task,) = site.add("Dig")
    client = site.world.client("Tom")
    address = f"/o/acme/tasks/{task.pk}"
    assert 'value="Dig"' in get(site, address)
    assert client.post(address, {"name": "", "status": "todo"}).status_code == 422
    assert client.post(address, {"name": "Dig well", "status": "doing", "due": "2026-09-01"}).status_code == 303
    assert Task.objects.get().name == "Dig well"
    assert client.post(f"{address}/deletion").status_code == 303
    assert client.get(address).status_code == 404
    assert client.post(f"{address}/deletion", {"_method": "delete"}).status_code == 303
    assert client.get(address).status_code == 200


def test_milestones_are_added_reached_and_removed(site: Site) -> None:
    client = site.world.client("Tom")
    answer = client.post(url(site, "/milestones"), {"name": "Roof", "due": "2026-09-01", "weight": "2.5"})
    assert answer.status_code == 303
    row = Milestone.objects.get()
    assert "weight 2.5" in get(site, url(site))
    for weight in ("0", "x", "1e9", "-1"):
        assert client.post(url(site, "/milestones"), {"name": "Roof", "weight": weight}).status_code == 422
    address = f"/o/acme/milestones/{row.pk}"
    assert client.post(f"{address}/reached").status_code == 303
    assert Milestone.objects.get().is_reached
    assert client.post(f"{address}/reached", {"_method": "delete"}).status_code == 303
    assert client.post(address, {"name": "Roof and rain", "weight": ""}).status_code == 303
    assert str(Milestone.objects.get()) == "Roof and rain"
    assert client.post(f"{address}/deletion").status_code == 303
    assert client.get(address).status_code == 404


def test_what_is_no_project_has_no_tasks(site: Site) -> None:
    for part in ("tasks", "milestones"):
        text = get(site, f"/o/acme/goals/{site.quarter.shops.pk}/{part}", status=404)
        assert "belong to projects, and “Open ten shops” is none" in text
        assert "Ask to see it" not in text


def test_the_page_of_a_project_offers_its_tasks_and_that_of_a_key_result_does_not(site: Site) -> None:
    assert url(site) in get(site, url(site, ""))
    assert "/tasks" not in get(site, f"/o/acme/goals/{site.quarter.shops.pk}").replace("/o/acme/tasks", "")


def test_who_may_only_read_sees_no_buttons(site: Site) -> None:
    site.add("Dig")
    for name in ("Cy", "Olive"):
        for view in ("board", "list"):
            text = get(site, f"{url(site)}?view={view}", who=name)
            assert "Dig" in text
            assert "/place" not in text
            assert 'name="lines"' not in text


def test_the_tasks_of_a_hidden_project_do_not_exist(site: Site) -> None:
    (task,) = site.add("Dig", owner=site.id_of("Cy"))
    site.add("Ask")
    goal_actions.edit(site.fresh, {"privacy": "listed"}, by=site.actor("Ada"))
    get(site, url(site), who="Cy", status=404)
    assert site.world.client("Cy").post(f"/o/acme/tasks/{task.pk}/place", {"status": "done"}).status_code == 404
    assert "Dig" not in get(site, "/o/acme/tasks", who="Cy")


def test_my_tasks_are_gathered_by_day(site: Site) -> None:
    mine = {"owner": site.id_of("Max")}
    site.add("Late one", due=date(2026, 8, 14), **mine)
    site.add("Today's", due=date(2026, 8, 15), **mine)
    site.add("Some day", **mine)
    (done,) = site.add("Finished", **mine)
    site.tell(done, "done")
    site.add("Somebody else's", owner=site.id_of("Tia"))
    text = get(site, "/o/acme/tasks", who="Max")
    places = [text.index(word) for word in ("Late one", "Today&#x27;s", "Some day", "Finished")]
    assert places == sorted(places)
    assert "Somebody else" not in text
    answer = site.world.client("Max").post(f"/o/acme/tasks/{done.pk}/place?from=mine", {"status": "todo"})
    assert answer["Location"] == "/o/acme/tasks"


def test_tasks_of_ended_projects_are_nobodys_to_do(site: Site) -> None:
    site.add("Dig", owner=site.id_of("Max"))
    goal_actions.close(site.goal, by=site.actor("Tom"))
    assert "Dig" not in get(site, "/o/acme/tasks", who="Max")


def test_the_projects_tab_shows_unaligned_ones_too(site: Site) -> None:
    site.quarter.goal("Move in", by="Tom", kind="project", under=site.quarter.win)
    text = get(site, "/o/acme/company/projects")
    assert "Build the warehouse" in text
    assert "Move in" in text
    assert "Win the north" not in text.replace("⟶ Win the north", "").replace('title="Win the north"', "")
    sales = site.world.teams["Sales"].pk
    text = get(site, f"/o/acme/teams/{sales}/projects")
    assert "No projects" in text
    assert text.count(f"goals/new?kind=project&amp;entity=team&amp;team={sales}") == 2  # above and in the middle
    assert get(site, f"/o/acme/people/{site.id_of('Tom')}/projects?page=-1&period=x")


def test_without_projects_there_is_no_tab_and_no_making_one(site: Site) -> None:
    settings = settings_row()
    settings.who_uses_projects, settings.project_people = "listed", [str(site.id_of("Max"))]
    settings.save()
    for name, has in (("Max", True), ("Ada", True), ("Cy", False)):
        assert ("/company/projects" in get(site, "/o/acme/company", who=name)) is has
        get(site, "/o/acme/company/projects", who=name, status=200 if has else 403)
    data = {"kind": "project", "title": "Sneak", "entity": "individual", "period": site.quarter.period.pk,
            "nature": "aspirational", "measure": "percent", "progress_mode": "manual", "status_rule": "progress",
            "privacy": "everyone"}  # fmt: skip
    assert site.world.client("Cy").post("/o/acme/goals/new", data).status_code == 403
    get(site, url(site), who="Cy")  # what exists stays visible


def test_the_board_asks_no_more_queries_for_more_tasks(site: Site) -> None:
    counts = []
    for names in ("ab", "cdefghij"):
        site.add(*names, owner=site.id_of("Max"))
        actions.add_milestone(site.goal, by=site.actor("Tom"), name=names)
        client = site.world.client("Tom")
        for address in (url(site), "/o/acme/tasks"):
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 15
