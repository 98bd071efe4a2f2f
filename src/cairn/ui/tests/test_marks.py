"""The drawings: what they show and what they say to a screen reader (spec okrs §5.8, §6.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace
from uuid import UUID

import pytest

from cairn.ui import marks
from cairn.ui.links import within


@dataclass(frozen=True)
class Person:
    pk: int
    name: str
    initials: str
    photo_id: UUID | None = None


MAYA = Person(1, "Maya <Lind>", "ML")


def fill_of(bar: str) -> str:
    return re.findall(r'bar-fill" y="3" width="([^"]+)"', bar)[0]


def test_every_status_has_a_shape_of_its_own() -> None:
    shapes = {re.sub(r"is-[\w-]+", "", marks.shape(value)) for value in marks.STATUS_WORDS}
    assert len(shapes) == len(marks.STATUS_WORDS)


@pytest.mark.parametrize("value", marks.STATUS_WORDS)
def test_a_status_is_shape_word_and_colour(value: str) -> None:
    drawn = marks.status(value)
    assert f'class="status is-{value.replace("_", "-")}"' in drawn
    assert "<svg" in drawn
    assert str(marks.STATUS_WORDS[value]) in drawn


def test_a_status_may_carry_another_word() -> None:
    assert "<span>Closed 0.8</span>" in marks.status("closed", "Closed 0.8")


def test_a_bar_is_filled_to_the_progress_and_ticks_at_the_expected() -> None:
    drawn = marks.bar(Decimal("62.5"), Decimal(57), "on_track")
    assert fill_of(drawn) == "62.5%"
    assert 'class="bar-tick" x="57%"' in drawn
    assert 'aria-label="62.5\u00a0% done, 57\u00a0% expected today"' in drawn


@pytest.mark.parametrize(("progress", "width"), [(112.5, "100%"), (-12, "0%"), (0, "0%"), (100, "100%")])
def test_a_bar_stops_at_its_ends(progress: float, width: str) -> None:
    assert fill_of(marks.bar(progress)) == width


@pytest.mark.parametrize(("progress", "is_marked"), [(-0.5, True), (0, False), (40, False), (None, False)])
def test_what_went_the_wrong_way_has_a_red_mark_at_its_start(progress: float | None, is_marked: bool) -> None:
    """okrs §5.8: below zero the bar stays empty, with a red marker."""
    drawn = marks.bar(progress, 60, "at_risk")
    assert ('<rect class="bar-below"' in drawn) is is_marked
    assert 'class="bar-tick"' in drawn


def test_a_bar_says_the_raw_number_where_the_drawing_stops() -> None:
    assert "112.5\u00a0% done" in marks.bar(112.5, 60, "on_track")
    assert "−12\u00a0% done" in marks.bar(-12, 60, "at_risk")


def test_a_bar_without_a_number_says_so() -> None:
    drawn = marks.bar(None)
    assert fill_of(drawn) == "0%"
    assert 'aria-label="No number yet"' in drawn


def test_a_tick_at_the_end_stays_on_the_bar() -> None:
    assert 'bar-tick" x="99%"' in marks.bar(10, 100, "at_risk")


def test_a_person_keeps_the_hue() -> None:
    assert marks.avatar(MAYA) == marks.avatar(Person(1, "Maya <Lind>", "ML"))
    hues = {re.findall(r"hue-(\d)", marks.avatar(Person(number, "A", "A")))[0] for number in range(200)}
    assert len(hues) == marks.HUES


def test_a_picture_lies_over_the_initials_where_pages_are_drawn() -> None:
    seen = Person(1, "Maya", "ML", UUID(int=7))
    with within(SimpleNamespace(slug="acme")):
        drawn = marks.avatar(seen, named=False)
        assert f'ML<img src="/o/acme/photos/{UUID(int=7)}" alt=""' in drawn
        assert "<img" not in marks.avatar(MAYA)
    assert "<img" not in marks.avatar(seen)  # a letter


def test_a_name_is_escaped_and_read_once() -> None:
    assert 'aria-label="Maya &lt;Lind&gt;"' in marks.avatar(MAYA)
    beside_the_name = marks.avatar(MAYA, named=False)
    assert "Maya" not in beside_the_name
    assert 'aria-hidden="true"' in beside_the_name


def test_an_icon_is_decoration_unless_it_has_a_label() -> None:
    assert 'aria-hidden="true"' in marks.icon("check")
    assert 'role="img" aria-label="Done"' in marks.icon("check", "Done")


def test_a_course_runs_from_low_to_high() -> None:
    drawn = marks.spark([1, Decimal("1.5"), 2])
    assert 'points="2.0,17.0 32.0,10.0 62.0,3.0"' in drawn


def test_a_level_course_is_a_level_line_and_one_value_is_none() -> None:
    assert 'points="2.0,17.0 62.0,17.0"' in marks.spark([5, 5])
    assert marks.spark([5]) == ""
    assert marks.spark([]) == ""


def test_no_drawing_has_an_inline_style() -> None:
    drawn = (
        marks.bar(5, 6, "behind")
        + marks.status("behind")
        + marks.avatar(MAYA)
        + marks.spark([1, 2])
        + marks.icon("x")
    )
    assert "style=" not in drawn
