"""Each entry of a stream says what changed, from what to what, and why where Cairn did it (spec okrs §20)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cairn.core import clock, events
from cairn.core.events import KINDS
from cairn.goals import actions
from cairn.goals.actions.delegate import end_what_is_over
from cairn.goals.models import Entity, Goal
from cairn.goals.phrases import PHRASES, THIS
from cairn.goals.queries.changes import OWN_PHRASES
from cairn.goals.queries.stream import feed
from cairn.goals.queries.tree import Place
from cairn.goals.tests.cast import NOW, Acme, D
from cairn.organizations.models import Team


def latest(acme: Acme, goal: Goal) -> tuple[str, list[tuple[str, str, str]]]:
    """The newest change in a feed: who did what, and its fields."""
    page = feed(Goal.objects.filter(pk=goal.pk), acme.actor(acme.cy), show="changes")
    entry = page.items[0]
    return f"{entry.who} {entry.words}", [(each.label, each.before, each.after) for each in entry.changes]


def test_a_panel_is_named(busy: Acme) -> None:
    goal, ada = busy.goals["reorder"], busy.actor(busy.ada)
    actions.put_on_panel(Place(Entity.ORGANIZATION), goal, by=ada)
    assert latest(busy, goal) == ("Ada Kaya put this on a KPI panel", [("Panel", "", str(Entity.ORGANIZATION.label))])
    team = Team.objects.create(name="Sales")
    actions.put_on_panel(Place(Entity.TEAM, team.pk), goal, by=ada)
    actions.take_off_panel(Place(Entity.TEAM, team.pk), goal, by=ada)
    assert latest(busy, goal) == ("Ada Kaya took this off a KPI panel", [("Panel", "Sales", "")])


def test_contributions_are_told_from_what_to_what(busy: Acme) -> None:
    brand, guides, maya = busy.goals["brand"], busy.goals["guides"], busy.actor(busy.maya)
    actions.set_contributions(brand, {guides.pk: D(70)}, by=maya)
    words = "Maya Lind set what contributes to this"
    assert latest(busy, brand) == (words, [(guides.title, "an equal part", "70\u00a0%")])
    actions.set_contributions(busy.fresh(brand), {guides.pk: D(40)}, by=maya)
    assert latest(busy, brand) == (words, [(guides.title, "70\u00a0%", "40\u00a0%")])


def test_what_cairn_does_by_itself_says_why(busy: Acme) -> None:
    goal = busy.goals["reorder"]
    actions.delegate(goal, busy.cy.pk, until=NOW.date() + timedelta(days=1), by=busy.actor(busy.maya))
    with clock.at(NOW + timedelta(days=3)):
        end_what_is_over()
        words, changes = latest(busy, goal)
    assert words == "Cairn ended a delegation of this, because its last day was over"
    assert changes == [("Delegate", "Cy Duarte", "")]


def test_a_check_in_that_was_taken_back_names_its_value(busy: Acme) -> None:
    goal = busy.goals["reorder"]
    row = goal.check_ins.latest("at")
    actions.delete_check_in(row, by=busy.actor(busy.maya))
    assert latest(busy, goal) == ("Maya Lind took back a check-in on this", [("Value", "47.2", "")])


@pytest.mark.parametrize("kind", ["access.asked", "access.answered"])
def test_what_is_not_for_everybody_stands_in_no_stream(busy: Acme, kind: str) -> None:
    goal = busy.goals["reorder"]
    events.record(KINDS[kind], goal, by=busy.actor(busy.cy), title=goal.title, goal_id=str(goal.pk))
    assert latest(busy, goal)[0] == "Maya Lind created this"


def test_every_phrase_says_where_the_title_of_its_goal_stands() -> None:
    """okrs §20: in the feed of many goals the title takes the place of “this”."""
    phrases = {**OWN_PHRASES, **PHRASES}
    assert [kind for kind, phrase in phrases.items() if str(phrase.words).count(THIS) != 1] == []
