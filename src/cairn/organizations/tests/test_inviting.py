"""Invite people, several at once (spec okrs §2.3)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from tests.world import World

from cairn.core import clock, events, limits
from cairn.core.errors import Denied, Refused, TooOften
from cairn.organizations import actions
from cairn.organizations.actions.invite import LETTERS_PER_DAY, Result, split
from cairn.organizations.models import AccountType, Invitation, InvitePolicy, Member, MemberState, Role
from cairn.organizations.tokens import digest, token_for


def invite(acme: World, emails: str, by: str = "Ada", **more: Any) -> list[actions.Outcome]:
    return actions.invite(acme.acme, by=acme.actor(by), emails=emails, **more)


def results(outcomes: list[actions.Outcome]) -> dict[str, Result]:
    return {outcome.email: outcome.result for outcome in outcomes}


def test_addresses_may_be_separated_in_any_usual_way() -> None:
    assert split("a@x.at; B@x.at,c@x.at\n d@x.at a@x.at") == ["a@x.at", "b@x.at", "c@x.at", "d@x.at"]


def test_the_invited_are_pending_members_at_once(acme: World) -> None:
    assert results(invite(acme, "nia@acme.example")) == {"nia@acme.example": Result.INVITED}
    member = Member.objects.get(email="nia@acme.example")
    assert (member.state, member.user, member.role) == (MemberState.PENDING, None, Role.MEMBER)


def test_every_address_has_its_own_outcome(acme: World) -> None:
    actions.deactivate_member(acme.members["Cy"], by=acme.actor("Ada"))
    invite(acme, "nia@acme.example")
    assert results(invite(acme, "nia@acme.example max@acme.example cy@acme.example nonsense")) == {
        "nia@acme.example": Result.SENT_AGAIN,
        "max@acme.example": Result.IS_MEMBER,
        "cy@acme.example": Result.IS_DEACTIVATED,
        "nonsense": Result.NOT_AN_ADDRESS,
    }


def test_teams_and_manager_come_with_the_invitation(acme: World) -> None:
    invite(acme, "nia@acme.example", teams=[acme.teams["Sales"]], manager=acme.members["Tom"])
    member = Member.objects.get(email="nia@acme.example")
    assert member.manager == acme.members["Tom"]
    assert [row.team for row in member.team_memberships.all()] == [acme.teams["Sales"]]


def test_the_letter_goes_out_after_the_event_and_its_link_is_kept_as_a_digest_only(
    acme: World, mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        invite(acme, "nia@acme.example")
    (letter,) = [letter for letter in mailoutbox if letter.to == ["nia@acme.example"]]
    for words in (letter.body, letter.alternatives[0][0]):
        assert "The invitation is for nia@acme.example and holds until" in words
    token = token_for(Invitation.objects.get())
    assert f"/invitations/{token}" in letter.body
    assert f"/invitations/{token}" in letter.alternatives[0][0]
    assert "Ada invites you to Acme" in letter.body
    assert Invitation.objects.get().token_digest == digest(token) != token


def test_an_invitation_that_is_sent_again_is_a_letter_again(
    acme: World, mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: Any
) -> None:
    """okrs §15.4 row 11: invitation, and resent."""
    with django_capture_on_commit_callbacks(execute=True):
        (outcome,) = invite(acme, "nia@acme.example")
    assert outcome.member is not None
    with django_capture_on_commit_callbacks(execute=True):
        actions.resend_invitation(outcome.member, by=acme.actor("Ada"))
    first, again = (str(letter.body) for letter in mailoutbox)
    assert first.split("/invitations/")[1].split()[0] == again.split("/invitations/")[1].split()[0]


def test_delivering_the_event_again_sends_no_second_letter(
    acme: World, mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        invite(acme, "nia@acme.example")
    with clock.at(clock.now() + timedelta(hours=1)), django_capture_on_commit_callbacks(execute=True):
        events.sweep()
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("name", ["Tom", "Cy", "Olive"])
def test_only_admins_invite_unless_everybody_may(acme: World, name: str) -> None:
    with pytest.raises(Denied) as refusal:
        invite(acme, "nia@acme.example", by=name)
    assert refusal.value.helpers == ["Ada", "Ben"]
    assert not Invitation.objects.exists()


def test_where_everybody_may_observers_bring_observers(acme: World) -> None:
    actions.update_organization(acme.acme, by=acme.actor("Ada"), invite_policy=InvitePolicy.EVERYONE)
    acme.acme.refresh_from_db()
    invite(acme, "nia@acme.example", by="Cy")
    invite(acme, "oz@acme.example", by="Olive", account_type=AccountType.OBSERVER)
    with pytest.raises(Denied, match="observers only"):
        invite(acme, "paul@acme.example", by="Olive", account_type=AccountType.REGULAR)


def test_a_member_hands_out_no_roles_and_no_places_in_teams_of_others(acme: World) -> None:
    actions.update_organization(acme.acme, by=acme.actor("Ada"), invite_policy=InvitePolicy.EVERYONE)
    acme.acme.refresh_from_db()
    with pytest.raises(Denied):
        invite(acme, "nia@acme.example", by="Cy", role=Role.ADMIN)
    with pytest.raises(Denied):
        invite(acme, "nia@acme.example", by="Cy", teams=[acme.teams["Sales"]])


def test_an_admin_makes_no_owner(acme: World) -> None:
    with pytest.raises(Denied):
        invite(acme, "nia@acme.example", by="Ben", role=Role.OWNER)


def test_an_observer_is_not_invited_as_admin(acme: World) -> None:
    with pytest.raises(Refused) as refusal:
        invite(acme, "nia@acme.example", role=Role.ADMIN, account_type=AccountType.OBSERVER)
    assert refusal.value.field == "role"


@pytest.mark.parametrize("emails", ["", " ; ,", " ".join(f"p{n}@acme.example" for n in range(101))])
def test_none_or_too_many_at_once_are_refused(acme: World, emails: str) -> None:
    with pytest.raises(Refused) as refusal:
        invite(acme, emails)
    assert refusal.value.field == "emails"


def test_an_organisation_sends_no_flood(acme: World) -> None:
    for _ in range(LETTERS_PER_DAY):
        limits.spend(f"invite:{acme.acme.pk}", limit=LETTERS_PER_DAY, window=timedelta(days=1))
    with pytest.raises(TooOften):
        invite(acme, "nia@acme.example")
    assert not Member.objects.filter(email="nia@acme.example").exists()


def test_an_imported_person_is_invited_under_the_same_account(acme: World) -> None:
    imported = actions.add_member(email="ida@acme.example", name="Ida", by=acme.actor("Ada"))
    invite(acme, "IDA@acme.example")
    assert Member.objects.get(email="ida@acme.example").pk == imported.pk


def test_taking_an_invitation_back_removes_the_pending_person(acme: World) -> None:
    (outcome,) = invite(acme, "nia@acme.example")
    assert outcome.member is not None
    actions.cancel_invitation(outcome.member, by=acme.actor("Ada"))
    assert not Member.objects.filter(email="nia@acme.example").exists()


def test_who_was_invited_hears_that_the_invitation_was_taken_back(
    acme: World, mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: Any
) -> None:
    """okrs §15.4 row 11: cancelled. The pending member is gone when the letter is written."""
    (outcome,) = invite(acme, "nia@acme.example")
    assert outcome.member is not None
    with django_capture_on_commit_callbacks(execute=True):
        actions.cancel_invitation(outcome.member, by=acme.actor("Ada"))
    letter = mailoutbox[-1]
    assert letter.to == ["nia@acme.example"]
    assert "taken back" in letter.subject
    assert "/invitations/" not in letter.body
    assert "Acme" in letter.alternatives[0][0]


def test_somebody_active_has_no_invitation_to_resend_or_cancel(acme: World) -> None:
    for act in (actions.resend_invitation, actions.cancel_invitation):
        with pytest.raises(Refused, match="Max has no open invitation"):
            act(acme.members["Max"], by=acme.actor("Ada"))
