"""The frame around every page: palette, theme, rail, messages, drafts, dragging, and life without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def opened(page: Page, address: str = "/style-guide/frame") -> Page:
    page.goto(address)
    expect(page.locator("cairn-tree > .row[tabindex='0']").first).to_be_attached()  # the elements have started
    return page


def test_the_palette_jumps_to_a_page_or_asks_the_server(page: Page) -> None:
    opened(page).keyboard.press("Control+k")
    expect(page.locator("#palette input")).to_be_focused()
    page.keyboard.type("plan")
    items = page.locator(".palette-item")
    expect(items).to_have_text(["Planning", "Something with “plan” in its titleQ4 2026 · Sales"])
    page.keyboard.press("ArrowDown")
    expect(items.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/style-guide/frame")


def test_escape_closes_the_palette_also_with_words_in_it(page: Page) -> None:
    opened(page).keyboard.press("Control+k")
    page.keyboard.type("plan")
    expect(page.locator(".palette-item").first).to_have_text("Planning")
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()


def test_the_theme_changes_at_once_and_is_known_to_the_next_page(page: Page) -> None:
    opened(page)
    with page.expect_response("**/appearance"):
        page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    opened(page, "/style-guide")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_rail_folds_and_unfolds(page: Page) -> None:
    opened(page)
    fold = page.get_by_role("button", name="Narrow or widen the rail")
    for width in ("narrow", "wide"):
        with page.expect_response("**/appearance"):
            fold.click()
        expect(page.locator("html")).to_have_attribute("data-rail", width)


def test_a_message_with_an_undo_leaves_by_itself_but_not_under_the_pointer(page: Page) -> None:
    page.clock.install()
    opened(page).evaluate(
        """() => {
        const toast = Object.assign(document.createElement("cairn-toast"), {className: "notice"});
        toast.dataset.seconds = "60";
        toast.append(Object.assign(document.createElement("p"), {textContent: "Saved."}));
        document.getElementById("notices").append(toast);
        }"""
    )
    toast = page.locator("#notices cairn-toast")
    toast.hover()
    page.clock.fast_forward(120_000)
    expect(toast).to_be_visible()
    page.mouse.move(5, 5)
    page.clock.fast_forward(61_000)
    expect(toast).to_have_count(0)


def test_an_answer_that_does_not_come_is_told(browser: Browser, live_server: object) -> None:
    context = browser.new_context(base_url=str(live_server))
    page = opened(context.new_page())
    page.route("**/style-guide/panel", lambda route: route.abort())
    page.locator("#row-3 [data-key=Enter]").evaluate("link => link.click()")
    expect(page.locator("#notices .is-error")).to_contain_text("Cairn cannot be reached")
    context.close()


def test_a_draft_outlives_a_reload_until_the_form_is_taken(page: Page) -> None:
    opened(page, "/style-guide").locator("#id_title").fill("Become the brand guides recommend")
    page.wait_for_timeout(500)  # it is kept a moment after the last letter
    page.reload()
    expect(page.locator("#id_title")).to_have_value("Become the brand guides recommend")
    expect(page.locator(".draft-note")).to_be_visible()
    page.get_by_role("button", name="Start afresh").click()
    page.reload()
    expect(page.locator("#id_title")).to_have_value("")


def test_dragging_shows_what_a_drop_would_do_and_asks_the_server(page: Page) -> None:
    opened(page)
    page.wait_for_load_state("networkidle")
    page.locator("#row-4").hover()
    grip = page.locator("#row-4 .row-grip").bounding_box()
    assert grip is not None
    page.mouse.move(grip["x"] + 6, grip["y"] + 12)
    page.mouse.down()

    def over(row: str, part: float) -> None:
        box = page.locator(row).bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 150, box["y"] + box["height"] * part, steps=5)

    over("#row-10", 0.5)
    expect(page.locator("#row-10[data-drop=into] .drop-word")).to_have_text("Align to this")
    over("#row-6", 0.05)
    expect(page.locator("#row-6[data-drop=no] .drop-word")).to_contain_text("Only among its neighbours")
    over("#row-3", 0.1)
    expect(page.locator("#row-3")).to_have_attribute("data-drop", "before")
    with page.expect_request("**/style-guide/move") as sent:
        page.mouse.up()
    assert sent.value.post_data == "before=3"
    assert sent.value.headers["x-csrftoken"]
    expect(page.locator("[data-drop], .is-floating")).to_have_count(0)


def test_without_a_script_the_page_reads_and_the_forms_work(browser: Browser, live_server: object) -> None:
    context = browser.new_context(base_url=str(live_server), java_script_enabled=False)
    page = context.new_page()
    page.goto("/style-guide/frame")
    expect(page.locator("#row-15")).to_be_visible()
    page.get_by_role("button", name="Dark").click()
    page.wait_for_load_state()
    assert page.url.endswith("/style-guide/frame")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.locator("#row-3 [data-key=Enter]").click()
    expect(page.locator("#panel h2")).to_be_visible()
    context.close()
