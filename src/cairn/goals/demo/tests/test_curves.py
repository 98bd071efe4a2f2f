from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from cairn.goals.demo import curves
from cairn.goals.demo.story.words import down, reach, up


@pytest.mark.parametrize("seed", range(40))
def test_a_path_leads_from_nothing_to_its_end(seed: int) -> None:
    path = curves.path(Random(seed), 0.68, 12, may_dip=True)
    assert path.at(0) == 0
    assert path.at(1) == pytest.approx(0.68)


@pytest.mark.parametrize("seed", range(40))
def test_a_count_never_falls(seed: int) -> None:
    levels = curves.path(Random(seed), 1.0, 12, may_dip=False).levels
    assert list(levels) == sorted(levels)


def test_the_same_seed_draws_the_same_curve() -> None:
    assert curves.path(Random("a"), 0.7, 12, may_dip=True) == curves.path(Random("a"), 0.7, 12, may_dip=True)


def test_a_share_is_never_meant_to_pass_a_hundred_percent() -> None:
    share = up("kept", "", "%", "90", "12")
    assert curves.target_after(share, Decimal("97.0"), 3) < 100


def test_a_falling_number_is_never_meant_to_pass_zero() -> None:
    assert 0 < curves.target_after(down("days", "", "days", "9", "5"), Decimal(2), 4) < 2


def test_targets_of_counts_are_round_and_grow() -> None:
    repairs = reach("repairs", "", "items", "1500")
    assert [curves.target_after(repairs, Decimal(0), times) for times in (0, 4)] == [1500, 1700]


@pytest.mark.parametrize(("value", "text"), [("12500", "12,500"), ("8.50", "8.5"), ("0.0", "0")])
def test_figures_in_titles_are_grouped_and_have_no_needless_zeros(value: str, text: str) -> None:
    assert curves.shown(Decimal(value)) == text
