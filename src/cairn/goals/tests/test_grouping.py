"""The flat list in groups, and compact rows (spec okrs §8.3)."""

from __future__ import annotations

from typing import Any

import pytest

from cairn.goals.queries.tree import Heading
from cairn.goals.tests.cast import Acme


def groups(acme: Acme, query: str) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for item in page(acme, query).context["page"].listing.items:
        if isinstance(item, Heading):
            found.append((item.label, []))
        else:
            found[-1][1].append(item.title)
    return found


def page(acme: Acme, query: str) -> Any:
    return acme.web(acme.cy).get(acme.url(f"company{query}"))


def test_by_owner_each_name_stands_once_and_nobody_last(busy: Acme) -> None:
    busy.objective("Nobody's", busy.ada, owners=[])
    found = groups(busy, "?group=owner")
    assert [label for label, _titles in found] == ["Ada Kaya", "Jonas Okafor", "Maya Lind", "Nobody"]
    assert dict(found)["Jonas Okafor"] == ["Win 120 certified guides as ambassadors"]


@pytest.mark.parametrize("by", ["status", "owner", "period", "entity"])
def test_every_goal_stands_in_one_group(busy: Acme, by: str) -> None:
    found = groups(busy, f"?group={by}")
    assert len({label for label, _titles in found}) == len(found)
    assert sum(len(titles) for _label, titles in found) == 5


def test_by_status_the_words_are_those_of_the_rows(busy: Acme) -> None:
    found = dict(groups(busy, "?group=status"))
    assert "Raise the wholesale reorder rate" in found["Behind"]


def test_by_period_several_periods_stand_apart(busy: Acme) -> None:
    busy.objective("Later", busy.ada, period=busy.next_quarter.pk)
    found = groups(busy, f"?group=period&period={busy.quarter.pk}&period={busy.next_quarter.pk}")
    assert [label for label, _titles in found] == ["Q4 2026", "Q1 2027"]


def test_something_odd_is_no_grouping(busy: Acme) -> None:
    assert not any(isinstance(item, Heading) for item in page(busy, "?group=x%00").context["page"].listing.items)


def test_compact_rows_are_an_address(busy: Acme) -> None:
    assert "tree is-compact" in page(busy, "?rows=compact").content.decode()
    assert "tree is-compact" not in page(busy, "").content.decode()
