"""What an OKR is in this view, where objectives and key results are interchangeable (spec okrs §4.1)."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.core import clock
from cairn.goals.models import Goal
from cairn.goals.recompute import settings_row
from cairn.goals.tests.quarter import NOON, Quarter
from cairn.organizations.actions import set_terms
from cairn.organizations.terminology import Term

pytestmark = pytest.mark.django_db


@pytest.fixture
def dual(quarter: Quarter) -> Quarter:
    settings = settings_row()
    settings.okr_model = "interchangeable"
    settings.save()
    return quarter


def page(quarter: Quarter, path: str, **headers: str) -> str:
    return quarter.world.client("Ada").get(f"/o/acme/{path}", headers=headers).content.decode()


def marks(html: str, goal: Goal) -> list[str]:
    """The marks in the rows of a goal, in the order of the page."""
    rows = re.findall(rf'id="row-{goal.pk}[^"]*".*?data-key="Enter"', html, re.DOTALL)
    return [found for row in rows for found in (re.findall(r"kind-mark is-(\w+)", row) or [""])]


def test_below_a_parent_in_view_it_is_a_key_result_and_without_one_both_at_once(dual: Quarter) -> None:
    text = page(dual, f"company?open={dual.win.pk}")
    assert marks(text, dual.win) == ["dual"]
    assert marks(text, dual.shops) == ["key"]


def test_a_parent_elsewhere_does_not_count(dual: Quarter) -> None:
    """“Open ten shops” hangs under the company's objective, which does not stand on the page of Sales."""
    assert marks(page(dual, f"teams/{dual.world.teams['Sales'].pk}"), dual.shops) == ["dual"]
    assert marks(page(dual, "company?view=list"), dual.win) == ["dual"]


def test_what_is_fetched_below_a_row_has_its_parent_in_view(dual: Quarter) -> None:
    text = page(dual, f"goals/{dual.win.pk}/children?level=1", **{"HX-Request": "true"})
    assert marks(text, dual.crew) == ["key"]


def test_projects_keep_their_own_mark(dual: Quarter) -> None:
    project = dual.goal("Build a depot", kind="project", under=dual.win)
    assert marks(page(dual, f"company?open={dual.win.pk}"), project) == [""]


def test_where_objectives_inspire_and_key_results_measure_there_is_none(quarter: Quarter) -> None:
    assert "kind-mark" not in page(quarter, f"company?open={quarter.win.pk}")
    assert "kind-mark" not in page(quarter, f"goals/{quarter.win.pk}/quick")


@pytest.mark.parametrize("noun", ["", "/quick"])
def test_the_page_and_the_panel_of_one_name_its_parents_and_so_say_the_same(dual: Quarter, noun: str) -> None:
    about = r"<p class=\"(?:quiet|subtitle)\">\s*<span class=\"kind-mark is-(\w+)\""
    assert re.findall(about, page(dual, f"goals/{dual.shops.pk}{noun}"))[:1] == ["key"]
    assert re.findall(about, page(dual, f"goals/{dual.win.pk}{noun}"))[:1] == ["dual"]


def test_what_stands_below_in_the_panel(dual: Quarter) -> None:
    assert page(dual, f"goals/{dual.win.pk}/quick?tab=below").count("kind-mark is-key") == 2


def test_the_past_is_drawn_the_same(dual: Quarter) -> None:
    with clock.at(NOON.replace(day=20)):
        text = page(dual, f"company?open={dual.win.pk}&at=2026-08-16")
    assert (marks(text, dual.win), marks(text, dual.shops)) == (["dual"], ["key"])


def test_it_is_said_in_the_organisations_words(dual: Quarter) -> None:
    ada = dual.actor("Ada")
    set_terms(dual.world.acme, by=ada, words={Term.OBJECTIVE: ("aim", "aims"), Term.KEY_RESULT: ("gauge", "gauges")})
    text = page(dual, f"company?open={dual.win.pk}")
    assert 'aria-label="Gauge of what stands above it here"' in text
    assert 'title="Stands for itself here: aim and gauge in one"' in text


def test_marks_cost_no_query(quarter: Quarter) -> None:
    path, counts = f"company?open={quarter.win.pk}", []
    for model in ("measurable", "interchangeable"):
        settings = settings_row()
        settings.okr_model = model
        settings.save()
        page(quarter, path)
        with CaptureQueriesContext(connection) as asked:
            page(quarter, path)
        counts.append(len(asked))
    assert counts[0] == counts[1]
