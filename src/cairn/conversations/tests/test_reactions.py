"""Likes and other reactions (spec okrs §20)."""

from __future__ import annotations

from typing import Any

import pytest
from tests.world import World

from cairn.conversations import actions
from cairn.conversations.models import Reaction
from cairn.conversations.queries.said import reactions_on
from cairn.core.errors import Refused
from cairn.core.models import Event
from cairn.goals import actions as goal_actions
from cairn.goals.tests.quarter import Quarter


def things(acme: World, quarter: Quarter) -> dict[str, Any]:
    check_in = goal_actions.check_in(quarter.shops, by=acme.actor("Max"), note="Two opened.").check_in
    comment = actions.comment(quarter.shops, by=acme.actor("Max"), body="Two!")
    return {"goal": quarter.shops, "check_in": check_in, "comment": comment}


@pytest.mark.parametrize("name", ["goal", "check_in", "comment"])
def test_a_reaction_counts_once_a_person_and_is_taken_back(acme: World, quarter: Quarter, name: str) -> None:
    thing = things(acme, quarter)[name]
    for who in ("Olive", "Cy", "Cy"):
        actions.react(thing, "like", by=acme.actor(who))
    (like,) = [mark for mark in reactions_on(name, thing.pk, acme.actor("Cy")).given if mark.count]
    assert (like.kind, like.names, like.is_mine) == ("like", ("Olive", "Cy"), True)
    assert Event.objects.filter(kind="reaction.added").count() == 2
    for _twice in range(2):
        actions.take_reaction_back(thing, "like", by=acme.actor("Cy"))
    assert [row.member.name for row in Reaction.objects.all()] == ["Olive"]
    assert Event.objects.filter(kind="reaction.removed").count() == 1


def test_one_may_say_several_things_but_only_those_there_are(acme: World, quarter: Quarter) -> None:
    actions.react(quarter.shops, "like", by=acme.actor("Cy"))
    actions.react(quarter.shops, "celebrate", by=acme.actor("Cy"))
    with pytest.raises(Refused):
        actions.react(quarter.shops, "sneer", by=acme.actor("Cy"))
    assert Reaction.objects.count() == 2


def test_who_may_not_see_a_goal_cannot_react(acme: World, quarter: Quarter) -> None:
    comment = things(acme, quarter)["comment"]
    type(quarter.shops).objects.filter(pk=quarter.shops.pk).update(privacy="listed")
    for path in (f"goals/{quarter.shops.pk}", f"comments/{comment.pk}"):
        assert acme.client("Cy").post(f"/o/acme/{path}/reactions", {"kind": "like"}).status_code == 404
    assert not Reaction.objects.exists()


def test_the_page_gives_and_takes_with_and_without_a_script(acme: World, quarter: Quarter) -> None:
    client, path = acme.client("Cy"), f"/o/acme/goals/{quarter.shops.pk}/reactions"
    assert client.post(path, {"kind": "like"}).status_code == 303
    part = client.post(path, {"kind": "like", "_method": "delete"}, headers={"HX-Request": "true"})
    assert 'aria-pressed="false"' in part.content.decode()
    assert not Reaction.objects.exists()
    assert client.post(path, {"kind": "\x00"}).status_code == 422
