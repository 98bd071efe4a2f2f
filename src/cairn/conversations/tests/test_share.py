"""Sharing a goal with members (spec okrs §15.3, §20)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from tests.world import World

from cairn.conversations import actions
from cairn.conversations.actions.post import Wanted, post_update
from cairn.conversations.models import Share
from cairn.core.errors import Denied, Refused
from cairn.core.models import Event
from cairn.goals import actions as goals
from cairn.goals.models import CheckIn, Entity, Goal
from cairn.goals.queries.tree import Place
from cairn.goals.tests.quarter import NOON, Quarter


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


def test_lists_check_ins_and_updates_have_links_to_copy(acme: World, quarter: Quarter) -> None:
    """okrs §20: the list as it is filtered, one check-in, one update."""
    max_ = acme.client("Max")
    for number in range(3):
        at = NOON - timedelta(days=9 - number)
        goals.check_in(quarter.shops, by=acme.actor("Max"), value=Decimal(number), note=f"Shop {number}.", at=at)
    first = CheckIn.objects.filter(goal=quarter.shops).earliest("at")
    update = post_update(Place(Entity.ORGANIZATION), Wanted(title="Half-time"), by=acme.actor("Max"))
    listed = max_.get("/o/acme/company?view=list").content.decode()
    assert '<a href="/o/acme/company?view=list" data-copy>' in listed
    assert f'<a href="/o/acme/updates/{update.pk}" data-copy>' in max_.get("/o/acme/company/updates").content.decode()
    link = f"/o/acme/check-ins/{first.pk}/link"
    assert f'<a href="{link}" data-copy>' in max_.get(f"/o/acme/goals/{quarter.shops.pk}/stream").content.decode()
    place = max_.get(link)["Location"]
    assert place.endswith(f"#check-in-{first.pk}")
    page = max_.get(place.partition("#")[0]).content.decode()
    assert f'id="check-in-{first.pk}"' in page
    assert "Shop 1." not in page  # the stream begins with it
    goals.edit(quarter.shops, {"privacy": "listed"}, by=acme.actor("Max"))
    assert acme.client("Cy").get(link).status_code == 404
