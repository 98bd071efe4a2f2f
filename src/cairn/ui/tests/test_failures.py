"""Pages for what cannot be answered."""

from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views.defaults import server_error
from django_htmx.middleware import HtmxDetails

from cairn.core.errors import Conflict, Denied, TooOften, answer


def asked(htmx: bool = False) -> HttpRequest:
    request = RequestFactory().get("/", headers={"HX-Request": "true"} if htmx else {})
    request.htmx = HtmxDetails(request)  # type: ignore[attr-defined]
    return request


def test_a_broken_server_still_answers_without_a_database() -> None:
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Something broke on our side" in response.content.decode()


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html"])
def test_every_dead_end_has_a_way_back(name: str) -> None:
    assert "data-back" in render_to_string(name)


def test_a_refusal_says_what_who_helps_and_where_to_go() -> None:
    page = answer(asked(), Denied("Only admins change terms.", helpers=["Ada", "Ben"])).content.decode()
    assert "Only admins change terms." in page
    assert "Ada, Ben" in page
    assert "data-back" in page


@pytest.mark.parametrize(
    ("error", "title"),
    [(Conflict("x"), "Something changed meanwhile"), (TooOften("x", retry_after=9), "A little slower, please")],
)
def test_each_kind_of_refusal_has_its_title(error: Conflict | TooOften, title: str) -> None:
    assert f"<h1>{title}</h1>" in answer(asked(), error).content.decode()


def test_for_htmx_a_refusal_is_a_message() -> None:
    response = answer(asked(htmx=True), Denied("Only <admins>.", helpers=["Ada"]))
    html = response.content.decode()
    assert html.lstrip().startswith("<cairn-toast")
    assert "Only &lt;admins&gt;." in html
    assert "Ada" in html


@pytest.mark.django_db
def test_an_old_form_is_explained() -> None:
    response = Client(enforce_csrf_checks=True).post("/appearance", {"theme": "dark"})
    assert response.status_code == 403
    assert "open for too long" in response.content.decode()
