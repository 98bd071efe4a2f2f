"""The pages of periods and of the planning year (spec okrs §3)."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from tests.world import World

from cairn.planning.models import Period, Season
from cairn.planning.queries import current_period, period_picker

NEW = {"name": "Sprint", "kind": "custom", "start": "2031-01-01", "end": "2031-01-14"}


def test_members_read_the_list_and_are_offered_nothing_to_change(world: World) -> None:
    page = world.client("Cy").get("/o/acme/periods").content.decode()
    assert "Q4" in page
    assert "Add a period" not in page
    assert "Make current" not in page


def test_an_admin_adds_a_period(world: World) -> None:
    answer = world.client("Ben").post("/o/acme/periods/new", NEW)
    assert (answer.status_code, answer["Location"]) == (303, "/o/acme/periods")
    with world.enter():
        assert Period.objects.get(name="Sprint").days == 14


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"end": "2030-12-31"}, "A period cannot end before it begins."),
        ({"start": "someday"}, "Enter a valid date."),
        ({"kind": "aeon"}, "Select a valid choice."),
        ({"name": ""}, "This field is required."),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_lost(world: World, change: dict[str, str], sentence: str) -> None:
    answer = world.client("Ben").post("/o/acme/periods/new", NEW | change)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert 'value="2031-01-14"' in page or "end" in change


def test_members_add_none(world: World) -> None:
    assert world.client("Cy").post("/o/acme/periods/new", NEW).status_code == 403
    with world.enter():
        assert not Period.objects.filter(name="Sprint").exists()


def test_making_a_period_current_and_letting_go_again(world: World) -> None:
    client = world.client("Ada")
    with world.enter():
        natural = current_period(world.acme)
        other = Period.objects.filter(kind="year").first()
    client.post(f"/o/acme/periods/{other.pk}/pin")
    with world.enter():
        assert current_period(world.acme) == other
    client.post(f"/o/acme/periods/{other.pk}/pin", {"_method": "delete"})
    with world.enter():
        assert current_period(world.acme) == natural


def test_deleting_asks_first(world: World) -> None:
    client = world.client("Ada")
    client.post("/o/acme/periods/new", NEW)
    with world.enter():
        sprint = Period.objects.get(name="Sprint")
    assert "Delete Sprint?" in client.get(f"/o/acme/periods/{sprint.pk}/deletion").content.decode()
    client.post(f"/o/acme/periods/{sprint.pk}/deletion")
    with world.enter():
        assert not Period.objects.filter(pk=sprint.pk).exists()


def test_the_planning_year_is_set(world: World) -> None:
    world.client("Ada").post("/o/acme/periods/year", {"year_start_month": "7"})
    with world.enter():
        season = Season.objects.get()
        assert (season.year_start_month, season.creates_next_year) == (7, False)


def test_the_picker_is_drawn_without_a_query(world: World, django_assert_num_queries: object) -> None:
    with world.enter():
        picker = period_picker(world.acme)
        with django_assert_num_queries(0):  # type: ignore[operator]
            drawn = render_to_string("planning/_period_picker.html", {"picker": picker, "keep": [("q", "x")]})
    assert picker.label in drawn
    assert '<input type="hidden" name="q" value="x">' in drawn
    assert drawn.count("checked") == 1
