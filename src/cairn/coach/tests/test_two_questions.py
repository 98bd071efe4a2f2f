"""Is every key result needed, are all together enough; and where the number comes from (okrs §21.2)."""

from __future__ import annotations

import pytest

from cairn.coach import actions
from cairn.coach.models import NumberSource, Sufficiency
from cairn.coach.queries.goal_advice import goal_advice
from cairn.coach.tests.test_advice import DAY
from cairn.core.errors import Denied, Refused
from cairn.core.models import Event
from cairn.goals import actions as goals
from cairn.goals.tests.quarter import Quarter, increase
from cairn.organizations.models import Organization


def badge(quarter: Quarter) -> bool:
    """Whether “Win the north” carries the badge."""
    advice = goal_advice(quarter.fresh(quarter.win), quarter.actor("Ada"), Organization.objects.get(slug="acme"), DAY)
    return advice.answered is not None and advice.answered.is_badge


def test_two_times_yes_is_a_badge_with_who_and_when(quarter: Quarter) -> None:
    row = actions.answer_sufficiency(quarter.win, necessary=True, sufficient=True, by=quarter.actor("Ada"))
    assert badge(quarter)
    assert (row.by and row.by.name, row.at.date()) == ("Ada", DAY)
    assert Event.objects.filter(kind="sufficiency.answered", subject_id=quarter.win.pk).count() == 1


@pytest.mark.parametrize(("necessary", "sufficient"), [(True, False), (False, True), (False, False)])
def test_a_no_is_kept_but_is_no_badge(quarter: Quarter, necessary: bool, sufficient: bool) -> None:
    actions.answer_sufficiency(quarter.win, necessary=necessary, sufficient=sufficient, by=quarter.actor("Ada"))
    assert not badge(quarter)
    assert Sufficiency.objects.count() == 1


def test_the_badge_goes_when_a_key_result_comes_changes_or_leaves(quarter: Quarter) -> None:
    by = quarter.actor("Ada")
    extra = quarter.goal("Win a fair", under=quarter.win, outcome=increase(0, 3))
    changes = [
        lambda: goals.edit(quarter.shops, {"title": "Open eleven shops"}, by=by),
        lambda: goals.edit(quarter.shops, {"outcome": increase(0, 11)}, by=by),
        lambda: quarter.goal("Find a depot", under=quarter.win),
        lambda: goals.delete(quarter.fresh(extra), by=by),
    ]
    for change in changes:
        actions.answer_sufficiency(quarter.win, necessary=True, sufficient=True, by=by)
        assert badge(quarter)
        change()
        assert not badge(quarter)


def test_a_check_in_leaves_the_badge_alone(quarter: Quarter) -> None:
    actions.answer_sufficiency(quarter.win, necessary=True, sufficient=True, by=quarter.actor("Ada"))
    goals.check_in(quarter.shops, by=quarter.actor("Max"), value=None, note="Begun.")
    assert badge(quarter)


def test_only_objectives_with_key_results_are_asked_about_and_only_by_who_may_edit(quarter: Quarter) -> None:
    empty = quarter.goal("Nothing yet", kind="objective")
    for goal in (empty, quarter.shops):
        with pytest.raises(Refused):
            actions.answer_sufficiency(goal, necessary=True, sufficient=True, by=quarter.actor("Ada"))
    with pytest.raises(Denied):
        actions.answer_sufficiency(quarter.win, necessary=True, sufficient=True, by=quarter.actor("Cy"))
    assert not Sufficiency.objects.exists()


def test_where_a_number_comes_from_is_said_once(quarter: Quarter) -> None:
    for _again in range(2):
        actions.say_source(quarter.shops, origin="spreadsheet", place="Shops 2026", by=quarter.actor("Max"))
    assert [(row.origin, row.place) for row in NumberSource.objects.all()] == [("spreadsheet", "Shops 2026")]
    assert Event.objects.filter(kind="number_source.said").count() == 1
    with pytest.raises(Refused):
        actions.say_source(quarter.shops, origin="telepathy", by=quarter.actor("Max"))
    with pytest.raises(Denied):
        actions.say_source(quarter.shops, origin="hand", by=quarter.actor("Cy"))
