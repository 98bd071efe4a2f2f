"""The bulk check-in walks through what one owes and ends with what moved (spec okrs §7)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.world import World

from cairn.core import clock
from cairn.goals import actions
from cairn.goals.models import CheckIn, Goal
from cairn.goals.queries import due as owing
from cairn.goals.queries.check_in_run import check_in_run
from cairn.goals.queries.due import due, owed
from cairn.goals.tests.quarter import NOON, Quarter, increase

RUN = "/o/acme/check-ins/run"


@pytest.fixture
def mine(quarter: Quarter) -> Quarter:
    """Max owns two more key results under the objective beside “Open ten shops”."""
    for title in ("Rent", "Staff"):
        quarter.goal(title, under=quarter.win, owners=[quarter.actor("Max").member_id], outcome=increase(0, 10))
    return quarter


def titles(quarter: Quarter, name: str = "Max", *, everything: bool = False) -> list[str]:
    rows = (owed if everything else due)(quarter.actor(name), clock.now(), "UTC")
    return sorted(rows.values_list("title", flat=True))


def test_due_is_what_one_checks_in_on_by_hand_and_has_not_for_a_week(
    mine: Quarter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owing, "_turns", [])  # nobody knows a rhythm
    assert titles(mine) == ["Open ten shops", "Rent", "Staff"]
    actions.check_in(Goal.objects.get(title="Rent"), by=mine.actor("Max"), value=Decimal(1))
    actions.check_in(mine.shops, by=mine.actor("Max"), value=Decimal(1), at=NOON - timedelta(days=8))
    with clock.at(NOON + timedelta(minutes=1)):
        assert titles(mine) == ["Open ten shops", "Staff"]
        assert titles(mine, everything=True) == ["Open ten shops", "Rent", "Staff"]


def test_what_rolls_up_is_ended_or_has_not_begun_is_not_due(mine: Quarter) -> None:
    assert titles(mine, "Ada") == []  # “Win the north” rolls up
    actions.close(mine.shops, by=mine.actor("Tom"), note="Done with it.")
    later = {"period": mine.next_period.pk}
    mine.goal("Next quarter", owners=[mine.actor("Max").member_id], **later)
    assert titles(mine) == ["Rent", "Staff"]


def test_a_goal_rolled_up_is_due_while_it_is_set_by_hand(mine: Quarter) -> None:
    """okrs §5.3: in manual override the check-in owner is reminded, and no longer once it is resumed."""
    actions.check_in(mine.win, by=mine.actor("Ada"), value=Decimal(30), override="kept")
    with clock.at(NOON + timedelta(days=9)):
        assert titles(mine, "Ada") == ["Win the north"]
        actions.resume_roll_up(mine.win, by=mine.actor("Ada"))
        assert titles(mine, "Ada") == []


def test_who_knows_the_rhythm_says_what_is_asked_for_and_since_when_a_check_in_counts(
    mine: Quarter, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.check_in(mine.shops, by=mine.actor("Max"), value=Decimal(1), at=NOON - timedelta(days=3))
    for days, expected in ((2, ["Open ten shops"]), (4, [])):
        asked = {mine.shops.pk: NOON - timedelta(days=days)}
        monkeypatch.setattr(owing, "_turns", [lambda member, moment, asked=asked: asked])
        with clock.at(NOON + timedelta(minutes=1)):
            assert titles(mine) == expected


def test_one_saves_goes_on_skips_and_reads_what_moved(mine: Quarter) -> None:
    browser = mine.world.client("Max")
    first = browser.get(RUN)
    assert "1 of 3" in first.content.decode()
    action = _action(first.content.decode())
    answer = browser.post(action, {"value": "5", "note": "Two more signed."})
    assert answer.status_code == 303
    second = browser.get(answer["Location"]).content.decode()
    assert "2 of 3 · 1 done" in " ".join(second.split())
    third = browser.get(_skip(second)).content.decode()
    end = browser.get(browser.post(_action(third), {"value": "1"})["Location"]).content.decode()
    assert "2 check-ins made" in end
    assert "Win the north" in end
    assert "Left for later" in end
    assert CheckIn.objects.count() == 2


def test_a_value_that_cannot_be_read_is_said_and_the_note_is_kept(mine: Quarter) -> None:
    browser = mine.world.client("Max")
    action = _action(browser.get(RUN).content.decode())
    answer = browser.post(action, {"value": "lots", "note": "Kept as typed."})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Kept as typed." in text
    assert 'value="lots"' in text
    assert not CheckIn.objects.exists()


def test_where_one_checks_in_it_says_how_to_keep_it_short(mine: Quarter) -> None:
    """okrs §7, advice: weekly, short notes, before an existing meeting, 15 minutes; also where admins plan it."""
    for name, path in (("Max", RUN), ("Ada", "/o/acme/settings/check-ins")):
        page = mine.world.client(name).get(path).content.decode()
        for words in (
            "Once a week",
            "Two sentences",
            "before a meeting that you have anyway",
            "A quarter of an hour",
        ):
            assert words in page, (path, words)


def test_the_end_counts_only_what_one_may_see_above(mine: Quarter) -> None:
    actions.edit(mine.win, {"privacy": "listed", "viewers": []}, by=mine.actor("Ada"))
    started = clock.now()
    with clock.at(NOON + timedelta(minutes=1)):
        actions.check_in(mine.shops, by=mine.actor("Max"), value=Decimal(5))
        run = check_in_run(mine.actor("Max"), started, "UTC", ended=True)
    assert (run.done, run.moved) == (1, ())


@pytest.mark.parametrize(
    "odd", ["since=yesterday", "since=2026-13-45T99:99", "goal=%00", "goal=x&all=&end", "since=9999-12-31"]
)
def test_an_odd_address_begins_anew(mine: Quarter, odd: str) -> None:
    assert mine.world.client("Max").get(f"{RUN}?{odd}").status_code == 200


def test_who_owes_nothing_reads_so(world: World, quarter: Quarter) -> None:
    assert "Nothing is due" in world.client("Olive").get(RUN).content.decode()
    assert "No check-in is due" in world.client("Olive").get("/o/acme/check-ins/due").content.decode()
    assert "1 check-in is due" in world.client("Max").get("/o/acme/check-ins/due").content.decode()


def _action(text: str) -> str:
    return _attribute(text, '<form class="form" method="post" action="')


def _skip(text: str) -> str:
    before = text[: text.index('data-hotkey="Escape"')]
    return unescape(before[before.rindex('href="') + 6 :].partition('"')[0])


def _attribute(text: str, before: str) -> str:
    address = unescape(text.partition(before)[2].partition('"')[0])
    assert "since" in parse_qs(urlsplit(address).query)
    return address
