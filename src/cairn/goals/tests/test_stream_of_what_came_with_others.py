"""The stream of a goal that came or ended together with others tells so (spec okrs §9.1, §10.5, §20)."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.core.access import Via
from cairn.goals import actions
from cairn.goals.actions.load import Load, load
from cairn.goals.models import Goal
from cairn.goals.queries.stream import stream
from cairn.goals.tests.cast import NOW, Acme, D
from cairn.organizations.actor import system


def told(acme: Acme, goal: Goal) -> list[str]:
    page = stream(acme.fresh(goal), acme.actor(acme.maya), frozenset(), show="changes")
    return [f"{entry.who} {entry.words}" for entry in page.items]


def test_what_a_file_brought_begins_with_its_creation(busy: Acme) -> None:
    goal = Goal(
        kind="objective", title="From a file", entity="organization", period=busy.quarter, start=busy.quarter.start,
        due=busy.quarter.end, creator=busy.jonas, created_at=NOW, state="closed", closed_at=NOW, closed_by=busy.maya,
        score=D("0.7"),
    )  # fmt: skip
    load([Load(goal=goal, owners=[busy.jonas.pk])], by=system(Via.IMPORT))
    assert sorted(told(busy, goal)) == ["Jonas Okafor created this", "Maya Lind closed this"]


def test_an_event_is_not_told_twice(busy: Acme) -> None:
    goal = busy.goals["reorder"]
    actions.close(goal, by=busy.actor(busy.maya))
    assert told(busy, goal) == ["Maya Lind closed this", "Maya Lind created this"]
    actions.reopen(goal, by=busy.actor(busy.maya))
    actions.postpone(goal, by=busy.actor(busy.maya), reason="Later.")
    assert sorted(told(busy, goal)) == [
        "Maya Lind closed this", "Maya Lind created this", "Maya Lind postponed this", "Maya Lind reopened this",
    ]  # fmt: skip


def test_what_was_taken_along_and_copied_along_tells_both(busy: Acme) -> None:
    actions.postpone(
        busy.goals["brand"], by=busy.actor(busy.maya), reason="Not this winter.", clone_to=busy.next_quarter
    )
    along = busy.goals["guides"]
    assert "Maya Lind postponed this" in told(busy, along)
    copy = Goal.objects.get(carried_over_from=along)
    page = stream(copy, busy.actor(busy.maya), frozenset(), show="changes")
    assert [entry.words for entry in page.items] == ["made this as a copy"]
    assert [change.after for change in page.items[0].changes] == [along.title]


def test_a_parent_that_closed_itself_says_that_nobody_did(busy: Acme) -> None:
    for name in ("reorder", "guides", "returns"):
        actions.close(busy.goals[name], by=busy.actor(busy.ada))
    assert "Cairn closed this, because nothing below it was open any more" in told(busy, busy.goals["brand"])


def test_on_the_first_page_it_costs_no_query(busy: Acme) -> None:
    goal = busy.fresh(busy.goals["guides"])
    with CaptureQueriesContext(connection) as queries:
        stream(goal, busy.actor(busy.maya), frozenset(), show="changes")
    assert sum('"core_event"' in query["sql"] for query in queries) == 1


def test_it_is_told_once_over_all_pages(busy: Acme) -> None:
    actions.postpone(busy.goals["brand"], by=busy.actor(busy.maya), reason="Not now.", clone_to=busy.next_quarter)
    goal, before, found = busy.fresh(busy.goals["reorder"]), "", []
    for _page in range(10):
        page = stream(goal, busy.actor(busy.maya), frozenset(), before=before, limit=1)
        found += [entry.words for entry in page.items]
        before = page.older
        if not before:
            break
    assert sorted(found) == ["checked in", "checked in", "created this", "postponed this"]
