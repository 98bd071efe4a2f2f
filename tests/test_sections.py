"""Which sections of the specification tests name, so that a newcomer finds the proof of a rule: `grep '§9.4'`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

HERE = Path(__file__).parent.parent
_NAMED = re.compile(r"okrs[^\n\"]{0,80}")
_SECTION = re.compile(r"§(\d+)(?:\.(\d+)(?:[–-]§?(?:\1\.)?(\d+))?)?")  # §14, §9.4, §8.2–8.5
# How many sections each chapter of the season has in spec okrs; 0: it is not divided.
CHAPTERS = {1: 0, 2: 6, 3: 0, 4: 4, 5: 8, 6: 7, 7: 0, 8: 5, 9: 6, 10: 5, 11: 8, 12: 0, 13: 2, 14: 0, 20: 0, 21: 3}


def named() -> set[str]:
    """Every section that some other test file names, alone or within a range."""
    files = {*HERE.glob("src/**/test_*.py"), *HERE.glob("tests/**/test_*.py")} - {Path(__file__)}
    places = [place[0] for file in files for place in _NAMED.finditer(file.read_text(encoding="utf-8"))]
    return {section for place in places for found in _SECTION.finditer(place) for section in _sections(found)}


def _sections(found: re.Match[str]) -> Iterator[str]:
    chapter, first, last = found.groups()
    if first is None:
        yield chapter
    else:
        yield from (f"{chapter}.{number}" for number in range(int(first), int(last or first) + 1))


@pytest.mark.parametrize(
    ("said", "sections"),
    [("okrs §14", {"14"}), ("spec okrs §9.4", {"9.4"}), ("okrs §2.6, §8.2–8.5", {"2.6", "8.2", "8.3", "8.4", "8.5"})],
)
def test_sections_are_read_alone_and_in_ranges(said: str, sections: set[str]) -> None:
    assert {each for found in _SECTION.finditer(said) for each in _sections(found)} == sections


def test_every_section_of_the_season_has_a_test_that_names_it() -> None:
    wanted = {
        f"{chapter}.{number}" if count else str(chapter)
        for chapter, count in CHAPTERS.items()
        for number in range(1, max(count, 1) + 1)
    }
    assert sorted(wanted - named(), key=float) == []
