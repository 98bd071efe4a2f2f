"""Updates: posted, read, changed by their author only, without anything private (spec okrs §20, broadcast)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.world import World

from cairn.conversations import actions
from cairn.conversations.actions.post import Wanted
from cairn.conversations.models import Update, UpdateGoal, UpdateReader
from cairn.core.errors import Denied, Refused
from cairn.core.models import Event
from cairn.goals import actions as goal_actions
from cairn.goals.models import Entity, Goal
from cairn.goals.queries.tree import Place
from cairn.goals.tests.quarter import Quarter

COMPANY = Place(Entity.ORGANIZATION)


def post(acme: World, by: str = "Cy", place: Place = COMPANY, **wanted: Any) -> Update:
    return actions.post_update(place, Wanted(**{"title": "Half-time", **wanted}), by=acme.actor(by))


def test_the_picture_keeps_the_numbers_of_the_day(acme: World, quarter: Quarter) -> None:
    goal_actions.check_in(quarter.shops, by=acme.actor("Max"), value=Decimal(4), status="behind")
    made = post(acme, goals=[quarter.fresh(quarter.shops)])
    goal_actions.check_in(quarter.shops, by=acme.actor("Max"), value=Decimal(9))
    (kept,) = UpdateGoal.objects.filter(update=made)
    assert (kept.value, kept.progress, kept.status) == (4, 40, "behind")
    page = acme.client("Olive").get(f"/o/acme/updates/{made.pk}").content.decode()
    assert "Open ten shops" in page
    assert "Behind" in page


def test_progress_is_written_as_in_the_lists(acme: World, quarter: Quarter) -> None:
    """Spec okrs §5.8: what is counted in percent is rounded alike wherever it stands."""
    goal_actions.check_in(quarter.crew, by=acme.actor("Tom"), value=Decimal("78.05"))
    made = post(acme, goals=[quarter.fresh(quarter.crew)])
    page = acme.client("Olive").get(f"/o/acme/updates/{made.pk}").content.decode()
    assert '<td class="is-number">78\u00a0%</td>' in page


def test_private_goals_are_left_out_in_silence_even_for_who_may_see_them(acme: World, quarter: Quarter) -> None:
    Goal.objects.filter(pk=quarter.shops.pk).update(privacy="listed")
    made = post(acme, by="Max", goals=[quarter.fresh(quarter.shops), quarter.crew])
    assert [row.goal_id for row in made.goals.all()] == [quarter.crew.pk]


def test_what_became_private_since_is_no_longer_in_the_picture(acme: World, quarter: Quarter) -> None:
    made = post(acme, by="Max", goals=[quarter.shops])
    Goal.objects.filter(pk=quarter.shops.pk).update(privacy="listed")
    for name in ("Max", "Cy"):
        assert "Open ten shops" not in acme.client(name).get(f"/o/acme/updates/{made.pk}").content.decode()


def test_an_update_is_recorded_without_its_words(acme: World, quarter: Quarter) -> None:
    made = post(acme, title="Secret title", body="Secret body, @Max", readers=[acme.members["Tom"]])
    data = Event.objects.get(kind="update.posted").data
    assert data["update_id"] == str(made.pk)
    assert data["mentioned"] == [str(acme.members["Max"].pk)]
    assert "Secret" not in str(data)
    assert [row.member_id for row in UpdateReader.objects.all()] == [acme.members["Tom"].pk]


def test_observers_do_not_post(acme: World, quarter: Quarter) -> None:
    with pytest.raises(Denied):
        post(acme, by="Olive")
    assert acme.client("Olive").get("/o/acme/company/updates/new").status_code == 403


@pytest.mark.parametrize(
    "wanted", [{"title": "  "}, {"title": "x" * 201}, {"body": "x" * 10_001}, {"title": "a\x00"}]
)
def test_odd_words_are_refused(acme: World, quarter: Quarter, wanted: dict[str, str]) -> None:
    with pytest.raises(Refused):
        post(acme, **wanted)
    assert not Update.objects.exists()


def test_only_its_author_changes_or_deletes_it(acme: World, quarter: Quarter) -> None:
    made = post(acme, by="Cy")
    for name in ("Ada", "Max"):
        with pytest.raises(Denied):
            actions.edit_update(made, by=acme.actor(name), title="Mine", body="")
        with pytest.raises(Denied):
            actions.delete_update(made, by=acme.actor(name))
    edited = actions.edit_update(made, by=acme.actor("Cy"), title="Half-time!", body="")
    assert edited.edited_at is not None
    assert actions.edit_update(made, by=acme.actor("Cy"), title="Half-time!", body="").edited_at == edited.edited_at
    for _twice in range(2):
        actions.delete_update(made, by=acme.actor("Cy"))
    assert Event.objects.filter(kind="update.deleted").count() == 1
    assert acme.client("Cy").get(f"/o/acme/updates/{made.pk}").status_code == 404


def test_one_posts_on_the_page_without_a_script(acme: World, quarter: Quarter) -> None:
    path = f"/o/acme/teams/{acme.teams['Sales'].pk}/updates"
    client = acme.client("Max")
    assert "Open ten shops" in client.get(f"{path}/new").content.decode()
    response = client.post(
        f"{path}/new",
        {"title": "Ten shops", "body": "On *time*", "goals": [str(quarter.shops.pk)], "audience": "everybody"},
    )
    made = Update.objects.get()
    assert (response.status_code, made.team_id) == (303, acme.teams["Sales"].pk)
    listed = client.get(path).content.decode()
    assert "Ten shops" in listed
    assert "<em>time</em>" in listed
    assert "Ten shops" not in client.get("/o/acme/company/updates").content.decode()


def test_a_form_with_a_fault_keeps_what_was_typed(acme: World, quarter: Quarter) -> None:
    response = acme.client("Max").post(
        "/o/acme/company/updates/new", {"title": "", "body": "My words", "audience": "chosen", "goals": ["odd"]}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "My words" in page
    assert "Choose whom to tell." in page


def test_chosen_teams_are_their_people_each_once(acme: World, quarter: Quarter) -> None:
    acme.client("Cy").post(
        "/o/acme/company/updates/new",
        {
            "title": "For Sales",
            "audience": "chosen",
            "readers": [str(acme.members["Max"].pk)],
            "reader_teams": [str(acme.teams["Sales"].pk)],
        },
    )
    told = {row.member.name for row in UpdateReader.objects.select_related("member")}
    assert told == {"Max", "Tia", "Tom"}


def test_everybody_reads_reacts_and_comments(acme: World, quarter: Quarter) -> None:
    made = post(acme)
    client = acme.client("Olive")
    assert client.post(f"/o/acme/updates/{made.pk}/comments", {"body": "Well done"}).status_code == 303
    assert client.post(f"/o/acme/updates/{made.pk}/reactions", {"kind": "celebrate"}).status_code == 303
    page = client.get(f"/o/acme/updates/{made.pk}").content.decode()
    assert "Well done" in page
    assert client.post(f"/o/acme/updates/{made.pk}/comments", {"body": " "}).status_code == 422


def test_the_list_goes_on_where_a_page_ended(acme: World, quarter: Quarter) -> None:
    for number in range(23):
        post(acme, title=f"Update number {number:02}")
    client = acme.client("Cy")
    first = client.get("/o/acme/company/updates").content.decode()
    assert "number 22" in first
    assert "number 01" not in first
    older = first.partition('href="?before=')[2].partition('"')[0]
    assert "number 01" in client.get(f"/o/acme/company/updates?before={older}").content.decode()
    assert client.get("/o/acme/company/updates?before=odd").status_code == 200
