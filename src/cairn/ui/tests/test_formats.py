"""Numbers and times as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from cairn.core import clock
from cairn.ui.formats import ago, number, percent

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("1234567.5"), "1,234,567.5"), (Decimal("3.40"), "3.4"), (100, "100"), (0, "0"),
        (Decimal("-0.001"), "0"), (Decimal("-12"), "−12"), (Decimal("1E+3"), "1,000"), (0.1 + 0.2, "0.3"),
        (None, "–"),
        (Decimal("2.345"), "2.35"),
    ],
)  # fmt: skip
def test_a_number_has_separators_and_no_idle_zeros(value: Decimal | None, written: str) -> None:
    assert number(value) == written


def test_digits_after_the_point_can_be_fixed() -> None:
    assert number(Decimal("0.8"), 2) == "0.80"
    assert number(Decimal("1234.5"), 0) == "1,235"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("112.5"), "112.5\u00a0%"),
        (Decimal("54.117"), "54.1\u00a0%"),
        (100, "100\u00a0%"),
        (Decimal("-12"), "−12\u00a0%"),
        (None, "–"),
    ],
)
def test_a_percentage_is_the_raw_truth_with_one_digit(value: Decimal | None, written: str) -> None:
    assert percent(value) == written


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        (timedelta(seconds=20), "just now"), (timedelta(minutes=5), "5 min ago"), (timedelta(hours=3), "3 h ago"),
        (timedelta(hours=8), "today"), (timedelta(days=1), "yesterday"), (timedelta(days=9), "9 d ago"),
        (timedelta(days=80), "3 Sep"), (timedelta(days=400), "18 Oct 2025"), (timedelta(days=-1), "tomorrow"),
        (timedelta(days=-5), "in 5 d"),
    ],
)  # fmt: skip
def test_a_moment_is_told_as_near_as_matters(gone: timedelta, words: str) -> None:
    with clock.at(NOON):
        assert f">{words}</time>" in ago(NOON - gone)


def test_a_day_is_told_like_a_moment() -> None:
    with clock.at(NOON):
        assert ">today</time>" in ago(date(2026, 11, 22))
        assert ">3 d ago</time>" in ago(date(2026, 11, 19))


def test_the_day_is_the_readers_day() -> None:
    late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    with clock.at(NOON), timezone.override("Asia/Tokyo"):
        assert ">today</time>" in ago(late)
    with clock.at(NOON), timezone.override("UTC"):
        assert ">yesterday</time>" in ago(late)


def test_the_exact_moment_is_the_title_and_machine_readable() -> None:
    with clock.at(NOON):
        written = ago(NOON)
    assert 'datetime="2026-11-22T12:00:00+00:00"' in written
    assert 'title="22 Nov 2026, 12:00"' in written


def test_no_moment_is_a_dash() -> None:
    assert ago(None) == "–"
