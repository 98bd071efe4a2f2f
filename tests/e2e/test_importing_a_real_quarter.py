"""A company comes from Viva Goals: upload, look at what would happen, import, and see the quarter."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import sign_in
from tests.world import World

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

# Title of each objective of the company, and its progress as that company published it.
PUBLISHED = {"IACV": "14", "Popular next generation product": "8", "Great team": "26"}


def test_the_objectives_stand_where_the_company_said(
    page: Page, world: World, real_data: Path, live_server: object
) -> None:
    page.set_default_timeout(20_000)
    sign_in(page.context, world, "Ada", live_server)
    page.goto("/o/acme/imports")
    page.get_by_label("Files").set_input_files(real_data / "gitlab-fy20-q3" / "viva-export.zip")
    page.get_by_role("button", name="Upload and compare").click()
    page.get_by_role("button", name="Import now").click()
    expect(page.get_by_role("button", name="Take it back")).to_be_visible()
    page.goto("/o/acme/company")
    page.locator("[popovertarget='period-picker']").click()
    page.locator("#period-picker").get_by_label("FY20-Q3").check()
    page.locator("#period-picker").get_by_role("button", name="Show").click()
    for title, percent in PUBLISHED.items():
        line = page.locator(".row[aria-level='1']", has=page.get_by_role("link", name=title, exact=True))
        expect(line.locator(".row-percent button")).to_contain_text(re.compile(rf"^{percent}\s%"))
