"""Writing an objective with the coach beside it: from an empty table to an objective that counts (okrs §21.2)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from playwright.sync_api import Locator, Page, expect

from cairn.coach.models import Draft
from cairn.goals.models import Goal
from cairn.goals.tests.quarter import Quarter
from tests.e2e.browsing import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(page: Page, quarter: Quarter, live_server: object) -> Page:
    """Tom has begun a draft on his team's table and sees its form."""
    sign_in(page.context, quarter.world, "Tom", live_server)
    team = quarter.world.teams["Sales"].pk
    page.goto(f"/o/acme/teams/{team}/drafts?period={quarter.period.pk}")
    expect(page.locator("main")).to_contain_text("The table is empty")
    page.get_by_role("button", name="New draft").click()
    return page


def key_result(page: Page, place: int) -> Locator:
    return page.get_by_role("group", name=f"Key result {place}")


def write_key_result(page: Page, place: int, title: str, start: str, target: str, unit: str) -> None:
    line = key_result(page, place)
    for name, text in (("title", title), ("start", start), ("target", target), ("unit", unit)):
        line.locator(f"[name=kr_{name}]").fill(text)


def test_the_coach_reads_along_and_what_is_created_counts(desk: Page, quarter: Quarter) -> None:
    coach = desk.get_by_role("complementary", name="Coach")
    objective = desk.locator("[name=title]")
    objective.fill("Increase revenue by 20 %")
    expect(coach).to_contain_text("reads like a key result")
    objective.fill("Become the shop that hikers in the north trust")
    expect(coach).not_to_contain_text("reads like a key result")
    write_key_result(desk, 1, "Launch the loyalty card", "", "", "")
    expect(coach).to_contain_text("project")
    write_key_result(desk, 1, "Raise the share of customers who come back", "20", "35", "%")
    write_key_result(desk, 2, "Raise the number of reviews", "120", "400", "reviews")
    expect(coach).not_to_contain_text("project")
    expect(coach.locator("meter")).to_have_attribute("value", "4")
    desk.get_by_text("Needed and enough?").click()
    for yes in desk.get_by_label("Yes", exact=True).all():
        yes.check()
    desk.get_by_role("button", name="Save the draft").click()
    expect(desk.locator("body")).to_contain_text("Nobody sees it outside of this table.")
    assert not Goal.objects.filter(title__startswith="Become the shop").exists()
    desk.get_by_role("button", name="Create it").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Become the shop that hikers in the north trust")
    expect(desk.locator("main")).to_contain_text("Raise the number of reviews")
    made = Goal.objects.get(title="Become the shop that hikers in the north trust")
    children = {link.child.title: link.child for link in made.child_links.select_related("child")}
    assert {title: (child.start_value, child.target_value) for title, child in children.items()} == {
        "Raise the share of customers who come back": (Decimal(20), Decimal(35)),
        "Raise the number of reviews": (Decimal(120), Decimal(400)),
    }
    assert Draft.objects.get().became_id == made.pk


def test_every_row_that_was_typed_outlives_a_reload(desk: Page) -> None:
    desk.locator("[name=title]").fill("Become the shop that hikers in the north trust")
    write_key_result(desk, 1, "Raise the share of customers who come back", "20", "35", "%")
    write_key_result(desk, 2, "Raise the number of reviews", "120", "400", "reviews")
    desk.wait_for_timeout(500)  # it is kept a moment after the last letter
    desk.reload()
    expect(desk.locator("[name=title]")).to_have_value("Become the shop that hikers in the north trust")
    first, second = key_result(desk, 1), key_result(desk, 2)
    expect(first.locator("[name=kr_title]")).to_have_value("Raise the share of customers who come back")
    expect(first.locator("[name=kr_target]")).to_have_value("35")
    expect(second.locator("[name=kr_title]")).to_have_value("Raise the number of reviews")
    expect(second.locator("[name=kr_start]")).to_have_value("120")
