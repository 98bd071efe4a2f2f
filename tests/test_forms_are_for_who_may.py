"""Nobody is shown a form that would be refused: GET answers 403 where POST does, and says who can help (issue 3)."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.addresses import every_address
from tests.test_every_page import ids
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # rights are rights on any database

__all__ = ["ids"]

FILLING = {"email": "new@acme.example", "number": "1", "date": "2026-09-01", "url": "https://acme.example/"}


class Forms(HTMLParser):
    """The forms of a page that send something, each with its address and what it would send if one filled it in."""

    def __init__(self, here: str, *, fills_all: bool) -> None:
        super().__init__()
        self.fills_all = fills_all
        self.here, self.found, self.fields, self.select = here, [], None, ""  # type: ignore[var-annotated]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said: dict[str, Any] = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.fields = {}
            if said.get("method", "").lower() == "post":
                self.found.append((said.get("action") or self.here, self.fields))
        elif self.fields is not None and tag in {"input", "select", "textarea", "button"} and said.get("name"):
            self._field(tag, said)
        elif self.fields is not None and tag == "option" and ("selected" in said or not self.fields.get(self.select)):
            self.fields[self.select] = said.get("value", "")

    def _field(self, tag: str, said: dict[str, Any]) -> None:
        assert self.fields is not None
        name, sort = said["name"], said.get("type", "text")
        self.select = name if tag == "select" else ""
        if tag == "input" and sort in {"checkbox", "radio"} and "checked" not in said:
            return
        if tag == "button" or sort in {"file", "submit"}:
            return
        is_filled = tag != "select" and ("required" in said or self.fills_all)
        filling = FILLING.get(sort, "Something") if is_filled else ""
        self.fields[name] = said.get("value") or filling

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.fields = None
        if tag == "select":
            self.select = ""


def forms_on(client: Client, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    response = client.get(path)
    if response.status_code == 200 and "text/html" in response.headers.get("Content-Type", ""):
        for fills_all in (True, False):
            page = Forms(path, fills_all=fills_all)
            page.feed(response.content.decode())
            yield from page.found


@pytest.mark.parametrize("name", ["Cy", "Olive"])
def test_no_form_is_shown_that_would_be_refused(world: World, ids: dict[str, object], name: str) -> None:
    client = world.client(name)
    client.raise_request_exception = False
    tried: set[tuple[str, str]] = set()
    refused = []
    for address in every_address():
        for action, fields in forms_on(client, address.below("acme", ids)):
            key = action.partition("?")[0], str({**fields, "idempotency_key": "", "csrfmiddlewaretoken": ""})
            if key in tried or not action.startswith("/o/acme/"):
                continue
            tried.add(key)
            with transaction.atomic():
                status = client.post(action, fields).status_code
                transaction.set_rollback(True)
            if status == 403:
                refused.append(f"{address}: {action}")
    assert not refused
    assert len(tried) > 10


@pytest.mark.parametrize("name", ["Cy", "Olive"])
def test_who_may_not_make_a_team_reads_who_can(world: World, name: str) -> None:
    """Spec okrs §2.2: the form answers like the action, with the people who can help."""
    response = world.client(name).get("/o/acme/teams/new")
    assert response.status_code == 403
    assert "Ada" in response.content.decode()


def test_who_may_make_teams_below_some_gets_the_form_for_those(world: World) -> None:
    sales, product = world.teams["Sales"].pk, world.teams["Product"].pk
    client = world.client("Tom")
    assert client.get(f"/o/acme/teams/new?parent={sales}").status_code == 200
    assert client.get(f"/o/acme/teams/new?parent={product}").status_code == 403
