"""Every page of organisations and planning opens for an owner, and for nobody of another organisation."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cairn.planning.models import Period
from tests.world import World

PLAIN = [
    "organizations:people",
    "organizations:invite",
    "organizations:join_requests",
    "organizations:teams",
    "organizations:team_new",
    "organizations:settings",
    "organizations:terminology",
    "organizations:account",
    "planning:periods",
    "planning:period_new",
    "planning:season",
]
OF_SOMEBODY = ["organizations:person_edit", "organizations:person_deletion"]
OF_A_TEAM = ["organizations:team_edit", "organizations:team_members", "organizations:team_deletion"]
OF_A_PERIOD = ["planning:period_edit", "planning:period_deletion"]


def addresses(world: World) -> list[str]:
    at = {"slug": "acme"}
    with world.enter():
        period = Period.objects.first()
    found = [reverse(name, kwargs=at) for name in PLAIN]
    found += [reverse(name, kwargs=at | {"member_id": world.members["Max"].pk}) for name in OF_SOMEBODY]
    found += [reverse(name, kwargs=at | {"team_id": world.teams["Sales"].pk}) for name in OF_A_TEAM]
    return found + [reverse(name, kwargs=at | {"period_id": period.pk}) for name in OF_A_PERIOD]


def test_every_page_opens_for_the_owner(world: World) -> None:
    client = world.client("Ada")
    for address in addresses(world):
        response = client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        assert b'style="' not in response.content


def test_nobody_of_another_organisation_finds_any_page(world: World) -> None:
    client = world.client("Mallory")
    for address in addresses(world):
        assert client.get(address).status_code == 404, address
        assert client.post(address).status_code == 404, address


def test_strangers_are_asked_to_sign_in(world: World) -> None:
    for address in addresses(world):
        response = world.client().get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("name", ["Cy", "Olive"])
def test_members_and_observers_are_told_who_can_help(world: World, name: str) -> None:
    refused = world.client(name).get("/o/acme/settings")
    assert refused.status_code == 403
    assert "Ada" in refused.content.decode()


def test_ids_of_another_organisation_do_not_exist_here(world: World) -> None:
    ada, mona = world.client("Ada"), world.members["Mona"].pk
    for page in ("edit", "deletion"):
        assert ada.get(f"/o/acme/people/{mona}/{page}").status_code == 404
    for noun in ("account", "deactivation", "invitation", "deletion"):
        assert ada.post(f"/o/acme/people/{mona}/{noun}").status_code == 404
