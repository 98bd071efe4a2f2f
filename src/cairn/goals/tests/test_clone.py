"""Clones: what they take along, how deep, and whose they are (spec okrs §10.1)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cairn.core.errors import Denied, Refused
from cairn.goals import actions, verify
from cairn.goals.models import CheckIn, Goal, GoalSettings

from .quarter import Quarter, increase

pytestmark = pytest.mark.django_db


def test_progress_check_ins_and_score_are_not_copied(quarter: Quarter) -> None:
    actions.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(7))
    copy = actions.clone(quarter.shops, quarter.next_period, by=quarter.actor("Max"))
    assert (copy.title, copy.target_value, copy.progress, copy.start) == (
        "Open ten shops", 10, 0, quarter.next_period.start,
    )  # fmt: skip
    assert not CheckIn.objects.filter(goal=copy).exists()
    assert copy.cloned_from_id == quarter.shops.pk


@pytest.mark.parametrize(("depth", "count"), [("only", 1), ("children", 3), ("tree", 4)])
def test_the_depth_says_how_much_is_cloned(quarter: Quarter, depth: str, count: int) -> None:
    quarter.goal("Win Norway", kind="objective", under=quarter.shops)
    actions.clone(quarter.win, quarter.next_period, by=quarter.actor("Ada"), depth=depth)
    assert Goal.objects.filter(period=quarter.next_period).count() == count
    assert list(verify.differences()) == []


def test_children_hang_together_in_the_copy_and_keep_their_shares(quarter: Quarter) -> None:
    actions.set_contributions(quarter.win, {quarter.shops.pk: Decimal(70)}, by=quarter.actor("Ada"))
    copy = actions.clone(quarter.win, quarter.next_period, by=quarter.actor("Ada"), depth="tree")
    shares = {link.child.title: link.contribution for link in copy.child_links.select_related("child")}
    assert shares == {"Open ten shops": 70, "Hire a crew": None}


def test_one_new_owner_owns_everything(quarter: Quarter) -> None:
    cy = quarter.actor("Cy")
    copy = actions.clone(
        quarter.win, quarter.next_period, by=quarter.actor("Ada"), depth="children", owner_id=cy.member_id
    )
    for goal in [copy, *(link.child for link in copy.child_links.all())]:
        assert [row.member_id for row in goal.ownerships.all()] == [cy.member_id]


def test_without_the_right_to_create_there_it_becomes_an_individual_goal(quarter: Quarter) -> None:
    GoalSettings.objects.update(who_creates_organization_okrs="team_owners")
    copy = actions.clone(quarter.win, quarter.next_period, by=quarter.actor("Cy"))
    assert copy.entity == "individual"


def test_an_unknown_depth_is_refused_and_an_observer_clones_nothing(quarter: Quarter) -> None:
    with pytest.raises(Refused):
        actions.clone(quarter.win, quarter.next_period, by=quarter.actor("Ada"), depth="endless")
    with pytest.raises(Denied):
        actions.clone(quarter.win, quarter.next_period, by=quarter.actor("Olive"))


def test_what_a_clone_takes_along_and_what_it_leaves(quarter: Quarter) -> None:
    """Okrs §10.1 (REC): all that describes it and the original start; no delegate, value, note or score."""
    ada = quarter.actor("Ada")
    cy = quarter.actor("Cy").member_id
    original = quarter.goal(
        "Raise margins", under=quarter.win, outcome=increase(15, 35, "%"), description="Why", nature="committed",
        scoring_guidance="0.7 is fine", tags=["Money"], metric_name="Margin", delegate=cy,
    )  # fmt: skip
    actions.check_in(original, by=ada, value=Decimal(30), note="Halfway.")
    copy = quarter.fresh(actions.clone(original, quarter.next_period, by=ada))
    for name in ("title", "description", "kind", "entity", "nature", "scoring_guidance", "metric_name", "metric_kind",
                 "unit", "start_value", "target_value", "check_in_owner_id", "privacy"):  # fmt: skip
        assert getattr(copy, name) == getattr(original, name), name
    assert [link.tag.name for link in copy.tag_links.all()] == ["Money"]
    assert (copy.start, copy.due) == (quarter.next_period.start, quarter.next_period.end)
    assert (copy.delegate_id, copy.current_value, copy.progress, copy.score, copy.closing_note) == (
        None, None, 0, None, "",
    )  # fmt: skip
    assert not CheckIn.objects.filter(goal=copy).exists()


def test_the_root_keeps_a_parent_that_is_open_and_lasts_long_enough(quarter: Quarter) -> None:
    """Okrs §10.1: only if its dates cover the new period."""
    ada = quarter.actor("Ada")
    assert not actions.clone(quarter.crew, quarter.next_period, by=ada).parent_links.exists()
    half_a_year = quarter.goal("Long haul", kind="objective", due=quarter.next_period.end)
    child = quarter.goal("Number", under=half_a_year)
    copy = actions.clone(child, quarter.next_period, by=ada)
    assert [link.parent_id for link in copy.parent_links.all()] == [half_a_year.pk]
    actions.close(half_a_year, by=ada)
    assert not actions.clone(child, quarter.next_period, by=ada).parent_links.exists()


def test_cloning_twice_makes_two(quarter: Quarter) -> None:
    """Okrs §10.1."""
    for _time in range(2):
        actions.clone(quarter.shops, quarter.next_period, by=quarter.actor("Ada"))
    assert Goal.objects.filter(cloned_from=quarter.shops, period=quarter.next_period).count() == 2
