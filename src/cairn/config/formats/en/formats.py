"""Dates in English: 4 Dec 2026, as on every page for who has chosen nothing else (ui/dates.py)."""

DATE_FORMAT = "j M Y"
MONTH_DAY_FORMAT = "j M"
DATETIME_FORMAT = "j M Y, H:i"
