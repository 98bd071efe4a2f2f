"""The smallest shapes: texts and numbers that both databases can keep."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from django.utils.translation import gettext as _
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

from cairn.core.numbers import DECIMALS, LIMIT, SIGNIFICANT_DIGITS, kept


def _clean(text: str) -> str:
    if "\x00" in text or any(0xD800 <= ord(letter) <= 0xDFFF for letter in text):
        raise ValueError(_("This text holds a character that cannot be kept."))
    return text


Text = Annotated[str, AfterValidator(_clean)]
"""A text without NUL and lone surrogates."""


def _exact(value: Any) -> Decimal:
    """A JSON number as written, not by way of a binary float. ValueError for NaN, infinities and overlong ones."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise ValueError(_("This must be a number."))
    number = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise ValueError(_("This must be a number."))
    if number and not -DECIMALS <= number.adjusted() < SIGNIFICANT_DIGITS:
        raise ValueError(_("This number is too large or too small to be kept."))
    if len("".join(map(str, number.as_tuple().digits)).strip("0")) > SIGNIFICANT_DIGITS:
        raise ValueError(_("A number has at most 15 digits."))
    return kept(number)


Number = Annotated[
    Decimal,
    BeforeValidator(_exact),
    WithJsonSchema(
        {
            "type": "number",
            "exclusiveMinimum": -int(LIMIT),
            "exclusiveMaximum": int(LIMIT),
            "description": "At most 15 significant digits; kept with four decimals.",
        }
    ),
]
"""A figure as Cairn keeps it: exact, four decimals, at most fifteen digits."""


def _written(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError(_('Write it as a text, such as "2026-07-01".'))
    return value


def _near(value: date) -> date:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(_("This year is too far away."))
    return value


FIRST_YEAR, LAST_YEAR = 1900, 2200

Day = Annotated[date, BeforeValidator(_written), AfterValidator(_near)]
"""A calendar day, as 2026-07-01."""

Instant = Annotated[datetime, BeforeValidator(_written), AfterValidator(_near)]
"""A moment, as 2026-07-01T12:00:00Z."""


def number(value: Decimal | None) -> float | None:
    """A kept figure as a JSON number: fifteen digits pass through a binary float unharmed."""
    return None if value is None else float(value)


class Input(BaseModel):
    """A body: unknown fields are refused, so that a mistyped name does not pass in silence."""

    model_config = ConfigDict(extra="forbid")


class Filters(BaseModel):
    """Query parameters."""
