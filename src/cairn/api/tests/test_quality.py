"""What the coach remarks, through the API (integrations §8.2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cairn.api.tests.conftest import Program
from cairn.coach.queries.advice import findings_on
from cairn.goals.models import Goal
from cairn.goals.tests.quarter import Quarter
from cairn.notifications.actions import set_rhythm
from cairn.notifications.rhythm.pattern import Every, Pattern
from cairn.organizations.models import Organization

Call = Callable[..., Program]


def test_the_advice_on_a_goal(program: Call, objective: dict[str, Any]) -> None:
    ada = program("Ada")
    goal = ada.post("/goals", {**objective, "title": "Reach 5 million in sales"})["id"]
    answer = ada.get(f"/goals/{goal}/advice")
    assert answer["score"] < 100
    assert {"O01", "S01"} <= {each["rule"] for each in answer["findings"]}


def test_the_quality_of_a_period_in_pages(program: Call, objective: dict[str, Any]) -> None:
    ada = program("Ada")
    made = [ada.post("/goals", {**objective, "title": f"Win the valley of {name}"})["id"] for name in ("Ahr", "Ötz")]
    first = ada.get(f"/quality?period={objective['period']}&limit=1")
    second = ada.get(f"/quality?period={objective['period']}&limit=1&cursor={first['next']}")
    found = [first["items"][0]["goal"], second["items"][0]["goal"]]
    assert set(found) <= {*made, *found}
    assert found[0] != found[1]


def test_what_is_not_saved_yet_is_looked_at_too(program: Call) -> None:
    body = {
        "title": "Become the shop that hikers recommend first",
        "description": "It pays.",
        "key_results": [
            {"title": "Launch the programme"},
            {"title": "Reduce returns", "measure": "increase", "start": 4, "target": 9},
        ],
    }
    answer = program("Ada").post("/lint", body)
    assert answer.status == 200
    assert {(each["rule"], each["goal"], each["fix"]) for each in answer["findings"]} >= {
        ("K03", 1, "project"), ("K06", 2, "turn"),
    }  # fmt: skip


def test_a_private_objective_has_no_advice_for_a_stranger(program: Call, objective: dict[str, Any]) -> None:
    goal = program("Ada").post("/goals", {**objective, "privacy": "listed"})["id"]
    assert program("Cy").get(f"/goals/{goal}/advice").status == 404


@pytest.mark.parametrize(
    ("pattern", "is_found"),
    [(Pattern(), True), (Pattern(Every.THREE_WEEKS), True), (Pattern(Every.MONTH), False)],
)
def test_who_is_asked_once_a_month_has_not_missed_two_check_ins(
    quarter: Quarter, pattern: Pattern, is_found: bool
) -> None:
    """C01 counts in cadences of the rhythm that holds (okrs §15.2): silent for 45 days, since the first of July."""
    set_rhythm(quarter.world.teams["Sales"], by=quarter.actor("Tom"), pattern=pattern)
    acme, day = Organization.objects.get(slug="acme"), date(2026, 8, 15)
    _report, found = findings_on(quarter.win, Goal.objects.visible_to(quarter.actor("Ada")), acme, day)
    silent = {each.about for each in found if each.rule == "C01"}
    assert (quarter.shops.pk in silent) is is_found
    assert quarter.crew.pk in silent  # a person's: the organisation's rhythm holds, every Monday
