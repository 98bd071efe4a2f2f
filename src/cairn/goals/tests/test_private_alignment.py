"""Private goals and what they are aligned to (spec okrs §2.6, golden 34)."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from cairn.core.errors import Refused
from cairn.goals import actions
from cairn.goals.actions import Parent
from cairn.goals.models import Goal, GoalViewer
from cairn.goals.tests.quarter import Quarter


def parents(goal: Goal) -> set[str]:
    return set(goal.parent_links.values_list("parent__title", flat=True))


@pytest.fixture
def other(quarter: Quarter) -> Goal:
    return quarter.goal("Win the south", kind="objective", by="Max")


def aligned_to_both(quarter: Quarter, other: Goal) -> Goal:
    actions.align(quarter.shops, [Parent(quarter.win.pk), Parent(other.pk)], by=quarter.actor("Ada"))
    return quarter.fresh(quarter.shops)


def test_what_is_aligned_to_several_leaves_all_of_them_when_it_becomes_private(quarter: Quarter, other: Goal) -> None:
    """okrs §2.6: turning a multi-aligned OKR private first removes all its alignments; the numbers above follow."""
    shops = aligned_to_both(quarter, other)
    actions.check_in(shops, by=quarter.actor("Max"), value=Decimal(10))
    assert (quarter.fresh(other).progress, quarter.fresh(quarter.win).progress) == (100, 50)
    actions.edit(shops, {"privacy": "listed"}, by=quarter.actor("Max"))
    assert parents(shops) == set()
    assert quarter.fresh(quarter.win).progress == 0


def test_with_one_parent_it_stays_and_counts(quarter: Quarter) -> None:
    """okrs §2.6, REC: a private child under a public parent counts in the parent's number."""
    actions.edit(quarter.shops, {"privacy": "listed"}, by=quarter.actor("Max"))
    actions.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(10))
    assert parents(quarter.shops) == {"Win the north"}
    assert quarter.fresh(quarter.win).progress == 50


def test_what_is_private_gets_no_second_parent(quarter: Quarter, other: Goal) -> None:
    actions.edit(quarter.shops, {"privacy": "listed"}, by=quarter.actor("Max"))
    with pytest.raises(Refused) as refusal:
        aligned_to_both_by_max(quarter, other)
    assert refusal.value.field == "parents"
    assert parents(quarter.shops) == {"Win the north"}


def aligned_to_both_by_max(quarter: Quarter, other: Goal) -> None:
    actions.align(quarter.shops, [Parent(quarter.win.pk), Parent(other.pk)], by=quarter.actor("Max"))


def test_a_key_result_of_something_private_gets_no_second_parent(quarter: Quarter, other: Goal) -> None:
    """okrs §2.6: also where it is public itself, because it was there before."""
    actions.edit(other, {"privacy": "listed"}, by=quarter.actor("Max"))
    with pytest.raises(Refused) as refusal:
        aligned_to_both_by_max(quarter, other)
    assert refusal.value.field == "parents"


@pytest.fixture
def strict(quarter: Quarter) -> Quarter:
    """Acme keeps private goals away from public ones."""
    actions.set_model(by=quarter.actor("Ada"), private_under_public=False)
    return quarter


def test_where_private_ones_stay_apart_none_is_aligned_to_a_public_one(strict: Quarter) -> None:
    """okrs §2.6: cannot be aligned to a public one, unless the option for it is on."""
    secret = strict.goal("Sell the boats", by="Max", privacy="listed")
    with pytest.raises(Refused) as refusal:
        actions.align(secret, [Parent(strict.win.pk)], by=strict.actor("Max"))
    assert refusal.value.field == "parents"
    hidden = strict.goal("Leave the coast", kind="objective", by="Max", privacy="listed")
    actions.align(secret, [Parent(hidden.pk)], by=strict.actor("Max"))
    assert parents(secret) == {"Leave the coast"}


def test_where_private_ones_stay_apart_none_becomes_private_under_a_public_one(strict: Quarter) -> None:
    with pytest.raises(Refused, match="Win the north") as refusal:
        actions.edit(strict.shops, {"privacy": "listed"}, by=strict.actor("Max"))
    assert refusal.value.field == "privacy"
    assert not strict.fresh(strict.shops).is_private
    actions.align(strict.shops, [], by=strict.actor("Max"))
    assert actions.edit(strict.shops, {"privacy": "listed"}, by=strict.actor("Max")).is_private


def listed(goal: Goal) -> set[str]:
    return {row.member.name for row in GoalViewer.objects.filter(goal=goal).select_related("member")}


def test_what_becomes_private_takes_its_key_results_along_for_the_same_people(quarter: Quarter) -> None:
    """okrs §2.6: making an objective private applies the same list to its key results; others below stay."""
    world = quarter.world
    child = quarter.goal("Win Norway", kind="objective", under=quarter.win)
    cy = [world.members["Cy"].pk]
    actions.edit(quarter.win, {"privacy": "listed", "viewers": cy}, by=quarter.actor("Ada"))
    for goal in (quarter.shops, quarter.crew):
        assert quarter.fresh(goal).is_private
        assert listed(goal) == {"Cy", "Ada"}  # and who owns the objective
    assert not quarter.fresh(child).is_private
    assert Goal.objects.visible_to(quarter.actor("Cy")).filter(pk=quarter.shops.pk).exists()
    assert not Goal.objects.visible_to(quarter.actor("Olive")).filter(pk=quarter.shops.pk).exists()


def test_where_private_ones_are_switched_off_nothing_becomes_private(quarter: Quarter) -> None:
    """okrs §2.6: a setting, on by default; what is private already stays hidden."""
    secret = quarter.goal("Sell the boats", by="Max", privacy="listed")
    actions.set_model(by=quarter.actor("Ada"), private_okrs=False)
    with pytest.raises(Refused) as refusal:
        actions.edit(quarter.shops, {"privacy": "listed"}, by=quarter.actor("Max"))
    assert refusal.value.field == "privacy"
    with pytest.raises(Refused):
        quarter.goal("Leave the coast", by="Max", privacy="listed")
    assert not Goal.objects.visible_to(quarter.actor("Ada")).filter(pk=secret.pk).exists()


def test_a_padlock_names_those_who_are_listed(quarter: Quarter) -> None:
    """okrs §2.6: padlock icon; hover lists viewers."""
    world = quarter.world
    actions.edit(quarter.shops, {"privacy": "listed", "viewers": [world.members["Cy"].pk]}, by=quarter.actor("Max"))
    address = f"/o/acme/company?period={quarter.period.pk}&open={quarter.win.pk}"
    seen = world.client("Cy").get(address).content.decode()
    lock = re.search(r'<span class="row-lock" title="([^"]*)"><svg', seen)
    assert lock is not None
    assert "Cy" in lock[1]
    assert "row-lock" not in world.client("Ada").get(address).content.decode()
