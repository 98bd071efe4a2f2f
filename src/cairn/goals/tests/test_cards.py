"""The tree of a page as cards (spec okrs §8.3, "chart view")."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from cairn.goals.queries.cards import Card
from cairn.goals.tests.cast import Acme

BEFORE = "2026-11-15"  # after the first check-in


def chart(acme: Acme, path: str, *, as_who: Any = None) -> Any:
    return acme.web(as_who or acme.cy).get(acme.url(path))


def drawn(cards: list[Card]) -> list[Any]:
    """Titles, each with those below it."""
    return [(card.row.title, drawn(card.below)) if card.below else card.row.title for card in cards]


def test_a_stacked_card_goes_down_to_what_it_rests_on_and_folds_again(busy: Acme) -> None:
    grow, brand = busy.goals["grow"].title, busy.goals["brand"].title
    folded = chart(busy, "company?view=chart&open=")
    (top,) = folded.context["page"].cards
    assert (drawn([top]), top.is_stacked, top.count) == ([grow], True, busy_children(busy))
    assert "card is-stacked" in folded.content.decode()

    opened = chart(busy, f"company{top.turn_url}")
    (top,) = opened.context["page"].cards
    assert brand in [card.row.title for card in top.below]
    assert not top.is_stacked

    again = chart(busy, f"company{top.turn_url}")
    assert drawn(again.context["page"].cards) == [grow]


def busy_children(busy: Acme) -> int:
    return busy.goals["grow"].child_links.count()


def test_levels_stand_within_one_another_as_in_the_tree(busy: Acme) -> None:
    grow, brand = busy.goals["grow"], busy.goals["brand"]
    page = chart(busy, f"company?view=chart&open={grow.pk}&open={brand.pk}").context["page"]
    (top,) = page.cards
    below = next(card for card in top.below if card.row.id == brand.pk)
    assert busy.goals["reorder"].title in [card.row.title for card in below.below]
    assert page.view == "chart"


def test_every_card_leads_to_its_details_and_the_chart_is_one_of_three_views(busy: Acme) -> None:
    text = chart(busy, "company?view=chart").content.decode()
    assert f'href="/o/acme/goals/{busy.goals["grow"].pk}">See details' in text
    views = re.search(r'<nav class="segments".*?</nav>', text, re.S)
    assert views
    assert re.findall(r'<a href="([^"]*)"( aria-current="page")?', unescape(views[0])) == [
        ("?", ""), ("?view=list", ""), ("?view=chart", ' aria-current="page"'),
    ]  # fmt: skip


def test_what_may_not_be_seen_is_counted_on_a_card_of_its_own(busy: Acme) -> None:
    brand = busy.goals["brand"]
    busy.key_result("Buy the competitor", busy.maya, brand, privacy="listed", viewers=[])
    path = f"company?view=chart&open={busy.goals['grow'].pk}&open={brand.pk}"
    stranger, owner = chart(busy, path).content.decode(), chart(busy, path, as_who=busy.maya).content.decode()
    assert "1 hidden item counts" in stranger
    assert "Buy the competitor" not in stranger
    assert "Buy the competitor" in owner


def test_teams_and_people_and_the_past_have_charts_too(busy: Acme) -> None:
    for path in (f"people/{busy.maya.pk}", f"company?at={BEFORE}"):
        mark = "&" if "?" in path else "?"
        answer = chart(busy, f"{path}{mark}view=chart")
        assert answer.status_code == 200
        assert answer.context["page"].cards
    text = answer.content.decode()
    assert f"?at={BEFORE}" in text
    assert "/quick" not in re.search(r'<ul class="cards">.*</ul>', text, re.S)[0]  # type: ignore[index]


@pytest.mark.parametrize("more", ["kind=objective", "group=owner"])
def test_a_filter_or_a_group_makes_it_a_list(busy: Acme, more: str) -> None:
    page = chart(busy, f"company?view=chart&{more}").context["page"]
    assert (page.view, page.cards) == ("list", None)
