"""From nothing to the first objective, and the two people who are asked to join."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browsing import opened, sign_in
from tests.world import World

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def link_in_letter_to(address: str) -> str:
    """The path of the first link in the newest letter to somebody; the host is that of the installation."""
    letter = next(each for each in reversed(mail.outbox) if address in each.to)
    found = re.search(r"https?://[^/\s]+(/\S+)", str(letter.body))
    assert found, letter.body
    return found.group(1)


def sign_up(page: Page, name: str, email: str) -> None:
    page.get_by_label("Your name").fill(name)
    if page.get_by_label("Email").is_editable():
        page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill("seven green lanterns")
    page.get_by_role("button", name="Create the account").click()


def test_somebody_signs_up_and_writes_the_first_objective(page: Page, settings: Any) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"  # as wherever letters go out by SMTP
    page.goto("/accounts/signup/")
    sign_up(page, "Nia Nkemelu", "nia@northwind.example")
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    page.goto(link_in_letter_to("nia@northwind.example"))
    page.get_by_role("button", name="Yes, it is mine").click()
    page.get_by_label("Email").fill("nia@northwind.example")
    page.get_by_label("Password", exact=True).fill("seven green lanterns")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Create an organisation").click()
    page.get_by_label("Name").first.fill("Northwind")
    page.get_by_role("button", name="Create it").click()
    page.wait_for_url("**/o/northwind/people/*")
    page.locator(".rail").locator("a[href$='/company']").click()
    page.get_by_role("link", name="Write the first objective").click()
    page.get_by_label("Title").fill("Become the shop hikers tell each other about")
    page.get_by_role("button", name="Create", exact=True).click()
    expect(page.locator("h1")).to_have_text("Become the shop hikers tell each other about")
    page.get_by_role("link", name="Add a key result").first.click()
    page.get_by_label("Title").fill("Certify 120 guides")
    page.get_by_label("Start").first.fill("0")
    page.get_by_label("Target").first.fill("120")
    page.get_by_role("button", name="Create", exact=True).click()
    expect(page.locator("h1")).to_have_text("Certify 120 guides")
    page.goto("/o/northwind/company")
    expect(page.get_by_role("link", name="Become the shop hikers tell each other about")).to_be_visible()
    expect(page.get_by_role("link", name="Certify 120 guides")).to_be_visible()


def test_two_are_invited_and_the_second_comes_in(
    page: Page, browser: Browser, live_server: object, world: World
) -> None:
    sign_in(page.context, world, "Ada", live_server)
    page.goto("/o/acme/people/invite")
    page.get_by_label(re.compile("mail")).first.fill("eve@acme.example\nfay@acme.example")
    page.get_by_role("button", name="Send the invitations").click()
    expect(page.locator("#outcome + ul li")).to_have_count(2)
    with opened(browser, live_server) as hers:
        hers.goto(link_in_letter_to("fay@acme.example"))
        expect(hers.get_by_role("heading", name="Join Acme")).to_be_visible()
        hers.get_by_role("link", name="Create an account").click()
        sign_up(hers, "Fay Fischer", "fay@acme.example")
        hers.wait_for_load_state()
        if "/o/acme/" not in hers.url:
            hers.get_by_role("button", name="Join").click()
        hers.wait_for_url("**/o/acme/**")
        expect(hers.locator(".side-me")).to_contain_text("Fay Fischer")
