"""An organisation that calls everything by names of its own meets none of Cairn's (spec okrs §1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from cairn.organizations import actions
from cairn.organizations.terminology import Term, worded
from tests.addresses import every_address
from tests.test_every_page import ids
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # words are words on any database

OWN = {
    Term.OKR: ("aim", "aims"),
    Term.OBJECTIVE: ("big rock", "big rocks"),
    Term.KEY_RESULT: ("measure", "measures"),
    Term.PROJECT: ("endeavour", "endeavours"),
    Term.TEAM: ("squad", "squads"),
}
FORBIDDEN = re.compile(r"\b(objectives?|key results?|projects?|OKRs?|teams?|goals?)\b", re.IGNORECASE)
SPOKEN = {"title", "aria-label", "placeholder", "alt"}
SILENT = {"script", "style", "datalist"}
# Names of products, and the page on which Cairn's words themselves are what it is about.
NAMES = re.compile(r"Viva Goals|Viva Goal|goals\.(csv|json|zip)", re.IGNORECASE)
ABOUT_WORDS = {"organizations:terminology"}
# The linter's rules and the library of examples speak the trade's language; see docs/admin/rules.md.
IN_THE_TRADES_WORDS = "coach:"

__all__ = ["ids"]


class Heard(HTMLParser):
    """Everything that a page says to somebody who sees or hears it."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        self.texts.extend(value for name, value in attrs if name in SPOKEN and value)

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self.silent and data.strip():
            self.texts.append(" ".join(data.split()))


def heard(html: str) -> Iterator[str]:
    parser = Heard()
    parser.feed(html)
    yield from parser.texts


def rename_everything(world: World) -> None:
    with world.enter():
        actions.set_terms(world.acme, by=world.actor("Ada"), words=OWN)


def test_no_page_says_a_word_that_was_replaced(world: World, ids: dict[str, object]) -> None:
    rename_everything(world)
    client = world.client("Ada")
    client.raise_request_exception = False
    found = set()
    for address in every_address():
        if address.name in ABOUT_WORDS or address.name.startswith(IN_THE_TRADES_WORDS):
            continue
        response = client.get(address.below("acme", ids))
        if "text/html" not in response.headers.get("Content-Type", "") or response.status_code not in {200, 403}:
            continue
        for text in heard(response.content.decode()):
            if FORBIDDEN.search(NAMES.sub("", text)):
                found.add(f"{text[:160]}  [{address.name}]")
    assert not found, "\n".join(sorted(found))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{Objectives} stand under {key_results}.", "Big rocks stand under measures."),
        ("Choose {a okr} of the {team}", "Choose an aim of the squad"),
        ("{A project}", "An endeavour"),
        ("{A team}, {a objective}", "A squad, a big rock"),
        ("{title} stays, {objective_id} too", "{title} stays, {objective_id} too"),
    ],
)
def test_words_in_braces_are_the_organisations_own(world: World, text: str, said: str) -> None:
    rename_everything(world)
    with world.enter():
        assert worded(text) == said


def test_outside_of_an_organisation_they_are_cairns_own() -> None:
    assert worded("{A okr} has {key_results}.") == "An OKR has key results."


def test_a_word_is_text_and_never_markup(world: World) -> None:
    with world.enter():
        actions.set_terms(world.acme, by=world.actor("Ada"), words={Term.TEAM: ("<b>crew", "<b>crews")})
    page = world.client("Ada").get("/o/acme/teams").content.decode()
    assert "<b>crew" not in page
    assert "&lt;b&gt;crew" in page
