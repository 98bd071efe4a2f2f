"""Ticking rows of a list and changing all of them at once (spec okrs §4.3)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest

from cairn.goals import verify
from cairn.goals.models import Goal
from cairn.goals.tests.cast import Acme
from cairn.organizations.models import Member

pytestmark = pytest.mark.django_db


def where(acme: Acme, *names: str) -> str:
    query = urlencode({"goal": [acme.goals[name].pk for name in names], "back": acme.url("company?view=list")}, True)
    return acme.url(f"goals/many?{query}")


def change(acme: Acme, *names: str, by: Member | None = None, **fields: Any) -> Any:
    return acme.web(by or acme.ada).post(where(acme, *names), fields)


def test_rows_can_be_ticked_in_a_list_and_not_in_the_tree(busy: Acme) -> None:
    web = busy.web(busy.ada)
    flat = web.get(busy.url("company?view=list")).content.decode()
    assert f'name="goal" value="{busy.goals["reorder"].pk}" form="many"' in flat
    assert 'class="row-choose"' not in web.get(busy.url("company")).content.decode()


def test_the_page_names_what_was_ticked_and_says_so_when_nothing_was(busy: Acme) -> None:
    text = busy.web(busy.ada).get(where(busy, "reorder", "guides")).content.decode()
    assert "Change 2 at once" in text
    assert "Win 120 certified guides" in text
    assert "Nothing was ticked" in busy.web(busy.ada).get(where(busy)).content.decode()


def test_owner_period_tags_and_parent_change_together(busy: Acme) -> None:
    home = busy.objective("Make the shops proud", busy.ada)
    answer = change(
        busy, "reorder", "guides", owner=busy.cy.email, period=busy.next_quarter.pk, tags="wholesale, spring",
    )  # fmt: skip
    assert (answer.status_code, answer["Location"]) == (303, busy.url("company?view=list"))
    assert change(busy, "returns", parent=str(home.pk)).status_code == 303
    for name in ("reorder", "guides"):
        goal = busy.fresh(busy.goals[name])
        assert [row.member_id for row in goal.ownerships.all()] == [busy.cy.pk]
        assert goal.period == busy.next_quarter
        assert {link.tag.name for link in goal.tag_links.all()} == {"wholesale", "spring"}
    parents = [link.parent for link in busy.goals["returns"].parent_links.order_by("position")]
    assert parents == [home, busy.goals["brand"]]
    assert list(verify.differences()) == []


def test_closing_postponing_and_deleting_many(busy: Acme) -> None:
    change(busy, "reorder", "guides", end="postponed", reason="Not now.", into=busy.next_quarter.pk)
    change(busy, "returns", end="closed")
    change(busy, "brand", end="delete")
    states = {name: busy.fresh(goal).state for name, goal in busy.goals.items()}
    assert (states["reorder"], states["guides"], states["returns"]) == ("postponed", "postponed", "closed")
    assert Goal.objects.filter(period=busy.next_quarter).count() == 2


def test_what_may_not_be_changed_is_said_and_the_rest_changes(busy: Acme) -> None:
    answer = busy.web(busy.jonas).post(where(busy, "guides", "grow"), {"tags": "spring"}, follow=True)
    text = answer.content.decode()
    assert "1 was changed." in text
    assert "Grow where we are loved: You may not change this" in text


@pytest.mark.parametrize(
    "fields", [{}, {"end": "postponed"}, {"owner": "nobody"}, {"kind": "dream"}, {"parent": "x"}, {"period": "x"}]
)
def test_what_makes_no_sense_is_refused_and_nothing_changes(busy: Acme, fields: dict[str, str]) -> None:
    before = list(Goal.objects.order_by("pk").values())
    assert change(busy, "reorder", **fields).status_code == 422
    assert list(Goal.objects.order_by("pk").values()) == before


def test_what_one_may_not_know_of_cannot_be_ticked(busy: Acme) -> None:
    Goal.objects.filter(pk=busy.goals["reorder"].pk).update(privacy="listed")
    text = busy.web(busy.cy).get(where(busy, "reorder", "guides")).content.decode()
    assert "Change 1 at once" in text
    assert "Raise the wholesale" not in text
