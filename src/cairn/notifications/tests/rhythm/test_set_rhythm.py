"""Setting schedules: for the organisation, for teams, with the two boxes (spec okrs §15.2)."""

from __future__ import annotations

from datetime import date, time

import pytest
from tests.world import World

from cairn.core.errors import Denied, Refused
from cairn.core.models import Event
from cairn.notifications.actions import follow_rhythm, set_rhythm
from cairn.notifications.models import CheckInRhythm
from cairn.notifications.queries.rhythms import cascade
from cairn.notifications.rhythm.pattern import Every, Pattern
from cairn.organizations.models import Team

MONDAYS, MONTHLY, FRIDAYS = Pattern(), Pattern(Every.MONTH, week=2), Pattern(weekdays=frozenset({4}), at=time(14, 30))


def set_by(acme: World, name: str, team: str | None, pattern: Pattern, **boxes: bool) -> None:
    found = Team.objects.get(name=team) if team else None
    set_rhythm(found, by=acme.actor(name), pattern=pattern, **boxes)


def rhythms(acme: World) -> dict[str, Pattern]:
    known = cascade()
    return {team.name: known.rhythm_of(team.pk) for team in Team.objects.all()}


def is_closed(team: str) -> bool:
    return cascade().locked_by(Team.objects.get(name=team).pk) is not None


def test_without_any_everybody_is_asked_on_mondays_at_nine(acme: World) -> None:
    assert set(rhythms(acme).values()) == {MONDAYS}


@pytest.mark.parametrize(
    ("apply_to_teams", "may_change", "below", "closed"),
    [
        (False, True, MONDAYS, False),  # this level only
        (True, True, MONTHLY, False),  # they start with it and may change it
        (True, False, MONTHLY, True),  # they follow, their form is read-only
        (False, False, MONDAYS, True),  # they keep the present one, read-only
    ],
)
def test_the_two_boxes(acme: World, apply_to_teams: bool, may_change: bool, below: Pattern, closed: bool) -> None:
    set_by(acme, "Ada", None, MONTHLY, apply_to_teams=apply_to_teams, teams_may_change=may_change)
    assert cascade().rhythm_of(None) == MONTHLY
    assert set(rhythms(acme).values()) == {below}
    assert is_closed("Sales") is closed


def test_a_team_that_has_its_own_keeps_it_unless_it_is_overridden(acme: World) -> None:
    set_by(acme, "Tia", "Sales", FRIDAYS)
    set_by(acme, "Ada", None, MONTHLY)
    assert rhythms(acme)["Sales"] == FRIDAYS
    set_by(acme, "Ada", None, MONTHLY, apply_to_teams=True)
    assert set(rhythms(acme).values()) == {MONTHLY}
    assert CheckInRhythm.objects.count() == 1


def test_monthly_for_the_department_leaves_the_teams_below_weekly(acme: World) -> None:
    set_by(acme, "Ada", "Company", MONTHLY)
    assert rhythms(acme) == {"Company": MONTHLY, "Product": MONDAYS, "Sales": MONDAYS, "Sales North": MONDAYS}


def test_a_team_below_a_closed_one_is_told_that_it_is_decided_above(acme: World) -> None:
    set_by(acme, "Ada", None, MONDAYS, teams_may_change=False)
    for verb in (
        lambda: set_by(acme, "Tom", "Sales", FRIDAYS),
        lambda: follow_rhythm(_sales(), by=acme.actor("Tom")),
    ):
        with pytest.raises(Refused, match="decided above"):
            verb()


def _sales() -> Team:
    return Team.objects.get(name="Sales")


def test_a_team_follows_again(acme: World) -> None:
    set_by(acme, "Tom", "Sales", FRIDAYS)
    for _again in range(2):
        follow_rhythm(_sales(), by=acme.actor("Tom"))
    assert rhythms(acme)["Sales"] == MONDAYS
    assert Event.objects.filter(kind="rhythm.followed").count() == 1


def test_saving_the_same_again_changes_and_records_nothing(acme: World) -> None:
    for _again in range(2):
        set_by(acme, "Ada", None, FRIDAYS)
    event = Event.objects.get(kind="rhythm.set")
    assert event.data["rhythm"]["at"] == "14:30"
    assert event.data["rhythm"]["weekdays"] == [4]


@pytest.mark.parametrize(("name", "team"), [("Cy", None), ("Tom", None), ("Max", "Sales"), ("Tia", "Product")])
def test_who_does_not_manage_it_may_not(acme: World, name: str, team: str | None) -> None:
    with pytest.raises(Denied):
        set_by(acme, name, team, FRIDAYS)
    assert not CheckInRhythm.objects.exists()


@pytest.mark.parametrize(
    ("pattern", "field"),
    [
        (Pattern(weekdays=frozenset()), "weekdays"), (Pattern(weekdays=frozenset({9})), "weekdays"),
        (Pattern(week=0), "week"), (Pattern(skip_days=61), "skip_days"), (Pattern(begins=date.max), "begins"),
    ],
)  # fmt: skip
def test_a_rhythm_that_cannot_be_is_refused_at_its_field(acme: World, pattern: Pattern, field: str) -> None:
    with pytest.raises(Refused) as refused:
        set_by(acme, "Ada", None, pattern)
    assert refused.value.field == field
