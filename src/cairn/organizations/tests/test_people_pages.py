"""The list of people, inviting, and one person's account, in the browser (spec okrs §2.3)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.world import World

from cairn.organizations import actions
from cairn.organizations.models import Member, MemberState, TeamMember, TeamRole
from cairn.organizations.queries import filters

PEOPLE = "/o/acme/people"


def listed(world: World, query: str = "", by: str = "Ada") -> list[str]:
    return [row.name for row in world.client(by).get(PEOPLE + query).context["page"].rows]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?q=ma", ["Max"]),
        ("?q=acme+to", ["Tom"]),
        ("?role=admin", ["Ben"]),
        ("?type=observer", ["Olive"]),
        ("?state=deactivated", ["Cy"]),
        ("?q=zzz", []),
        ("?q=%00&page=99&role=nonsense&team=nonsense", ["Ada", "Ben", "Max", "Olive", "Tia", "Tom"]),
    ],
)
def test_the_list_is_searched_and_filtered(world: World, query: str, names: list[str]) -> None:
    with world.enter():
        actions.deactivate_member(world.members["Cy"], by=world.actor("Ada"))
    assert listed(world, query) == names


def test_among_very_many_teams_ones_own_and_the_one_asked_for_are_offered(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filters, "MOST_TEAMS", 3)
    product = world.teams["Product"].pk
    offered = {
        query: [label for _value, label in world.client("Max").get(PEOPLE + query).context["page"].filters[3].choices]
        for query in ("", f"?team={product}")
    }
    assert offered == {"": ["Company › Sales"], f"?team={product}": ["Company › Product", "Company › Sales"]}
    assert listed(world, f"?team={product}", by="Max") == ["Ben"]


def test_managers_see_who_reports_to_them(world: World) -> None:
    """okrs §2.3: the manager field drives the view of my direct reports."""
    assert listed(world, "?manager=me", by="Tom") == ["Max"]
    assert listed(world, "?manager=me", by="Max") == []
    assert len(listed(world, "?manager=somebody", by="Tom")) == len(listed(world))


def test_an_observer_is_marked_wherever_people_are_listed_and_may_be_a_manager(world: World) -> None:
    """okrs §2.3: a badge next to the name; observers may be members of teams, be managers and have one."""
    with world.enter():
        ada, olive = world.actor("Ada"), world.members["Olive"]
        actions.update_member(world.members["Cy"], by=ada, manager=olive)
        actions.update_member(olive, by=ada, manager=world.members["Max"])
        actions.change_team_members(world.teams["Sales"], by=ada, put_in={olive: TeamRole.MEMBER})
    assert listed(world, "?manager=me", by="Olive") == ["Cy"]
    for page in (f"{PEOPLE}?q=olive", f"/o/acme/teams/{world.teams['Sales'].pk}/members"):
        text = world.client("Cy").get(page).content.decode()
        assert text.count('<span class="tag">Observer</span>') == 1, page


def test_the_list_is_filtered_by_team(world: World) -> None:
    assert listed(world, f"?team={world.teams['Sales'].pk}") == ["Max", "Tia", "Tom"]


def test_a_longer_list_takes_no_more_queries_and_comes_in_pages(world: World) -> None:
    client = world.client("Ada")
    client.get(PEOPLE)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(PEOPLE)
    with world.enter():
        for number in range(60):
            actions.add_member(email=f"p{number}@acme.example", name=f"Person {number:02}", by=world.actor("Ada"))
    with CaptureQueriesContext(connection) as many:
        page = client.get(PEOPLE).context["page"]
    assert len(many) <= len(few) <= 15
    assert (len(page.rows), page.pages, page.total) == (50, 2, 67)


def test_members_are_offered_nothing_to_manage(world: World) -> None:
    page = world.client("Cy").get(PEOPLE).content.decode()
    assert "Invite people" not in page
    assert "/edit" not in page


def test_the_page_says_what_became_of_each_address(world: World) -> None:
    answer = world.client("Ada").post(
        PEOPLE + "/invite",
        {"emails": "nia@acme.example max@acme.example x", "role": "member", "account_type": "regular"},
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Invited." in page
    assert "Max is here already." in page
    assert "“x” is not an e-mail address." in page


def test_an_unknown_manager_is_said_at_the_field_and_nothing_is_lost(world: World) -> None:
    sent = {"emails": "nia@acme.example", "manager": "Nobody", "role": "member", "account_type": "regular"}
    answer = world.client("Ada").post(PEOPLE + "/invite", sent)
    assert answer.status_code == 422
    assert "Nobody here has this name or address." in answer.content.decode()
    assert "nia@acme.example" in answer.content.decode()
    with world.enter():
        assert not Member.objects.filter(email="nia@acme.example").exists()


@pytest.mark.parametrize("typed", ["Tom", "tom@acme.example", "Tom <tom@acme.example>", ""])
def test_a_person_field_takes_a_name_an_address_or_both(world: World, typed: str) -> None:
    sent = {"name": "Cy", "email": "cy@acme.example", "manager": typed}
    answer = world.client("Ada").post(f"{PEOPLE}/{world.members['Cy'].pk}/edit", sent)
    assert answer.status_code == 303
    assert world.member("Cy").manager_id == (world.members["Tom"].pk if typed else None)


def test_two_people_of_one_name_are_told_apart_by_address(world: World) -> None:
    with world.enter():
        actions.add_member(email="tom2@acme.example", name="Tom", by=world.actor("Ada"))
    sent = {"name": "Cy", "email": "cy@acme.example", "manager": "Tom"}
    answer = world.client("Ada").post(f"{PEOPLE}/{world.members['Cy'].pk}/edit", sent)
    assert answer.status_code == 422
    assert "Several people fit this" in answer.content.decode()


def test_suggestions_stay_inside_the_organisation(world: World) -> None:
    assert b"Tom &lt;tom@acme.example&gt;" in world.client("Cy").get(PEOPLE + "/options?for=x&x=to").content
    assert b"Mona" not in world.client("Cy").get(PEOPLE + "/options?for=x&x=mo").content


def test_role_and_account_type_change_together_in_the_right_order(world: World) -> None:
    address = f"{PEOPLE}/{world.members['Ben'].pk}/account"
    with world.enter():
        actions.set_team_members(world.teams["Product"], by=world.actor("Ada"), roles={world.members["Cy"]: "owner"})
    world.client("Ada").post(address, {"role": "member", "account_type": "observer"})
    assert (world.member("Ben").role, world.member("Ben").is_observer) == ("member", True)
    world.client("Ada").post(address, {"role": "admin", "account_type": "regular"})
    assert (world.member("Ben").role, world.member("Ben").is_observer) == ("admin", False)


def test_what_an_account_cannot_become_is_said_on_the_page(world: World) -> None:
    address = f"{PEOPLE}/{world.members['Tom'].pk}/account"
    answer = world.client("Ada").post(address, {"role": "member", "account_type": "observer"})
    assert answer.status_code == 422
    assert "leads the team" in answer.content.decode()


def in_teams(world: World, name: str) -> dict[str, str]:
    with world.enter():
        return dict(TeamMember.objects.filter(member=world.members[name]).values_list("team__name", "role"))


def test_the_teams_of_a_person_are_changed_on_their_page(world: World) -> None:
    """okrs §2.3: edit name, e-mail, teams."""
    ben, address = world.client("Ben"), f"{PEOPLE}/{world.members['Cy'].pk}/teams"
    north = str(world.teams["Sales North"].pk)
    assert ben.post(address, {"team": north, "role": "admin"}).status_code == 303
    assert in_teams(world, "Cy") == {"Sales North": "admin"}
    assert ben.post(address, {"team": north, "_method": "delete"}).status_code == 303
    assert in_teams(world, "Cy") == {}


@pytest.mark.parametrize(
    ("who", "sent", "status"),
    [
        ("Cy", {"team": "", "role": "member"}, 422),
        ("Cy", {"team": "no-team", "role": "member"}, 422),
        ("Cy", {"team": "{sales}", "role": "boss"}, 422),
        ("Olive", {"team": "{sales}", "role": "owner"}, 422),
        ("Cy", {"team": "no-team", "_method": "delete"}, 404),
        ("Cy", {"team": "{sales}", "_method": "delete"}, 404),
    ],
)
def test_what_makes_no_sense_puts_nobody_anywhere(world: World, who: str, sent: dict[str, str], status: int) -> None:
    data = {name: value.format(sales=world.teams["Sales"].pk) for name, value in sent.items()}
    answer = world.client("Ben").post(f"{PEOPLE}/{world.members[who].pk}/teams", data)
    assert answer.status_code == status
    assert in_teams(world, who) == {}


def test_a_member_puts_nobody_into_a_team_by_that_address(world: World) -> None:
    sent = {"team": str(world.teams["Sales"].pk), "role": "member"}
    assert world.client("Max").post(f"{PEOPLE}/{world.members['Cy'].pk}/teams", sent).status_code == 403
    out = {"team": str(world.teams["Sales"].pk), "_method": "delete"}
    assert world.client("Cy").post(f"{PEOPLE}/{world.members['Max'].pk}/teams", out).status_code == 403


def test_deactivating_and_reactivating_from_the_page(world: World) -> None:
    client, address = world.client("Ada"), f"{PEOPLE}/{world.members['Cy'].pk}/deactivation"
    assert client.post(address).status_code == 303
    assert world.member("Cy").state == MemberState.DEACTIVATED
    client.post(address, {"_method": "delete"})
    assert world.member("Cy").state == MemberState.ACTIVE


@pytest.mark.parametrize("noun", ["account", "deactivation", "invitation", "deletion"])
def test_a_member_changes_no_account(world: World, noun: str) -> None:
    address = f"{PEOPLE}/{world.members['Max'].pk}/{noun}"
    sent = {"role": "admin", "account_type": "regular"}
    assert world.client("Cy").post(address, sent).status_code == 403
    assert world.member("Max").role == "member"


def test_my_account_changes_what_is_mine(world: World) -> None:
    sent = {"name": "Cyrus", "title": "Analyst", "time_zone": "Europe/Vienna", "role": "owner", "email": "x@x.at"}
    world.client("Cy").post("/o/acme/account", sent)
    cy = world.member("Cy")
    assert (cy.name, cy.time_zone, cy.role, cy.email) == ("Cyrus", "Europe/Vienna", "member", "cy@acme.example")


def test_admins_decide_on_requests(world: World, client: Any) -> None:
    with world.enter():
        actions.update_organization(world.acme, by=world.actor("Ada"), join_policy="request")
    request = actions.request_to_join(organization=world.acme, user=world.user("Mona"), message="Let me in")
    page = world.client("Ben").get(PEOPLE + "/requests").content.decode()
    assert "Let me in" in page
    world.client("Ben").post(f"{PEOPLE}/requests/{request.pk}", {"accept": "yes"})
    assert world.client("Mona").get(PEOPLE).status_code == 200
