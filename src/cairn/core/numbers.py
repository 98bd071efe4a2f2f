"""How Cairn keeps numbers: exact while it calculates, four decimals when it stores.

Calculations run on `Fraction`, so nothing is lost on the way; a figure is rounded once, at the end, by
`kept`. Rounding is half away from zero: what people do by hand, what PostgreSQL does, and symmetric, so
that a falling metric rounds like the rising one it mirrors.
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from cairn.core.sentences import Sentence, gettext_noop

PERCENT = Decimal("0.0001")
"""The grain of every stored figure: four decimals (spec okrs §5.8)."""

DECIMALS = 4
SIGNIFICANT_DIGITS = 15
"""SQLite keeps decimals as binary doubles, which hold fifteen digits faithfully and no more."""

LIMIT = Decimal(10) ** SIGNIFICANT_DIGITS
"""Figures stay below this, so that fifteen digits always reach down to the units."""


def rounded(value: Decimal | Fraction | int, decimals: int) -> Decimal:
    """Round exactly, half away from zero, to `decimals` places (0–4), |value| < 10^15; never a negative zero.

    Raises ValueError for NaN and OverflowError for an infinity.
    """
    if isinstance(value, Decimal) and value.is_finite():
        return value.quantize(_GRAINS[decimals], context=_EXACT) + 0
    exact = Fraction(value)
    scaled = abs(exact.numerator) * 10**decimals
    units = (2 * scaled + exact.denominator) // (2 * exact.denominator)
    return Decimal(units if exact > 0 else -units).scaleb(-decimals)


def in_address(text: str, otherwise: int, *, digits: int = 6) -> int:
    """A whole number from 0 up as an address gives it, of at most `digits` digits; `otherwise` for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else otherwise


_GRAINS = [Decimal(1).scaleb(-decimals) for decimals in range(DECIMALS + 1)]
_EXACT = Context(prec=28, rounding=ROUND_HALF_UP)


def kept(value: Decimal | Fraction | int) -> Decimal:
    """Round a figure to what the database keeps: four decimals, at most fifteen significant digits.

    In: any finite number. Out: a Decimal with |result| < 10^15. A calculated figure beyond that (entered
    ones are refused by `parse`) is kept as the largest that can be. Raises ValueError for NaN,
    OverflowError for an infinity. Keeping what is kept changes nothing. Spec okrs §5.8.
    """
    whole = abs(int(value))
    if whole >= _LARGEST:
        return _LARGEST if value > 0 else -_LARGEST
    return rounded(value, min(DECIMALS, SIGNIFICANT_DIGITS - len(str(whole))))


_LARGEST = LIMIT - 1


def plain(value: Decimal) -> str:
    """Write a figure for a sentence: no exponent, no trailing zeros ("12.5", "1000")."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_NOT_A_NUMBER = gettext_noop("“%(text)s” is not a number.")
_AMBIGUOUS = gettext_noop("“%(text)s” can be read as %(whole)s or as %(part)s. Please write one of the two.")
_TOO_LARGE = gettext_noop("“%(text)s” is too large: the largest number has 15 digits before the decimal point.")
_TOO_LONG = gettext_noop("“%(text)s” has more than 15 digits. Please round it.")
_TOO_SMALL = gettext_noop("“%(text)s” is too small: numbers are kept with 4 decimals, so use another unit.")

_SPACES_AND_QUOTES = dict.fromkeys(map(ord, " \u00a0\u2009\u202f'’"), " ")
_GROUPED = re.compile(r"\d{1,3}(?P<mark>[ ,.])\d{3}(?:(?P=mark)\d{3})*")
_MACHINE = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?", re.ASCII)


def parse(text: str, decimal_mark: str | None = None) -> Decimal:
    """Read a number that a person typed or a file holds; the result is as `kept`.

    Accepts a sign, groups of thousands (comma, point, space or apostrophe) and a decimal comma or point:
    "1,234.5", "1.234,5", "1 234,5", "1e3". Without `decimal_mark` ("." or ",") a single group after a
    comma is refused as ambiguous: "1,234" may be 1234 or 1.234. A lone point is always the decimal mark.

    Raises ValueError with a sentence for all else: empty or odd text, NaN and infinities, more than
    fifteen significant digits, |value| >= 10^15, and what is too small to be kept at all.
    """
    shown = text.strip()[:40]
    sign, digits = _sign_and_digits(text)
    digits = _without_groups(digits, decimal_mark, shown)
    if not _MACHINE.fullmatch(digits):
        raise ValueError(Sentence(_NOT_A_NUMBER, text=shown))
    value = Decimal(digits)
    if value >= LIMIT:
        raise ValueError(Sentence(_TOO_LARGE, text=shown))
    if len(value.normalize().as_tuple().digits) > SIGNIFICANT_DIGITS or len(digits) > 2 * SIGNIFICANT_DIGITS:
        raise ValueError(Sentence(_TOO_LONG, text=shown))
    if value and not kept(value):
        raise ValueError(Sentence(_TOO_SMALL, text=shown))
    return kept(sign * value)


def _sign_and_digits(text: str) -> tuple[int, str]:
    digits = text.strip().replace("\u2212", "-")
    sign = -1 if digits.startswith("-") else 1
    return sign, digits[1:].lstrip() if digits[:1] in {"-", "+"} else digits


def _without_groups(text: str, decimal_mark: str | None, shown: str) -> str:
    """Drop marks between thousands and turn a decimal comma into a point; leave odd text odd."""
    text = text.translate(_SPACES_AND_QUOTES)
    mark = decimal_mark or _decimal_mark(text, shown)
    whole, _, part = text.partition(mark)
    if _GROUPED.fullmatch(whole) and mark not in whole:
        whole = re.sub(r"\D", "", whole)
    return f"{whole}.{part}" if mark in text else whole


def _decimal_mark(text: str, shown: str) -> str:
    """Tell which mark parts off the decimals, from the text alone."""
    last_comma, last_point = text.rfind(","), text.rfind(".")
    if last_comma < 0:
        return "," if text.count(".") > 1 else "."
    if last_point >= 0:
        return "," if last_comma > last_point else "."
    if text.count(",") > 1:
        return "."
    whole, part = text.split(",")
    if len(part) == 3 and _GROUPED.fullmatch(f"{whole},{part}"):
        if " " in whole or whole.startswith("0"):
            return ","
        raise ValueError(Sentence(_AMBIGUOUS, text=shown, whole=whole + part, part=f"{whole}.{part}"))
    return ","
