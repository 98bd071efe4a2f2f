"""The style guide and what every page shares."""

from __future__ import annotations

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from cairn.ui.marks import STATUS_WORDS

PAGES = ["/style-guide", "/style-guide/frame", "/style-guide/frame?panel=1", "/offline"]


def read(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_no_page_needs_the_database_or_an_inline_style(address: str) -> None:
    html = read(address)
    assert not re.search(r"\sstyle=|<style|\son\w+=|hx-on", html)
    assert not re.search(r"<script(?![^>]*(src=|application/json))", html)


@pytest.mark.parametrize("address", PAGES)
def test_every_id_is_there_once(address: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', read(address))
    assert sorted(ids) == sorted(set(ids))


def test_the_guide_shows_every_status_and_state() -> None:
    html = read("/style-guide")
    for word in STATUS_WORDS.values():
        assert f"<span>{word}</span>" in html
    for sign in (
        "is-dragged",
        'data-drop="into"',
        'data-drop="no"',
        "is-typing",
        "1 hidden item",
        "112.5\u00a0%",
        "−12\u00a0%",
        "Closed 0.8",
    ):
        assert sign in html


def test_a_page_in_the_frame_has_one_title_a_rail_and_a_place_for_messages() -> None:
    html = read("/style-guide/frame")
    assert html.count("<h1>") == 1
    assert "<title>Company · Acme · Cairn</title>" in html
    assert '<nav class="rail" aria-label="Pages">' in html
    assert 'aria-current="page"' in html
    assert 'id="notices"' in html
    assert 'href="#main"' in html


def test_htmx_is_told_to_evaluate_nothing_and_to_show_refusals() -> None:
    config = json.loads(re.findall(r"<meta name=\"htmx-config\" content='([^']+)'", read("/offline"))[0])
    assert config["allowEval"] is False
    assert config["includeIndicatorStyles"] is False
    assert config["selfRequestsOnly"] is True
    shown = [rule for rule in config["responseHandling"] if re.match(rule["code"], "422")]
    assert shown[0] == {"code": "4(03|09|22|29)", "swap": True}


def test_every_icon_in_use_is_in_the_sprite() -> None:
    from pathlib import Path

    import cairn.ui

    known = set(json.loads((Path(cairn.ui.__file__).parent / "icons.json").read_text(encoding="utf-8")))
    used = set()
    for template in Path(cairn.ui.__file__).parents[1].glob("*/templates/**/*.html"):
        used |= set(re.findall(r'{% icon "([\w-]+)"', template.read_text(encoding="utf-8")))
    assert used <= known, f"add to ui/icons.json: {sorted(used - known)}"


def test_the_manifest_names_the_application() -> None:
    response = Client().get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    assert response.json()["display"] == "standalone"


def test_what_the_samples_send_is_refused_with_a_sentence() -> None:
    response = Client().post("/style-guide/move", {"parent": "1"}, headers={"HX-Request": "true"})
    assert response.status_code == 422
    assert response["HX-Retarget"] == "#notices"
    assert "nothing is kept here" in response.content.decode()


def test_the_service_worker_keeps_the_page_for_no_connection_and_nothing_else() -> None:
    response = Client().get("/service-worker.js")
    assert response["Content-Type"].startswith("text/javascript")
    shell = json.loads(response.content.decode().partition("= ")[2].partition(";")[0])
    assert shell[0] == "/offline"
    assert all(path.startswith("/static/") for path in shell[1:])
    assert "importScripts(" in response.content.decode()


def test_every_icon_of_the_manifest_is_there() -> None:
    for icon in Client().get("/manifest.webmanifest").json()["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/")), icon
