"""What stands in the letters of a rhythm (spec okrs §15.2, §15.4; integrations §3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.core import mail

from cairn.core import clock
from cairn.goals import actions as goals
from cairn.goals.models import Goal
from cairn.goals.tests.quarter import Quarter
from cairn.notifications.delivery.hand_over import hand_over
from cairn.notifications.models import Delivery, Notification, Watch
from cairn.notifications.tests.rhythm.conftest import MONDAY_NINE
from cairn.organizations import actions
from cairn.organizations.terminology import Term

Look = Callable[[datetime], None]


def letters(look: Look, moment: datetime, to: str) -> list[mail.EmailMultiAlternatives]:
    """What a person gets at an instant."""
    mail.outbox.clear()
    look(moment)
    with clock.at(moment):
        hand_over.call_local()
    return [found for found in mail.outbox if found.to == [f"{to.lower()}@acme.example"]]


def body(found: mail.EmailMultiAlternatives) -> str:
    return str(found.body)


def html(found: mail.EmailMultiAlternatives) -> str:
    return str(found.alternatives[0].content)


def test_one_letter_lists_everything_with_a_bar_a_number_and_a_link_each(quarter: Quarter, look: Look) -> None:
    quarter.goal("Find a warehouse", by="Max")
    with clock.at(MONDAY_NINE - timedelta(days=3)):
        goals.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(4), note="Four are open.")
    (found,) = letters(look, MONDAY_NINE, "Max")
    assert found.subject == "2 check-ins are due"
    assert "[########------------]  4 of 0 → 10" in body(found)
    assert "Last check-in on 14 Aug 2026." in body(found)
    assert body(found).count("/mail/check-in/") == 2
    assert 'width="40%"' in html(found)
    assert "<img" not in html(found)
    assert "/o/acme/check-ins/run" in body(found)


def test_a_single_item_needs_no_run(quarter: Quarter, look: Look) -> None:
    (found,) = letters(look, MONDAY_NINE, "Max")
    assert found.subject == "1 check-in is due"
    assert "/check-ins/run" not in body(found)


def test_what_was_done_between_planning_and_sending_is_left_out(quarter: Quarter, look: Look) -> None:
    look(MONDAY_NINE)
    with clock.at(MONDAY_NINE + timedelta(seconds=30)):
        goals.check_in(quarter.shops, by=quarter.actor("Max"), note="Done before the mail.")
    assert letters(look, MONDAY_NINE + timedelta(minutes=1), "Max") == []
    states = Delivery.objects.filter(recipient__name="Max", notification__kind="check_in.due")
    assert [row.state for row in states] == ["dropped"]


def test_overdue_items_stand_first_and_under_their_own_name(quarter: Quarter, look: Look) -> None:
    day = MONDAY_NINE.replace(month=10, day=5)
    quarter.goal("Next quarter's", by="Max", period=quarter.next_period.pk)
    Watch.objects.update(seen_until=day - timedelta(hours=1))
    (found,) = [m for m in letters(look, day, "Max") if "due" in m.subject]
    text = body(found)
    assert text.index("Past the due date") < text.index("Open ten shops") < text.index("Next quarter's")


def test_the_letter_of_an_ending_period_lists_what_is_open_in_the_organisations_words(
    quarter: Quarter, look: Look
) -> None:
    actions.set_terms(quarter.world.acme, by=quarter.actor("Ada"), words={Term.OKR: ("Aim", "Aims")})
    day = MONDAY_NINE.replace(month=9, day=16)
    Watch.objects.update(seen_until=day - timedelta(hours=1))
    (found,) = [m for m in letters(look, day, "Tom") if "ends" in m.subject]
    assert found.subject == "Q3 2026 ends on 30 Sep 2026"
    assert "Hire a crew" in body(found)  # his own
    assert "Of your teams" in body(found)  # “Open ten shops” is of Sales
    assert "/closure" in body(found)
    assert "My Aims" in body(found)


def test_a_goal_that_became_private_is_not_named_in_a_letter_planned_before(quarter: Quarter, look: Look) -> None:
    day = MONDAY_NINE.replace(month=9, day=16)
    Watch.objects.update(seen_until=day - timedelta(hours=1))
    quiet = _of_sales(quarter)
    look(day)
    goals.edit(quiet, {"privacy": "listed"}, by=quarter.actor("Max"))
    (found,) = [m for m in letters(look, day + timedelta(minutes=1), "Tom") if "ends" in m.subject]
    assert "Open ten shops" in body(found)
    assert "Talk to the rival" not in body(found)


def _of_sales(quarter: Quarter) -> Goal:
    """A goal of Tom's team that Max made and reports on."""
    return quarter.goal("Talk to the rival", by="Max", entity="team", teams=[quarter.world.teams["Sales"].pk])


def test_the_letter_of_a_new_period_sends_one_to_write(quarter: Quarter, look: Look) -> None:
    day = MONDAY_NINE.replace(month=10, day=1)
    Watch.objects.update(seen_until=day - timedelta(hours=1))
    (found,) = letters(look, day, "Cy")
    assert found.subject == "Q4 2026 has begun"
    assert "/o/acme/me" in body(found)


def test_a_manager_reads_who_has_not_checked_in_and_on_what(quarter: Quarter, look: Look) -> None:
    (found,) = [m for m in letters(look, MONDAY_NINE, "Tom") if "people" in m.subject]
    assert found.subject == "1 of your people has not checked in"
    assert "* Max" in body(found)
    assert "Open ten shops" in body(found)


def test_a_manager_is_not_told_of_a_private_goal_nor_of_what_came_in_meanwhile(quarter: Quarter, look: Look) -> None:
    quiet = _of_sales(quarter)
    look(MONDAY_NINE)
    goals.edit(quiet, {"privacy": "listed"}, by=quarter.actor("Max"))
    with clock.at(MONDAY_NINE + timedelta(seconds=30)):
        goals.check_in(quarter.shops, by=quarter.actor("Max"), note="Here it is.")
    found = [m for m in letters(look, MONDAY_NINE + timedelta(minutes=1), "Tom") if "people" in m.subject]
    assert found == []


@pytest.mark.parametrize("end", ["check_in", "close", "postpone"])
def test_the_inbox_is_clear_when_everything_is_done(
    quarter: Quarter, look: Look, end: str, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    look(MONDAY_NINE)
    mine = Notification.objects.get(recipient__name="Max", kind="check_in.due")
    assert mine.done_at is None
    with (
        clock.at(MONDAY_NINE + timedelta(hours=1)),
        django_capture_on_commit_callbacks(execute=True),  # type: ignore[attr-defined]
    ):
        {
            "check_in": lambda: goals.check_in(quarter.shops, by=quarter.actor("Max"), note="Here."),
            "close": lambda: goals.close(quarter.shops, by=quarter.actor("Tom")),
            "postpone": lambda: goals.postpone(quarter.shops, by=quarter.actor("Tom"), reason="Later."),
        }[end]()
    assert Notification.objects.get(pk=mine.pk).done_at is not None
