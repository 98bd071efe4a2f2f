"""axe finds nothing, and nothing is cut off, in light and dark, wide and narrow."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PAGES = [
    "/style-guide",
    "/style-guide/frame",
    "/style-guide/frame?panel=1",
    "/accounts/login/",
    "/accounts/signup/",
    "/offline",
]


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")])
def test_axe_finds_nothing(
    browser: Browser, live_server: object, width: int, theme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(
        base_url=str(live_server), viewport={"width": width, "height": 900}, color_scheme=theme
    )
    page = context.new_page()
    for address in PAGES:
        page.goto(address)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then((result) => result.violations)")
        told = [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]
        assert not told, f"{address}: {json.dumps(told)}"
    context.close()


@pytest.mark.parametrize("width", [1440, 768, 320])
def test_no_page_scrolls_sideways(browser: Browser, live_server: object, width: int) -> None:
    context = browser.new_context(base_url=str(live_server), viewport={"width": width, "height": 900})
    page = context.new_page()
    for address in PAGES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} at {width} px"
    context.close()
