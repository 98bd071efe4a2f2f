"""Ticking rows of a list and changing all of them at once (spec okrs §4.3)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest

from cairn.core.models import Run
from cairn.goals import actions, verify
from cairn.goals.actions import runs
from cairn.goals.models import Goal, GoalSettings
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


def test_what_was_ticked_is_cloned_with_its_alignments(busy: Acme) -> None:
    """okrs §4.3, §10.1: open ones only, in the background, progress stays behind."""
    actions.close(busy.goals["returns"], by=busy.actor(busy.maya))
    answer = change(busy, "brand", "reorder", "returns", copies=busy.next_quarter.pk)
    run = Run.objects.get(kind=runs.KIND)
    assert (answer.status_code, answer["Location"]) == (303, busy.url(f"closing/runs/{run.pk}"))
    runs.work_on.call_local(run_id=str(run.pk))
    copies = {goal.cloned_from_id: goal for goal in Goal.objects.filter(period=busy.next_quarter)}
    assert set(copies) == {busy.goals["brand"].pk, busy.goals["reorder"].pk}
    copy = copies[busy.goals["reorder"].pk]
    assert (copy.progress, copy.parent_links.get().parent_id) == (0, copies[busy.goals["brand"].pk].pk)
    assert change(busy, "brand", end="closed", copies=busy.next_quarter.pk).status_code == 422
    assert change(busy, "guides", by=busy.olga, copies=busy.next_quarter.pk).status_code == 403


def test_the_kind_changes_together_where_the_model_allows_it(busy: Acme) -> None:
    """okrs §4.3, bulk fields: type; §4.1: in the measurable mode each stays what it is."""
    change(busy, "guides", kind="project")
    assert busy.fresh(busy.goals["guides"]).kind == "key_result"
    GoalSettings.objects.update(okr_model="interchangeable")
    plain = busy.key_result("Write the handbook", busy.maya)
    busy.goals["plain"] = plain
    assert change(busy, "plain", kind="project").status_code == 303
    assert busy.fresh(plain).kind == "project"


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
