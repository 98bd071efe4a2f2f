"""The card as a letter: for narrow windows and dark rooms, and as text that says the same (integrations §2.5)."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.conf import settings

from cairn.goals.tests.quarter import Quarter
from cairn.notifications.delivery.card import Card, Link, Row, Section
from cairn.notifications.delivery.letter import bar, render

ROW = Row(
    "Open ten shops",
    "https://cairn.example/goals/1",
    note="Last check-in on Monday.",
    percent=Decimal("112.5"),
    number="112.5 %",
    tone="on_track",
    status="On track",
    action=Link("Check in", "https://cairn.example/check-in/1"),
    moved="+12 points",
)
CARD = Card(
    subject="One check-in is due",
    title="One check-in is due",
    paragraphs=["Before Thursday, please."],
    quote="Two landlords signed.\nThe third waits.",
    sections=[Section("Sales", [ROW], "And 3 more."), Section("Product", (), empty="Nothing here.")],
    button=Link("Open the inbox", "https://cairn.example/inbox"),
    why="You get this because you own it.",
)
LEAVE = "https://cairn.example/mail/stop/x"


@pytest.fixture
def letter(quarter: Quarter) -> tuple[str, str]:
    made = render(CARD, unsubscribe=LEAVE, organization=quarter.world.acme)
    return made.text, made.html


@pytest.mark.parametrize(
    "said",
    [
        "One check-in is due", "Before Thursday, please.", "Two landlords signed.", "Open ten shops", "112.5 %",
        "On track", "+12 points", "Last check-in on Monday.", "And 3 more.", "Nothing here.", "Open the inbox",
        "You get this because you own it.", LEAVE, "https://cairn.example/check-in/1",
    ],
)  # fmt: skip
def test_both_halves_say_the_same(letter: tuple[str, str], said: str) -> None:
    text, html = letter
    assert said in " ".join(text.split())
    assert said in " ".join(html.split())


def test_the_text_fits_a_narrow_window_but_for_addresses(letter: tuple[str, str]) -> None:
    assert not [line for line in letter[0].splitlines() if len(line) > 72 and "://" not in line]


def test_the_bar_stands_without_images(letter: tuple[str, str]) -> None:
    assert "[####################]" in letter[0]
    assert "<img" not in letter[1]
    assert 'width="100%" height="6"' in letter[1]


@pytest.mark.parametrize(
    ("percent", "done"), [("0", 0), ("-20", 0), ("0.4", 0), ("33.4", 33), ("100", 100), ("250", 100)]
)
def test_the_bar_stops_at_its_ends(percent: str, done: int) -> None:
    drawn = bar(Decimal(percent))
    assert drawn is not None
    assert (drawn.done, drawn.done + drawn.left) == (done, 100)


def test_where_there_is_no_progress_there_is_no_bar() -> None:
    assert bar(None) is None


def test_markup_in_what_people_wrote_stays_text(quarter: Quarter) -> None:
    card = Card("<b>x</b>", "<script>alert(1)</script>", quote="<img src=x onerror=alert(1)>")
    html = render(card, unsubscribe="", organization=quarter.world.acme).html
    assert "<script>" not in html
    assert "<img" not in html


WRITTEN = """## Two landlords signed

The **third** waits; see [the list](https://shops.example/list) and [ours](/o/acme/company).

1. *Porto*
2. `Braga`
   - with a cellar

> Who knows <script>alert(1)</script> more? [Here](javascript:alert(2)) ![x](https://spy.example/x.png)
"""


def test_what_somebody_wrote_is_drawn_as_on_the_pages(quarter: Quarter) -> None:
    """Spec okrs §7, §20: notes and updates are Markdown; a letter shows what it means, not its signs."""
    html = render(Card("x", "x", quote=WRITTEN), unsubscribe="", organization=quarter.world.acme).html
    for drawn in (">Two landlords signed</h2>", "<strong>third</strong>", "<em>Porto</em>", "<code>Braga</code>"):
        assert drawn in html
    assert 'href="https://shops.example/list"' in html
    assert f'href="{settings.BASE_URL}/o/acme/company"' in html
    assert "**" not in html


def test_nothing_that_acts_gets_into_a_letter(quarter: Quarter) -> None:
    """Spec trust: what people wrote goes through the same cleaning as on pages."""
    odd = WRITTEN + '\n<a href="javascript:alert(3)" onclick="alert(4)">x</a> [a](JaVaScRiPt:alert(5)) <svg onload=x>'
    html = render(Card("x", "x", quote=odd), unsubscribe="", organization=quarter.world.acme).html
    assert not re.search(r"<(script|img|svg)|<[^>]*(javascript:|\son\w+=)", html, re.IGNORECASE)


def test_as_text_it_reads_without_signs(quarter: Quarter) -> None:
    text = render(Card("x", "x", quote=WRITTEN), unsubscribe="", organization=quarter.world.acme).text
    quoted = [line.removeprefix(">").strip() for line in text.splitlines() if line.startswith(">")]
    assert quoted[:2] == ["Two landlords signed", ""]
    assert quoted[2] == "The third waits; see the list (https://shops.example/list) and ours"
    assert f"({settings.BASE_URL}/o/acme/company)." in quoted
    assert quoted[5:8] == ["1. Porto", "2. Braga", "- with a cellar"]
    assert "**" not in text


def test_it_is_made_for_the_dark_and_calls_nothing_from_elsewhere(letter: tuple[str, str]) -> None:
    html = letter[1]
    assert "prefers-color-scheme: dark" in html
    assert 'name="color-scheme" content="light dark"' in html
    assert not re.search(r"(src|@import|url\()", html)


def test_what_must_reach_people_offers_no_way_out(quarter: Quarter) -> None:
    made = render(CARD, unsubscribe="", organization=quarter.world.acme)
    assert "No more mail" not in made.html + made.text
