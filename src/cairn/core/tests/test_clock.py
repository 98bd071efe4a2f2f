from __future__ import annotations

from datetime import UTC, date, datetime

from cairn.core import clock

NEW_YEAR = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)


def test_now_is_aware_and_can_be_set_for_a_block() -> None:
    with clock.at(NEW_YEAR):
        assert clock.now() == NEW_YEAR
    assert clock.now() > NEW_YEAR
    assert clock.now().tzinfo == UTC


def test_today_depends_on_where_one_is() -> None:
    with clock.at(NEW_YEAR):
        assert clock.today("UTC") == date(2025, 12, 31)
        assert clock.today("Europe/Vienna") == date(2026, 1, 1)
        assert clock.today("America/Los_Angeles") == date(2025, 12, 31)
