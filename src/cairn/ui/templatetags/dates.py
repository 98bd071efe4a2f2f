"""The filters that write days, in every template without a {% load %}: see ui/dates.py. None gives nothing."""

from __future__ import annotations

from datetime import date, datetime

from django import template

from cairn.ui import dates

register = template.Library()


@register.filter
def day(value: date | None) -> str:
    """{{ goal.start|day }}: without the year."""
    return dates.day(value) if value else ""


@register.filter
def full_day(value: date | None) -> str:
    """{{ goal.due|full_day }}: with the year."""
    return dates.full_day(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """{{ row.at|moment }}: with the year and the time."""
    return dates.moment(value) if value else ""


@register.filter
def weekday(value: date | None, how: str = "") -> str:
    """{{ day|weekday }} or {{ day|weekday:"full" }}: with its name, and with the year."""
    return dates.weekday(value, full=how == "full") if value else ""
