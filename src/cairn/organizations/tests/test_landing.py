"""The front door, and the pages before an organisation is entered (spec okrs §2.1)."""

from __future__ import annotations

from django.test import Client
from tests.world import World

from cairn.organizations import actions
from cairn.organizations.models import JoinPolicy, JoinRequest, Member, Organization


def alone(email: str = "nia@acme.example", verified: bool = True) -> Client:
    client = Client()
    client.force_login(actions.open_sign_in(email=email, name="Nia", verified=verified))
    return client


def opened(world: World, policy: str) -> None:
    with world.enter():
        actions.update_organization(
            world.acme, by=world.actor("Ada"), join_policy=policy, email_domains=["acme.example"]
        )


def test_strangers_come_to_the_sign_in_page(db: None) -> None:
    assert Client().get("/")["Location"] == "/accounts/login/"


def test_members_come_home(world: World) -> None:
    assert world.client("Max").get("/")["Location"] == "/o/acme/"


def test_the_organisation_joined_first_is_home(world: World) -> None:
    with world.enter(world.globex):
        actions.add_member(email="max@acme.example", name="Max", by=world.actor("Mallory"), user=world.user("Max"))
    assert world.client("Max").get("/")["Location"] == "/o/acme/"
    page = world.client("Max").get("/organizations").content.decode()
    assert "Acme" in page
    assert "Globex" in page


def test_who_is_nowhere_chooses_what_to_begin_with(world: World) -> None:
    client = alone()
    assert client.get("/")["Location"] == "/organizations"
    page = client.get("/organizations").content.decode()
    assert "Create an organisation" in page
    assert "Acme" not in page


def test_creating_an_organisation_leads_into_it(db: None) -> None:
    client = alone()
    answer = client.post(
        "/organizations/new", {"name": "Nia & Söhne", "time_zone": "Europe/Vienna", "join_policy": "invitation"}
    )
    assert (answer.status_code, answer["Location"]) == (303, "/o/nia-sohne/")
    assert client.get("/o/nia-sohne/people").status_code == 200


def test_a_taken_address_is_said_at_its_field_and_nothing_is_lost(world: World) -> None:
    answer = alone().post(
        "/organizations/new", {"name": "Mine", "slug": "acme", "time_zone": "UTC", "join_policy": "open"}
    )
    assert answer.status_code == 422
    assert "This address is taken" in answer.content.decode()
    assert 'value="Mine"' in answer.content.decode()
    assert Organization.objects.count() == 2


def test_organisations_open_to_my_domain_are_offered_and_one_click_joins(world: World) -> None:
    opened(world, JoinPolicy.OPEN)
    client = alone()
    assert "Acme" in client.get("/organizations").content.decode()
    assert client.post("/organizations/join", {"slug": "acme"})["Location"] == "/o/acme/"
    with world.enter():
        assert Member.objects.filter(email="nia@acme.example").exists()


def test_an_unconfirmed_address_is_offered_nothing(world: World) -> None:
    opened(world, JoinPolicy.OPEN)
    assert "Acme" not in alone(verified=False).get("/organizations").content.decode()


def test_asking_an_organisation_that_is_not_there_reads_like_asking_one_that_is(world: World) -> None:
    opened(world, JoinPolicy.REQUEST)
    client, pages = alone(), []
    for slug in ("acme", "globex", "nowhere"):
        answer = client.post("/organizations/join", {"slug": slug}, follow=True)
        pages.append([str(message) for message in answer.context["messages"]])
    assert pages[0] == pages[1] == pages[2] != []
    with world.enter():
        assert JoinRequest.objects.count() == 1
