"""Days as each person wants them written (spec okrs §2.3, "date format")."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import timezone

from cairn.ui import dates
from cairn.ui.dates import STYLES, dates_written, style_choices

DAY = date(2026, 12, 4)
SOURCE = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("style", "short", "full"),
    [
        ("", "4 Dec", "4 Dec 2026"),
        ("dots", "04.12", "04.12.2026"),
        ("slashes", "04/12", "04/12/2026"),
        ("month_first", "12/04", "12/04/2026"),
        ("words", "Dec 4", "Dec 4, 2026"),
        ("iso", "2026-12-04", "2026-12-04"),
        ("of a later version", "4 Dec", "4 Dec 2026"),
    ],
)
def test_each_style_writes_a_day_with_and_without_its_year(style: str, short: str, full: str) -> None:
    with dates_written(style):
        assert (dates.day(DAY), dates.full_day(DAY)) == (short, full)
    assert dates.full_day(DAY) == "4 Dec 2026"


def test_a_moment_is_told_by_the_readers_clock() -> None:
    with dates_written("dots"), timezone.override(ZoneInfo("Asia/Tokyo")):
        assert dates.moment(datetime(2026, 12, 3, 16, 5, tzinfo=UTC)) == "04.12.2026, 01:05"


def test_templates_write_days_without_loading_anything() -> None:
    text = "{{ d|day }} {{ d|full_day }} {{ d|weekday }} {{ d|weekday:'full' }} {{ none|full_day }}{{ at|moment }}"
    given = Context({"d": DAY, "none": None, "at": datetime(2026, 12, 4, 9, tzinfo=UTC)})
    with dates_written("iso"):
        written = Template(text).render(given)
    assert written == "2026-12-04 2026-12-04 Friday, 2026-12-04 Friday, 2026-12-04 2026-12-04, 09:00"


def test_the_choices_show_a_day_that_tells_them_apart() -> None:
    labels = [label for _name, label in style_choices()]
    assert labels[0] == "As the language: 31 Dec 2026"
    assert len({*labels}) == len(STYLES) + 1


def test_nothing_else_writes_days_for_people() -> None:
    """A pattern in a template or a call of Django's own would pass by what the reader has chosen."""
    for_machines = {"Y-m-d"}
    found = []
    for path in SOURCE.rglob("templates/**/*"):
        if path.suffix in {".html", ".txt"}:
            patterns = re.findall(r"\|date(?::\"([^\"]*)\")?", path.read_text(encoding="utf-8"))
            found += [(path.name, pattern) for pattern in patterns if pattern not in for_machines]
    for path in SOURCE.rglob("*.py"):
        text = "" if "tests" in path.parts or path.name == "dates.py" else path.read_text(encoding="utf-8")
        if re.search(r"import .*\bdate_format\b", text):
            found.append((path.name, "date_format"))
    assert found == []
