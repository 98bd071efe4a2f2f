"""Aligning, contributing and ordering, by dialog, by drop and by menu (spec okrs §5.5, §8.1)."""

from __future__ import annotations

from cairn.goals.models import Alignment, Goal
from cairn.goals.tests.cast import Acme

FRAGMENT = {"HX-Request": "true"}


def parents(goal: Goal) -> list[str]:
    links = Alignment.objects.filter(child=goal).order_by("position")
    return [link.parent.title for link in links.select_related("parent")]


def test_the_dialog_aligns_to_what_was_chosen(busy: Acme) -> None:
    goal = busy.goals["guides"]
    sent = {"parents": [str(busy.goals["grow"].pk), str(busy.goals["brand"].pk)]}

    answer = busy.web(busy.jonas).post(busy.url(f"goals/{goal.pk}/alignments"), sent)

    assert answer.status_code == 303
    assert parents(goal) == [busy.goals["grow"].title, busy.goals["brand"].title]


def test_a_drop_replaces_the_parent_it_was_dragged_from(busy: Acme) -> None:
    goal = busy.goals["guides"]

    busy.web(busy.jonas).post(busy.url(f"goals/{goal.pk}/alignments"), {"parent": str(busy.goals["grow"].pk)})

    assert parents(goal) == [busy.goals["grow"].title]


def test_a_circle_is_refused_by_name_and_stays_in_the_form(busy: Acme) -> None:
    sent = {"parents": [str(busy.goals["brand"].pk)]}

    answer = busy.web(busy.ada).post(busy.url(f"goals/{busy.goals['grow'].pk}/alignments"), sent)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "in a circle" in text
    assert "Become the brand guides recommend" in text


def test_the_top_level_takes_a_goal_back(busy: Acme) -> None:
    busy.web(busy.jonas).post(busy.url(f"goals/{busy.goals['guides'].pk}/top"))

    assert parents(busy.goals["guides"]) == []


def test_the_dialog_shows_equal_shares_that_make_a_hundred(busy: Acme) -> None:
    answer = busy.web(busy.maya).get(busy.url(f"goals/{busy.goals['brand'].pk}/contributions"))

    assert answer.context["shares"].total.quantize(1) == 100
    assert answer.content.decode().count("33.33 %") == 3


def test_with_nothing_below_there_is_nothing_to_share_and_something_to_add(busy: Acme) -> None:
    """okrs §5.5: shares are of what stands below; without it there are no buttons for shares."""
    goal = busy.goals["reorder"]
    text = busy.web(busy.maya).get(busy.url(f"goals/{goal.pk}/contributions")).content.decode()
    assert "Nothing stands below it yet" in text
    assert f"/goals/new?kind=key_result&amp;parent={goal.pk}" in text
    assert "Shares from the weights" not in text
    assert 'name="new_contribute"' in text


def test_a_fixed_share_leaves_the_rest_to_the_others(busy: Acme) -> None:
    brand, reorder = busy.goals["brand"], busy.goals["reorder"]

    answer = busy.web(busy.maya).post(busy.url(f"goals/{brand.pk}/contributions"), {str(reorder.pk): "50"})

    assert answer.status_code == 303
    shares = busy.web(busy.maya).get(busy.url(f"goals/{brand.pk}/contributions")).context["shares"].shares
    assert {share.share for share in shares} == {50, 25}


def test_too_much_together_is_refused_and_kept(busy: Acme) -> None:
    brand = busy.goals["brand"]
    sent = {str(busy.goals["reorder"].pk): "70", str(busy.goals["guides"].pk): "70"}

    answer = busy.web(busy.maya).post(busy.url(f"goals/{brand.pk}/contributions"), sent)

    assert answer.status_code == 422
    assert "cannot exceed 100" in answer.content.decode()
    assert 'value="70"' in answer.content.decode()


def test_up_and_down_move_a_row_among_its_siblings(busy: Acme) -> None:
    brand, guides = busy.goals["brand"], busy.goals["guides"]

    busy.web(busy.jonas).post(busy.url(f"goals/{guides.pk}/position"), {"move": "up", "parent": str(brand.pk)})

    assert busy.fresh(guides).rank < busy.fresh(busy.goals["reorder"]).rank


def test_the_first_row_cannot_go_higher(busy: Acme) -> None:
    sent = {"move": "up", "parent": str(busy.goals["brand"].pk)}

    answer = busy.web(busy.maya).post(busy.url(f"goals/{busy.goals['reorder'].pk}/position"), sent, headers=FRAGMENT)

    assert answer.status_code == 422
    assert "first already" in answer.content.decode()


def test_nothing_of_it_is_open_to_a_colleague_without_rights(busy: Acme) -> None:
    web, goal = busy.web(busy.cy), busy.goals["brand"]

    for noun in ("alignments", "contributions", "position", "top"):
        assert web.post(busy.url(f"goals/{goal.pk}/{noun}"), {}).status_code == 403, noun
