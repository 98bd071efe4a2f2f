"""Accept an invitation: the token is the proof of the mailbox (spec okrs §2.1, §2.3)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from tests.world import World

from cairn.core import clock
from cairn.core.errors import Refused
from cairn.organizations import actions
from cairn.organizations.models import Invitation, Member, MemberState, User
from cairn.organizations.tokens import token_for


@pytest.fixture
def token(acme: World) -> str:
    actions.invite(acme.acme, by=acme.actor("Ada"), emails="nia@acme.example")
    return token_for(Invitation.objects.get())


def nia(email: str = "nia@acme.example") -> User:
    return actions.open_sign_in(email=email, name="Nia Ndiaye")


def test_it_lets_the_person_in_under_the_name_they_gave(acme: World, token: str) -> None:
    member = actions.accept_invitation(token=token, user=nia())
    assert (member.state, member.name, member.user) == (MemberState.ACTIVE, "Nia Ndiaye", nia())
    assert acme.client().get("/o/acme/people").status_code == 302


def test_the_address_counts_as_confirmed_afterwards(acme: World, token: str) -> None:
    assert not EmailAddress.objects.filter(user=nia(), verified=True).exists()
    actions.accept_invitation(token=token, user=nia())
    assert EmailAddress.objects.filter(user=nia(), verified=True).exists()


def test_it_works_once(acme: World, token: str) -> None:
    actions.accept_invitation(token=token, user=nia())
    with pytest.raises(Refused, match="used already"):
        actions.accept_invitation(token=token, user=nia())


def test_it_is_for_the_invited_address_alone(acme: World, token: str) -> None:
    with pytest.raises(Refused, match="written to nia@acme"):
        actions.accept_invitation(token=token, user=nia("other@acme.example"))
    assert Member.objects.get(email="nia@acme.example").state == MemberState.PENDING


def test_it_grows_too_old(acme: World, token: str) -> None:
    with clock.at(clock.now() + timedelta(days=15)), pytest.raises(Refused, match="too old"):
        actions.accept_invitation(token=token, user=nia())


def test_sending_it_again_makes_the_same_letter_hold_longer(acme: World, token: str) -> None:
    member = Member.objects.get(email="nia@acme.example")
    with clock.at(clock.now() + timedelta(days=13)):
        actions.resend_invitation(member, by=acme.actor("Ada"))
    with clock.at(clock.now() + timedelta(days=20)):
        assert actions.accept_invitation(token=token, user=nia()).state == MemberState.ACTIVE


def test_a_letter_taken_back_opens_nothing(acme: World, token: str) -> None:
    actions.cancel_invitation(Member.objects.get(email="nia@acme.example"), by=acme.actor("Ada"))
    with pytest.raises(Refused):
        actions.accept_invitation(token=token, user=nia())


@pytest.mark.parametrize("token", ["", "guess", "x" * 5000])
def test_a_made_up_token_opens_nothing(acme: World, token: str) -> None:
    with pytest.raises(Refused, match="does not exist"):
        actions.accept_invitation(token=token, user=nia())
