"""The page of a goal: where it stands, why, what stands below, what happened, for who may know (okrs §8.3)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cairn.core import clock
from cairn.goals import actions
from cairn.goals.models import Goal
from cairn.goals.tests.cast import NOW, Acme, metric
from cairn.organizations.models import Member

PARTS = ["", "/quick", "/quick?tab=below", "/quick?tab=stream", "/explanation", "/stream", "/check-ins/new"]


def page(acme: Acme, who: Member, goal: Goal, part: str = "", **more: object) -> str:
    answer = acme.web(who).get(acme.url(f"goals/{goal.pk}{part}"), **more)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_page_shows_the_goal_its_number_and_why(busy: Acme) -> None:
    text = page(busy, busy.maya, busy.goals["reorder"])
    for words in (
        "Raise the wholesale reorder rate",
        "<b>47.2\u00a0%</b>",
        "Done: (47.2 − 38) ÷ (55 − 38)",
        "Expected on day 53 of 92",
        "Counts in “Become the brand guides recommend”",
        "From the check-in of Maya Lind",
        "From 38\u00a0% on 1 Oct to 47.2\u00a0% on 21 Nov. Today expects 47.71\u00a0%.",
    ):
        assert words in text


@pytest.mark.parametrize("part", PARTS[1:])
def test_every_part_is_a_page_and_a_fragment(busy: Acme, part: str) -> None:
    for name in ("reorder", "brand"):
        assert "<html" in page(busy, busy.ada, busy.goals[name], part)
        assert "<html" not in page(busy, busy.ada, busy.goals[name], part, headers={"HX-Request": "true"})


def test_every_sort_of_goal_has_a_page(acme: Acme) -> None:
    outcomes = [metric("baseline"), metric("stay_above", target=9), metric("decrease", 50, 10)]
    goals = [acme.key_result(f"Goal {number}", acme.maya, outcome=each) for number, each in enumerate(outcomes)]
    goals += [acme.objective("Bare", acme.maya), acme.create("project", "Build it", acme.maya)]
    for goal in goals:
        page(acme, acme.maya, goal)
        if not goal.is_rolled_up:
            acme.check_in(goal, acme.maya, 12)
            page(acme, acme.maya, goal)
        actions.close(goal, by=acme.actor(acme.maya))
        assert "Closed" in page(acme, acme.maya, goal)


def test_what_may_be_done_depends_on_who_looks(busy: Acme) -> None:
    check_in = busy.url(f"goals/{busy.goals['reorder'].pk}/check-ins/new")
    assert check_in in page(busy, busy.maya, busy.goals["reorder"])
    for who in (busy.cy, busy.olga):
        assert check_in not in page(busy, who, busy.goals["reorder"])


def test_hidden_children_are_counted_and_not_named(busy: Acme) -> None:
    secret = busy.key_result("Buy the rival", busy.maya, busy.goals["brand"], privacy="listed")
    busy.check_in(secret, busy.maya, 80)
    for part in PARTS[:6]:
        text = page(busy, busy.cy, busy.goals["brand"], part)
        assert "Buy the rival" not in text
        assert str(secret.pk) not in text
    assert "1 hidden item" in page(busy, busy.cy, busy.goals["brand"])


@pytest.mark.parametrize("part", PARTS)
def test_a_private_goal_and_a_foreign_one_do_not_exist(busy: Acme, mallory: Client, part: str) -> None:
    secret = busy.key_result("Buy the rival", busy.maya, privacy="listed")
    assert busy.web(busy.ada).get(busy.url(f"goals/{secret.pk}{part}")).status_code == 404
    assert mallory.get(busy.url(f"goals/{busy.goals['brand'].pk}{part}")).status_code == 404


def queries(acme: Acme, goal: Goal, part: str = "") -> int:
    web = acme.web(acme.jonas)
    with CaptureQueriesContext(connection) as captured:
        assert web.get(acme.url(f"goals/{goal.pk}{part}")).status_code == 200
    return len(captured)


def test_more_children_take_no_more_queries(acme: Acme) -> None:
    counts = []
    for children in (10, 20):
        parent = acme.objective(f"With {children}", acme.jonas)
        for number in range(children):
            acme.key_result(f"Part {number}", acme.jonas, parent)
        counts.append(queries(acme, parent))
    assert counts[0] == counts[1]


def test_more_entries_take_no_more_queries(acme: Acme) -> None:
    counts = []
    for entries in (10, 20):
        goal = acme.key_result(f"With {entries}", acme.jonas)
        for number in range(entries // 2):
            acme.check_in(goal, acme.jonas, number, days_ago=number % 5)
            actions.edit(goal, {"title": f"Title {number}"}, by=acme.actor(acme.jonas))
        counts.append(queries(acme, goal, "/stream"))
    assert counts[0] == counts[1]


def test_the_stream_tells_who_changed_what_from_what_to_what(busy: Acme) -> None:
    actions.edit(
        busy.goals["reorder"], {"outcome": metric("increase", 38, 60, "%"), "owners": [busy.jonas.pk]},
        by=busy.actor(busy.ada),
    )  # fmt: skip
    text = " ".join(page(busy, busy.cy, busy.goals["reorder"], "/stream").split())
    assert "<b>Ada Kaya</b> edited this" in text
    assert "Target: <del>55</del> → <ins>60</ins>" in text
    assert "Owners: <del>Maya Lind</del> → <ins>Jonas Okafor</ins>" in text
    assert "Start:" not in text
    assert "46.1 → 47.2 %" in text


def test_the_stream_goes_on_page_by_page_without_gap_or_repetition(acme: Acme) -> None:
    goal = acme.key_result("Write it", acme.maya)
    for number in range(45):
        with clock.at(NOW - timedelta(minutes=number)):
            actions.check_in(goal, by=acme.actor(acme.maya), note=f"Note {number:02}.")
    seen: list[str] = []
    address, pages = "/stream", 0
    while address:
        text = page(acme, acme.cy, goal, address)
        seen += [part[:2] for part in text.split("Note ")[1:]]
        older = text.partition('hx-get="')[2].partition("stream?before=")[2].partition('"')[0]
        address, pages = (f"/stream?before={older}" if older else ""), pages + 1
    assert seen == [f"{number:02}" for number in range(45)]
    assert pages == 3


def test_an_odd_place_in_the_stream_begins_at_the_top(busy: Acme) -> None:
    for odd in ("x", "2026-13-45 nonsense", "%00", "2026-11-01T00:00:00Z 1"):
        assert "Spring catalogue" in page(busy, busy.cy, busy.goals["reorder"], f"/stream?before={odd}")


@pytest.mark.parametrize("part", ["", "/quick", "/stream", "/explanation"])
def test_no_part_of_the_page_takes_more_than_fifteen_queries(busy: Acme, part: str) -> None:
    for name in ("grow", "brand", "reorder"):
        assert queries(busy, busy.goals[name], part) <= 15
