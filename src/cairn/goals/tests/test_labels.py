"""How progress is written (spec okrs §5.8): the true figure up to 999 %, and 0 % with a tooltip below it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cairn.goals.wording import percent_label, percent_title

NB = "\u00a0"


@pytest.mark.parametrize(
    ("progress", "label", "title"),
    [
        ("112.5", "112.5", ""),
        ("-25", "0", "−25"),
        ("0", "0", ""),
        ("54.1176", "54", ""),
        ("99.7", "99.7", ""),
        ("99.9999", "99.9", ""),
        ("100", "100", ""),
        ("999", "999", ""),
        ("1234.5", "> 999", "1,234.5"),
    ],
)
def test_a_label_and_what_its_tooltip_adds(progress: str, label: str, title: str) -> None:
    value = Decimal(progress)
    assert percent_label(value) == f"{label}{NB}%"
    assert percent_title(value) == (f"{title}{NB}%" if title else "")


def test_what_has_no_progress_has_a_dash() -> None:
    assert (percent_label(None), percent_title(None)) == ("–", "")
