"""Levels, hidden items, filters, and the pages of teams and people (spec okrs §2.6, §8.2–8.5)."""

from __future__ import annotations

from typing import Any

import pytest

from cairn.core import tenancy
from cairn.goals import actions
from cairn.goals.models import Goal
from cairn.goals.tests import cast
from cairn.goals.tests.cast import Acme
from cairn.organizations.models import Member, Team, TeamMember

FRAGMENT = {"HX-Request": "true"}


def titles(answer: Any) -> list[str]:
    listing = answer.context["page"].listing
    return [item.title for item in (*listing.items, *listing.projects) if hasattr(item, "title")]


def secret_below(acme: Acme) -> Goal:
    return acme.key_result("Buy the competitor", acme.maya, acme.goals["brand"], privacy="listed", viewers=[])


def test_a_level_comes_alone_and_one_step_deeper(busy: Acme) -> None:
    url = busy.url(f"goals/{busy.goals['brand'].pk}/children?level=2")

    text = busy.web(busy.cy).get(url, headers=FRAGMENT).content.decode()

    assert text.count('aria-level="3"') == 3
    assert f'data-parent="{busy.goals["brand"].pk}"' in text
    assert "<html" not in text


def test_without_a_script_a_level_is_the_page_of_its_goal(busy: Acme) -> None:
    answer = busy.web(busy.cy).get(busy.url(f"goals/{busy.goals['brand'].pk}/children"))

    assert answer["Location"].endswith(f"/goals/{busy.goals['brand'].pk}")


def test_an_open_row_in_the_address_is_drawn_with_what_is_below_it(busy: Acme) -> None:
    grow, brand = busy.goals["grow"], busy.goals["brand"]

    shown = titles(busy.web(busy.cy).get(busy.url(f"company?open={grow.pk}&open={brand.pk}")))

    assert shown[:3] == [grow.title, brand.title, busy.goals["reorder"].title]


def test_a_private_child_is_counted_and_not_named(busy: Acme) -> None:
    secret_below(busy)
    url = busy.url(f"goals/{busy.goals['brand'].pk}/children?level=1")

    stranger = busy.web(busy.cy).get(url, headers=FRAGMENT).content.decode()
    owner = busy.web(busy.maya).get(url, headers=FRAGMENT).content.decode()

    assert "1 hidden item counts" in stranger
    assert "Buy the competitor" not in stranger
    assert "Buy the competitor" in owner
    assert "hidden item" not in owner


def test_a_private_goal_has_no_address_for_others(busy: Acme) -> None:
    secret = secret_below(busy)

    for noun in ("children", "menu", "alignments", "contributions"):
        assert busy.web(busy.cy).get(busy.url(f"goals/{secret.pk}/{noun}")).status_code == 404, noun


@pytest.mark.parametrize(("kind", "found"), [("objective", 2), ("key_result", 3), ("project", 0), ("odd", 1)])
def test_a_filter_lists_what_matches_on_one_level(busy: Acme, kind: str, found: int) -> None:
    answer = busy.web(busy.cy).get(busy.url(f"company?kind={kind}&open=none"))

    assert len(titles(answer)) == found
    assert answer.context["page"].listing.is_flat is (kind != "odd")


def test_a_status_filter_agrees_with_what_the_rows_say(busy: Acme) -> None:
    page = busy.web(busy.cy).get(busy.url("company?status=on_track")).context["page"]

    assert {item.status for item in page.listing.items} == {"on_track"}
    assert len(page.listing.items) == page.summary.on_track


def test_an_owner_filter_is_a_chip_that_can_be_taken_off(busy: Acme) -> None:
    answer = busy.web(busy.cy).get(busy.url(f"company?view=list&owner={busy.jonas.pk}"))

    assert titles(answer) == ["Win 120 certified guides as ambassadors"]
    assert [(chip.label, chip.without) for chip in answer.context["page"].chips] == [
        ("Owner: Jonas Okafor", "?view=list")
    ]


def test_the_strip_averages_the_top_and_leaves_the_postponed_out(busy: Acme) -> None:
    busy.check_in(busy.key_result("Alone", busy.cy), busy.cy, 10)
    idle = busy.key_result("Idle", busy.cy)
    actions.postpone(idle, by=busy.actor(busy.cy), reason="Not now")

    summary = busy.web(busy.cy).get(busy.url("company")).context["page"].summary

    assert summary.progress == (busy.fresh(busy.goals["grow"]).progress + 10) / 2
    assert summary.counts["postponed"] == 1


def test_the_strip_comes_alone_after_a_check_in(busy: Acme) -> None:
    text = busy.web(busy.cy).get(busy.url("company?part=strip"), headers=FRAGMENT).content.decode()

    assert 'id="strip"' in text
    assert "treegrid" not in text


def test_a_team_page_has_what_the_team_is_tagged_with(busy: Acme) -> None:
    sales = Team.objects.create(name="Sales")
    TeamMember.objects.create(team=sales, member=busy.jonas, role="owner")
    ours = busy.objective("Win the north", busy.jonas, entity="team", teams=[sales.pk])

    web = busy.web(busy.cy)

    assert titles(web.get(busy.url(f"teams/{sales.pk}"))) == [ours.title]
    assert "Jonas Okafor" in web.get(busy.url(f"teams/{sales.pk}/people")).content.decode()


def test_my_page_has_what_i_own_wherever_it_stands(busy: Acme) -> None:
    web = busy.web(busy.jonas)

    answer = web.get(web.get(busy.url("me"))["Location"])

    assert titles(answer) == ["Win 120 certified guides as ambassadors"]


def test_teams_and_people_of_another_organisation_do_not_exist(busy: Acme) -> None:
    other = cast.organization("Globex", "globex")
    with tenancy.enter(other.pk):
        team, mallory = Team.objects.create(name="Theirs"), cast.member("Mallory Moss", other)
    web = busy.web(busy.ada)

    assert web.get(busy.url(f"teams/{team.pk}")).status_code == 404
    assert web.get(busy.url(f"people/{mallory.pk}")).status_code == 404
    assert busy.web(mallory).get(busy.url("company")).status_code == 404


def test_the_menu_offers_what_one_may_and_nothing_else(busy: Acme) -> None:
    """okrs §8.5, entry by entry."""
    url = busy.url(f"goals/{busy.goals['brand'].pk}/menu")

    owner = busy.web(busy.maya).get(url, headers=FRAGMENT).content.decode()
    colleague = busy.web(busy.cy).get(url, headers=FRAGMENT).content.decode()
    observer = busy.web(busy.olga).get(url, headers=FRAGMENT).content.decode()

    assert all(f"/{noun}" in owner for noun in ("edit", "alignments", "contributions", "closure", "deletion"))
    assert "Add a key result" in colleague
    assert "/edit" not in colleague
    assert "/closure" not in colleague
    assert "Add a" not in observer


def test_the_menu_has_every_entry_that_is_asked_for(busy: Acme) -> None:
    """okrs §8.5: what one does with a row that is open, and with one that is closed."""
    goal, web = busy.goals["reorder"], busy.web(busy.maya)
    actions.edit(goal, {"check_in_owner": busy.cy.pk}, by=busy.actor(busy.maya))
    busy.key_result("Ring them up", busy.maya, busy.objective("Call", busy.maya, goal))
    here = busy.url(f"goals/{goal.pk}")
    new = f"{busy.url('goals/new')}?kind="

    text = web.get(f"{here}/menu", headers=FRAGMENT).content.decode()
    for noun in (
        "check-ins/new", "nudges", "edit", "alignments", "contributions", "clones", "closure", "postponement",
        "delegation", "kpis", "deletion", "share",
    ):  # fmt: skip
        assert f'"{here}/{noun}' in text, noun
    for kind in ("key_result", "objective", "project"):
        assert f'"{new}{kind}&amp;parent={goal.pk}"' in text, kind
    assert "Copy the link" in text

    actions.close(goal, by=busy.actor(busy.maya))
    closed = web.get(f"{here}/menu", headers=FRAGMENT).content.decode()
    assert "Reopen…" in closed
    assert f'"{here}/postponement' not in closed


def test_projects_stand_last_in_a_level_whatever_their_rank(busy: Acme) -> None:
    """okrs §8.3: manual order, projects last; in the list below a row and in the quick view alike."""
    grow = busy.goals["grow"]
    project = busy.create("project", "Build a shop", busy.maya, grow)
    later = busy.key_result("Sell from it", busy.maya, grow)
    Goal.objects.filter(pk=project.pk).update(rank=0)

    below = busy.web(busy.maya).get(busy.url(f"goals/{grow.pk}/children?level=1"), headers=FRAGMENT)
    text = below.content.decode()
    assert text.index(later.title) < text.index(project.title)


def test_an_empty_period_teaches_and_offers_the_first_step_to_those_who_may(busy: Acme) -> None:
    url = busy.url(f"company?period={busy.next_quarter.pk}")

    assert "Write the first objective" in busy.web(busy.cy).get(url).content.decode()
    assert "Write the first objective" not in busy.web(busy.olga).get(url).content.decode()


def test_odd_words_in_the_address_never_fail(busy: Acme) -> None:
    web = busy.web(busy.cy)

    for query in ("period=x&page=-1", "page=99999999999", "open=1&owner=me&tag=%00", "view=☃&status=sad", "page=²"):
        assert web.get(busy.url(f"company?{query}")).status_code == 200, query


@pytest.mark.parametrize(
    ("words", "expected"), [("brand", "Become the brand"), ("jonas", "Jonas Okafor"), ("zzz", "")]
)
def test_search_finds_goals_and_people_by_a_few_letters(busy: Acme, words: str, expected: str) -> None:
    web = busy.web(busy.cy)

    alone = web.get(busy.url(f"search?q={words}"), headers=FRAGMENT).content.decode()
    page = web.get(busy.url(f"search?q={words}")).content.decode()

    assert expected in alone
    assert expected in page
    assert ("palette-item" in alone) is bool(expected)


def test_search_does_not_know_private_goals_of_others(busy: Acme) -> None:
    secret_below(busy)

    assert "Buy the competitor" not in busy.web(busy.ada).get(busy.url("search?q=competitor")).content.decode()


def test_a_chooser_keeps_what_is_checked_and_adds_what_was_found(busy: Acme) -> None:
    url = busy.url(f"goals/choices/people?field=owners&owners={busy.maya.pk}&words=jon")

    text = busy.web(busy.cy).get(url, headers=FRAGMENT).content.decode()

    assert f'value="{busy.maya.pk}" checked' in text
    assert "Jonas Okafor" in text
    assert "Olga Rein" not in text
    assert Member.objects.filter(name="Olga Rein").exists()
