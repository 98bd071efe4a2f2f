"""Sign up, confirm, join: the ways of a new person."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from django.test import Client
from tests.world import World

from cairn.organizations import actions
from cairn.organizations.models import Invitation, Member, MemberState, User
from cairn.organizations.tokens import token_for

SIGN_UP = "/accounts/signup/"
NIA = {"name": "Nia Ndiaye", "email": "Nia@acme.example", "password1": "stones upon stones"}


@pytest.fixture
def mail_arrives(settings: Any) -> None:
    """As on an installation with a mail server: addresses are confirmed before anything else."""
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"


def test_the_name_and_a_lower_case_address_are_kept(db: None) -> None:
    Client().post(SIGN_UP, NIA)
    user = User.objects.get()
    assert (user.name, user.email) == ("Nia Ndiaye", "nia@acme.example")
    assert EmailAddress.objects.get(user=user).verified is False


def test_the_letter_confirms_the_address(
    db: None, mail_arrives: None, mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: Any
) -> None:
    client = Client()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(SIGN_UP, NIA)
    assert answer["Location"] == "/accounts/confirm-email/"
    (letter,) = mailoutbox
    link = re.findall(r"http://testserver(\S+)", str(letter.body))[0]
    client.post(link)
    assert EmailAddress.objects.get().verified is True


def test_signing_up_tells_nobody_whether_an_account_exists(
    world: World, mail_arrives: None, mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: Any
) -> None:
    answers = []
    for email in ("ada@acme.example", "nia@acme.example"):
        with django_capture_on_commit_callbacks(execute=True):
            answers.append(Client().post(SIGN_UP, NIA | {"email": email}))
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, "/accounts/confirm-email/")}
    assert [letter.to for letter in mailoutbox] == [["ada@acme.example"], ["nia@acme.example"]]
    assert world.user("Ada").name == "Ada"


def test_an_invited_person_signs_up_and_is_in_without_another_letter(
    world: World, mail_arrives: None, mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: Any
) -> None:
    with world.enter():
        actions.invite(world.acme, by=world.actor("Ada"), emails="nia@acme.example")
        link = f"/invitations/{token_for(Invitation.objects.get())}"
    client = Client()
    page = client.get(link).content.decode()
    assert "Join Acme" in page
    assert "email=nia%40acme.example" in page
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(SIGN_UP + f"?next={link}", NIA)
    assert answer["Location"] == link
    assert mailoutbox == []
    assert client.post(link)["Location"] == "/o/acme/"
    with world.enter():
        assert Member.objects.get(email="nia@acme.example").state == MemberState.ACTIVE


def test_an_invitation_for_somebody_else_offers_to_sign_out(world: World) -> None:
    with world.enter():
        actions.invite(world.acme, by=world.actor("Ada"), emails="nia@acme.example")
        link = f"/invitations/{token_for(Invitation.objects.get())}"
    client = world.client("Mona")
    assert "Sign out" in client.get(link).content.decode()
    assert client.post(link).status_code == 422


def test_an_invitation_that_nobody_wrote_is_not_found(db: None) -> None:
    assert Client().get("/invitations/made-up").status_code == 404
