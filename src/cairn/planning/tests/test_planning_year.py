"""The planning year: its days, its steps, its answers; mission, vision and values (spec okrs §21.1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from tests.world import World

from cairn.core import clock
from cairn.core.errors import Denied, Refused
from cairn.core.models import Event
from cairn.planning import actions
from cairn.planning.models import Direction, Period, PlanningStep
from cairn.planning.year import BY_KEY, STEPS, due
from cairn.planning.year_page import year_page, year_to_plan

NEW_YEAR = date(2027, 1, 1)
TODAY = date(2026, 11, 2)


@pytest.fixture
def acme(acme: World) -> Iterator[World]:
    """Acme on the second of November 2026, with a year 2027 to plan."""
    with clock.at(datetime(2026, 11, 2, 12, tzinfo=UTC)):
        yield acme


@pytest.fixture
def year(acme: World) -> Period:
    found: Period = Period.objects.get_or_create(
        kind="year", start=NEW_YEAR, defaults={"name": "2027", "end": date(2027, 12, 31)}
    )[0]
    return found


@pytest.mark.parametrize(
    ("key", "lead", "day"),
    [
        ("no-longer", 12, date(2026, 10, 9)),
        ("no-longer", 6, date(2026, 11, 20)),
        ("annual", 12, date(2026, 11, 6)),
        ("annual", 9, date(2026, 11, 20)),
        ("tell", 12, date(2026, 12, 4)),
        ("roll-out", 12, NEW_YEAR),
        ("roll-out", 6, NEW_YEAR),
        ("reviews", 6, date(2027, 1, 15)),
    ],
)
def test_days_are_counted_from_the_first_day_of_the_year(key: str, lead: int, day: date) -> None:
    assert due(BY_KEY[key], NEW_YEAR, lead) == day


def test_steps_come_in_their_order_with_any_lead() -> None:
    for lead in (6, 9, 12):
        days = [due(step, NEW_YEAR, lead) for step in STEPS]
        assert days == sorted(days)


def test_a_fiscal_year_moves_everything_along() -> None:
    assert due(BY_KEY["annual"], date(2027, 4, 1)) == date(2027, 2, 4)


@pytest.mark.parametrize(
    ("day", "planned"), [(date(2026, 10, 8), 2026), (date(2026, 10, 9), 2027), (date(2027, 3, 1), 2027)]
)
def test_the_next_year_is_planned_from_its_first_step_on(year: Period, day: date, planned: int) -> None:
    Period.objects.get_or_create(
        kind="year", start=date(2026, 1, 1), defaults={"name": "2026", "end": date(2026, 12, 31)}
    )
    found = year_to_plan(day)
    assert found is not None
    assert found.start.year == planned


def test_a_step_is_owned_dated_and_ticked_off(acme: World, year: Period) -> None:
    actions.change_step(year, "annual", by=acme.actor("Ada"), owner=acme.members["Max"], due=date(2026, 11, 30))
    row = actions.change_step(year, "annual", by=acme.actor("Max"), is_done=True, answer="Three of them.")
    assert (row.owner_id, row.due, row.done_by_id) == (
        acme.members["Max"].pk, date(2026, 11, 30), acme.members["Max"].pk,
    )  # fmt: skip
    page = year_page(year, acme.actor("Cy"), TODAY)
    line = next(line for group in page.groups for line in group.lines if line.step.key == "annual")
    assert (line.is_done, line.due) == (True, date(2026, 11, 30))
    assert page.done == 1


def test_the_owner_of_a_step_does_not_move_it(acme: World, year: Period) -> None:
    actions.change_step(year, "annual", by=acme.actor("Ada"), owner=acme.members["Max"])
    row = actions.change_step(year, "annual", by=acme.actor("Max"), owner=acme.members["Cy"], due=TODAY)
    assert (row.owner_id, row.due) == (acme.members["Max"].pk, None)


def test_a_question_is_answered_by_whoever_leads_a_team_and_done_by_its_answer(acme: World, year: Period) -> None:
    actions.change_step(year, "wins", by=acme.actor("Tia"), answer="The repair bench.")
    page = year_page(year, acme.actor("Cy"), TODAY)
    assert page.done == 1
    for name in ("Cy", "Olive"):
        with pytest.raises(Denied):
            actions.change_step(year, "wins", by=acme.actor(name), answer="Nothing.")
    with pytest.raises(Denied):
        actions.change_step(year, "annual", by=acme.actor("Tia"), is_done=True)
    assert PlanningStep.objects.get().answer == "The repair bench."


def test_changing_nothing_records_nothing_and_a_tick_can_be_taken_back(acme: World, year: Period) -> None:
    for done in (True, True, False):
        row = actions.change_step(year, "tell", by=acme.actor("Ada"), is_done=done)
    assert (row.done_at, row.done_by) == (None, None)
    assert Event.objects.filter(kind="planning.step_changed").count() == 2


def test_odd_steps_and_odd_periods_are_refused(acme: World, year: Period) -> None:
    quarter = Period.objects.filter(kind="quarter").first() or Period.objects.create(
        name="Odd", kind="quarter", start=NEW_YEAR, end=date(2027, 3, 31)
    )
    for period, key in ((year, "no such step"), (quarter, "annual")):
        with pytest.raises(Refused):
            actions.change_step(period, key, by=acme.actor("Ada"), is_done=True)


def test_a_late_step_says_so_and_the_next_one_is_named(acme: World, year: Period) -> None:
    page = year_page(year, acme.actor("Ada"), TODAY)
    assert page.next is not None
    assert (page.next.step.key, page.next.is_late) == ("no-longer", True)
    assert [line.is_late for line in page.groups[3].lines] == [False] * 4


def test_a_shorter_lead_moves_what_lies_before_the_year(acme: World, year: Period) -> None:
    actions.set_lead(6, by=acme.actor("Ada"))
    assert year_page(year, acme.actor("Ada"), TODAY).groups[0].first == date(2026, 11, 20)
    with pytest.raises(Refused):
        actions.set_lead(7, by=acme.actor("Ada"))
    with pytest.raises(Denied):
        actions.set_lead(9, by=acme.actor("Tom"))


def test_mission_vision_and_values_stand_above_the_companys_okrs(acme: World) -> None:
    actions.set_direction(mission="**Mend** everything.", vision="", values_="Kind.", by=acme.actor("Ben"))
    client = acme.client("Cy")
    text = client.get("/o/acme/company").content.decode()
    assert "<strong>Mend</strong>" in text
    assert "<h3>Vision" not in text
    assert "/planning/direction" not in text
    with pytest.raises(Denied):
        actions.set_direction(mission="", vision="", values_="", by=acme.actor("Tom"))
    actions.set_direction(mission="**Mend** everything.", vision="", values_="Kind.", by=acme.actor("Ada"))
    assert Event.objects.filter(kind="direction.changed").count() == 1


def test_script_in_a_mission_does_no_harm(acme: World) -> None:
    actions.set_direction(mission="<script>alert(1)</script>Hello", vision="", values_="", by=acme.actor("Ada"))
    assert "<script>alert" not in acme.client("Ada").get("/o/acme/company").content.decode()


def test_looking_back_asks_what_one_should_ask(acme: World, year: Period) -> None:
    """okrs §21.1: what no longer applies, events outside, roll-over, misses, wording, wins, gaps."""
    asked = ("no-longer", "outside", "roll-over", "lessons", "well-written", "wins", "gaps")
    client = acme.client("Ada")
    for key in asked:
        client.post(f"/o/acme/planning/{year.pk}/steps/{key}", {"answer": f"Answer to {key}."})
    page = client.get(f"/o/acme/planning/{year.pk}").content.decode()
    assert [page.count(f"Answer to {key}.") for key in asked] == [1] * 7


def test_the_pages_of_a_planning_year(acme: World, year: Period) -> None:
    ada, cy = acme.client("Ada"), acme.client("Cy")
    assert "Planning 2027" in cy.get("/o/acme/planning").content.decode()
    path = f"/o/acme/planning/{year.pk}/steps/annual"
    assert "Nothing has been written" in cy.get(path).content.decode()
    assert cy.post(path, {"is_done": "on"}).status_code == 403
    assert ada.post(path, {"owner": "nobody at all"}).status_code == 422
    assert ada.post(path, {"owner": "Max", "due": "2026-11-30", "answer": "Soon."}).status_code == 303
    assert "Soon." in cy.get(f"/o/acme/planning/{year.pk}").content.decode()
    assert ada.post(path, {"answer": "\x00"}).status_code == 422
    assert ada.get(f"/o/acme/planning/{year.pk}/steps/no-such").status_code == 404
    ada.post("/o/acme/planning/direction", {"mission": "Mend."})
    assert Direction.objects.get().mission == "Mend."


def test_without_a_year_the_page_says_what_to_do(acme: World) -> None:
    Period.objects.exclude(parent=None).delete()
    Period.objects.all().delete()
    assert "There is no year to plan" in acme.client("Ada").get("/o/acme/planning").content.decode()
