"""Small readers for values of the JSON export, whatever shape they turn out to have."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cairn.integrations.migration.viva_goals.decoding import clean
from cairn.integrations.migration.viva_goals.records import PersonRef


def text(value: Any) -> str:
    """A string or number as clean text; "" for null and for whole objects."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Decimal):
        return f"{value:f}" if abs(value.adjusted()) < 40 else str(value)
    return ""


def records_of(value: Any) -> list[Mapping[str, Any]]:
    """The objects in a list (or the one object that stands alone); everything else is skipped."""
    if isinstance(value, dict):
        return [value]
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def person(value: Any) -> PersonRef | None:
    """A person object `{ID, Name, Email}`; None when nothing in it tells who."""
    if not isinstance(value, dict):
        return None
    ref = PersonRef(text(value.get("ID")) or None, text(value.get("Email")) or None, text(value.get("Name")) or None)
    return ref if ref.label else None


def keepable(value: Any) -> Any:
    """Turn any JSON value into one that can be stored as metadata: exact numbers as text, clean strings."""
    if isinstance(value, dict):
        return {clean(str(key)): keepable(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [keepable(entry) for entry in value]
    return text(value) if isinstance(value, str | Decimal) else value
