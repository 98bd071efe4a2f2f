"""The page of one's own access tokens."""

from __future__ import annotations

import re

import pytest
from tests.world import World

from cairn.api.actions import create_token
from cairn.api.models import ApiToken
from cairn.api.queries.tokens import tokens_of
from cairn.api.tests.conftest import Program
from cairn.core.models import IdempotencyKey

PAGE = "/o/acme/account/tokens"
FORM = {"name": "Nightly export", "scopes": ["checkins:write"], "days": "30"}


def test_a_new_token_is_shown_once_and_works(world: World) -> None:
    client = world.client("Max")
    made = client.post(PAGE, FORM)
    assert made.status_code == 201
    [secret] = re.findall(r'value="(cairn_pat_[\w-]+)"', made.content.decode())
    assert Program(secret).get("/me")["token"]["scopes"] == ["okrs:read", "checkins:write"]
    assert "no-store" in made["Cache-Control"]
    again = client.get(PAGE).content.decode()
    assert secret not in again
    assert f"cairn_pat_…{secret[-4:]}" in again
    assert "Nightly export" in again
    with world.enter():
        assert not IdempotencyKey.objects.exists(), "a kept answer would keep the token readable"


@pytest.mark.parametrize("wrong", [{"name": ""}, {"days": "0"}, {"days": "400"}, {"scopes": ["everything"]}])
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(world: World, wrong: dict[str, object]) -> None:
    answer = world.client("Max").post(PAGE, {**FORM, **wrong})
    assert answer.status_code == 422
    assert "name" in wrong or "Nightly export" in answer.content.decode()
    with world.enter():
        assert not ApiToken.objects.exists()


def test_revoking_ends_it_at_once(world: World) -> None:
    with world.enter():
        made = create_token(world.members["Max"], by=world.actor("Max"), name="Script")
    answer = world.client("Max").post(f"{PAGE}/{made.token.pk}/revocation")
    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    assert Program(made.secret).get("/me").status == 401
    with world.enter():
        assert tokens_of(world.member("Max")) == []


@pytest.mark.parametrize("name", ["Ada", "Cy", "Mallory"])
def test_the_tokens_of_others_are_not_there(world: World, name: str) -> None:
    with world.enter():
        made = create_token(world.members["Max"], by=world.actor("Max"), name="Script")
    client = world.client(name)
    assert client.post(f"{PAGE}/{made.token.pk}/revocation").status_code == 404
    page = client.get(PAGE)
    assert page.status_code == (404 if name == "Mallory" else 200)
    assert "Script" not in page.content.decode()
    assert Program(made.secret).get("/me").status == 200


def test_a_stranger_signs_in_first(world: World) -> None:
    assert world.client().get(PAGE).status_code == 302


def test_it_can_be_copied_by_a_button_that_waits_for_a_script(world: World) -> None:
    """integrations: a token is shown once; without a clipboard there is no button that would do nothing."""
    made = world.client("Max").post(PAGE, FORM).content.decode()
    assert re.search(r'<cairn-copy for="secret" data-copied="The token is copied\." hidden>', made)
    assert "cairn-copy" not in world.client("Max").get(PAGE).content.decode()
