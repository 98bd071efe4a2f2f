"""The filters of the Explorer on GET /goals: every one of spec okrs §17.1 that has its object."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.world import World

from cairn.api.shapes.conditions import When
from cairn.api.tests.conftest import NOW, Answer, Program, found
from cairn.core import clock
from cairn.goals.actions import set_stage
from cairn.goals.approvals import Page
from cairn.goals.models import Goal, GoalSettings
from cairn.organizations.actions import update_team

EVERYTHING = {"delight", "nps", "churn", "crm"}
"""All of the third quarter, made on 15 August 2026; the second checked in on that day."""


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("due=before:2026-10-01", EVERYTHING),
        ("due=after:2026-09-30", set()),
        ("due=on:2026-09-30", EVERYTHING),
        ("due=more_than:45", EVERYTHING),
        ("due=more_than:46", set()),
        ("due=less_than:47", EVERYTHING),
        ("due=less_than:46", set()),
        ("due=overdue", set()),
        ("start=on:2026-07-01", EVERYTHING),
        ("start=more_than:44", EVERYTHING),
        ("start=more_than:45", set()),
        ("start=after:2026-06-30,before:2026-07-01", set()),
        ("checked_in=on:2026-08-15", {"nps"}),
        ("checked_in=before:2026-08-15", set()),
        ("checked_in=less_than:1", {"nps"}),
        ("checked_in=more_than:0", set()),
        ("checked_in=never", EVERYTHING - {"nps"}),
        ("created=on:2026-08-15", EVERYTHING),
        ("created=before:2026-08-15", set()),
        ("progress=ge:40", {"nps"}),
        ("progress=gt:40", set()),
        ("progress=gt:0,lt:40", {"delight"}),
        ("progress=eq:0", {"churn", "crm"}),
        ("carry_over_count=eq:0", EVERYTHING),
        ("carry_over_count=gt:0", set()),
        ("nature=committed", set()),
        ("nature=aspirational,learning", EVERYTHING),
        ("progress_mode=rollup", {"delight"}),
        ("private=false", EVERYTHING),
        ("private=true", set()),
        ("has_key_results=true", {"delight"}),
        ("has_key_results=false&kind=objective", set()),
        ("creator=me", EVERYTHING),
        ("check_in_owner=none", {"churn"}),
        ("check_in_owner=me", {"delight", "crm"}),
    ],
)
def test_each_filter_finds_what_it_says(
    ada: Program, tree: dict[str, Answer], query: str, expected: set[str]
) -> None:
    assert found(ada, tree, query) == expected


def test_goals_are_found_by_the_manager_of_an_owner(ada: Program, tree: dict[str, Answer], world: World) -> None:
    tom, max_ = world.members["Tom"].pk, world.members["Max"].pk
    ada.patch(f"/goals/{tree['crm']['id']}", {"owners": [str(max_)]})
    assert found(ada, tree, f"manager={tom}") == {"crm"}
    assert found(ada, tree, f"manager={max_}") == set()


def test_goals_are_found_by_the_type_of_their_team(ada: Program, tree: dict[str, Answer], world: World) -> None:
    with world.enter():
        update_team(world.teams["Sales"], by=world.actor("Ada"), type_label="Field force")
    assert found(ada, tree, "team_type=field+FORCE") == {"crm"}
    assert found(ada, tree, "team_type=squad") == set()


def test_the_last_update_counts_changes_and_moved_numbers(ada: Program, tree: dict[str, Answer]) -> None:
    with clock.at(NOW + timedelta(days=1)):
        ada.post(f"/goals/{tree['nps']['id']}/check-ins", {"value": 60})
        assert found(ada, tree, "updated=on:2026-08-16") == {"nps", "delight"}
        assert found(ada, tree, "updated=more_than:0") == {"churn", "crm"}
        assert found(ada, tree, "updated=on:2026-08-15") == {"churn", "crm"}


def test_overdue_is_only_what_is_still_open(ada: Program, tree: dict[str, Answer]) -> None:
    with clock.at(NOW + timedelta(days=60)):
        ada.post(f"/goals/{tree['crm']['id']}/closure", {"score": 0.7})
        assert found(ada, tree, "due=overdue") == EVERYTHING - {"crm"}
        assert found(ada, tree, "score=eq:0.7") == {"crm"}
        assert found(ada, tree, "score=lt:0.7") == set()


def test_goals_are_found_by_the_stage_of_their_page(ada: Program, tree: dict[str, Answer], world: World) -> None:
    """The company's page is in review, the team's is still being planned."""
    with world.enter():
        goal = Goal.objects.get(pk=tree["delight"]["id"])
        settings = GoalSettings.objects.first() or GoalSettings()
        settings.approval_workflow = True
        settings.save()
        set_stage(Page("organization", goal.period_id), "review", by=world.actor("Ada"))
    assert found(ada, tree, "approval=review") == EVERYTHING - {"crm"}
    assert found(ada, tree, "approval=planning") == {"crm"}
    assert found(ada, tree, "approval=planning,review") == EVERYTHING


def test_key_results_that_one_may_not_see_are_not_counted(
    ada: Program, program: Callable[..., Program], tree: dict[str, Answer]
) -> None:
    for name in ("nps", "churn"):
        ada.patch(f"/goals/{tree[name]['id']}", {"viewers": [], "privacy": "listed"})
    assert found(program("Cy"), tree, "has_key_results=true") == set()
    assert found(ada, tree, "has_key_results=true") == {"delight"}


@pytest.mark.parametrize(
    "query",
    ["due=never", "due=before:2026-02-31", "due=before:0000-01-01", "checked_in=less_than:x", "created=2026-01-01",
     "progress=50", "progress=lt:1e400", "progress=lt:NaN", "score=gt:", "carry_over_count=gt:1.5", "start=on:٢٠٢٦",
     "nature=bold", "manager=none", "private=perhaps", "approval=done", "created=%00"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_at_the_filter(ada: Program, query: str) -> None:
    answer = ada.get(f"/goals?{query}")
    assert answer.status == 422
    assert answer["errors"][0]["field"].split(".")[0] == query.split("=")[0]


def test_figures_at_the_edge_are_no_accident(ada: Program, tree: dict[str, Answer]) -> None:
    assert found(ada, tree, "score=gt:-999999999.9999") == set()
    assert found(ada, tree, "progress=lt:999999999.9999&carry_over_count=lt:9999") == EVERYTHING
    assert found(ada, tree, "due=more_than:9999") == set()
    assert found(ada, tree, "created=before:1900-01-01") == set()


def test_all_filters_together_cost_one_query(ada: Program, tree: dict[str, Answer]) -> None:
    def queries(query: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as run:
            assert ada.get(f"/goals?{query}").status == 200
        return len(run)

    plain = queries("kind=project")
    assert (
        queries(
            "kind=project&team_type=x&manager=me&creator=me&check_in_owner=me&approval=planning&aligned=none"
            "&has_key_results=false&nature=learning&due=overdue&checked_in=never&updated=less_than:9&score=gt:0"
        )
        <= plain
    )


@pytest.mark.parametrize(
    ("condition", "ahead", "span"),
    [
        (When("on", date(2026, 8, 1)), False, (date(2026, 8, 1), date(2026, 8, 1))),
        (When("more_than", days=7), False, (None, date(2026, 8, 7))),
        (When("less_than", days=7), False, (date(2026, 8, 9), date(2026, 8, 15))),
        (When("more_than", days=7), True, (date(2026, 8, 23), None)),
        (When("less_than", days=7), True, (date(2026, 8, 15), date(2026, 8, 21))),
    ],
)
def test_a_number_of_days_is_a_span_of_days(condition: When, ahead: bool, span: Any) -> None:
    assert condition.span(date(2026, 8, 15), ahead=ahead) == span
