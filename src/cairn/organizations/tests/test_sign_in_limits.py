"""How often one may try (spec trust §1.2): the next try after the limit gets 429 and Retry-After."""

from __future__ import annotations

from django.test import Client
from tests.world import World

from cairn.core import limits
from cairn.core.models import RateWindow
from cairn.organizations.sign_in_limits import DAY, HOUR, LIMITS, PER_ACCOUNT, PER_NETWORK_ADDRESS

LOGIN, RESET = "/accounts/login/", "/accounts/password/reset/"


def try_to_sign_in(email: str, password: str = "wrong", address: str = "192.0.2.1") -> int:
    sent = {"login": email, "password": password}
    return Client().post(LOGIN, sent, REMOTE_ADDR=address).status_code


def test_the_21st_wrong_password_of_an_account_in_a_day_is_refused(world: World) -> None:
    for number in range(PER_ACCOUNT.most):
        assert try_to_sign_in("ada@acme.example", address=f"192.0.2.{number}") == 200
    refused = Client().post(LOGIN, {"login": "ADA@acme.example", "password": "wrong"}, REMOTE_ADDR="192.0.2.99")
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= DAY.total_seconds()
    assert try_to_sign_in("ben@acme.example", address="192.0.2.99") == 200


def test_the_31st_wrong_password_from_one_place_in_an_hour_is_refused(world: World) -> None:
    for number in range(PER_NETWORK_ADDRESS.most):
        assert try_to_sign_in(f"guess{number}@acme.example") == 200
    assert try_to_sign_in("one.more@acme.example") == 429


def test_signing_in_well_uses_nothing_up(world: World) -> None:
    user = world.user("Ada")
    user.set_password("a long password")
    user.save()
    for _ in range(PER_ACCOUNT.most + 5):
        assert try_to_sign_in("ada@acme.example", "a long password") == 302
    assert not RateWindow.objects.filter(count__gt=0).exists()


def test_the_right_password_does_not_help_once_the_limit_is_reached(world: World) -> None:
    user = world.user("Ada")
    user.set_password("a long password")
    user.save()
    for number in range(PER_ACCOUNT.most):
        try_to_sign_in("ada@acme.example", address=f"192.0.2.{number}")
    assert try_to_sign_in("ada@acme.example", "a long password", address="192.0.2.99") == 429


def test_known_and_unknown_addresses_are_refused_alike(world: World) -> None:
    pages = []
    for email in ("ada@acme.example", "nia@acme.example"):
        page = Client().post(LOGIN, {"login": email, "password": "wrong"}).content.decode()
        pages.append(page.split("<main")[1].replace(email, "…"))
    known, unknown = (without_tokens(page) for page in pages)
    assert known == unknown


def without_tokens(page: str) -> str:
    return "".join(part.split('">', 1)[-1] for part in page.split('name="csrfmiddlewaretoken" value="'))


def test_the_6th_letter_to_one_address_in_an_hour_is_refused_known_or_not(world: World) -> None:
    most = LIMITS["account_reset_password"][0].most
    for email in ("ada@acme.example", "nobody@acme.example"):
        answers = [
            Client().post(RESET, {"email": email}, REMOTE_ADDR=f"192.0.2.{number}").status_code
            for number in range(most + 1)
        ]
        assert answers == [302] * most + [429]


def test_the_table_of_limits_holds_no_addresses(world: World) -> None:
    try_to_sign_in("ada@acme.example")
    assert RateWindow.objects.exists()
    assert not RateWindow.objects.filter(bucket__icontains="acme").exists()


def test_a_try_that_is_given_back_does_not_count(db: None) -> None:
    for _ in range(5):
        limits.spend("test", limit=1, window=HOUR)
        limits.give_back("test")
    limits.give_back("test")
    assert RateWindow.objects.get(bucket="test").count == 0
