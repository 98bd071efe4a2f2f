"""The dialogs that share out a parent's progress (spec okrs §5.5)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cairn.goals import actions
from cairn.goals.actions import Parent
from cairn.goals.models import Alignment, Goal
from cairn.goals.tests.quarter import Quarter


def fixed(parent: Goal) -> dict[str, Decimal | None]:
    rows = Alignment.objects.filter(parent=parent).select_related("child")
    return {row.child.title: row.contribution for row in rows}


def test_weights_become_percentages_to_look_at_before_they_are_saved(quarter: Quarter) -> None:
    browser, address = quarter.world.client("Ada"), f"/o/acme/goals/{quarter.win.pk}/contributions"
    answer = browser.post(address, {"weights": "1", f"weight_{quarter.shops.pk}": "4"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="80"' in text
    assert 'value="20"' in text
    assert fixed(quarter.win) == {"Open ten shops": None, "Hire a crew": None}


def test_back_to_equal_parts_empties_every_share(quarter: Quarter) -> None:
    ada = quarter.actor("Ada")
    actions.set_contributions(quarter.win, {quarter.shops.pk: Decimal(90)}, by=ada)
    browser, address = quarter.world.client("Ada"), f"/o/acme/goals/{quarter.win.pk}/contributions"
    assert 'value="90"' not in browser.post(address, {"reset": "1", str(quarter.shops.pk): "90"}).content.decode()
    browser.post(address, {str(quarter.shops.pk): "", str(quarter.crew.pk): ""})
    assert fixed(quarter.win) == {"Open ten shops": None, "Hire a crew": None}


def test_what_comes_later_counts_only_where_the_parent_wants_it(quarter: Quarter) -> None:
    browser, address = quarter.world.client("Ada"), f"/o/acme/goals/{quarter.win.pk}/contributions"
    assert browser.post(address, {}).status_code == 303  # the box is not ticked
    later = quarter.goal("Later", under=quarter.win)
    assert not Alignment.objects.get(child=later).contributes
    browser.post(address, {"new_contribute": "on"})
    assert Alignment.objects.get(child=quarter.goal("Later still", under=quarter.win)).contributes


def test_the_chooser_sets_the_share_in_each_parent(quarter: Quarter) -> None:
    other = quarter.goal("Grow", kind="objective")
    browser, address = quarter.world.client("Ada"), f"/o/acme/goals/{quarter.shops.pk}/alignments"
    shares = {f"share_{quarter.win.pk}": "60", f"share_{other.pk}": "0"}
    assert browser.post(address, {"parents": [quarter.win.pk, other.pk], **shares}).status_code == 303
    assert fixed(quarter.win)["Open ten shops"] == 60
    assert fixed(other)["Open ten shops"] == 0
    text = browser.get(address).content.decode()
    assert 'value="60"' in text
    browser.post(address, {"parents": [quarter.win.pk, other.pk]})
    assert (fixed(quarter.win)["Open ten shops"], fixed(other)["Open ten shops"]) == (None, None)


def test_a_share_that_cannot_be_is_said_at_the_field(quarter: Quarter) -> None:
    browser, address = quarter.world.client("Ada"), f"/o/acme/goals/{quarter.shops.pk}/alignments"
    for typed in ("120", "-1", "half"):
        answer = browser.post(address, {"parents": [quarter.win.pk], f"share_{quarter.win.pk}": typed})
        assert answer.status_code == 422
        assert f'value="{typed}"' in answer.content.decode()
    assert fixed(quarter.win)["Open ten shops"] is None


def test_only_who_may_share_out_a_parent_fixes_a_share_of_it(quarter: Quarter) -> None:
    mine = actions.create(
        {"kind": "key_result", "title": "Mine", "entity": "individual", "period": quarter.period.pk},
        by=quarter.actor("Cy"),
    )
    browser, address = quarter.world.client("Cy"), f"/o/acme/goals/{mine.pk}/alignments"
    answer = browser.post(address, {"parents": [quarter.win.pk], f"share_{quarter.win.pk}": "90"})
    assert answer.status_code == 403
    assert not Alignment.objects.filter(child=mine).exists()
    assert browser.post(address, {"parents": [quarter.win.pk], f"share_{quarter.win.pk}": "0"}).status_code == 303
    assert fixed(quarter.win)["Mine"] == 0


@pytest.mark.parametrize("weight", ["1000", "-1", "x", ""])
def test_an_odd_weight_is_one(quarter: Quarter, weight: str) -> None:
    browser, address = quarter.world.client("Ada"), f"/o/acme/goals/{quarter.win.pk}/contributions"
    answer = browser.post(address, {"weights": "1", f"weight_{quarter.shops.pk}": weight})
    assert answer.content.decode().count('value="50"') == 2


def test_an_alignment_keeps_its_share_when_nobody_speaks_of_it(quarter: Quarter) -> None:
    actions.set_contributions(quarter.win, {quarter.shops.pk: Decimal(30)}, by=quarter.actor("Ada"))
    actions.align(quarter.shops, [Parent(quarter.win.pk)], by=quarter.actor("Max"))
    assert fixed(quarter.win)["Open ten shops"] == 30
