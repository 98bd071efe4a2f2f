"""The pages of signing in wear Cairn's look and words."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from cairn.organizations.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from cairn.organizations.models import User

pytestmark = pytest.mark.django_db
RunAfterCommit = Callable[..., AbstractContextManager[Any]]


def known(email: str, password: str) -> User:
    """Somebody whose address is confirmed."""
    user = User.objects.create_user(email, password, name="Maya")
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def maya() -> User:
    return known("maya@acme.test", "a long password")


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/accounts/login/", "Sign in"), ("/accounts/signup/", "Create an account"),
        ("/accounts/password/reset/", "Choose a new password"),
        ("/accounts/password/reset/done/", "Look into your mail"),
        ("/accounts/password/reset/key/done/", "Your password is changed"),
        ("/accounts/password/reset/key/x-y/", "This link no longer works"),
        ("/accounts/inactive/", "This account is switched off"), ("/accounts/confirm-email/", "Look into your mail"),
        ("/accounts/confirm-email/nonsense/", "This link no longer works"),
    ],
)  # fmt: skip
def test_every_page_for_the_signed_out_has_our_title(address: str, title: str) -> None:
    html = Client().get(address, follow=True).content.decode()
    assert f"<h1>{title}</h1>" in html
    assert not re.search(r"\sstyle=|<style", html)


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/accounts/password/change/", "Change your password"), ("/accounts/email/", "Your e-mail addresses"),
        ("/accounts/logout/", "Sign out"), ("/accounts/reauthenticate/", "Your password, please"),
    ],
)  # fmt: skip
def test_every_page_for_the_signed_in_has_our_title(address: str, title: str) -> None:
    client = Client()
    client.force_login(maya())
    assert f"<h1>{title}</h1>" in client.get(address, follow=True).content.decode()


def test_a_wrong_password_is_told_next_to_the_form_and_the_address_is_kept() -> None:
    response = Client().post("/accounts/login/", {"login": "maya@acme.test", "password": "wrong"})
    html = response.content.decode()
    assert 'role="alert"' in html
    assert 'value="maya@acme.test"' in html


def test_the_way_to_a_new_password(django_capture_on_commit_callbacks: RunAfterCommit) -> None:
    maya()
    client = Client()
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/password/reset/", {"email": "maya@acme.test"})
    assert mail.outbox[0].subject == "Choose a new password"
    link = re.findall(r"http://\S+", str(mail.outbox[0].body))[0]
    page = client.get(link.replace("http://testserver", ""), follow=True)
    assert "<h1>Choose a new password</h1>" in page.content.decode()
    address = page.redirect_chain[-1][0]
    done = client.post(address, {"password1": "quite another one", "password2": "quite another one"}, follow=True)
    assert "<h1>Your password is changed</h1>" in done.content.decode()
    assert client.login(email="maya@acme.test", password="quite another one")


def test_a_stranger_hears_the_same_and_gets_another_mail(django_capture_on_commit_callbacks: RunAfterCommit) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = Client().post("/accounts/password/reset/", {"email": "nobody@acme.test"}, follow=True)
    assert "<h1>Look into your mail</h1>" in response.content.decode()
    assert mail.outbox[0].subject == "There is no account with this address"


def test_signing_in_and_out_is_not_announced() -> None:
    maya()
    client = Client()
    client.post("/accounts/login/", {"login": "maya@acme.test", "password": "a long password"})
    client.post("/accounts/logout/")
    assert "cairn-toast" not in client.get("/accounts/login/").content.decode()


def test_a_demo_lists_its_people_and_a_click_signs_in(settings: Any) -> None:
    known(DEMO_ACCOUNTS[1].email, DEMO_PASSWORD)
    assert DEMO_PASSWORD not in Client().get("/accounts/login/").content.decode()
    settings.DEMO = True
    html = Client().get("/accounts/login/").content.decode()
    for account in DEMO_ACCOUNTS:
        assert str(account.description) in html
    assert f'name="login" value="{DEMO_ACCOUNTS[1].email}"' in html
    client = Client()
    client.post("/accounts/login/", {"login": DEMO_ACCOUNTS[1].email, "password": DEMO_PASSWORD})
    assert "_auth_user_id" in client.session
