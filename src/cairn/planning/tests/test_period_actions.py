"""Add, edit and delete periods (spec okrs §3)."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from tests.world import World

from cairn.core.errors import Conflict, Denied, Refused
from cairn.core.models import Event
from cairn.organizations.actor import Actor
from cairn.planning import actions, usage
from cairn.planning.models import Period


class Goals:
    """Stands for the rooms above: three things lie in every period, two of them have exactly its dates."""

    def __init__(self) -> None:
        self.moved: list[tuple[str, date, date]] = []
        self.settled: list[date] = []

    def counts(self) -> dict[UUID, int]:
        return dict.fromkeys(Period.objects.values_list("pk", flat=True), 3)

    def count(self, period: Period) -> int:
        return 3

    def count_following(self, period: Period) -> int:
        return 2

    def move(self, period: Period, *, start: date, end: date, by: Actor) -> None:
        self.moved.append((period.name, start, end))

    def settle(self, period: Period) -> None:
        self.settled.append(Period.objects.get(pk=period.pk).end)


@pytest.fixture
def goals(monkeypatch: pytest.MonkeyPatch) -> Goals:
    found = Goals()
    monkeypatch.setattr(usage, "_users", [found])
    return found


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usage, "_users", [])


def sprint(
    acme: World, name: str = "Sprint", start: date = date(2031, 1, 1), end: date = date(2031, 1, 14)
) -> Period:
    return actions.add_period(name=name, start=start, end=end, by=acme.actor("Ada"))


def test_a_period_lies_in_the_year_that_holds_it(acme: World) -> None:
    (year, *_quarters) = actions.create_year(start=date(2031, 1, 1), by=acme.actor("Ada"))
    assert sprint(acme).parent == year


def test_a_name_is_given_once(acme: World) -> None:
    sprint(acme)
    with pytest.raises(Conflict) as refusal:
        sprint(acme)
    assert refusal.value.field == "name"


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [
        (date(2031, 2, 1), date(2031, 1, 31), "end"),
        (date(2031, 1, 1), date(2035, 1, 1), "end"),
        (date(1, 1, 1), date(1, 2, 1), "start"),
    ],
)
def test_dates_that_make_no_sense_are_refused(acme: World, start: date, end: date, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        sprint(acme, start=start, end=end)
    assert refusal.value.field == field


def test_one_day_is_a_period(acme: World) -> None:
    assert sprint(acme, start=date(2031, 1, 1), end=date(2031, 1, 1)).days == 1


@pytest.mark.parametrize("name", ["Tom", "Cy", "Olive"])
def test_only_admins_change_periods(acme: World, name: str) -> None:
    period = sprint(acme)
    days = {"start": date(2031, 1, 1), "end": date(2031, 1, 2)}
    with pytest.raises(Denied):
        actions.add_period(name="Mine", by=acme.actor(name), **days)
    with pytest.raises(Denied):
        actions.edit_period(period, name="Mine", by=acme.actor(name), **days)
    with pytest.raises(Denied):
        actions.delete_period(period, by=acme.actor(name))
    with pytest.raises(Denied):
        actions.pin_period(period, by=acme.actor(name))


def test_other_dates_ask_before_they_move_what_follows(acme: World, goals: Goals) -> None:
    period = sprint(acme)
    new = {"name": "Sprint", "start": date(2031, 1, 2), "end": date(2031, 1, 20)}
    with pytest.raises(Refused, match="2 items") as refusal:
        actions.edit_period(period, by=acme.actor("Ada"), **new)
    assert refusal.value.field == "move_along"
    assert goals.moved == []
    changed = actions.edit_period(period, by=acme.actor("Ada"), move_along=True, **new)
    assert goals.moved == [("Sprint", date(2031, 1, 2), date(2031, 1, 20))]
    assert (changed.start, changed.end) == (date(2031, 1, 2), date(2031, 1, 20))
    assert goals.settled == [date(2031, 1, 20)], "told when the period has its new dates"


def test_another_name_moves_nothing(acme: World, goals: Goals) -> None:
    period = sprint(acme)
    actions.edit_period(period, by=acme.actor("Ada"), name="First", start=period.start, end=period.end)
    assert goals.moved == goals.settled == []
    assert Event.objects.get(kind="period.edited").data["changed"] == {"name": ["Sprint", "First"]}


def test_a_period_in_use_is_not_deleted(acme: World, goals: Goals) -> None:
    with pytest.raises(Refused, match="3 items lie in this period"):
        actions.delete_period(sprint(acme), by=acme.actor("Ada"))


def test_an_empty_one_is(acme: World, nobody: None) -> None:
    actions.delete_period(sprint(acme), by=acme.actor("Ada"))
    assert not Period.objects.filter(name="Sprint").exists()


def test_a_year_with_quarters_is_not_deleted_before_them(acme: World, nobody: None) -> None:
    (year, *_quarters) = actions.create_year(start=date(2031, 1, 1), by=acme.actor("Ada"))
    with pytest.raises(Refused, match="Other periods belong to this one"):
        actions.delete_period(year, by=acme.actor("Ada"))


def test_the_following_period_is_made_with_its_year_and_only_once(acme: World) -> None:
    """Spec okrs §10.5.9: the next period is missing."""
    ada = acme.actor("Ada")
    last = Period.objects.filter(kind="quarter").latest("start")
    made = actions.add_following(last, by=ada)
    assert (made.kind, made.start) == ("quarter", last.end + timedelta(1))
    assert Period.objects.filter(kind="year", start__lte=made.start, end__gte=made.end).exists()
    assert actions.add_following(last, by=ada) == made


def test_what_follows_a_custom_period_is_as_long_as_it(acme: World) -> None:
    ada = acme.actor("Ada")
    sprint = actions.add_period(name="Sprint", start=date(2031, 3, 3), end=date(2031, 3, 16), by=ada)
    made = actions.add_following(sprint, by=ada)
    assert (made.start, made.end) == (date(2031, 3, 17), date(2031, 3, 30))


def test_who_runs_no_organisation_makes_no_following_period(acme: World) -> None:
    with pytest.raises(Denied):
        actions.add_following(Period.objects.latest("start"), by=acme.actor("Cy"))
