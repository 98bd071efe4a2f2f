"""Which sections of the specification tests name, so that a newcomer finds the proof of a rule: `grep '§9.4'`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

HERE = Path(__file__).parent.parent
_NAMED = re.compile(r"okrs[^\n\"]{0,80}")
_SECTION = re.compile(r"§(\d+(?:\.\d+)?)")
# How many sections each chapter of the season has in spec okrs; 0: it is not divided.
CHAPTERS = {1: 0, 2: 6, 3: 0, 4: 4, 5: 8, 6: 7, 7: 0, 8: 5, 9: 6, 10: 5, 11: 8, 12: 0, 13: 2, 14: 0, 20: 0, 21: 3}


def named() -> set[str]:
    """Every section that some test file names."""
    files = [*HERE.glob("src/**/test_*.py"), *HERE.glob("tests/**/test_*.py")]
    places = [place[0] for file in files for place in _NAMED.finditer(file.read_text(encoding="utf-8"))]
    return {section for place in places for section in _SECTION.findall(place)}


def test_every_section_of_the_season_has_a_test_that_names_it() -> None:
    wanted = {
        f"{chapter}.{number}" if count else str(chapter)
        for chapter, count in CHAPTERS.items()
        for number in range(1, max(count, 1) + 1)
    }
    assert sorted(wanted - named(), key=float) == []
