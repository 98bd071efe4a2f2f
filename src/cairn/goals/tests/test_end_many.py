"""Many goals end in one go (spec okrs §9.2, §10.5.8)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cairn.core.models import Event
from cairn.goals import actions, verify
from cairn.goals.actions import Ending
from cairn.goals.actions.batches import in_trees, trees
from cairn.goals.models import Alignment, Goal

from .quarter import Quarter, increase

pytestmark = pytest.mark.django_db


def check_in(quarter: Quarter, goal: Goal, value: int) -> None:
    actions.check_in(goal, by=quarter.actor("Ada"), value=Decimal(value))


def end(quarter: Quarter, *endings: Ending, by: str = "Ada") -> actions.Tally:
    return actions.end_many(endings, by=quarter.actor(by))


def test_key_results_end_before_their_objective_so_that_it_scores_from_them(quarter: Quarter) -> None:
    check_in(quarter, quarter.shops, 8)
    check_in(quarter, quarter.crew, 20)
    scored = Ending(quarter.crew.pk, score=Decimal(1))
    tally = end(quarter, Ending(quarter.win.pk), Ending(quarter.shops.pk), scored)
    assert (tally.closed, tally.above) == (3, 0)
    assert quarter.fresh(quarter.win).score == Decimal("0.90")
    assert not quarter.fresh(quarter.win).closed_automatically
    assert list(verify.differences()) == []


def test_copies_are_made_from_the_top_so_that_they_hang_together(quarter: Quarter) -> None:
    check_in(quarter, quarter.shops, 5)
    here = quarter.next_period
    endings = [Ending(goal.pk, period=here) for goal in (quarter.shops, quarter.crew, quarter.win)]
    assert end(quarter, *endings).copied == 3
    top = Goal.objects.get(carried_over_from=quarter.win)
    assert {goal.carried_over_from_id for goal in Goal.objects.filter(parent_links__parent=top)} == {
        quarter.shops.pk, quarter.crew.pk,
    }  # fmt: skip
    assert list(verify.differences()) == []


def test_each_row_says_for_itself_whether_it_goes_on(quarter: Quarter) -> None:
    """A key result that is closed for good is not copied with its objective."""
    endings = [Ending(quarter.win.pk, period=quarter.next_period), Ending(quarter.shops.pk)]
    end(quarter, *endings)
    titles = Goal.objects.filter(period=quarter.next_period).values_list("title", flat=True)
    assert sorted(titles) == ["Hire a crew", "Win the north"]


def test_what_cannot_end_is_told_and_the_rest_ends(quarter: Quarter) -> None:
    alone = quarter.goal("Plant a tree")
    tally = end(quarter, Ending(alone.pk), Ending(quarter.shops.pk), by="Tom")
    assert [(row.title, "Its owners can" in row.error.sentence) for row in tally.refused] == [("Plant a tree", True)]
    assert (quarter.fresh(alone).state, quarter.fresh(quarter.shops).state) == ("open", "closed")


def test_twice_changes_nothing_the_second_time(quarter: Quarter) -> None:
    endings = [Ending(g.pk, note="Enough.", period=quarter.next_period) for g in (quarter.win, quarter.shops)]
    end(quarter, *endings)
    before = list(Goal.objects.order_by("pk").values())
    again = end(quarter, *endings)
    assert (again.closed, again.copied, len(again.refused)) == (0, 0, 2)
    assert list(Goal.objects.order_by("pk").values()) == before


def test_each_goal_that_ends_is_recorded(quarter: Quarter) -> None:
    end(quarter, Ending(quarter.shops.pk), Ending(quarter.crew.pk, "postponed", "No money."))
    kinds = Event.objects.filter(subject_id__in=[quarter.shops.pk, quarter.crew.pk])
    assert {"goal.closed", "goal.postponed"} <= set(kinds.values_list("kind", flat=True))


def test_a_tree_is_never_torn_apart(quarter: Quarter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cairn.goals.actions.batches.AT_ONCE", 2)
    alone = [quarter.goal(f"Alone {number}") for number in range(3)]
    tree = [quarter.shops.pk, quarter.win.pk, quarter.crew.pk]
    batches = in_trees([Ending(goal_id) for goal_id in [alone[0].pk, *tree, *(goal.pk for goal in alone[1:])]])
    assert [len(batch) for batch in batches] == [1, 3, 2]
    assert trees([quarter.shops.pk, quarter.crew.pk]) == [[quarter.shops.pk], [quarter.crew.pk]]


def test_a_year_that_rolls_up_stays_open_while_something_goes_on_under_it(quarter: Quarter) -> None:
    """Spec §10.5.5: the copy keeps its annual parent, so nothing closes that parent behind its back."""
    from datetime import date

    from cairn.planning.models import Period

    year = Period.objects.filter(kind="year", start=date(2026, 1, 1)).first() or Period.objects.create(
        name="2026", kind="year", start=date(2026, 1, 1), end=date(2026, 12, 31)
    )
    annual = quarter.goal("Be known in the north", kind="objective", period=year.pk)
    wide = quarter.goal("Sign a hundred partners", under=annual, outcome=increase(0, 100))
    check_in(quarter, wide, 30)
    end(quarter, Ending(wide.pk, period=quarter.next_period))
    assert quarter.fresh(annual).state == "open"
    copy = Goal.objects.get(carried_over_from=wide)
    assert Alignment.objects.filter(child=copy, parent=annual).exists()
    assert list(verify.differences()) == []


def test_a_copy_that_came_first_is_put_under_its_parents_copy(quarter: Quarter) -> None:
    """Key results are closed first, one by one; the objective that is continued later takes theirs in."""
    ada = quarter.actor("Ada")
    actions.edit(quarter.win, {"progress_mode": "manual"}, by=ada)
    actions.close(quarter.shops, by=ada, continue_in=quarter.next_period)
    copy = Goal.objects.get(carried_over_from=quarter.shops)
    assert not copy.parent_links.exists()
    actions.close(quarter.win, by=ada, continue_in=quarter.next_period)
    top = Goal.objects.get(carried_over_from=quarter.win)
    assert top in [link.parent for link in copy.parent_links.all()]
    assert list(verify.differences()) == []
