"""The planning year: standard periods, what rolls by itself, what is pinned (spec okrs §3, golden 36 and 37)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.world import World, build

from cairn.core import clock
from cairn.core.errors import Refused
from cairn.core.schedule import TIMETABLE
from cairn.organizations import actions as organizing
from cairn.planning import actions
from cairn.planning.models import Period
from cairn.planning.queries import current_period, next_period, period_picker


def noon(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


@pytest.fixture
def founded_in_may(db: None) -> World:
    with clock.at(noon(2030, 5, 10)):
        return build()


def names() -> list[str]:
    return list(Period.objects.values_list("name", flat=True))


def test_an_organisation_begins_with_its_year_and_four_quarters(founded_in_may: World) -> None:
    with founded_in_may.enter():
        assert names() == ["2030", "Q1 2030", "Q2 2030", "Q3 2030", "Q4 2030"]
        year = Period.objects.get(name="2030")
        assert {period.parent for period in Period.objects.exclude(pk=year.pk)} == {year}


def test_golden_37_on_the_first_of_october_next_years_five_periods_are_created(founded_in_may: World) -> None:
    with founded_in_may.enter():
        with clock.at(noon(2030, 9, 30)):
            assert actions.roll_year() == []
        with clock.at(noon(2030, 10, 1)):
            made = actions.roll_year()
        assert [period.name for period in made] == ["2031", "Q1 2031", "Q2 2031", "Q3 2031", "Q4 2031"]


def test_rolling_again_creates_nothing_and_a_missed_day_is_made_up_for(founded_in_may: World) -> None:
    with founded_in_may.enter(), clock.at(noon(2030, 12, 24)):
        assert len(actions.roll_year()) == 5
        assert actions.roll_year() == []


def test_what_was_added_by_hand_is_not_made_twice(founded_in_may: World) -> None:
    with founded_in_may.enter():
        ada = founded_in_may.actor("Ada")
        days = {"start": date(2031, 1, 1), "end": date(2031, 3, 31)}
        actions.add_period(name="Early 2031", kind="quarter", by=ada, **days)
        with clock.at(noon(2030, 10, 1)):
            made = actions.roll_year()
        assert [period.name for period in made] == ["2031", "Q2 2031", "Q3 2031", "Q4 2031"]


def test_the_timetable_rolls_the_year_of_every_organisation(founded_in_may: World) -> None:
    with clock.at(noon(2030, 10, 1)):
        TIMETABLE["cairn.planning.actions.years.roll_year"].run()
    for organization in (founded_in_may.acme, founded_in_may.globex):
        with founded_in_may.enter(organization):
            assert "Q1 2031" in names()


def test_it_does_not_where_that_is_switched_off(founded_in_may: World) -> None:
    with founded_in_may.enter():
        actions.change_season(by=founded_in_may.actor("Ada"), year_start_month=1, creates_next_year=False)
        with clock.at(noon(2030, 10, 1)):
            assert actions.roll_year() == []


def test_the_first_of_october_begins_in_the_organisations_time_zone(founded_in_may: World) -> None:
    with founded_in_may.enter():
        organizing.update_organization(
            founded_in_may.acme, by=founded_in_may.actor("Ada"), time_zone="Pacific/Auckland"
        )
        with clock.at(datetime(2030, 9, 30, 13, tzinfo=UTC)):
            assert len(actions.roll_year()) == 5


def test_a_year_that_begins_in_february_carries_the_number_it_ends_in(founded_in_may: World) -> None:
    with founded_in_may.enter():
        actions.change_season(by=founded_in_may.actor("Ada"), year_start_month=2, creates_next_year=True)
        with clock.at(noon(2030, 11, 1)):
            made = actions.roll_year()
        assert [period.name for period in made][:2] == ["FY2032", "Q1 FY2032"]
        assert made[0].start == date(2031, 2, 1)


@pytest.mark.parametrize("month", [0, 13])
def test_a_month_that_is_none_is_refused(founded_in_may: World, month: int) -> None:
    with founded_in_may.enter(), pytest.raises(Refused):
        actions.change_season(by=founded_in_may.actor("Ada"), year_start_month=month, creates_next_year=True)


def test_the_current_period_rolls_on_the_first_day_of_a_quarter(founded_in_may: World) -> None:
    with founded_in_may.enter():
        for day, name in ((date(2030, 6, 30), "Q2 2030"), (date(2030, 7, 1), "Q3 2030")):
            found = current_period(founded_in_may.acme, day)
            assert found is not None
            assert found.name == name


def test_golden_36_a_custom_period_set_as_current_does_not_roll(founded_in_may: World) -> None:
    with founded_in_may.enter():
        ada = founded_in_may.actor("Ada")
        sprint = actions.add_period(name="Sprint", start=date(2030, 5, 1), end=date(2030, 5, 31), by=ada)
        actions.pin_period(sprint, by=ada)
        assert current_period(founded_in_may.acme, date(2030, 11, 1)) == sprint
        actions.unpin_period(by=ada)
        found = current_period(founded_in_may.acme, date(2030, 11, 1))
        assert found is not None
        assert found.name == "Q4 2030"


def test_the_next_period_is_of_the_same_kind(founded_in_may: World) -> None:
    with founded_in_may.enter():
        following = next_period(Period.objects.get(name="Q2 2030"))
        assert following is not None
        assert following.name == "Q3 2030"
        assert next_period(Period.objects.get(name="Q4 2030")) is None


def test_the_picker_groups_periods_and_chooses_the_current_one(founded_in_may: World) -> None:
    with founded_in_may.enter():
        picker = period_picker(founded_in_may.acme, day=date(2030, 5, 10))
        assert [choice.name for choice in picker.active] == ["2030", "Q2 2030"]
        assert [choice.name for choice in picker.upcoming] == ["Q3 2030", "Q4 2030"]
        assert [choice.name for choice in picker.past] == ["Q1 2030"]
        assert picker.label == "Q2 2030"


def test_several_periods_may_be_chosen_and_odd_ones_are_passed_over(founded_in_may: World) -> None:
    with founded_in_may.enter():
        wanted = [str(Period.objects.get(name=name).pk) for name in ("Q3 2030", "Q1 2030")]
        picker = period_picker(founded_in_may.acme, [*wanted, "nonsense", ""], day=date(2030, 5, 10))
        assert [period.name for period in picker.chosen] == ["Q1 2030", "Q3 2030"]
        assert [choice.name for choice in picker.past + picker.upcoming if choice.is_chosen] == ["Q1 2030", "Q3 2030"]


def test_the_picker_takes_one_query(founded_in_may: World, django_assert_num_queries: object) -> None:
    with founded_in_may.enter(), django_assert_num_queries(1):  # type: ignore[operator]
        period_picker(founded_in_may.acme, day=date(2030, 5, 10))
