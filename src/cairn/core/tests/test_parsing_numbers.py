"""Reading the numbers that people type and files hold."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.core.numbers import kept, parse
from cairn.core.sentences import Sentence

D = Decimal


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("42", "42"),
        (" -3.5 ", "-3.5"),
        ("\u22123.5", "-3.5"),
        ("+7", "7"),
        (".5", "0.5"),
        ("5.", "5"),
        ("1e3", "1000"),
        ("2.5E-2", "0.025"),
        ("1.234", "1.234"),
        ("1,5", "1.5"),
        ("0,500", "0.5"),
        ("12345,678", "12345.678"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234\u202f567", "1234567"),
        ("1'234’567.8", "1234567.8"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("-1,234,567.25", "-1234567.25"),
        ("0.12345", "0.1235"),
        ("0", "0"),
        ("-0.0", "0"),
        ("999999999999999", "999999999999999"),
    ],
)
def test_clear_numbers_are_read(text, value):
    assert parse(text) == D(value)


@pytest.mark.parametrize("text", ["1,234", "-1,234", "12,345", "999,000"])
def test_a_single_group_after_a_comma_is_ambiguous(text):
    with pytest.raises(ValueError, match=r"can be read as .* or as .*\. Please write one of the two"):
        parse(text)


def test_the_refusal_of_an_ambiguous_number_names_both_readings():
    with pytest.raises(ValueError, match=r"“1,234” can be read as 1234 or as 1\.234"):
        parse("1,234")


def test_nothing_is_ambiguous_once_the_decimal_mark_is_known():
    assert parse("1,234", decimal_mark=".") == 1234
    assert parse("1,234", decimal_mark=",") == D("1.234")
    assert parse("1.234", decimal_mark=",") == 1234


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "-", ".", ",", "abc", "NaN", "nan", "Infinity", "-inf", "1_000", "0x10", "1e", "1e999", "--1"),
        *("1,2,3", "1,23,456", "1.23.456", "12,34.5", "1,5.5,5", "1 23", "1 2 3", "٣", "5 %", "1,2345,678"),
    ],
)
def test_all_else_is_no_number(text):
    with pytest.raises(ValueError, match="is not a number"):
        parse(text)


def test_a_mark_that_is_not_the_decimal_one_must_part_thousands():
    with pytest.raises(ValueError, match="is not a number"):
        parse("1,5", decimal_mark=".")


@pytest.mark.parametrize("text", ["1000000000000000", "1e15", "9" * 400, "1e99"])
def test_more_than_fifteen_digits_before_the_decimal_point_are_too_large(text):
    with pytest.raises(ValueError, match="too large"):
        parse(text)


@pytest.mark.parametrize("text", ["1234567890.123456", "33.333333333333336", "0." + "0" * 400 + "1"])
def test_more_than_fifteen_significant_digits_cannot_be_kept(text):
    with pytest.raises(ValueError, match="more than 15 digits"):
        parse(text)


@pytest.mark.parametrize("text", ["0.00001", "-0.00004", "1e-9"])
def test_what_would_be_kept_as_zero_is_refused(text):
    with pytest.raises(ValueError, match="too small"):
        parse(text)


@given(st.decimals(-(10**9), 10**9, places=4))
def test_what_is_written_can_be_read_again(value):
    assert parse(str(value)) == value
    assert parse(f"{value:,}", decimal_mark=".") == value


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_with_a_sentence(text):
    assert _read_or_refused(text)


def _read_or_refused(text):
    try:
        return parse(text) == kept(parse(text))
    except ValueError as refusal:
        return isinstance(refusal.args[0], Sentence)
