"""Edit a goal: what changes, what is kept of it, and who may (spec okrs §4.3)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cairn.core.errors import Denied, Refused, Stale
from cairn.core.models import Event
from cairn.goals import actions
from cairn.goals.models import GoalVersion

from .quarter import Quarter, increase

pytestmark = pytest.mark.django_db


def test_only_what_is_named_changes(quarter: Quarter) -> None:
    before = quarter.fresh(quarter.shops)
    after = actions.edit(quarter.shops, {"title": "Open twelve shops"}, by=quarter.actor("Max"))
    assert after.title == "Open twelve shops"
    assert (after.target_value, after.due, after.entity) == (before.target_value, before.due, before.entity)


def test_an_edit_closes_the_old_version_and_says_what_changed(quarter: Quarter) -> None:
    actions.edit(quarter.shops, {"outcome": increase(0, 20)}, by=quarter.actor("Tom"))
    rows = list(GoalVersion.objects.filter(goal=quarter.shops).order_by("number"))
    assert [row.number for row in rows] == [1, 2]
    assert rows[0].valid_to == rows[1].valid_from
    assert rows[1].valid_to is None
    changes = Event.objects.get(kind="goal.edited").data["changes"]
    assert changes["target_value"] == ["10", "20"]


def test_a_new_target_moves_progress_and_the_parent(quarter: Quarter) -> None:
    actions.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(5))
    actions.edit(quarter.shops, {"outcome": increase(0, 20)}, by=quarter.actor("Tom"))
    assert quarter.fresh(quarter.shops).progress == 25
    assert quarter.fresh(quarter.win).progress == Decimal("12.5")


def test_an_edit_that_changes_nothing_leaves_no_trace(quarter: Quarter) -> None:
    actions.edit(quarter.shops, {"title": quarter.shops.title}, by=quarter.actor("Max"))
    assert quarter.fresh(quarter.shops).version == 1
    assert not Event.objects.filter(kind="goal.edited").exists()


def test_a_stale_edit_shows_both_versions_and_writes_nothing(quarter: Quarter) -> None:
    actions.edit(quarter.shops, {"title": "Mine"}, by=quarter.actor("Max"), expected_version=1)
    with pytest.raises(Stale) as stale:
        actions.edit(quarter.shops, {"title": "Yours"}, by=quarter.actor("Tom"), expected_version=1)
    assert stale.value.mine["title"] == "Yours"
    assert stale.value.theirs["title"] == "Mine"
    assert quarter.fresh(quarter.shops).title == "Mine"


def test_somebody_without_a_relation_is_told_who_can_help(quarter: Quarter) -> None:
    with pytest.raises(Denied) as denial:
        actions.edit(quarter.shops, {"title": "Mine"}, by=quarter.actor("Cy"))
    assert quarter.actor("Max").member.name in denial.value.helpers  # type: ignore[union-attr]


def test_golden_30_a_closed_goal_cannot_be_edited_until_reopened(quarter: Quarter) -> None:
    actions.close(quarter.shops, by=quarter.actor("Max"))
    with pytest.raises(Refused, match="closed"):
        actions.edit(quarter.shops, {"title": "Too late"}, by=quarter.actor("Max"))
    actions.reopen(quarter.shops, by=quarter.actor("Max"))
    assert actions.edit(quarter.shops, {"title": "In time"}, by=quarter.actor("Max")).title == "In time"


def test_what_is_postponed_is_neither_edited_nor_deleted_until_it_is_reopened(quarter: Quarter) -> None:
    """okrs §4.3."""
    max_ = quarter.actor("Max")
    actions.postpone(quarter.shops, by=max_, reason="Landlords.")
    for attempt in (
        lambda: actions.edit(quarter.shops, {"title": "Too late"}, by=max_),
        lambda: actions.delete(quarter.shops, by=max_),
        lambda: actions.set_contributions(quarter.shops, {}, by=max_),
    ):
        with pytest.raises(Refused, match=r"postponed\. Reopen it first"):
            attempt()
    actions.reopen(quarter.shops, by=max_)
    actions.delete(quarter.shops, by=max_)
    assert quarter.fresh(quarter.shops).deleted_at is not None


def test_a_delegate_may_edit_but_not_hand_over(quarter: Quarter) -> None:
    cy = quarter.actor("Cy")
    actions.edit(quarter.shops, {"delegate": cy.member_id}, by=quarter.actor("Max"))
    assert actions.edit(quarter.shops, {"title": "Delegated"}, by=cy).title == "Delegated"
    with pytest.raises(Denied):
        actions.edit(quarter.shops, {"owners": [cy.member_id]}, by=cy)


def test_a_delegation_that_has_ended_gives_no_rights(quarter: Quarter) -> None:
    cy = quarter.actor("Cy")
    actions.edit(
        quarter.shops,
        {"delegate": cy.member_id, "delegated_until": date(2026, 8, 14)},
        by=quarter.actor("Max"),
    )
    with pytest.raises(Denied):
        actions.edit(quarter.shops, {"title": "Delegated"}, by=cy)


def test_golden_34_an_objective_stays_visible_while_a_key_result_of_it_has_two_parents(quarter: Quarter) -> None:
    other = quarter.goal("Another objective", kind="objective")
    actions.align(
        quarter.shops,
        [actions.Parent(quarter.win.pk), actions.Parent(other.pk)],
        by=quarter.actor("Ada"),
    )
    with pytest.raises(Refused) as refusal:
        actions.edit(quarter.win, {"privacy": "listed", "viewers": []}, by=quarter.actor("Ada"))
    assert refusal.value.field == "privacy"
    assert quarter.fresh(quarter.win).privacy == "everyone"


def test_moving_to_another_period_takes_its_dates(quarter: Quarter) -> None:
    goal = actions.edit(quarter.crew, {"period": quarter.next_period.pk}, by=quarter.actor("Tom"))
    assert (goal.start, goal.due) == (date(2026, 10, 1), date(2026, 12, 31))
