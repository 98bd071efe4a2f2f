"""Sharing a goal with members (spec okrs §15.3, §20)."""

from __future__ import annotations

import pytest
from tests.world import World

from cairn.conversations import actions
from cairn.conversations.models import Share
from cairn.core.errors import Denied, Refused
from cairn.core.models import Event
from cairn.goals.models import Goal
from cairn.goals.tests.quarter import Quarter


def test_sharing_tells_by_ids_whom_and_never_the_note(acme: World, quarter: Quarter) -> None:
    tom = acme.members["Tom"]
    made = actions.share(quarter.shops, by=acme.actor("Cy"), to=[tom, tom], note="Have a look")
    data = Event.objects.get(kind="goal.shared").data
    assert (data["to"], data["share_id"]) == ([str(tom.pk)], str(made.pk))
    assert "look" not in str(data)
    assert Share.objects.get().note == "Have a look"


def test_who_may_not_see_a_private_goal_is_refused_by_name_to_who_may(acme: World, quarter: Quarter) -> None:
    Goal.objects.filter(pk=quarter.shops.pk).update(privacy="listed")
    with pytest.raises(Refused) as refusal:
        actions.share(quarter.shops, by=acme.actor("Max"), to=[acme.members["Tom"], acme.members["Cy"]])
    assert "Cy" in refusal.value.sentence
    assert refusal.value.field == "people"
    assert not Share.objects.exists()


def test_observers_copy_the_link_instead(acme: World, quarter: Quarter) -> None:
    with pytest.raises(Denied):
        actions.share(quarter.shops, by=acme.actor("Olive"), to=[acme.members["Tom"]])
    menu = acme.client("Olive").get(f"/o/acme/goals/{quarter.shops.pk}/menu").content.decode()
    assert "Copy the link" in menu
    assert "Share…" not in menu


def test_the_form_shares_and_keeps_what_was_typed(acme: World, quarter: Quarter) -> None:
    path, client = f"/o/acme/goals/{quarter.shops.pk}/share", acme.client("Cy")
    assert f"/o/acme/goals/{quarter.shops.pk}" in client.get(path).content.decode()
    refused = client.post(path, {"note": "Have a look"})
    assert refused.status_code == 422
    assert "Have a look" in refused.content.decode()
    assert "Choose at least one person." in refused.content.decode()
    response = client.post(path, {"people": [str(acme.members["Tom"].pk)], "note": "Have a look"})
    assert response.status_code == 303
    assert Share.objects.count() == 1
