"""Cloning a goal, deleting it and bringing it back, from its pages (spec okrs §4.3, §10.1)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from cairn.core import clock
from cairn.goals import actions
from cairn.goals.models import Alignment, Goal
from cairn.goals.tests.cast import NOW, Acme


def test_a_clone_goes_to_its_own_page(busy: Acme) -> None:
    address = busy.url(f"goals/{busy.goals['brand'].pk}/clones")
    assert "no check-ins and no score" in busy.web(busy.jonas).get(address).content.decode()
    answer = busy.web(busy.jonas).post(
        address, {"period": busy.next_quarter.pk, "depth": "children", "owner": busy.jonas.email}
    )
    copy = Goal.objects.get(cloned_from=busy.goals["brand"])
    assert (answer.status_code, answer["Location"]) == (303, busy.url(f"goals/{copy.pk}"))
    assert Goal.objects.filter(period=busy.next_quarter, ownerships__member=busy.jonas).count() == 4


@pytest.mark.parametrize("fields", [{}, {"period": "x", "depth": "only"}, {"depth": "all"}, {"owner": "nobody"}])
def test_a_clone_that_makes_no_sense_is_refused(busy: Acme, fields: dict[str, str]) -> None:
    address = busy.url(f"goals/{busy.goals['brand'].pk}/clones")
    assert busy.web(busy.jonas).post(address, fields).status_code == 422
    assert not Goal.objects.filter(cloned_from=busy.goals["brand"]).exists()


def test_deleting_asks_what_becomes_of_the_children(busy: Acme) -> None:
    text = busy.web(busy.maya).get(busy.url(f"goals/{busy.goals['brand'].pk}/deletion")).content.decode()
    assert "Raise the wholesale reorder rate" in text
    assert 'value="kept"' in text


def test_children_stay_unless_one_says_otherwise(busy: Acme) -> None:
    brand = busy.goals["brand"]
    web = busy.web(busy.maya)
    answer = web.post(busy.url(f"goals/{brand.pk}/deletion"), {"children": "kept"})
    assert (answer.status_code, answer["Location"]) == (303, busy.url("company"))
    assert busy.fresh(busy.goals["reorder"]).deleted_at is None
    assert busy.url(f"goals/{brand.pk}/restoration") in web.get(busy.url("company")).content.decode()
    assert web.get(busy.url(f"goals/{brand.pk}")).status_code == 404


def test_undoing_brings_the_goal_and_its_alignments_back(busy: Acme) -> None:
    brand = busy.goals["brand"]
    web = busy.web(busy.ada)
    web.post(busy.url(f"goals/{brand.pk}/deletion"), {"children": "deleted"})
    assert busy.fresh(busy.goals["guides"]).deleted_at is not None
    assert web.post(busy.url(f"goals/{brand.pk}/restoration")).status_code == 303
    assert busy.fresh(busy.goals["guides"]).deleted_at is None
    assert Alignment.objects.filter(parent=brand).count() == 3


def test_the_page_of_what_was_deleted_lists_only_what_one_may_bring_back(busy: Acme) -> None:
    busy.web(busy.ada).post(busy.url(f"goals/{busy.goals['brand'].pk}/deletion"), {"children": "deleted"})
    mine = busy.web(busy.maya).get(busy.url("goals/deleted")).content.decode()
    assert "Become the brand guides recommend" in mine
    assert "Win 120 certified guides" not in mine
    assert "Become the brand" not in busy.web(busy.cy).get(busy.url("goals/deleted")).content.decode()


def test_the_page_of_what_was_deleted_leads_back_when_it_is_empty(busy: Acme) -> None:
    """okrs §4.3: what was deleted can be brought back for a while; with nothing there the page is no dead end."""
    empty = busy.web(busy.cy).get(busy.url("goals/deleted")).content.decode()
    assert f'<a class="button" href="{busy.url("company")}">Back to the OKRs</a>' in empty


def test_after_thirty_days_it_is_gone(busy: Acme) -> None:
    brand = busy.goals["brand"]
    busy.web(busy.maya).post(busy.url(f"goals/{brand.pk}/deletion"), {"children": "kept"})
    with clock.at(NOW + timedelta(days=31)):
        assert busy.web(busy.maya).post(busy.url(f"goals/{brand.pk}/restoration")).status_code == 404


def test_only_those_with_the_right_delete_and_restore(busy: Acme, mallory: Client) -> None:
    brand = busy.goals["brand"]
    address = busy.url(f"goals/{brand.pk}/deletion")
    assert busy.web(busy.cy).get(address).status_code == 403
    assert busy.web(busy.cy).post(address, {"children": "kept"}).status_code == 403
    assert mallory.post(address, {"children": "kept"}).status_code == 404
    busy.web(busy.maya).post(address, {"children": "kept"})
    restoration = busy.url(f"goals/{brand.pk}/restoration")
    assert busy.web(busy.cy).post(restoration).status_code == 403
    assert mallory.post(restoration).status_code == 404
    assert busy.fresh(brand).deleted_at is not None


def test_original_and_clone_lead_to_each_other(busy: Acme) -> None:
    """Okrs §10.1: a link both ways, for those who may see the other."""
    original, maya = busy.goals["reorder"], busy.web(busy.maya)
    copy = actions.clone(original, busy.next_quarter, by=busy.actor(busy.maya))
    actions.edit(copy, {"title": "Raise it again"}, by=busy.actor(busy.maya))

    def text(goal: Goal) -> str:
        return maya.get(busy.url(f"goals/{goal.pk}")).content.decode()

    assert "Cloned as" in text(original)
    assert "Raise it again</a> · Q1 2027" in text(original)
    assert "Cloned from" in text(copy)
    actions.edit(copy, {"privacy": "listed", "viewers": []}, by=busy.actor(busy.maya))
    assert "Raise it again" not in busy.web(busy.cy).get(busy.url(f"goals/{original.pk}")).content.decode()


def test_what_carries_it_on_is_no_mere_clone(busy: Acme) -> None:
    """Okrs §9.5, §10.1: told as continued, once."""
    actions.close(busy.goals["reorder"], by=busy.actor(busy.maya), continue_in=busy.next_quarter)
    text = busy.web(busy.maya).get(busy.url(f"goals/{busy.goals['reorder'].pk}")).content.decode()
    assert "Continued in Q1 2027" in text
    assert "Cloned as" not in text


def test_reopening_leaves_the_copy_made_at_closing_alone_and_both_lead_to_each_other(busy: Acme) -> None:
    """okrs §9.5: a clone made at closing is untouched, with a link shown both ways."""
    goal, maya = busy.goals["reorder"], busy.web(busy.maya)
    actions.close(goal, by=busy.actor(busy.maya), continue_in=busy.next_quarter)
    copy = Goal.objects.get(carried_over_from=goal)
    before = Goal.objects.filter(pk=copy.pk).values().get()
    actions.reopen(goal, by=busy.actor(busy.maya))
    assert Goal.objects.filter(pk=copy.pk).values().get() == before
    there = maya.get(busy.url(f"goals/{goal.pk}")).content.decode()
    back = maya.get(busy.url(f"goals/{copy.pk}")).content.decode()
    assert f'Continued as</dt><dd><a href="{busy.url(f"goals/{copy.pk}")}">' in there
    assert f'Carried over from</dt><dd><a href="{busy.url(f"goals/{goal.pk}")}">' in back
