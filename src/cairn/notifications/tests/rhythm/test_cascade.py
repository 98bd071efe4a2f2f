"""Whose rhythm holds for a team (spec okrs §15.2)."""

from __future__ import annotations

from uuid import UUID

from cairn.notifications.rhythm.cascade import Cascade, Level

COMPANY, SALES, NORTH, PRODUCT = (UUID(int=number) for number in range(1, 5))
PARENTS: dict[UUID, UUID | None] = {COMPANY: None, SALES: COMPANY, NORTH: SALES, PRODUCT: COMPANY}


def cascade(*levels: Level[str]) -> Cascade[str]:
    return Cascade({level.team_id: level for level in levels}, PARENTS, standard="mondays")


def test_a_team_has_its_own_rhythm_or_the_next_one_above() -> None:
    found = cascade(Level(None, "weekly"), Level(SALES, "monthly"))
    assert [found.rhythm_of(team) for team in (None, COMPANY, SALES, NORTH, PRODUCT)] == [
        "weekly", "weekly", "monthly", "monthly", "weekly"
    ]  # fmt: skip
    assert cascade().rhythm_of(NORTH) == "mondays"


def test_the_highest_lock_above_a_team_counts_and_its_own_does_not() -> None:
    found = cascade(Level(None, "weekly"), Level(COMPANY, "daily", False), Level(SALES, "monthly", False))
    assert found.locked_by(COMPANY) is None
    assert found.locked_by(SALES) == found.levels[COMPANY]
    assert found.locked_by(NORTH) == found.levels[COMPANY]


def test_who_lies_below() -> None:
    found = cascade()
    assert set(found.below(None)) == {COMPANY, SALES, NORTH, PRODUCT}
    assert set(found.below(COMPANY)) == {SALES, NORTH, PRODUCT}
    assert found.children(None) == [COMPANY]


def test_a_circle_of_teams_has_an_end() -> None:
    circle: dict[UUID, UUID | None] = {SALES: NORTH, NORTH: SALES}
    assert Cascade({}, circle, "mondays").rhythm_of(SALES) == "mondays"
