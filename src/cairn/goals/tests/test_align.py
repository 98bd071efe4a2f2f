"""Aligning goals: loops, several parents, who may, and what stands under what (spec okrs §4.1, §8.1)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cairn.core.errors import Denied, Refused
from cairn.goals import actions
from cairn.goals.actions import Parent
from cairn.goals.models import Alignment, AlignmentVersion, Goal, GoalSettings
from cairn.goals.queries.rows import row_for
from cairn.planning.models import Period

from .quarter import NOON, Quarter

pytestmark = pytest.mark.django_db


def test_aligning_elsewhere_moves_both_parents(quarter: Quarter) -> None:
    ada = quarter.actor("Ada")
    actions.check_in(quarter.shops, by=ada, value=Decimal(10))
    other = quarter.goal("Another objective", kind="objective")
    changes = actions.align(quarter.shops, [Parent(other.pk)], by=ada)
    assert {change.goal.pk for change in changes} == {quarter.win.pk, other.pk}
    assert quarter.fresh(quarter.win).progress == 0
    assert quarter.fresh(other).progress == 100


def test_a_loop_is_refused_and_named(quarter: Quarter) -> None:
    sub = quarter.goal("Win Norway", kind="objective", under=quarter.shops)
    with pytest.raises(Refused, match="Win the north → Win Norway → Open ten shops → Win the north") as refusal:
        actions.align(quarter.win, [Parent(sub.pk)], by=quarter.actor("Ada"))
    assert refusal.value.field == "parents"


def test_a_goal_cannot_stand_under_itself(quarter: Quarter) -> None:
    with pytest.raises(Refused, match="itself"):
        actions.align(quarter.win, [Parent(quarter.win.pk)], by=quarter.actor("Ada"))


def test_a_diamond_counts_once_along_each_edge(quarter: Quarter) -> None:
    left = quarter.goal("Left", kind="objective", under=quarter.win)
    right = quarter.goal("Right", kind="objective", under=quarter.win)
    for goal in (quarter.shops, quarter.crew):
        actions.align(goal, [], by=quarter.actor("Ada"))
    bottom = quarter.goal("Bottom", parents=[Parent(left.pk), Parent(right.pk)])
    done = actions.check_in(bottom, by=quarter.actor("Ada"), value=Decimal(60))
    assert [change.goal.title for change in done.changes][-1] == "Win the north"
    assert len(done.changes) == 4
    assert quarter.fresh(quarter.win).progress == 60


def test_the_same_parent_twice_is_refused(quarter: Quarter) -> None:
    with pytest.raises(Refused, match="twice"):
        actions.align(quarter.shops, [Parent(quarter.win.pk), Parent(quarter.win.pk)], by=quarter.actor("Ada"))


def test_one_parent_only_where_the_organisation_says_so(quarter: Quarter) -> None:
    other = quarter.goal("Another objective", kind="objective")
    GoalSettings.objects.update(several_parents=False)
    with pytest.raises(Refused, match="one parent"):
        actions.align(quarter.shops, [Parent(quarter.win.pk), Parent(other.pk)], by=quarter.actor("Ada"))


def test_a_restricted_goal_takes_children_only_from_those_who_may_edit_it(quarter: Quarter) -> None:
    actions.edit(quarter.win, {"restricts_alignment": True}, by=quarter.actor("Ada"))
    mine = quarter.goal("My own", by="Cy", entity="individual")
    with pytest.raises(Denied):
        actions.align(mine, [Parent(quarter.win.pk)], by=quarter.actor("Cy"))


def test_nothing_aligns_to_a_closed_goal(quarter: Quarter) -> None:
    actions.close(quarter.win, by=quarter.actor("Ada"))
    with pytest.raises(Refused, match="not open"):
        quarter.goal("Late", under=quarter.win)


def test_a_private_parent_one_cannot_see_does_not_exist(quarter: Quarter) -> None:
    secret = quarter.goal("Secret", kind="objective", privacy="listed", viewers=[])
    mine = quarter.goal("My own", by="Cy", entity="individual")
    with pytest.raises(Refused, match="no such OKR"):
        actions.align(mine, [Parent(secret.pk)], by=quarter.actor("Cy"))


def test_somebody_who_cannot_see_a_parent_does_not_cut_it_off(quarter: Quarter) -> None:
    secret = quarter.goal("Secret", kind="objective", privacy="listed", viewers=[])
    open_to_all = quarter.goal("Ferry every hour", by="Tom", kind="objective")
    actions.align(open_to_all, [Parent(secret.pk), Parent(quarter.win.pk)], by=quarter.actor("Ada"))
    actions.align(open_to_all, [], by=quarter.actor("Tom"))
    assert list(Alignment.objects.filter(child=open_to_all).values_list("parent_id", flat=True)) == [secret.pk]


def test_key_results_stand_under_key_results_only_where_the_model_allows(quarter: Quarter) -> None:
    with pytest.raises(Refused, match="key results"):
        quarter.goal("Below", under=quarter.shops)
    GoalSettings.objects.update(key_results_under_key_results=True)
    assert quarter.goal("Below", under=quarter.shops).pk


def test_a_project_does_not_contribute_unless_the_policy_says_so(quarter: Quarter) -> None:
    project = quarter.goal("Paint the van", kind="project", under=quarter.win)
    assert not Alignment.objects.get(child=project).contributes
    GoalSettings.objects.update(project_contribution="on")
    project = quarter.goal("Paint the shop", kind="project", under=quarter.win)
    assert Alignment.objects.get(child=project).contributes


def test_every_edge_leaves_its_history(quarter: Quarter) -> None:
    actions.align(quarter.shops, [], by=quarter.actor("Ada"))
    rows = AlignmentVersion.objects.filter(child=quarter.shops, parent=quarter.win)
    assert [row.valid_to is None for row in rows] == [False]


def test_objectives_stand_under_key_results_unless_that_is_switched_off(quarter: Quarter) -> None:
    """okrs §4.1: an option of the measurable mode; what stands there already stays (§4.1, only what comes later)."""
    ada = quarter.actor("Ada")
    before = quarter.goal("Win Norway", kind="objective", under=quarter.shops)
    actions.set_model(by=ada, objectives_under_key_results=False)
    with pytest.raises(Refused, match="do not stand under") as refusal:
        quarter.goal("Win Denmark", kind="objective", under=quarter.shops)
    assert refusal.value.field == "parents"
    assert before.parent_links.get().parent_id == quarter.shops.pk
    actions.set_model(by=ada, okr_model="interchangeable")
    assert quarter.goal("Win Denmark", kind="objective", under=quarter.shops).pk


def test_a_row_says_what_cannot_be_dropped_on_it_and_why(quarter: Quarter) -> None:
    """okrs §4.3 (REC): forbidden drop targets are shown as such, with the reason, before anything is dropped."""

    def said(goal: Goal, who: str = "Ada") -> dict[str, str]:
        return dict(row_for(quarter.fresh(goal), quarter.actor(who), NOON.date()).refusals)

    assert said(quarter.win) == {}
    assert "key results do not stand under key results" in said(quarter.shops)["key_result"]
    assert "objective" not in said(quarter.shops)
    actions.set_model(by=quarter.actor("Ada"), objectives_under_key_results=False)
    assert "objectives do not stand under key results" in said(quarter.shops)["objective"]
    actions.close(quarter.crew, by=quarter.actor("Tom"))
    assert "" in said(quarter.crew)
    text = quarter.world.client("Ada").get(f"/o/acme/company?open={quarter.win.pk}").content.decode()
    assert 'data-refuse-key_result="' in text


def test_any_page_and_any_period_may_be_aligned_to_what_one_sees(quarter: Quarter) -> None:
    """okrs §8.1: cross-team, individual to organisation, quarterly under annual; by a member without other rights."""
    year = Period.objects.get(kind="year", start__year=2026)
    annual = quarter.goal("Double revenue", kind="objective", period=year.pk)
    mine = quarter.goal("Call a hundred shops", kind="objective", by="Cy", entity="individual")
    actions.align(mine, [Parent(annual.pk), Parent(quarter.shops.pk)], by=quarter.actor("Cy"))
    assert {link.parent_id for link in mine.parent_links.all()} == {annual.pk, quarter.shops.pk}
