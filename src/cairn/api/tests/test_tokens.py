"""Making and revoking access tokens."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.world import World

from cairn.api.actions import create_token, revoke_token
from cairn.api.models import ApiToken
from cairn.core import clock
from cairn.core.errors import Denied, Refused
from cairn.core.models import Event
from cairn.organizations.actor import Actor, system


def test_a_token_is_kept_only_as_its_digest(acme: World) -> None:
    made = create_token(acme.members["Max"], by=acme.actor("Max"), name="Nightly export")
    assert made.secret.startswith("cairn_pat_")
    row = ApiToken.objects.get()
    assert made.secret not in str(row.__dict__)
    assert (len(row.digest), row.ending) == (64, made.secret[-4:])
    assert made.secret not in repr(made)


def test_a_token_reads_only_and_lasts_90_days_unless_said_otherwise(acme: World) -> None:
    token = create_token(acme.members["Max"], by=acme.actor("Max"), name="Reader").token
    assert token.scopes == ["okrs:read"]
    assert token.expires_at == clock.now() + timedelta(days=90)


def test_nobody_makes_a_token_for_somebody_else_not_even_the_owner(acme: World) -> None:
    with pytest.raises(Denied, match="themselves"):
        create_token(acme.members["Max"], by=acme.actor("Ada"), name="Max's")


def test_the_command_line_makes_one_for_anybody(acme: World) -> None:
    assert create_token(acme.members["Max"], by=system(), name="Robot", scopes=["okrs:write"]).token.scopes == [
        "okrs:read",
        "okrs:write",
    ]


def test_a_token_cannot_make_a_longer_reaching_one(acme: World) -> None:
    by_token = Actor(member=acme.member("Max"), scopes=frozenset({"okrs:read"}))
    with pytest.raises(Denied):
        create_token(acme.members["Max"], by=by_token, name="More", scopes=["okrs:write"])


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": "bell\x07"}, "name"),
        ({"days": 0}, "days"),
        ({"days": 367}, "days"),
        ({"scopes": ["admin"]}, "scopes"),
    ],
)
def test_odd_wishes_are_refused_at_the_field(acme: World, given: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        create_token(acme.members["Max"], by=acme.actor("Max"), **{"name": "Script", **given})  # type: ignore[arg-type]
    assert refusal.value.field == field


def test_revoking_is_for_its_person_and_for_admins_and_happens_once(acme: World) -> None:
    token = create_token(acme.members["Max"], by=acme.actor("Max"), name="Script").token
    with pytest.raises(Denied):
        revoke_token(token, by=acme.actor("Cy"))
    revoked_at = revoke_token(token, by=acme.actor("Ada")).revoked_at
    assert revoked_at is not None
    assert revoke_token(token, by=acme.actor("Max")).revoked_at == revoked_at
    kinds = list(Event.objects.filter(subject_id=token.pk).order_by("pk").values_list("kind", flat=True))
    assert kinds == ["api_token.created", "api_token.revoked"]
