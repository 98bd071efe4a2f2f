"""A column's value as JSON and back, exactly: Decimal and UUID as text, instants with their microseconds."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models


class BadValue(ValueError):
    """It is nothing that this column holds."""


def line_of(row: dict[str, Any]) -> bytes:
    """One row as a line of a JSONL file."""
    return json.dumps(row, default=_plain, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _plain(value: Any) -> str:
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode()
    raise TypeError(f"{type(value).__name__} has no form in an archive")


def row_of(line: bytes) -> dict[str, Any]:
    """The row of a line. Raises BadValue unless it is an object of texts that a database can keep."""
    bare = line.replace(rb"\\", b"")
    if rb"\u0000" in bare or rb"\ud" in bare.lower():  # NUL, and halves of characters, which we never write this way
        raise BadValue
    try:
        row = json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise BadValue from error
    if not isinstance(row, dict):
        raise BadValue
    return row


def _refuse(_constant: str) -> None:
    raise BadValue  # NaN and the infinities are not JSON


def read(field: Any, value: Any) -> Any:
    """What a column of this kind holds for a value of the archive. Raises BadValue."""
    if value is None:
        if not field.null:
            raise BadValue
        return None
    if isinstance(field, models.JSONField):
        return value
    target = _told(field)
    try:
        found = target.to_python(value)
        if isinstance(target, models.IntegerField | models.DecimalField):
            target.run_validators(found)
    except (ValidationError, ValueError, TypeError, ArithmeticError) as error:
        raise BadValue from error
    return _fitting(target, value, found)


def _told(field: Any) -> Any:
    """The field whose values stand for this one's: what it refers to is told by id, a sign-in by its address."""
    if not isinstance(field, models.ForeignKey):
        return field
    other: Any = field.related_model
    return other._meta.get_field("email") if other._meta.label == settings.AUTH_USER_MODEL else field.target_field


def _fitting(field: Any, value: Any, found: Any) -> Any:
    """Refuses what to_python would bend into shape: a number as a text, an instant of no zone, too long a text."""
    if isinstance(field, models.BinaryField):
        return _bytes(value)
    is_text = isinstance(field, models.CharField | models.TextField)
    if is_text and (not isinstance(value, str) or len(value) > (field.max_length or len(value))):
        raise BadValue
    if isinstance(field, models.DateTimeField) and (not isinstance(value, str) or found.tzinfo is None):
        raise BadValue
    if isinstance(field, models.BooleanField) and not isinstance(value, bool):
        raise BadValue
    return found


def _bytes(value: Any) -> bytes:
    if not isinstance(value, str):
        raise BadValue
    try:
        return b64decode(value, validate=True)
    except ValueError as error:
        raise BadValue from error
