"""What a goal needs from another team: asked for, promised or declined by that team, delivered."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from cairn.core import clock
from cairn.core.errors import Denied, Refused
from cairn.core.models import Event
from cairn.goals import actions as goal_actions
from cairn.goals.tests.quarter import NOON
from cairn.organizations.models import Team
from cairn.work import actions
from cairn.work.models import Dependency
from cairn.work.queries.dependencies import of_team
from cairn.work.tests.conftest import Site

SOON = date(2026, 8, 30)


@pytest.fixture
def sales(site: Site) -> Team:
    """Tom owns it, Tia administers it, Max is in it."""
    return Team.objects.get(name="Sales")


@pytest.fixture
def need(site: Site, sales: Team) -> Dependency:
    """The warehouse, here Ada's, needs something of Sales."""
    goal = site.quarter.goal("Fill the shelves", by="Ada", kind="objective")
    return actions.ask_team(goal, sales, by=site.actor("Ada"), wanted="A list of  what sells", due=SOON)


def say(site: Site, row: Dependency, who: str, state: str, answer: str = "") -> Dependency:
    return actions.answer_dependency(row, by=site.actor(who), state=state, answer=answer)


def told(kind: str) -> list[str]:
    return list(Event.objects.filter(kind=kind).latest("at").data["to"])


def test_who_leads_the_asked_team_is_told(site: Site, need: Dependency) -> None:
    assert (need.wanted, need.state) == ("A list of what sells", "asked")
    assert set(told("dependency.asked")) == {str(site.id_of("Tom")), str(site.id_of("Tia"))}


def test_the_other_side_promises_and_delivers_and_the_owner_is_told(site: Site, need: Dependency) -> None:
    say(site, need, "Tia", "confirmed", "By Friday.")
    assert told("dependency.confirmed") == [str(site.id_of("Ada"))]
    assert say(site, need, "Ada", "delivered").state == "delivered"
    with pytest.raises(Refused, match="delivered already"):
        say(site, need, "Tia", "declined", "Too late.")


def test_declining_needs_a_reason_and_may_be_thought_over(site: Site, need: Dependency) -> None:
    with pytest.raises(Refused, match="why"):
        say(site, need, "Tom", "declined")
    assert say(site, need, "Tom", "declined", "No hands until May.").state == "declined"
    assert say(site, need, "Tom", "confirmed").state == "confirmed"


def test_the_same_answer_again_records_nothing(site: Site, need: Dependency) -> None:
    say(site, need, "Tom", "confirmed")
    before = Event.objects.count()
    say(site, need, "Tom", "confirmed")
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    ("who", "state"), [("Max", "confirmed"), ("Cy", "declined"), ("Cy", "delivered"), ("Tia", "withdrawn")]
)
def test_only_the_side_it_concerns_may_say_it(site: Site, need: Dependency, who: str, state: str) -> None:
    with pytest.raises(Denied):
        say(site, need, who, state, "Because.")
    assert Dependency.objects.get(pk=need.pk).state == "asked"


def test_one_does_not_ask_oneself_nor_for_what_is_hidden(site: Site, sales: Team) -> None:
    ask: Any = {"by": site.actor("Tom"), "wanted": "Help", "due": SOON}
    with pytest.raises(Refused, match="that team itself"):
        actions.ask_team(site.quarter.shops, sales, **ask)
    goal_actions.edit(site.goal, {"privacy": "listed", "viewers": []}, by=site.actor("Tom"))
    with pytest.raises(Refused, match="Only listed people"):
        actions.ask_team(site.goal, sales, **ask)


@pytest.mark.parametrize("wanted", ["", "   ", "x" * 301, "nul\x00"])
def test_what_is_needed_has_words(site: Site, sales: Team, wanted: str) -> None:
    with pytest.raises(Refused, match="300"):
        actions.ask_team(site.goal, sales, by=site.actor("Tom"), wanted=wanted, due=SOON)


def test_late_is_what_is_waited_for_after_its_day(site: Site, need: Dependency) -> None:
    assert not need.is_late(SOON)
    assert need.is_late(SOON + timedelta(days=1))
    say(site, need, "Tom", "delivered")
    assert not Dependency.objects.get(pk=need.pk).is_late(SOON + timedelta(days=1))


def test_a_team_sees_both_sides_but_nothing_hidden(site: Site, need: Dependency, sales: Team) -> None:
    seen = of_team(sales.pk, site.actor("Max"), NOON.date())
    assert [each.row.wanted for each in seen.asked_of_us] == ["A list of what sells"]
    goal_actions.edit(need.goal, {"privacy": "listed", "viewers": []}, by=site.actor("Ada"))
    assert of_team(sales.pk, site.actor("Max"), NOON.date()).is_empty


def test_the_pages_ask_answer_and_keep_what_was_typed(site: Site, sales: Team) -> None:
    goal = site.quarter.goal("Fill the shelves", by="Ada", kind="objective")
    ada, tom = site.world.client("Ada"), site.world.client("Tom")
    address = f"/o/acme/goals/{goal.pk}/dependencies"
    refused = ada.post(address, {"wanted": "A list", "team": "", "due": "soon"})
    assert refused.status_code == 422
    assert 'value="A list"' in refused.content.decode()
    assert ada.post(address, {"wanted": "A list", "team": sales.pk, "due": "2026-08-30"}).status_code == 303
    row = Dependency.objects.get()
    assert "A list" in tom.get(f"/o/acme/teams/{sales.pk}/dependencies").content.decode()
    assert "Promise it" in tom.get(f"/o/acme/dependencies/{row.pk}").content.decode()
    assert "Promise it" not in site.world.client("Cy").get(f"/o/acme/dependencies/{row.pk}").content.decode()
    assert tom.post(f"/o/acme/dependencies/{row.pk}", {"state": "declined", "answer": ""}).status_code == 422
    assert tom.post(f"/o/acme/dependencies/{row.pk}", {"state": "confirmed"}).status_code == 303
    assert "Promised" in ada.get(address).content.decode()
    with clock.at(NOON + timedelta(days=30)):
        assert "late" in ada.get(address).content.decode()
