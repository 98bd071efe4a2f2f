"""Weights: a written equal split is no choice, everything else is kept."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.goals.contributions import shares
from cairn.integrations.migration.viva_goals.weights import settled


def weights(*written: str | None) -> list[Decimal | None]:
    return [None if weight is None else Decimal(weight) for weight in written]


@pytest.mark.parametrize("siblings", range(1, 30))
def test_an_equal_split_rounded_to_two_decimals_is_automatic(siblings: int) -> None:
    share = (Decimal(100) / siblings).quantize(Decimal("0.01"))
    assert settled([share] * siblings) == [None] * siblings


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (["0", "0", "0"], [None, None, None]),  # not weighted at all
        ([None, None], [None, None]),
        (["12.50", "12.50"], [None, None]),  # two of eight, the others are not in the file
        (["33.34", "33.33", "33.33"], [None, None, None]),
        (["50", "25", "25"], ["50", None, None]),
        (["50", "50", "0"], [None, None, "0"]),
        (["50", "16.67", "16.67", "16.66"], ["50", None, None, None]),
        (["60", "40"], ["60", "40"]),
        (["70", None], ["70", None]),
        (["70", "60", None], [None, None, None]),  # more than there is to share
        (["60", "20"], ["75", "25"]),  # the other 20 % are not in the file
    ],
)
def test_only_a_chosen_share_is_fixed(written: list[str | None], meant: list[str | None]) -> None:
    assert settled(weights(*written)) == weights(*meant)


@settings(deadline=None)
@given(st.lists(st.none() | st.decimals(0, 100, places=2), max_size=8))
def test_what_comes_out_can_always_be_shared_out(written: list[Decimal | None]) -> None:
    fixed = settled(written)
    assert len(fixed) == len(written)
    assert sum(shares(fixed)) in (0, 100)
