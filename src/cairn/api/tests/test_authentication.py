"""Who gets in: the Bearer token decides organisation, person and reach."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.world import World

from cairn.api.actions import create_token, revoke_token
from cairn.api.models import ApiToken
from cairn.api.tests.conftest import NOW, Program
from cairn.core import clock
from cairn.core.models import Event
from cairn.organizations import actions as organizing

Call = Callable[..., Program]


def test_me_says_who_the_token_acts_as(program: Call, world: World) -> None:
    me = program("Max", "checkins:write").get("/me")
    assert me.status == 200
    assert (me["name"], me["role"], me["organization"]["slug"]) == ("Max", "member", "acme")
    assert me["token"]["scopes"] == ["okrs:read", "checkins:write"]
    assert me["manager"] == str(world.members["Tom"].pk)


@pytest.mark.parametrize("secret", ["", "cairn_pat_wrong", "cairn_pat_" + "x" * 5000, "ü"])
def test_without_a_valid_token_nothing_is_there(db: None, secret: str) -> None:
    answer = Program(secret).get("/me")
    assert (answer.status, answer["type"]) == (401, "urn:cairn:problem:unauthorized")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_session_is_no_token(world: World) -> None:
    assert world.client("Ada").get("/api/v1/me").status_code == 401


def test_a_revoked_token_opens_nothing_any_more(world: World) -> None:
    with world.enter():
        made = create_token(world.members["Max"], by=world.actor("Max"), name="Script")
        assert Program(made.secret).get("/me").status == 200
        revoke_token(made.token, by=world.actor("Max"))
    assert Program(made.secret).get("/me").status == 401


def test_an_expired_token_opens_nothing_any_more(program: Call) -> None:
    max_ = program("Max")
    with clock.at(NOW + timedelta(days=89, hours=23)):
        assert max_.get("/me").status == 200
    with clock.at(NOW + timedelta(days=90)):
        assert max_.get("/me").status == 401


def test_the_token_of_somebody_deactivated_opens_nothing(program: Call, world: World) -> None:
    cy = program("Cy")
    with world.enter():
        organizing.deactivate_member(world.member("Cy"), by=world.actor("Ada"))
    assert cy.get("/me").status == 401


def test_a_reading_token_may_not_write_whoever_its_person_is(program: Call, objective: dict[str, Any]) -> None:
    answer = program("Ada", "okrs:read").post("/goals", objective)
    assert (answer.status, answer["type"]) == (403, "urn:cairn:problem:denied")
    assert "okrs:write" in answer["detail"]


def test_scopes_do_not_reach_into_each_other(program: Call, objective: dict[str, Any]) -> None:
    made = program("Ada").post("/goals", objective)
    assert program("Ada", "okrs:write").post(f"/goals/{made['id']}/check-ins", {"value": 1}).status == 403
    assert program("Ada", "checkins:write").patch(f"/goals/{made['id']}", {"title": "New"}).status == 403
    assert program("Ada", "okrs:write").post("/teams", {"name": "New"}).status == 403


def test_what_is_done_says_that_it_came_through_the_api(
    program: Call, objective: dict[str, Any], world: World
) -> None:
    made = program("Ada").post("/goals", objective)
    with world.enter():
        event = Event.objects.get(subject_id=made["id"])
        assert (event.via, event.actor_id) == ("api", world.members["Ada"].pk)


def test_last_use_is_noted_once_a_minute(program: Call, world: World) -> None:
    max_ = program("Max")
    for seconds in (0, 30, 61):
        with clock.at(NOW + timedelta(seconds=seconds)):
            max_.get("/me")
            with world.enter():
                token = ApiToken.objects.get()
                assert token.last_used_at == NOW + timedelta(seconds=61 if seconds == 61 else 0)
                assert token.last_used_ip == "127.0.0.1"
