"""Working through the tasks of a project, and having a team's OKRs approved, as people do it in the browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from cairn.goals.actions.workflow import set_workflow
from cairn.goals.models import Goal
from cairn.goals.tests.quarter import Quarter
from cairn.work import actions
from cairn.work.models import Task
from tests.e2e.browsing import opened, sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def site(page: Page, quarter: Quarter, live_server: object) -> Goal:
    """A project of Tom's with three tasks; Tom is signed in."""
    goal = quarter.goal("Build the warehouse", by="Tom", kind="project")
    actions.add_tasks(goal, [actions.NewTask(name) for name in ("Dig", "Pour", "Paint")], by=quarter.actor("Tom"))
    sign_in(page.context, quarter.world, "Tom", live_server)
    return goal


def statuses() -> dict[str, str]:
    return dict(Task.objects.values_list("name", "status"))


def test_cards_move_by_keyboard_by_mouse_and_by_menu(page: Page, site: Goal) -> None:
    page.goto(f"/o/acme/goals/{site.pk}/tasks")
    page.locator(".board[data-can-drag]").wait_for()
    card = page.locator(".card", has_text="Dig")
    card.focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("[data-status=doing]")).to_contain_text("Dig")
    expect(card).to_be_focused()
    page.locator(".board[data-can-drag]").wait_for()
    start, goal = page.locator(".card", has_text="Pour").bounding_box(), page.locator("[data-status=done] ol")
    target = goal.bounding_box()
    assert start is not None
    assert target is not None
    page.mouse.move(start["x"] + 30, start["y"] + 50)
    page.mouse.down()
    page.mouse.move(target["x"] + 40, target["y"] + 20, steps=12)
    page.wait_for_timeout(200)
    page.mouse.up()
    expect(page.locator(".work h2").first).to_contain_text("1 of 3 done")
    paint = page.locator(".card", has_text="Paint")
    paint.locator(".card-menu").click()
    paint.get_by_role("button", name="Cancelled").click()
    expect(page.locator(".work h2").first).to_contain_text("50\u00a0%")
    assert statuses() == {"Dig": "doing", "Pour": "done", "Paint": "cancelled"}


def test_a_tick_on_the_projects_page_moves_its_number_at_once(page: Page, site: Goal) -> None:
    page.goto(f"/o/acme/goals/{site.pk}")
    page.get_by_role("button", name="Finish “Dig”").click()
    expect(page.locator(".goal-number")).to_contain_text("33.3\u00a0%")
    expect(page.locator(".goal-why")).to_contain_text("1 of 3 tasks are done")


def test_a_team_submits_and_its_manager_approves_and_then_nothing_changes(
    page: Page, browser: Browser, quarter: Quarter, live_server: object
) -> None:
    set_workflow(by=quarter.actor("Ada"), workflow=True, blocks=True, by_team_leads=False)
    team = quarter.world.teams["Sales"].pk
    sign_in(page.context, quarter.world, "Tom", live_server)
    page.goto(f"/o/acme/teams/{team}?period={quarter.period.pk}")
    page.get_by_role("link", name="Planning", exact=True).last.click()
    page.get_by_label("Comment").fill("Ten shops it is.")
    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator(".stages .is-now")).to_have_text("In review")
    with opened(browser, live_server) as desk:
        sign_in(desk.context, quarter.world, "Ada", live_server)
        desk.goto("/o/acme/approvals")
        expect(desk.locator("tbody")).to_contain_text("Ten shops it is.")
        desk.get_by_label("Choose Sales").check()
        desk.get_by_role("button", name="Approve the chosen").click()
        expect(desk.locator("main")).to_contain_text("Nothing waits for you")
    page.goto(f"/o/acme/goals/{quarter.shops.pk}")
    expect(page.get_by_role("link", name="Check in").first).to_be_visible()
    expect(page.get_by_role("link", name="Edit", exact=True)).to_have_count(0)
