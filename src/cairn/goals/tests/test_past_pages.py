"""Pages as they were, and beside an earlier instant (spec okrs §8.3, "compare to past"; architecture §3)."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.core import clock
from cairn.goals import actions
from cairn.goals.actions import Parent
from cairn.goals.models import Goal
from cairn.goals.tests.cast import Acme
from cairn.organizations.models import Member, Team

FRAGMENT = {"HX-Request": "true"}
BEFORE = "2026-11-15"  # after the first check-in of “guides” (13 November), before those of “reorder”


def page(acme: Acme, path: str, by: Member | None = None, **headers: str) -> Any:
    return acme.web(by or acme.cy).get(acme.url(path), headers=headers)


def shown(answer: Any) -> dict[str, Any]:
    listing = answer.context["page"].listing
    return {item.title: item for item in (*listing.items, *listing.projects) if hasattr(item, "title")}


def on(day: int, hour: int = 9) -> Any:
    return clock.at(datetime(2026, 11, day, hour, tzinfo=UTC))


def changed(answer: Any) -> dict[str, list[tuple[str, str]]]:
    groups = answer.context["page"].comparison.groups
    return {group.key: [(line.title, line.said) for line in group.lines] for group in groups}


def test_numbers_and_titles_are_those_of_that_day(busy: Acme) -> None:
    with on(20):
        actions.edit(busy.fresh(busy.goals["reorder"]), {"title": "Raise reorders"}, by=busy.actor(busy.maya))
    brand, grow = busy.goals["brand"], busy.goals["grow"]
    path = f"company?open={grow.pk}&open={brand.pk}"

    today, then = shown(page(busy, path)), shown(page(busy, f"{path}&at={BEFORE}"))

    assert "Raise reorders" in today
    assert then["Raise the wholesale reorder rate"].progress == 0
    assert then["Win 120 certified guides as ambassadors"].progress == 50
    assert then["Become the brand guides recommend"].progress < 20
    assert today["Become the brand guides recommend"].progress > then["Become the brand guides recommend"].progress


def test_a_past_page_is_the_page_that_was_shown_then(busy: Acme) -> None:
    """The golden rule: what the page shows for an instant is what it showed at that instant."""
    path = f"company?open={busy.goals['grow'].pk}&open={busy.goals['brand'].pk}"
    with on(21, 12):
        before = shown(page(busy, path))
    for number, value in enumerate(("48", "49.5", "51")):
        with on(21, 18 + number):
            actions.check_in(busy.fresh(busy.goals["reorder"]), by=busy.actor(busy.maya), value=Decimal(value))

    after = shown(page(busy, f"{path}&at=2026-11-21T12:00:00%2B00:00"))

    told = ("title", "progress", "value", "status", "expected", "owner_names", "label", "children", "score", "trend")
    assert {t: [getattr(r, n) for n in told] for t, r in after.items()} == {
        t: [getattr(r, n) for n in told] for t, r in before.items()
    }


def test_a_band_says_so_and_leads_back(busy: Acme) -> None:
    text = page(busy, f"company?view=list&at={BEFORE}").content.decode()

    assert "As it was on 15 Nov 2026" in text
    assert '?view=list">Back to today' in text


def test_nothing_can_be_done_in_the_past(busy: Acme) -> None:
    whole = page(busy, f"company?at={BEFORE}", busy.ada).content.decode()
    text = whole.partition("<main")[2].partition("</main>")[0]  # the palette leads back to today

    for offer in ("data-check-in", "data-align-url", 'popovertarget="menu-', "goals/new?", "row-grip"):
        assert offer not in text, offer


@pytest.mark.parametrize("odd", ["", "2999-01-01", "0001-01-01", "yesterday", "%00", "9999-12-31T23:59:59-14:00"])
def test_an_odd_or_future_instant_is_today(busy: Acme, odd: str) -> None:
    answer = page(busy, f"company?at={odd}&compare={odd}")

    assert answer.status_code == 200
    assert answer.context["page"].moment.at is None
    assert answer.context["page"].comparison is None


def test_before_anything_stood_the_page_is_empty(busy: Acme) -> None:
    assert shown(page(busy, "company?at=2026-09-01")) == {}


def test_a_deleted_goal_stands_on_the_page_of_the_day_before(busy: Acme) -> None:
    with on(20):
        actions.delete(busy.fresh(busy.goals["returns"]), by=busy.actor(busy.maya))
    path = f"company?open={busy.goals['grow'].pk}&open={busy.goals['brand'].pk}"

    assert busy.goals["returns"].title not in shown(page(busy, path))
    assert busy.goals["returns"].title in shown(page(busy, f"{path}&at={BEFORE}"))


def test_the_page_of_a_person_shows_what_they_owned_then(busy: Acme) -> None:
    with on(20):
        actions.edit(busy.fresh(busy.goals["guides"]), {"owners": [busy.cy.pk]}, by=busy.actor(busy.ada))

    path = f"people/{busy.jonas.pk}?view=list"
    assert busy.goals["guides"].title not in shown(page(busy, path))
    assert shown(page(busy, f"{path}&at={BEFORE}"))[busy.goals["guides"].title].owner_names == "Jonas Okafor"
    assert busy.goals["guides"].title not in shown(page(busy, f"people/{busy.cy.pk}?view=list&at={BEFORE}"))


def test_the_page_of_a_team_shows_what_it_had_then(busy: Acme) -> None:
    team = Team.objects.create(name="Sales")
    with on(10):
        goal = busy.objective("Sell more", busy.ada, entity="team", teams=[team.pk])

    assert list(shown(page(busy, f"teams/{team.pk}?at={BEFORE}"))) == [goal.title]
    assert shown(page(busy, f"teams/{team.pk}?at=2026-11-09")) == {}


def test_a_filter_works_on_the_past(busy: Acme) -> None:
    found = shown(page(busy, f"company?at={BEFORE}&kind=key_result&owner={busy.jonas.pk}"))
    assert list(found) == [busy.goals["guides"].title]


def test_children_and_the_page_of_a_goal_keep_the_day(busy: Acme) -> None:
    brand = busy.goals["brand"]

    rows = page(busy, f"goals/{brand.pk}/children?level=1&at={BEFORE}", **FRAGMENT).content.decode()
    own = page(busy, f"goals/{brand.pk}?at={BEFORE}").content.decode()

    assert rows.count('aria-level="2"') == 3
    assert f"/goals/{busy.goals['guides'].pk}?at={BEFORE}" in rows
    assert "As it was on 15 Nov 2026" in own
    assert "Win 120 certified guides as ambassadors" in own
    assert "/check-ins/new" not in own


# ── Private goals ───────────────────────────────────────────────────────────────────────────────────


def secret(acme: Acme, **when: Any) -> Goal:
    with on(10):
        return acme.key_result("Buy the rival", acme.maya, acme.goals["brand"], privacy="listed", viewers=[])


def test_what_is_private_now_is_not_told_of_a_time_when_it_was_not(busy: Acme) -> None:
    with on(16):
        actions.edit(
            busy.fresh(busy.goals["guides"]), {"privacy": "listed", "viewers": []}, by=busy.actor(busy.jonas)
        )

    for path in (f"company?view=list&at={BEFORE}", f"company?view=list&compare={BEFORE}"):
        assert "Win 120" not in page(busy, path).content.decode()
        assert "Win 120" in page(busy, path, busy.jonas).content.decode()
    assert page(busy, f"goals/{busy.goals['guides'].pk}?at={BEFORE}").status_code == 404


def test_what_was_private_then_is_not_told_now_that_it_is_not(busy: Acme) -> None:
    goal = secret(busy)
    with on(18):
        actions.edit(busy.fresh(goal), {"privacy": "everyone", "title": "Buy them"}, by=busy.actor(busy.maya))

    stranger = page(busy, f"company?view=list&at={BEFORE}").content.decode()
    compared = page(busy, f"company?compare={BEFORE}")

    assert "Buy the rival" not in stranger + compared.content.decode()
    assert ("Buy them", "") in changed(compared)["added"]
    assert page(busy, f"goals/{goal.pk}?at={BEFORE}").status_code == 404
    assert "Buy the rival" in page(busy, f"company?view=list&at={BEFORE}", busy.maya).content.decode()


def test_a_private_child_of_the_past_is_counted_and_not_named(busy: Acme) -> None:
    secret(busy)
    rows = page(busy, f"goals/{busy.goals['brand'].pk}/children?level=1&at={BEFORE}", **FRAGMENT).content.decode()
    assert "1 hidden item counts" in rows
    assert "Buy the rival" not in rows


# ── Compare ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_comparison_tells_what_came_went_moved_and_was_weighted(busy: Acme) -> None:
    goals, ada = busy.goals, busy.actor(busy.ada)
    with on(17):
        busy.key_result("Open a shop in Porto", busy.ada, goals["grow"])
        actions.delete(busy.fresh(goals["returns"]), by=ada)
        actions.align(busy.fresh(goals["guides"]), [Parent(goals["grow"].pk)], by=ada)
        actions.set_contributions(busy.fresh(goals["grow"]), {goals["brand"].pk: 70}, by=ada)
        actions.close(busy.fresh(goals["reorder"]), by=ada, score=Decimal("0.6"), note="")

    told = changed(page(busy, f"company?compare={BEFORE}"))

    assert [title for title, _said in told["added"]] == ["Open a shop in Porto"]
    assert [title for title, _said in told["removed"]] == [goals["returns"].title]
    assert (goals["reorder"].title, "score 0.6") in told["closed"]
    assert told["moved"] == [
        (goals["guides"].title, "from under “Become the brand guides recommend” to under “Grow where we are loved”")
    ]
    assert told["weighted"] == [(goals["brand"].title, "an equal part → 70\u00a0% of “Grow where we are loved”")]


def test_a_child_from_another_page_that_is_open_then_is_not_new_here(busy: Acme) -> None:
    with on(9):
        busy.objective("Teams help", busy.ada, busy.goals["grow"], entity="individual", owners=[busy.jonas.pk])

    answer = page(busy, f"company?open={busy.goals['grow'].pk}&at={BEFORE}&compare=2026-11-12")

    assert "Teams help" in shown(answer)
    assert list(changed(answer)) == ["progressed"]


def test_todays_bars_stand_over_those_of_then(busy: Acme) -> None:
    path = f"company?view=list&compare={BEFORE}"
    answer = page(busy, path)

    assert shown(answer)[busy.goals["guides"].title].ghost == 50
    assert shown(answer)[busy.goals["reorder"].title].ghost == 0
    assert "is-ghost" in answer.content.decode()
    assert "is-ghost" not in page(busy, "company?view=list").content.decode()


def test_the_x_leaves_everything_else_in_the_address(busy: Acme) -> None:
    answer = page(busy, "company?view=list&compare=week")
    assert answer.context["page"].comparison.off_url == "?view=list"


def test_the_strip_says_how_far_it_moved_in_a_week(busy: Acme) -> None:
    text = page(busy, "company?part=change", **FRAGMENT).content.decode()
    assert "in a week" in text
    assert "compare=week" in text


def test_more_goals_cost_a_past_page_no_more_queries(busy: Acme) -> None:
    web = busy.web(busy.cy)

    def asked(path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            web.get(busy.url(path))
        return len(queries)

    def more(count: int) -> None:
        with on(9):
            for number in range(count):
                above = busy.objective(f"Objective {number}", busy.maya)
                busy.key_result(f"Key result {number}", busy.jonas, above)

    then, compared = f"company?at={BEFORE}", "company?compare=week"
    more(1)
    few = asked(then), asked(compared)
    more(6)

    assert asked(then) <= few[0] <= 18
    assert asked(compared) <= few[1] <= 22
