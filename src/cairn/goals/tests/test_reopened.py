"""Reopened: shown beside the title and asked for like a status, until somebody checks in (spec okrs §6.1, §9.5)."""

from __future__ import annotations

from datetime import timedelta

from cairn.core import clock
from cairn.goals import actions
from cairn.goals.models import Goal
from cairn.goals.queries.rows import row_for
from cairn.goals.tests.cast import NOW, Acme, D

TITLE = "Raise the wholesale reorder rate"


def reopened(acme: Acme) -> Goal:
    goal = acme.goals["reorder"]
    actions.close(goal, by=acme.actor(acme.maya))
    actions.reopen(goal, by=acme.actor(acme.maya))
    return acme.fresh(goal)


def listed(acme: Acme) -> str:
    return acme.web(acme.maya).get(acme.url("company?status=reopened")).content.decode()


def test_a_reopened_goal_says_so_and_is_found_by_it(busy: Acme) -> None:
    goal = reopened(busy)
    text = listed(busy)
    assert TITLE in text
    assert "Win 120 certified guides" not in text
    assert 'title="It had ended and is open again; nobody has checked in since.">Reopened</span>' in text
    page = busy.web(busy.maya).get(busy.url(f"goals/{goal.pk}")).content.decode()
    assert ">reopened</span>" in page


def test_it_counts_again_with_the_status_its_number_has(busy: Acme) -> None:
    row = row_for(reopened(busy), busy.actor(busy.maya), NOW.date())
    assert (row.is_reopened, row.status, row.score) == (True, "behind", None)


def test_the_next_check_in_ends_the_mark(busy: Acme) -> None:
    goal = reopened(busy)
    with clock.at(NOW + timedelta(minutes=1)):
        actions.check_in(goal, by=busy.actor(busy.maya), value=D(50))
        assert TITLE not in listed(busy)
    assert not busy.fresh(goal).is_reopened


def test_what_ended_again_is_not_reopened(busy: Acme) -> None:
    goal = reopened(busy)
    actions.postpone(goal, by=busy.actor(busy.maya), reason="Not after all.")
    assert not busy.fresh(goal).is_reopened
    assert list(Goal.objects.reopened()) == []


def test_the_query_and_the_row_agree(busy: Acme) -> None:
    goal = reopened(busy)
    assert [each for each in Goal.objects.all() if each.is_reopened] == list(Goal.objects.reopened()) == [goal]


def test_a_page_of_the_past_lists_what_was_reopened_then(busy: Acme) -> None:
    """Spec okrs §8.3 with §9.5: the filter and the mark are those of the instant, not of today."""

    def listed_at(instant: str) -> str:
        return busy.web(busy.maya).get(busy.url(f"company?status=reopened&at={instant}")).content.decode()

    with clock.at(NOW + timedelta(hours=1)):
        goal = reopened(busy)
    with clock.at(NOW + timedelta(days=2)):
        actions.check_in(goal, by=busy.actor(busy.maya), value=D(50))
    with clock.at(NOW + timedelta(days=4)):
        assert TITLE not in listed_at("2026-11-22T12:30:00Z")
        then = listed_at("2026-11-23")
        assert TITLE in then
        assert ">Reopened</span>" in then
        assert "Win 120 certified guides" not in then
        assert TITLE not in listed_at("2026-11-24")
        assert TITLE not in listed(busy)


def test_a_page_of_the_past_lists_nothing_reopened_that_ended_again(busy: Acme) -> None:
    with clock.at(NOW + timedelta(hours=1)):
        goal = reopened(busy)
    with clock.at(NOW + timedelta(hours=2)):
        actions.close(goal, by=busy.actor(busy.maya))
    with clock.at(NOW + timedelta(days=2)):
        address = busy.url("company?status=reopened&at=2026-11-22T")
        web = busy.web(busy.maya)
        assert TITLE in web.get(address + "13:30:00Z").content.decode()
        assert TITLE not in web.get(address + "14:30:00Z").content.decode()
