"""What people type into a row is read for certain, or refused with a sentence that says what to type (okrs §7)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cairn.goals.entry import Entry, EntryError, read, value_of
from cairn.goals.outcome import MetricKind, Outcome
from cairn.goals.status import Status
from cairn.goals.tests.outcomes import PERCENT, D, decrease, increase, metric, reach, stay_below

GERMAN = {"im plan": Status.ON_TRACK, "gefährdet": Status.AT_RISK}


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("42", Entry(value=D(42))),
        ("=42", Entry(value=D(42))),
        ("=-2", Entry(value=D(-2))),
        ("= 3.4", Entry(value=D("3.4"))),
        ("1,234.5", Entry(value=D("1234.5"))),
        ("3,4", Entry(value=D("3.4"))),
        ("60%", Entry(percent=D(60))),
        ("60 %", Entry(percent=D(60))),
        ("42 at risk: supplier late", Entry(value=D(42), status=Status.AT_RISK, note="supplier late")),
        ("42, at risk: supplier late", Entry(value=D(42), status=Status.AT_RISK, note="supplier late")),
        ("at risk 42", Entry(value=D(42), status=Status.AT_RISK)),
        ("42 At Risk", Entry(value=D(42), status=Status.AT_RISK)),
        ("on track: all fine", Entry(status=Status.ON_TRACK, note="all fine")),
        ("behind", Entry(status=Status.BEHIND)),
        ("not started", Entry(status=Status.NOT_STARTED)),
        (": only a note", Entry(note="only a note")),
        (":only a note", Entry(note="only a note")),
        ("42: call at 10:30", Entry(value=D(42), note="call at 10:30")),
        ("  42   on   track  ", Entry(value=D(42), status=Status.ON_TRACK)),
    ],
)
def test_an_entry_is_number_status_and_note_in_any_combination(typed: str, entry: Entry) -> None:
    assert read(typed) == entry


@pytest.mark.parametrize(("typed", "step"), [("+3", 3), ("-2", -2), ("\u22122", -2), ("+ 3", 3), ("+0.5", "0.5")])
def test_a_sign_makes_a_step(typed: str, step: object) -> None:
    assert read(typed).delta == D(str(step))


def test_the_unit_of_the_goal_may_be_typed_too() -> None:
    assert read("3.4 k€", unit="k€").value == D("3.4")
    assert read("3.4K€ at risk", unit="k€") == Entry(value=D("3.4"), status=Status.AT_RISK)


def test_a_percentage_of_a_goal_counted_in_percent_is_its_value() -> None:
    assert read("47.2 %", unit="%").value == D("47.2")


def test_statuses_are_read_in_the_language_of_the_person_and_in_english() -> None:
    assert read("42 gefährdet: Lieferant", words=GERMAN).status is Status.AT_RISK
    assert read("42 Im Plan", words=GERMAN).status is Status.ON_TRACK
    assert read("42 behind", words=GERMAN).status is Status.BEHIND


def test_the_decimal_mark_is_the_persons() -> None:
    assert read("1,234", decimal_mark=".").value == D(1234)
    assert read("1,234", decimal_mark=",").value == D("1.234")
    assert read("1.234", decimal_mark=",").value == D(1234)
    assert read("3.4", decimal_mark=",").value == D("3.4")


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("", "Type a value"),
        ("   ", "Type a value"),
        (":", "Type a value"),
        ("supplier late", "A note begins with a colon: : supplier late"),
        ("42 supplier late", "A note begins with a colon"),
        ("fine", "neither a number nor a status"),
        ("10:30", "looks like a time"),
        ("closed", "use its menu"),
        ("42 postponed: later", "use its menu"),
        ("1e400", "neither a number nor a status|not a number|too large"),
        ("NaN", "neither a number nor a status"),
        ("infinity", "neither a number nor a status"),
        ("4 2", "not a number"),
        ("9999999999999999", "too large|more than 15"),
        ("++3", "."),
        ("%", "."),
        ("+", "."),
        ("=", "."),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(typed: str, hint: str) -> None:
    with pytest.raises(EntryError, match=hint):
        read(typed)


def test_a_step_in_percent_of_a_metric_has_two_meanings_and_is_refused() -> None:
    with pytest.raises(EntryError, match="points or a part of the value"):
        read("+5%", unit="k€")
    with pytest.raises(EntryError, match="points or a part of the value"):
        read("+5%")
    assert read("+5%", unit="%").delta == D(5)


@pytest.mark.parametrize(
    ("typed", "outcome", "current", "value"),
    [
        ("42", PERCENT, None, 42),
        ("60%", PERCENT, 10, 60),
        ("+3", PERCENT, 40, 43),
        ("+3", PERCENT, None, 3),
        ("-2", PERCENT, 40, 38),
        ("50%", increase(30, 50), 31, 40),
        ("60%", decrease(50, 10), 50, 26),
        ("+3", increase(30, 50), None, 33),
        ("25%", reach(120), 0, 30),
        ("150%", reach(120), 0, 180),
        ("behind", reach(120), 7, None),
    ],
)
def test_an_entry_means_a_value_of_its_goal(typed: str, outcome: Outcome, current: object, value: object) -> None:
    found = value_of(read(typed), outcome, None if current is None else D(str(current)))
    assert found == (None if value is None else D(str(value)))


def test_where_values_may_lie_below_zero_a_minus_has_two_meanings_and_is_refused() -> None:
    profit = increase(-20, 30)
    with pytest.raises(EntryError, match="For the value write =-2"):
        value_of(read("-2"), profit, D(5))
    assert value_of(read("=-2"), profit, D(5)) == D(-2)
    assert value_of(read("+2"), profit, D(5)) == D(7)


def test_a_percentage_needs_a_way_to_go() -> None:
    with pytest.raises(EntryError, match="needs a start and a target"):
        value_of(read("60%"), stay_below(4), None)


def test_a_step_needs_a_value_to_start_from() -> None:
    with pytest.raises(EntryError, match="no value yet"):
        value_of(read("+1"), metric(MetricKind.BASELINE), None)


@given(st.text(max_size=60))
@example(",")
@example("-")
def test_any_text_is_read_or_refused_and_nothing_else(typed: str) -> None:
    try:
        entry = read(typed, unit="k€")
    except EntryError:
        return
    numbers = [number for number in (entry.value, entry.delta, entry.percent) if number is not None]
    assert len(numbers) <= 1
    assert all(number.is_finite() for number in numbers)
    assert numbers or entry.status or entry.note


@given(st.decimals(min_value=0, max_value=10**8, places=2))
def test_a_plain_number_is_that_number(number: Decimal) -> None:
    assert read(str(number)).value == number
