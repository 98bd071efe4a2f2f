"""Dates in English: 4 Dec 2026, as on every page."""

DATE_FORMAT = "j M Y"
DATETIME_FORMAT = "j M Y, H:i"
