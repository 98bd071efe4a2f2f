"""What strangers and letters open, refusals, what opens on a page and forms that come back: axe finds nothing."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from playwright.sync_api import Browser, expect

from cairn.core import clock
from cairn.core.ids import new_id
from cairn.goals import actions
from cairn.goals.tests.quarter import Quarter
from cairn.notifications.delivery.tokens import unsubscribe_token
from cairn.notifications.rhythm.links import address_of, link_of
from cairn.organizations.actions import invite
from cairn.organizations.models import Invitation, User
from cairn.organizations.tokens import token_for
from tests.e2e.axe import AXE, STILL_COMING, look, troubles, visit
from tests.e2e.browsing import live, opened, row, sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def of_strangers(quarter: Quarter) -> list[str]:
    """What is seen without having signed in, the pages behind the links of letters among it."""
    world = quarter.world
    max_, ada = world.members["Max"], world.members["Ada"]
    invite(world.acme, by=world.actor("Ada"), emails="new@acme.example")
    link = link_of(new_id(), world.acme.pk, max_.pk, quarter.shops.pk, clock.now())
    return [
        "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/accounts/password/reset/done/",
        "/offline", "/style-guide", urlsplit(address_of(link)).path,
        f"/mail/stop/{unsubscribe_token(max_, 'digest')}", f"/invitations/{token_for(Invitation.objects.get())}",
        f"/accounts/password/reset/key/{reset_key(ada.user)}/",
    ]  # fmt: skip


def test_axe_finds_nothing_on_what_strangers_and_letters_open(
    browser: Browser, live_server: object, quarter: Quarter
) -> None:
    addresses = of_strangers(quarter)
    with opened(browser, live_server) as page:
        found = [trouble for address in addresses for trouble in visit(page, address)]
        sign_in(page.context, quarter.world, "Ada", live_server)
        for address in ("/organizations", "/organizations/new", "/accounts/email/", "/accounts/password/change/"):
            found += visit(page, address)
    assert not found, "\n".join(found)


def test_axe_finds_nothing_in_what_opens_on_a_page(browser: Browser, live_server: object, quarter: Quarter) -> None:
    live(quarter)
    with opened(browser, live_server, reduced_motion="reduce") as page:
        sign_in(page.context, quarter.world, "Ada", live_server)
        page.goto(f"/o/acme/company?open={quarter.win.pk}")
        page.get_by_role("link", name="Open ten shops").click()
        expect(page.locator("#panel h2").first).to_be_focused()
        page.evaluate(AXE)
        found = troubles(page, "quick view")
        page.keyboard.press("Escape")
        for opener in ("[data-filter]", "[popovertarget='period-picker']", ".row-menu button", ".row-percent button"):
            page.locator(opener).first.click()
            expect(page.locator(STILL_COMING)).to_have_count(0)
            found += troubles(page, opener)
            page.keyboard.press("Escape")
        for key, there in (("n", ".is-adding"), ("c", ".row-entry"), ("?", "#keys"), ("/", "#filters")):
            row(page, quarter.win if key == "n" else quarter.shops).focus()
            page.keyboard.press(key)
            expect(page.locator(there)).to_be_visible()
            found += troubles(page, key)
            page.keyboard.press("Escape")
    assert not found, "\n".join(found)


def test_axe_finds_nothing_in_a_refusal(browser: Browser, live_server: object, quarter: Quarter) -> None:
    with opened(browser, live_server) as page:
        sign_in(page.context, quarter.world, "Cy", live_server)
        found = [
            *visit(page, "/o/acme/settings", 403),
            *visit(page, f"/o/acme/goals/{quarter.shops.pk}/edit", 403),
            *visit(page, "/o/acme/nothing", 404),
            *visit(page, "/nothing", 404),
            *visit(page, "/invitations/no-such", 404),
        ]
    assert not found, "\n".join(found)


def test_axe_finds_nothing_in_a_form_that_was_sent_back(
    browser: Browser, live_server: object, quarter: Quarter
) -> None:
    """Two versions side by side (409), and a value that cannot be (422)."""
    with opened(browser, live_server) as page:
        sign_in(page.context, quarter.world, "Ada", live_server)
        page.goto(f"/o/acme/goals/{quarter.shops.pk}/edit")
        actions.edit(quarter.shops, {"title": "Open nine shops"}, by=quarter.actor("Max"))
        page.get_by_label("Title", exact=True).fill("Open eleven shops")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("Open nine shops").first).to_be_visible()
        found = look(page, "409")
        page.goto(f"/o/acme/goals/{quarter.shops.pk}/edit")
        page.get_by_label("Title", exact=True).fill("")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator("[aria-invalid=true]").first).to_be_visible()
        found += look(page, "422")
    assert not found, "\n".join(found)


def reset_key(user: User) -> str:
    """What the letter of a forgotten password has in its link."""
    return f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
