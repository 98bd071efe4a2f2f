"""Looking for what to align to: by title, team, owner or period (spec okrs §8.1)."""

from __future__ import annotations

import pytest

from cairn.goals.queries.chooser import find
from cairn.goals.tests.cast import TODAY, Acme
from cairn.organizations.models import Team


def found(acme: Acme, words: str, *, by_names: bool = True) -> list[str]:
    rows = find("goals", words, acme.actor(acme.cy), day=TODAY, by_names=by_names)
    return [row.name for row in rows]


@pytest.mark.parametrize("words", ["reorder", "Reorder maya", "q4 reorder", "maya q4 raise"])
def test_each_word_may_be_of_the_title_the_owner_or_the_period(busy: Acme, words: str) -> None:
    assert found(busy, words) == ["Raise the wholesale reorder rate"]


def test_a_team_finds_what_it_has(busy: Acme) -> None:
    north = Team.objects.create(name="Northern lights")
    busy.objective("Light up", busy.ada, entity="team", teams=[north.pk])
    assert found(busy, "northern") == ["Light up"]


def test_words_that_stand_nowhere_together_find_nothing(busy: Acme) -> None:
    assert found(busy, "reorder jonas") == []
    assert found(busy, "q1 reorder") == []


def test_the_quick_search_keeps_to_titles(busy: Acme) -> None:
    assert found(busy, "Maya Lind", by_names=False) == []
    assert len(found(busy, "Maya Lind")) == 3


def test_what_is_private_is_not_found_by_its_owner(busy: Acme) -> None:
    busy.key_result("Buy the competitor", busy.maya, busy.goals["brand"], privacy="listed", viewers=[])
    assert "Buy the competitor" not in found(busy, "maya")


def test_the_dialog_asks_like_that(busy: Acme) -> None:
    url = busy.url("goals/choices/goals?field=parents&words=jonas+ambassadors")
    text = busy.web(busy.cy).get(url, headers={"HX-Request": "true"}).content.decode()
    assert "Win 120 certified guides as ambassadors" in text
