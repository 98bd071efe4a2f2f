"""Numbers, dates and instants as cells hold them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from cairn.integrations.migration.viva_goals import cells


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.5", "1234.5"),
        ("25%", "25"),
        ("$1,000", "1000"),
        ("-$5", "-5"),
        ("1 234", "1234"),
        ("€ 7", "7"),
        ("−3", "-3"),
    ],
)
def test_figures_with_commas_and_signs_are_read(text: str, value: str) -> None:
    assert cells.number(text) == Decimal(value)


@pytest.mark.parametrize("empty", ["", "  ", None, "%"])
def test_nothing_is_no_figure(empty: str | None) -> None:
    assert cells.number(empty) is None


@pytest.mark.parametrize("text", ["12,5", "1,23,4", "NaN", "1e999", "0x10", "١٢ x", "9" * 16])
def test_what_is_no_figure_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        cells.number(text)


@pytest.mark.parametrize(
    "text", ["2025-03-04", "2025/3/4", "4 Mar 2025", "March 4, 2025", "45720", "2025-03-04T00:00:00Z"]
)
def test_dates_are_read_however_they_are_written(text: str) -> None:
    assert cells.day(text) == date(2025, 3, 4)


@pytest.mark.parametrize("text", ["2025-02-30", "soon", "0001-01-01", "2999-01-01", "13/13/2025", "99999"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        cells.day(text)


def test_slashes_are_read_as_the_rest_of_the_file_has_them() -> None:
    assert cells.day("03/04/2025", day_first=True) == date(2025, 4, 3)
    assert cells.day("03/04/2025", day_first=False) == date(2025, 3, 4)
    assert cells.day("31/12/2025") == date(2025, 12, 31)
    with pytest.raises(ValueError, match="two ways"):
        cells.day("03/04/2025")


def test_one_clear_date_tells_how_a_file_means_its_slashes() -> None:
    assert cells.day_comes_first(["03/04/2025", "31/12/2025"]) is True
    assert cells.day_comes_first(["03/04/2025", "12/31/2025"]) is False
    assert cells.day_comes_first(["03/04/2025", "2025-01-01"]) is None


@pytest.mark.parametrize(
    "text", ["2025-03-10 20:57:08 UTC", "2025-03-10T20:57:08Z", "2025-03-10T21:57:08+01:00", "2025-03-10 20:57:08"]
)
def test_instants_come_out_in_utc(text: str) -> None:
    assert cells.instant(text) == datetime(2025, 3, 10, 20, 57, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["yesterday", "2025-13-10 10:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"]
)
def test_what_is_no_instant_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        cells.instant(text)
