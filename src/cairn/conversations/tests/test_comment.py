"""Commenting, answering, correcting, deleting and settling (spec okrs §7, §20)."""

from __future__ import annotations

from typing import Any

import pytest
from tests.world import World

from cairn.conversations import actions
from cairn.conversations.models import Comment, Mention
from cairn.core import tenancy
from cairn.core.errors import Denied, Refused
from cairn.core.models import Event
from cairn.goals import actions as goal_actions
from cairn.goals.models import Goal
from cairn.goals.tests.quarter import Quarter


def told(kind: str) -> list[dict[str, Any]]:
    return list(Event.objects.filter(kind=kind).order_by("at").values_list("data", flat=True))


def private(goal: Goal, *viewers: Any, by: Any) -> Goal:
    goal_actions.edit(goal, {"privacy": "listed", "viewers": [v.pk for v in viewers]}, by=by)
    return Goal.objects.get(pk=goal.pk)


def test_everybody_who_sees_a_goal_may_comment_observers_too(acme: World, quarter: Quarter) -> None:
    for name in ("Ada", "Cy", "Olive"):
        made = actions.comment(quarter.shops, by=acme.actor(name), body="  Good news.  ")
        assert (made.body, made.author_id) == ("Good news.", acme.members[name].pk)
    assert Comment.objects.count() == 3


def test_a_comment_is_recorded_by_ids_and_never_by_its_words(acme: World, quarter: Quarter) -> None:
    made = actions.comment(quarter.shops, by=acme.actor("Cy"), body="Secret sauce, @Max")
    (data,) = told("comment.added")
    assert data["goal_id"] == str(quarter.shops.pk)
    assert data["comment_id"] == str(made.pk)
    assert data["mentioned"] == [str(acme.members["Max"].pk)]
    assert "sauce" not in str(data)


@pytest.mark.parametrize("body", ["", "   ", "x" * 10_001, "a\x00b", "a\ud800b"])
def test_an_odd_comment_is_refused_and_nothing_is_kept(acme: World, quarter: Quarter, body: str) -> None:
    with pytest.raises(Refused) as refusal:
        actions.comment(quarter.shops, by=acme.actor("Cy"), body=body)
    assert refusal.value.field == "body"
    assert not Comment.objects.exists()


def test_an_answer_stands_below_the_first_comment_however_deep_one_answers(acme: World, quarter: Quarter) -> None:
    first = actions.comment(quarter.shops, by=acme.actor("Max"), body="Which shops?")
    answer = actions.comment(quarter.shops, by=acme.actor("Cy"), body="The northern ones.", answers=first)
    deeper = actions.comment(quarter.shops, by=acme.actor("Max"), body="Thanks.", answers=answer)
    assert answer.parent_id == deeper.parent_id == first.pk
    assert told("comment.added")[1]["parent_author"] == str(acme.members["Max"].pk)


def test_an_answer_belongs_to_the_goal_of_its_comment(acme: World, quarter: Quarter) -> None:
    first = actions.comment(quarter.shops, by=acme.actor("Max"), body="Which shops?")
    with pytest.raises(Refused):
        actions.comment(quarter.crew, by=acme.actor("Cy"), body="Here?", answers=first)


def test_a_comment_on_a_check_in_names_who_checked_in(acme: World, quarter: Quarter) -> None:
    check_in = goal_actions.check_in(quarter.shops, by=acme.actor("Max"), note="Two opened.").check_in
    made = actions.comment(check_in, by=acme.actor("Cy"), body="Where?")
    assert (made.goal_id, made.check_in_id) == (quarter.shops.pk, check_in.pk)
    assert told("comment.added")[0]["check_in_author"] == str(acme.members["Max"].pk)


def test_one_changes_only_ones_own_words(acme: World, quarter: Quarter) -> None:
    made = actions.comment(quarter.shops, by=acme.actor("Cy"), body="Teh shops")
    with pytest.raises(Denied) as denial:
        actions.edit_comment(made, by=acme.actor("Ada"), body="Mine")
    assert denial.value.helpers == ["Cy"]
    edited = actions.edit_comment(made, by=acme.actor("Cy"), body="The shops")
    assert edited.edited_at is not None
    assert Comment.objects.get().body == "The shops"


def test_the_same_words_again_change_nothing(acme: World, quarter: Quarter) -> None:
    made = actions.comment(quarter.shops, by=acme.actor("Cy"), body="The shops")
    assert actions.edit_comment(made, by=acme.actor("Cy"), body="The shops ").edited_at is None
    assert told("comment.edited") == []


def test_a_correction_tells_only_those_who_were_not_named_before(acme: World, quarter: Quarter) -> None:
    made = actions.comment(quarter.shops, by=acme.actor("Cy"), body="@Max look")
    actions.edit_comment(made, by=acme.actor("Cy"), body="@Max and @Tom look")
    assert told("comment.edited")[0]["mentioned"] == [str(acme.members["Tom"].pk)]
    assert {row.member_id for row in Mention.objects.all()} == {acme.members["Max"].pk, acme.members["Tom"].pk}


def test_deleting_takes_the_words_and_leaves_the_answers(acme: World, quarter: Quarter) -> None:
    first = actions.comment(quarter.shops, by=acme.actor("Max"), body="Which shops?")
    actions.comment(quarter.shops, by=acme.actor("Cy"), body="The northern ones.", answers=first)
    with pytest.raises(Denied):
        actions.delete_comment(first, by=acme.actor("Ada"))
    actions.delete_comment(first, by=acme.actor("Max"))
    actions.delete_comment(first, by=acme.actor("Max"))
    assert Comment.objects.get(pk=first.pk).body == ""
    assert Comment.objects.standing().count() == 1
    assert len(told("comment.deleted")) == 1


def test_a_deleted_comment_can_neither_be_changed_nor_answered(acme: World, quarter: Quarter) -> None:
    first = actions.delete_comment(
        actions.comment(quarter.shops, by=acme.actor("Max"), body="Hm"), by=acme.actor("Max")
    )
    with pytest.raises(Refused):
        actions.edit_comment(first, by=acme.actor("Max"), body="Hm!")
    with pytest.raises(Refused):
        actions.comment(quarter.shops, by=acme.actor("Cy"), body="What?", answers=first)


def test_who_began_a_thread_and_who_may_edit_the_goal_settle_it(acme: World, quarter: Quarter) -> None:
    first = actions.comment(quarter.shops, by=acme.actor("Cy"), body="Is the target right?")
    answer = actions.comment(quarter.shops, by=acme.actor("Max"), body="Yes", answers=first)
    with pytest.raises(Denied):
        actions.settle(first, by=acme.actor("Olive"))
    with pytest.raises(Denied):
        actions.settle(answer, by=acme.actor("Max"))
    for name in ("Cy", "Max"):
        assert actions.settle(first, by=acme.actor(name)).resolved_by == acme.members["Cy"]
    assert len(told("comment.resolved")) == 1
    assert actions.take_up_again(first, by=acme.actor("Max")).resolved_at is None
    actions.take_up_again(first, by=acme.actor("Max"))
    assert len(told("comment.reopened")) == 1


def test_on_a_private_goal_only_who_may_see_it_is_told_of_being_named(acme: World, quarter: Quarter) -> None:
    """Spec okrs §2.6: comments follow the same list."""
    hidden = private(quarter.shops, acme.members["Cy"], by=acme.actor("Max"))
    actions.comment(hidden, by=acme.actor("Max"), body="@Cy and @Olive, look")
    assert told("comment.added")[0]["mentioned"] == [str(acme.members["Cy"].pk)]
    assert Mention.objects.count() == 1


def test_a_deleted_goal_takes_no_comment(acme: World, quarter: Quarter) -> None:
    goal_actions.delete(quarter.crew, by=acme.actor("Ada"))
    with pytest.raises(Refused):
        actions.comment(quarter.crew, by=acme.actor("Ada"), body="Too late")


def test_a_comment_lives_in_its_organisation_only(acme: World, quarter: Quarter) -> None:
    actions.comment(quarter.shops, by=acme.actor("Cy"), body="Ours")
    with tenancy.enter(acme.globex.pk):
        assert not Comment.objects.exists()
