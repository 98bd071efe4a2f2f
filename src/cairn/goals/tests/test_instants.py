"""?at= and ?compare= in an address (spec okrs §8.3)."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from cairn.goals.instants import compared_with, instant_of

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 31, 10, 0, tzinfo=UTC)


def test_a_day_means_its_end_where_the_organisation_is() -> None:
    assert instant_of("2026-03-30", BERLIN, NOW) == datetime(2026, 3, 30, 21, 59, 59, 999999, tzinfo=UTC)


@pytest.mark.parametrize(
    "odd",
    ["", "2026-03-31", "2026-04-01", "2999-01-01", "0001-01-01", "9999-12-31", "yesterday", "2026-02-30",
     "2026-W03-1", "20260301", "2026-13-01", "\x00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00",
     "1" * 400, "²026-01-01"],
)  # fmt: skip
def test_today_the_future_and_what_is_odd_count_as_not_asked(odd: str) -> None:
    assert instant_of(odd, BERLIN, NOW) is None


def test_an_instant_without_a_zone_is_the_organisations() -> None:
    assert instant_of("2026-01-02T12:00:00", BERLIN, NOW) == datetime(2026, 1, 2, 11, 0, tzinfo=UTC)
    assert instant_of("2026-01-02T12:00:00+00:00", BERLIN, NOW) == datetime(2026, 1, 2, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("span", "day"),
    [("day", (2026, 3, 30)), ("week", (2026, 3, 24)), ("month", (2026, 2, 28)), ("2026-01-05", (2026, 1, 5))],
)  # fmt: skip
def test_what_the_page_is_compared_with(span: str, day: tuple[int, int, int]) -> None:
    then = compared_with(span, BERLIN, NOW)
    assert then is not None
    local = then.astimezone(BERLIN)
    assert (local.year, local.month, local.day) == day


def test_a_month_before_january_is_december() -> None:
    then = compared_with("month", BERLIN, datetime(2026, 1, 31, 10, tzinfo=UTC))
    assert then is not None
    assert then.date().isoformat() == "2025-12-31"


@pytest.mark.parametrize("odd", ["", "year", "2026-03-31", "2027-01-01", "-1"])
def test_comparing_with_something_odd_is_not_comparing(odd: str) -> None:
    assert compared_with(odd, BERLIN, NOW) is None
