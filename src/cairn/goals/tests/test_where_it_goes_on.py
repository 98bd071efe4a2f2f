"""In which period unfinished work may go on, and what is refused (spec okrs §3, §9.1, §10.2, §10.5.9)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cairn.core import clock
from cairn.core.errors import Refused
from cairn.goals import actions
from cairn.goals.models import Goal
from cairn.goals.tests.cast import Acme
from cairn.planning.models import Period
from cairn.planning.queries import next_period

LATE = datetime(2027, 4, 20, 12, tzinfo=UTC)
"""Somebody closes the fourth quarter of 2026 when the first one of 2027 is over already."""


@pytest.fixture
def later(busy: Acme) -> Period:
    made: Period = Period.objects.create(
        name="Q2 2027", kind="quarter", start=date(2027, 4, 1), end=date(2027, 6, 30)
    )
    return made


@pytest.mark.parametrize("verb", ["close", "postpone"])
def test_nothing_goes_on_in_a_period_that_is_over(busy: Acme, later: Period, verb: str) -> None:
    goal, maya = busy.goals["reorder"], busy.actor(busy.maya)
    with clock.at(LATE), pytest.raises(Refused, match="“Q1 2027” is over") as refusal:
        if verb == "close":
            actions.close(goal, by=maya, continue_in=busy.next_quarter)
        else:
            actions.postpone(goal, by=maya, reason="Later.", clone_to=busy.next_quarter)
    assert refusal.value.field == "period"
    assert busy.fresh(goal).is_open
    assert not Goal.objects.filter(carried_over_from=goal).exists()


def test_who_closes_late_is_offered_what_runs_now(busy: Acme, later: Period) -> None:
    assert next_period(busy.quarter) == busy.next_quarter
    assert next_period(busy.quarter, LATE.date()) == later
    with clock.at(LATE):
        web = busy.web(busy.maya)
        panel = web.get(busy.url(f"goals/{busy.goals['reorder'].pk}/closure")).content.decode()
        table = web.get(busy.url(f"closing?entity=everything&period={busy.quarter.pk}"))
    assert f'<option value="{later.pk}" selected>' in panel
    assert "Q1 2027" not in panel
    assert [period.name for period in table.context["page"].later] == ["Q2 2027"]


@pytest.mark.parametrize("noun", ["closure", "postponement"])
def test_the_panel_says_so_and_keeps_what_was_typed(busy: Acme, later: Period, noun: str) -> None:
    goal = busy.goals["reorder"]
    sent = {
        "ending": "closed" if noun == "closure" else "postponed", "note": "We ran out of time.", "continues": "on",
        "period": str(busy.next_quarter.pk),
    }  # fmt: skip
    with clock.at(LATE):
        answer = busy.web(busy.maya).post(busy.url(f"goals/{goal.pk}/{noun}"), sent)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "We ran out of time." in text
    assert busy.fresh(goal).is_open


@pytest.mark.parametrize("period", ["", "01900000-0000-7000-8000-000000000000", "next year"])
def test_a_period_that_is_not_there_is_said_at_its_field(busy: Acme, period: str) -> None:
    sent = {"ending": "postponed", "note": "Later.", "continues": "on", "period": period}
    answer = busy.web(busy.maya).post(busy.url(f"goals/{busy.goals['reorder'].pk}/postponement"), sent)
    assert answer.status_code == 422
    assert answer.context["form"].errors["period"]
    assert busy.fresh(busy.goals["reorder"]).is_open
