"""Bookmarks of teams and people, and the rail entry that comes with the first (spec okrs §20)."""

from __future__ import annotations

import pytest
from tests.world import World

from cairn.conversations import actions
from cairn.conversations.actions.bookmark import MOST
from cairn.conversations.queries.bookmarks import bookmarks_of
from cairn.core.errors import Refused
from cairn.organizations import actions as people_actions
from cairn.organizations.models import Member


def names(acme: World, who: str = "Cy") -> list[str]:
    return [(each.team or each.person).name for each in bookmarks_of(acme.actor(who))]


def test_teams_and_people_are_kept_in_order_each_once_and_for_oneself_only(acme: World) -> None:
    for _twice in range(2):
        actions.bookmark(acme.team("Sales"), by=acme.actor("Cy"))
    actions.bookmark(acme.member("Max"), by=acme.actor("Cy"))
    assert names(acme) == ["Sales", "Max"]
    assert names(acme, "Max") == []
    for _twice in range(2):
        actions.forget_bookmark(acme.team("Sales"), by=acme.actor("Cy"))
    assert names(acme) == ["Max"]


def test_other_preferences_stay_as_they_are(acme: World) -> None:
    Member.objects.filter(name="Cy").update(preferences={"digest": "weekly"})
    actions.bookmark(acme.team("Sales"), by=acme.actor("Cy"))
    assert acme.member("Cy").preferences["digest"] == "weekly"


def test_what_is_gone_is_no_longer_listed(acme: World) -> None:
    actions.bookmark(acme.team("Sales North"), by=acme.actor("Cy"))
    people_actions.archive_team(acme.team("Sales North"), by=acme.actor("Ada"))
    assert names(acme) == []


def test_there_is_an_end_to_them(acme: World) -> None:
    entries = [["team", f"01900000-0000-7000-8000-{number:012}"] for number in range(MOST)]
    Member.objects.filter(name="Cy").update(preferences={"bookmarks": entries})
    with pytest.raises(Refused):
        actions.bookmark(acme.team("Sales"), by=acme.actor("Cy"))


def test_the_rail_has_an_entry_once_there_is_one(acme: World) -> None:
    client, team = acme.client("Cy"), str(acme.teams["Sales"].pk)
    assert "/o/acme/bookmarks" not in client.get("/o/acme/people").content.decode()
    assert client.post("/o/acme/bookmarks", {"team": team}).status_code == 303
    assert "/o/acme/bookmarks" in client.get("/o/acme/people").content.decode()
    assert "Remove the bookmark" in client.get(f"/o/acme/teams/{team}").content.decode()
    client.post("/o/acme/bookmarks", {"team": team, "_method": "delete"})
    assert "No bookmarks yet" in client.get("/o/acme/bookmarks").content.decode()


@pytest.mark.parametrize(
    ("body", "status"), [({}, 422), ({"team": "odd"}, 404), ({"person": "01900000-0000-7000-8000-000000000000"}, 404)]
)
def test_odd_bookmarks_are_refused(acme: World, body: dict[str, str], status: int) -> None:
    assert acme.client("Cy").post("/o/acme/bookmarks", body).status_code == status
