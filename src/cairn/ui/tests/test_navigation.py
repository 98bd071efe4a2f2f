"""The rail: registered by the apps, drawn for the person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.http import HttpRequest
from django.test import RequestFactory, override_settings
from django.urls import include, path

from cairn.ui import navigation
from cairn.ui.navigation import NavItem, RailLink

inside = [path(f"{name}/", lambda request, slug: None, name=name) for name in ("inbox", "company", "admin", "search")]
urlpatterns = [path("o/<slug:slug>/", include(inside))]


@dataclass(frozen=True)
class Place:
    slug: str = "acme"


@dataclass(frozen=True)
class Actor:
    is_admin: bool = False


@pytest.fixture(autouse=True)
def _empty_rail(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(navigation, "_items", [])
    monkeypatch.setattr(navigation, "_sources", {})
    monkeypatch.setattr(navigation, "_search", [])
    monkeypatch.setattr(navigation, "_commands", [])
    with override_settings(ROOT_URLCONF=__name__):
        yield


def request(at: str = "/o/acme/inbox/", is_admin: bool = False) -> HttpRequest:
    made = RequestFactory().get(at)
    made.organization, made.actor = Place(), Actor(is_admin)  # type: ignore[attr-defined]
    return made


def labels(rail: navigation.Rail) -> list[str]:
    return [link.label for section in rail.sections for link in section.links]


def test_entries_come_in_their_order_and_section() -> None:
    navigation.register(NavItem("Company", "company", "target", "teams"), NavItem("Inbox", "inbox", "inbox", order=1))
    assert labels(navigation.rail(request())) == ["Inbox", "Company"]


def test_an_entry_is_shown_to_those_who_may_see_it() -> None:
    navigation.register(NavItem("Admin", "admin", "settings", "admin", visible=lambda actor: actor.is_admin))
    assert labels(navigation.rail(request())) == []
    assert labels(navigation.rail(request(is_admin=True))) == ["Admin"]


def test_the_page_one_is_on_is_marked_also_below_it() -> None:
    navigation.register(NavItem("Inbox", "inbox", "inbox"), NavItem("Company", "company", "target"))
    links = navigation.rail(request("/o/acme/company/week/")).sections[0].links
    assert [(link.label, link.current) for link in links] == [("Inbox", False), ("Company", True)]


def test_a_count_is_asked_with_the_actor() -> None:
    navigation.register(NavItem("Inbox", "inbox", "inbox", count=lambda actor: 6))
    assert navigation.rail(request()).sections[0].links[0].count == 6


def test_a_source_adds_what_differs_from_person_to_person() -> None:
    navigation.register_source("teams", lambda request: [RailLink("Sales", "/o/acme/t/1/", "users")])
    assert labels(navigation.rail(request())) == ["Sales"]


def test_a_phone_has_room_for_four() -> None:
    navigation.register(*[NavItem(str(number), "inbox", "inbox", on_phone=True) for number in range(6)])
    assert len(navigation.rail(request()).phone_links) == 4


def test_the_search_is_known_once_an_app_offers_it() -> None:
    assert navigation.rail(request()).search_url == ""
    navigation.register_search("search", "company")
    assert navigation.rail(request()).search_url == "/o/acme/search/"


def test_outside_of_an_organisation_the_rail_is_empty() -> None:
    assert navigation.rail(RequestFactory().get("/")) == navigation.Rail()


def test_an_unknown_section_is_refused() -> None:
    with pytest.raises(ValueError, match="no section 'elsewhere'"):
        navigation.register(NavItem("X", "inbox", "inbox", "elsewhere"))
    with pytest.raises(ValueError, match="no section 'elsewhere'"):
        navigation.register_source("elsewhere", lambda request: [])


def test_commands_are_offered_as_their_source_says() -> None:
    navigation.register_commands(lambda request: [navigation.Command("Check in", "/o/acme/search/", "check", "c")])
    assert [command.key for command in navigation.rail(request()).commands] == ["c"]
