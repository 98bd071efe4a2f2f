"""What axe says of a page, and whether it is wider than its window."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page, expect

AXE = (Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
TRY = "(only) => axe.run(document, {resultTypes: ['violations'], ...only}).then((result) => result.violations)"
COLOURS = {"runOnly": ["color-contrast"]}
LOOKS = ((1440, "light", {}), (1440, "dark", COLOURS), (390, "dark", {}), (390, "light", COLOURS))
STILL_COMING = ".htmx-request, cairn-chart:not(.is-drawn)"


def troubles(page: Page, where: str, only: dict[str, list[str]] | None = None) -> list[str]:
    """What is wrong with the page as it stands now: the rule, where, and what axe says of the first place."""
    found = [
        f"{where}: {one['id']} {json.dumps([node['target'] for node in one['nodes'][:4]])}"
        f" {one['nodes'][0]['failureSummary'][:300]}"
        for one in page.evaluate(TRY, only or {})
    ]
    return found + sideways(page, where)


def sideways(page: Page, where: str) -> list[str]:
    """Whether the page is wider than the window."""
    return (
        [f"{where}: scrolls sideways"] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else []
    )


def look(page: Page, where: str) -> list[str]:
    """The page as it stands, wide and light, narrow and dark; of the other two only the colours can differ."""
    page.evaluate(AXE)
    found = []
    for width, theme, only in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
        found += troubles(page, f"{where} ({width}, {theme})", only)
    page.set_viewport_size({"width": 320, "height": 900})  # the width of a wide window at 400 %
    found += sideways(page, f"{where} (320)")
    page.set_viewport_size({"width": 1440, "height": 900})
    return found


def visit(page: Page, address: str, status: int = 200) -> list[str]:
    """Opens a page, which must answer with this status, and tells what is wrong with it."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == status, address
    expect(page.locator(STILL_COMING)).to_have_count(0)
    return look(page, address)
