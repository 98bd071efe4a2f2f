"""Light or dark, wide or narrow: kept in a cookie, known to the first byte of the next page."""

from __future__ import annotations

import pytest
from django.test import Client


def test_the_choice_is_kept_and_leads_back_to_the_page() -> None:
    client = Client()
    response = client.post("/appearance", {"theme": "dark"}, headers={"Referer": "http://testserver/style-guide"})
    assert (response.status_code, response["Location"]) == (303, "http://testserver/style-guide")
    assert 'data-theme="dark"' in client.get("/offline").content.decode()


def test_both_choices_live_side_by_side() -> None:
    client = Client()
    client.post("/appearance", {"theme": "light"})
    client.post("/appearance", {"rail": "narrow"})
    page = client.get("/offline").content.decode()
    assert 'data-theme="light" data-rail="narrow"' in page


def test_a_script_gets_no_page() -> None:
    assert Client().post("/appearance", {"theme": "dark"}, headers={"X-Requested-With": "fetch"}).status_code == 204


@pytest.mark.parametrize("theme", ["", "pink", '"><script>', "dark\r\nX: y"])
def test_anything_else_changes_nothing(theme: str) -> None:
    client = Client()
    response = client.post("/appearance", {"theme": theme})
    assert response.status_code == 303
    assert "theme" not in response.cookies
    client.cookies["theme"] = "pink"
    assert 'data-theme="system"' in client.get("/offline").content.decode()


def test_nobody_is_sent_to_another_site() -> None:
    response = Client().post("/appearance", {"theme": "dark"}, headers={"Referer": "https://evil.example/x"})
    assert response["Location"] == "/"


def test_looking_at_the_address_does_nothing() -> None:
    assert Client().get("/appearance").status_code == 405
