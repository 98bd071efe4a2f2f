"""The page of a goal tells where it stands, why, and what happened."""

from __future__ import annotations

import pytest

from cairn.goals.tests.cast import Acme


def test_the_page_shows_the_goal_and_its_number(busy: Acme) -> None:
    answer = busy.web(busy.maya).get(busy.url(f"goals/{busy.goals['reorder'].pk}"))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Raise the wholesale reorder rate" in text
    assert "47.2" in text


@pytest.mark.parametrize(
    "part", ["quick", "quick?tab=below", "quick?tab=stream", "explanation", "stream", "check-ins/new"]
)
def test_every_part_works_as_a_page_and_as_a_fragment(busy: Acme, part: str) -> None:
    for name in ("reorder", "brand", "returns", "guides"):
        address = busy.url(f"goals/{busy.goals[name].pk}/{part}")
        assert busy.web(busy.ada).get(address).status_code == 200
        fragment = busy.web(busy.ada).get(address, headers={"HX-Request": "true"})
        assert fragment.status_code == 200
        assert "<html" not in fragment.content.decode()
