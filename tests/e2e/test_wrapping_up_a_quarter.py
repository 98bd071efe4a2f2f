"""The quarter ends on Friday: a team of eight ends twenty goals, looks back, reviews, and the next one is running."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import Browser, Page, expect

from cairn.core import clock
from cairn.goals import actions, verify
from cairn.goals.actions import Parent
from cairn.goals.models import Goal
from cairn.goals.tests.quarter import Quarter, increase
from cairn.organizations import actions as people
from cairn.organizations.models import Team, TeamRole
from cairn.planning.models import Period
from cairn.retrospectives.models import Note, Reflection, Retrospective
from tests.e2e.browsing import opened, sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

OBJECTIVES = {
    "Be the first name in the north": [
        "Sign 40 shops",
        "Answer within a day",
        "Visit 30 shops",
        "Show the new range",
    ],
    "Sell what we mend": ["Sell 500 mended packs", "Open a shelf in 12 shops", "Cut returns", "Train 60 sellers"],
    "Know our numbers": [
        "Forecast within 5 %",
        "Report on Mondays",
        "Clean the address book",
        "Close the books early",
    ],
    "Grow new people": ["Hire two sellers", "Give each a mentor", "First deal within 60 days", "Write the handbook"],
}


@pytest.fixture
def last_week(quarter: Quarter) -> Team:
    """Sales with eight people and four objectives of four key results; the quarter ends in four days."""
    world, ada, tom = quarter.world, quarter.actor("Ada"), quarter.actor("Tom")
    for name in ("Eva", "Finn", "Gil", "Hana", "Ida"):
        world.join(world.acme, name)
    sales = Team.objects.get(name="Sales")
    newcomers = {world.members[name]: TeamRole.MEMBER for name in ("Eva", "Finn", "Gil", "Hana", "Ida")}
    people.change_team_members(sales, by=ada, put_in=newcomers)
    actions.delete(quarter.win, by=ada, with_children=True)
    end = clock.today(world.acme.time_zone) + timedelta(days=4)
    Period.objects.filter(pk=quarter.period.pk).update(end=end)
    for number, (title, numbers) in enumerate(OBJECTIVES.items()):
        base = {"entity": "team", "teams": [sales.pk], "period": quarter.period.pk}
        top = actions.create({"kind": "objective", "title": title, **base}, by=tom)
        for place, name in enumerate(numbers):
            fields = {"kind": "key_result", "title": name, "outcome": increase(0, 100), "parents": [Parent(top.pk)]}
            made = actions.create({**fields, **base}, by=tom)  # type: ignore[typeddict-item]
            if place:
                actions.check_in(made, by=tom, value=Decimal(20 * place + 10 * number))
    return sales


def test_from_the_last_week_to_the_next_quarter(
    page: Page, quarter: Quarter, last_week: Team, live_server: object
) -> None:
    sign_in(page.context, quarter.world, "Tom", live_server)
    page.goto(f"/o/acme/teams/{last_week.pk}?period={quarter.period.pk}")
    expect(page.get_by_text("20 of 20 are still open")).to_be_visible()
    page.get_by_role("link", name="Wrap it up").click()
    _close(page)
    _look_back(page)
    _review(page)
    _begin_anew(page, quarter)
    assert not Goal.objects.filter(period=quarter.period, state="open", deleted_at=None).exists()
    assert list(verify.differences()) == []


def _close(page: Page) -> None:
    expect(page.get_by_text("0 closed, 0 postponed, 20 still open")).to_be_visible()
    save = page.get_by_role("button", name="Close and postpone as chosen")
    save.click()
    expect(page.get_by_text("Say in a few words why it is postponed.").first).to_be_visible()
    page.get_by_label("Why things are postponed").fill("No hands for it before the fair.")
    visits = page.locator(".closing-row", has_text="Visit 30 shops")
    visits.get_by_label("Score").fill("0.7")
    visits.locator("textarea").fill("Two of the big ones counted for ten.")
    top = page.locator(".closing-row", has_text="Be the first name in the north")
    top.get_by_label("How “Be the first name in the north” ends").select_option(label="Close and carry over")
    save.click()
    expect(page.get_by_text("Everything has ended. Now look back at how it went.")).to_be_visible()
    scored = Goal.objects.get(title="Visit 30 shops")
    assert (scored.state, scored.score) == ("closed", Decimal("0.70"))
    assert Goal.objects.get(title="Hire two sellers", state="postponed").closing_note.startswith("No hands")


def _look_back(page: Page) -> None:
    page.locator("main").get_by_role("link", name="Look back").last.click()
    page.get_by_label("What went well, and why?").fill("We met every Monday and kept it short.")
    page.get_by_label("Everybody in this review reads it").check()
    page.get_by_role("button", name="Keep it").click()
    assert Reflection.objects.get().sharing == "everyone"


def _review(page: Page) -> None:
    expect(page.get_by_text("We met every Monday and kept it short.")).to_be_visible()
    expect(page.get_by_text("on average")).to_be_visible()
    page.get_by_label("One more for “Stop”").fill("Numbers that nobody supplies")
    page.locator(".wrap-column.is-stop").get_by_role("button", name="Add").click()
    expect(page.locator(".wrap-column.is-stop li")).to_contain_text("Numbers that nobody supplies")
    assert Note.objects.get().column == "stop"
    page.get_by_role("button", name="We have talked about it").click()


def _begin_anew(page: Page, quarter: Quarter) -> None:
    expect(page.get_by_role("heading", name=f"What {quarter.next_period.name} begins with")).to_be_visible()
    expect(page.locator(".wrap-results li")).to_have_count(5)
    assert Retrospective.objects.get().reviewed_at is not None
    page.get_by_role("link", name=f"Open {quarter.next_period.name}").click()
    expect(page.locator("main .subtitle")).to_contain_text(quarter.next_period.name)
    expect(page.locator(".row[data-id]", has_text="Be the first name in the north")).to_be_visible()
    expect(page.locator(".row[data-id]", has_text="Sign 40 shops")).to_be_visible()


def test_it_is_left_and_found_again_and_works_without_a_script(
    browser: Browser, quarter: Quarter, last_week: Team, live_server: object
) -> None:
    with opened(browser, live_server, java_script_enabled=False) as page:
        sign_in(page.context, quarter.world, "Tom", live_server)
        page.goto(f"/o/acme/wrap-up?entity=team&id={last_week.pk}&period={quarter.period.pk}")
        page.get_by_label("Why things are postponed").fill("Later.")
        for row in page.locator(".closing-row").all()[1:]:
            row.locator("select").select_option("")
        page.get_by_role("button", name="Close and postpone as chosen").click()
        expect(page.get_by_text("1 closed, 0 postponed, 19 still open")).to_be_visible()
        page.goto("/o/acme/wrap-ups")
        page.locator("main").get_by_role("link", name="Sales", exact=True).click()
        page.get_by_role("link", name="Rather one by one").click()
        page.get_by_label("Note").fill("Nobody had time.")
        page.get_by_role("button", name="Save and continue with 18 remaining").click()
        expect(page.get_by_role("button", name="Save and continue with 17 remaining")).to_be_visible()
