"""A title typed below a row becomes a goal there (interface §3)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cairn.core.events import Event
from cairn.goals import actions
from cairn.goals.models import Goal, Privacy
from cairn.goals.tests.quarter import Quarter

pytestmark = pytest.mark.django_db


def typed(quarter: Quarter, name: str, title: str, under: Goal | None = None, **more: object) -> tuple[int, str]:
    """What somebody is answered who types a title below a row, “Win the north” unless said."""
    path = f"/o/acme/goals/{(under or quarter.win).pk}/children"
    data = {"title": title, "kind": "key_result", "level": 1} | more
    answer = quarter.world.client(name).post(path, data, headers={"HX-Request": "true"})
    return answer.status_code, answer.content.decode()


def test_it_stands_below_with_what_the_full_form_would_begin_with(quarter: Quarter) -> None:
    status, text = typed(quarter, "Ada", "  Open a depot ")
    made = Goal.objects.get(title="Open a depot")
    assert status == 200
    assert (made.kind, made.period, made.entity) == ("key_result", quarter.period, "organization")
    assert [row.member.name for row in made.ownerships.all()] == [str(quarter.world.members["Ada"])]
    assert [link.parent for link in made.parent_links.all()] == [quarter.win]
    assert f'id="row-{made.pk}-{quarter.win.pk}" aria-level="2"' in text


def test_the_numbers_above_it_come_along(quarter: Quarter) -> None:
    """A third key result at 0 makes the average of two a third smaller."""
    actions.check_in(quarter.crew, by=quarter.actor("Tom"), value=Decimal(60))
    assert quarter.fresh(quarter.win).progress == 30
    _status, text = typed(quarter, "Ada", "Open a depot")
    assert quarter.fresh(quarter.win).progress == 20
    assert f".row[data-id='{quarter.win.pk}'] > .row-percent" in text
    assert "20\N{NO-BREAK SPACE}%" in text


def test_undo_takes_it_away(quarter: Quarter) -> None:
    _status, text = typed(quarter, "Ada", "Open a depot")
    made = Goal.objects.get(title="Open a depot")
    assert f'action="/o/acme/goals/{made.pk}/deletion"' in text
    assert 'name="children" value="kept"' in text
    quarter.world.client("Ada").post(f"/o/acme/goals/{made.pk}/deletion", {"children": "kept"})
    assert not Goal.objects.standing().filter(pk=made.pk).exists()


@pytest.mark.parametrize(
    ("title", "more"),
    [
        ("", {}),
        ("   ", {}),
        ("\x00", {}),
        ("x" * 501, {}),
        ("Depot", {"kind": "wish"}),
        ("Depot", {"level": "9" * 40}),
    ],
)
def test_what_is_no_title_is_refused_with_a_sentence(quarter: Quarter, title: str, more: dict[str, object]) -> None:
    before = Goal.objects.count(), Event.objects.count()
    status, text = typed(quarter, "Ada", title, **more)
    assert status == 422
    assert 'role="alert"' in text
    assert (Goal.objects.count(), Event.objects.count()) == before


def test_nothing_is_added_to_what_has_ended(quarter: Quarter) -> None:
    actions.close(quarter.win, by=quarter.actor("Ada"), score=Decimal("0.5"))
    assert typed(quarter, "Ada", "Open a depot")[0] == 422
    assert not Goal.objects.filter(title="Open a depot").exists()


def test_who_observes_adds_nothing(quarter: Quarter) -> None:
    assert typed(quarter, "Olive", "Open a depot")[0] == 403
    assert not Goal.objects.filter(title="Open a depot").exists()


def test_it_is_as_private_as_what_it_stands_below(quarter: Quarter) -> None:
    """Spec okrs §13: a child of a private objective is not shown to everybody by accident."""
    secret = quarter.goal("Buy the rival", kind="objective", privacy="listed")
    typed(quarter, "Ada", "Sign by June", under=secret)
    assert Goal.objects.get(title="Sign by June").privacy == Privacy.LISTED


def test_without_htmx_one_lands_on_the_page_of_the_goal_above(quarter: Quarter) -> None:
    path = f"/o/acme/goals/{quarter.win.pk}"
    data = {"title": "Open a depot", "kind": "key_result", "level": 1}
    answer = quarter.world.client("Ada").post(f"{path}/children", data)
    assert (answer.status_code, answer["Location"]) == (303, path)


def test_a_title_in_the_address_stands_in_the_full_form(quarter: Quarter) -> None:
    text = quarter.world.client("Ada").get(f"/o/acme/goals/new?kind=key_result&parent={quarter.win.pk}&title=A+depot")
    assert 'value="A depot"' in text.content.decode()
