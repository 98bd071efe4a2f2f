"""Goals are found by parts of the words of their titles (spec okrs §8.1, §20; decision 26)."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.goals import actions, titles
from cairn.goals.models import Goal, TitleWord, Word
from cairn.goals.tests.quarter import Quarter
from cairn.goals.verify import differences
from cairn.goals.words import LONGEST, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Open ten shops, and TEN more", ["open", "ten", "shops", "and", "more"]),
        ("Straße über 4,5 %", ["strasse", "über", "4", "5"]),
        ("ﬁne―tuned", ["fine", "tuned"]),
        ("→ !", []),
        ("x" * 300, ["x" * LONGEST]),
    ],
)
def test_the_words_of_a_text(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def found(text: str) -> tuple[set[str], set[str]]:
    """By a handful of suggestions, and in a list."""
    rows = Goal.objects.all()
    best = set(titles.best(rows, text).values_list("title", flat=True))
    return best, set(rows.filter(titles.having(text)).values_list("title", flat=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ten", {"Open ten shops"}),
        ("SHOP", {"Open ten shops"}),
        ("shops open", {"Open ten shops"}),
        ("op s", {"Open ten shops"}),
        ("north shops", set()),
        ("nothing like it", set()),
        ("100% \\_", set()),
        ("→", {"Go → north"}),
        ("", {"Win the north", "Open ten shops", "Hire a crew", "Go → north"}),
    ],
)
def test_every_word_has_to_be_there_in_whatever_order(quarter: Quarter, text: str, expected: set[str]) -> None:
    quarter.goal("Go → north")
    assert found(text) == (expected, expected)


def test_a_part_of_a_word_is_enough(quarter: Quarter) -> None:
    quarter.goal("Kundenzufriedenheit heben")
    assert found("ZUFRIEDEN") == ({"Kundenzufriedenheit heben"}, {"Kundenzufriedenheit heben"})


def test_of_common_words_the_newest_goals_are_looked_at(quarter: Quarter, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        quarter.goal(f"Plan region {number}")
    monkeypatch.setattr(titles, "ENOUGH", 3)
    quarter.goal("Plan nothing")
    newest = {"Plan region 3", "Plan region 4", "Plan region 5"}
    assert found("region")[0] == newest
    assert found("plan region")[0] == newest
    assert found("region 1") == ({"Plan region 1"}, {"Plan region 1"})
    assert len(found("region")[1]) == 6


def test_a_new_title_is_found_and_the_old_one_no_longer(quarter: Quarter) -> None:
    actions.edit(quarter.shops, {"title": "Open ten bakeries"}, by=quarter.actor("Max"))
    assert found("bakeries")[0] == {"Open ten bakeries"}
    assert found("shops")[0] == set()
    assert list(differences()) == []


def test_what_is_cloned_is_found(quarter: Quarter) -> None:
    actions.clone(quarter.shops, by=quarter.actor("Ada"), period=quarter.next_period)
    assert titles.best(Goal.objects.all(), "shops").count() == 2
    assert list(differences()) == []


def test_a_word_that_is_missing_or_too_many_is_told(quarter: Quarter) -> None:
    TitleWord.objects.filter(goal=quarter.shops, word__text="ten").delete()
    Goal.objects.filter(pk=quarter.crew.pk).update(title="Hire crews")
    told = sorted(differences())
    assert len(told) == 2
    assert "it is found by ['a', 'crew', 'hire'], its title has ['crews', 'hire']" in told[0]
    assert "it is found by ['open', 'shops'], its title has ['open', 'shops', 'ten']" in told[1]


def test_words_of_another_organisation_are_not_known_here(quarter: Quarter) -> None:
    with quarter.world.enter(quarter.world.globex):
        assert not Word.objects.exists()
        assert found("shops") == (set(), set())


def test_many_titles_cost_as_many_queries_as_one(quarter: Quarter) -> None:
    def count(goals: list[Goal]) -> int:
        TitleWord.objects.filter(goal__in=goals).delete()
        with CaptureQueriesContext(connection) as queries:
            titles.index(goals)
        return len(queries)

    goals = [quarter.goal(f"Number {number} of many") for number in range(10)]
    assert count(goals) == count(goals[:1])


def test_an_older_installation_notes_the_words_of_what_it_has(quarter: Quarter) -> None:
    Word.objects.all().delete()
    assert len(list(differences())) == 3
    import_module("cairn.goals.migrations.0010_note_the_words").note_words(apps, None)
    assert list(differences()) == []
