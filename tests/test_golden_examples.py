"""The specification's golden examples (okrs, Annex A): each of the 37 has a test that names its number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SOURCES = Path(__file__).parent.parent / "src"

pytestmark = pytest.mark.once


def test_each_golden_example_has_a_test_of_its_number() -> None:
    named = {
        int(number)
        for path in SOURCES.rglob("test_*.py")
        for number in re.findall(r"^def test_golden_(\d\d)_", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert named == set(range(1, 38))
