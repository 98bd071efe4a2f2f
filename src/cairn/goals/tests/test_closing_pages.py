"""Closing what a page holds: the table, one by one, and in the background (spec okrs §9.2)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.core.models import Run
from cairn.goals import actions
from cairn.goals.actions import runs
from cairn.goals.models import Goal
from cairn.goals.tests.cast import Acme, D, metric
from cairn.organizations.models import Member

pytestmark = pytest.mark.django_db


def table(acme: Acme, who: Member | None = None, **query: Any) -> str:
    given = {"entity": "organization", "period": acme.quarter.pk, **query}
    return acme.web(who or acme.ada).get(acme.url("closing"), given).content.decode()


def send(acme: Acme, who: Member | None = None, noun: str = "closing", **fields: Any) -> Any:
    where = acme.url(f"{noun}?entity=organization&period={acme.quarter.pk}")
    return acme.web(who or acme.ada).post(where, fields)


def decided(goal: Goal, how: str, **more: Any) -> dict[str, Any]:
    return {f"{goal.pk.hex}-{name}": value for name, value in {"how": how, **more}.items()}


def test_the_table_lists_what_is_open_with_presets_scores_and_a_summary(busy: Acme) -> None:
    untouched = busy.key_result("Write the handbook", busy.maya, busy.goals["brand"])
    actions.close(busy.goals["guides"], by=busy.actor(busy.jonas))
    text = table(busy)
    assert "<strong>1</strong> closed, <strong>0</strong> postponed, <strong>5</strong> still open" in text
    assert re.search(rf'name="{busy.goals["reorder"].pk.hex}-how".*?value="closed" selected', text, re.S)
    assert re.search(rf'name="{untouched.pk.hex}-how".*?value="postponed-on" selected', text, re.S)
    assert 'placeholder="0.54"' in text


def test_each_ends_as_chosen_and_what_is_left_open_stays(busy: Acme) -> None:
    """Closed, postponed and carried over, and left open; objectives are asked like their key results."""
    reorder, guides, returns = (busy.goals[name] for name in ("reorder", "guides", "returns"))
    answer = send(
        busy, period=busy.next_quarter.pk, reason="After the season.",
        **decided(reorder, "closed", score="0.7", note="The north came late."),
        **decided(guides, "postponed-on"), **decided(returns, ""),
    )  # fmt: skip
    assert answer.status_code == 303
    ended = {goal.title: (goal.state, goal.score, goal.closing_note) for goal in Goal.objects.exclude(state="open")}
    assert ended == {
        reorder.title: ("closed", D("0.70"), "The north came late."),
        guides.title: ("postponed", None, "After the season."),
    }
    assert Goal.objects.get(period=busy.next_quarter).carried_over_from == guides
    assert busy.fresh(returns).is_open


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"how": "postponed"}, "Say in a few words why it is postponed"),
        ({"how": "closed", "score": "0.9"}, "Say why the score differs"),
        ({"how": "closed", "score": "1.4", "note": "Yes"}, "between 0 and 1"),
        ({"how": "closed", "score": "good"}, "not a number"),
        ({"how": "dance"}, "valid choice"),
        ({"how": "closed", "version": "1000"}, "changed while you were deciding"),
        ({"how": "closed-on"}, "in which period it goes on"),
    ],
)
def test_a_mistake_is_said_at_its_row_and_nothing_ends(busy: Acme, fields: dict[str, str], sentence: str) -> None:
    reorder, guides = busy.goals["reorder"], busy.goals["guides"]
    answer = send(busy, **decided(guides, "closed"), **decided(reorder, **fields))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in text
    assert f'href="#item-{reorder.pk.hex}"' in text
    assert f'href="#item-{guides.pk.hex}"' not in text
    assert not Goal.objects.exclude(state="open").exists()


def test_a_reached_target_asks_for_the_next_one(acme: Acme) -> None:
    blogs = acme.key_result("Publish ten posts", acme.ada, outcome=metric("reach", 0, 10))
    acme.check_in(blogs, acme.ada, 12)
    assert "Next target" in table(acme)
    seen = {"version": blogs.version}
    refused = send(acme, period=acme.next_quarter.pk, **decided(blogs, "closed-on", **seen))
    assert (refused.status_code, "Its target is reached" in refused.content.decode()) == (422, True)
    assert (
        send(acme, period=acme.next_quarter.pk, **decided(blogs, "closed-on", new_target="30", **seen)).status_code
        == 303
    )
    assert Goal.objects.get(carried_over_from=blogs).target_value == D(30)


def test_a_learning_goal_ends_with_what_was_found_out_and_without_a_grade(acme: Acme) -> None:
    asked = acme.key_result("Find out who returns boots", acme.ada, nature="learning")
    acme.check_in(asked, acme.ada, 40)
    refused = send(acme, **decided(asked, "closed"))
    assert "Write down what you found out" in refused.content.decode()
    assert f"{asked.pk.hex}-score" not in table(acme)
    assert send(acme, **decided(asked, "closed", note="Mostly those who ordered two sizes.")).status_code == 303


def with_idle_key_results(acme: Acme) -> Goal:
    """An objective at 22 % above three key results: 65 %, and two on which nothing has moved."""
    brand = acme.objective("Be known", acme.ada)
    moved = acme.key_result("Talk at fairs", acme.ada, brand)
    acme.check_in(moved, acme.ada, 65)
    for title in ("Print a map", "Open a cabin"):
        acme.key_result(title, acme.ada, brand)
    return acme.fresh(brand)


def test_an_objective_is_proposed_with_the_score_it_gets_without_what_is_postponed(acme: Acme) -> None:
    """Spec okrs §9.4, §10.5: postponed children do not count in the score, so the progress of today is not it."""
    brand = with_idle_key_results(acme)
    text = table(acme)
    assert "0.22 today; 0.65 without the 2 below it that are postponed." in text
    assert text.count("below it") == 1

    chosen: dict[str, str] = {}
    for goal in Goal.objects.all():
        chosen |= decided(goal, "closed" if goal.progress else "postponed")
    assert send(acme, reason="Not now.", **chosen).status_code == 303
    assert acme.fresh(brand).score == D("0.65")


def test_the_proposed_score_follows_what_was_chosen_below(acme: Acme) -> None:
    """Nothing is postponed, and one score is given: the mean of three is what is reached (§9.4)."""
    brand = with_idle_key_results(acme)
    chosen: dict[str, str] = {}
    for goal in Goal.objects.exclude(pk=brand.pk):
        chosen |= decided(goal, "closed")
    moved = Goal.objects.get(title="Talk at fairs")
    chosen |= decided(moved, "closed", score="0.95", note="The last fair was ours.")

    refused = send(acme, **chosen, **decided(brand, "closed", score="0.65")).content.decode()
    assert refused.count("Say why the score differs") == 1
    assert "0.22 today; 0.32 from what is chosen below it." in refused

    assert send(acme, **chosen, **decided(brand, "closed", score="0.32")).status_code == 303
    assert acme.fresh(brand).score == D("0.32")


def test_what_is_left_open_below_a_postponed_one_goes_along_and_counts_no_more(acme: Acme) -> None:
    """Spec okrs §10.5.2: the table foresees what an end takes along, too."""
    top, brand = acme.objective("Grow", acme.ada), with_idle_key_results(acme)
    actions.align(brand, [actions.Parent(top.pk)], by=acme.actor(acme.ada))
    other = acme.key_result("Sell tents", acme.ada, top)
    acme.check_in(other, acme.ada, 80)
    chosen = decided(brand, "postponed") | decided(other, "closed") | decided(top, "closed", score="0.9")
    refused = send(acme, reason="Not now.", **chosen).content.decode()
    assert "0.51 today; 0.80 without the one below it that is postponed." in refused


def test_foreseeing_costs_the_table_no_more_queries_for_more_goals(acme: Acme) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            table(acme)
        return len(queries)

    with_idle_key_results(acme)
    few = asked()
    with_idle_key_results(acme)
    assert asked() <= few


def test_what_is_not_ones_own_is_only_counted_and_what_is_private_not_even_that(busy: Acme) -> None:
    busy.key_result("Buy the competitor", busy.ada, busy.goals["grow"], privacy="listed")
    text = table(busy, busy.cy)
    assert "5 are still open here, and they are for their owners to close" in text
    assert "Buy the competitor" not in text
    send(busy, busy.cy, **decided(busy.goals["reorder"], "closed"))
    assert busy.fresh(busy.goals["reorder"]).is_open


def one(acme: Acme, who: Member, **query: Any) -> str:
    given = {"entity": "organization", "period": acme.quarter.pk, **query}
    return acme.web(who).get(acme.url("closing/next"), given).content.decode()


def test_one_by_one_begins_with_key_results_and_counts_down(busy: Acme) -> None:
    text = one(busy, busy.ada)
    assert "<h1>Raise the wholesale reorder rate</h1>" in text
    assert "Save and continue with 4 remaining" in text
    reorder = busy.goals["reorder"]
    answer = send(busy, noun="closing/next", goal=reorder.pk, ending="closed", version=reorder.version)
    assert answer.status_code == 303
    assert "continue with 3 remaining" in one(busy, busy.ada)


def test_skipping_comes_to_the_end_and_offers_to_begin_again(busy: Acme) -> None:
    assert "<h1>Win 120 certified" in one(busy, busy.ada, after=busy.goals["reorder"].pk)
    assert "5 were skipped and are still open" in one(busy, busy.ada, after=busy.goals["grow"].pk)


def test_when_somebody_was_faster_both_versions_are_shown_and_sending_again_puts_it_through(busy: Acme) -> None:
    reorder = busy.goals["reorder"]
    seen = reorder.version
    actions.edit(reorder, {"title": "Raise the reorder rate of all shops"}, by=busy.actor(busy.maya))
    fields = {"goal": reorder.pk, "ending": "closed", "score": "0.54", "note": "Mine", "version": seen}
    answer = send(busy, noun="closing/next", **fields)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Saved meanwhile" in text
    assert "Raise the reorder rate of all shops" in text
    assert busy.fresh(reorder).is_open
    again = re.search(r'name="version" value="(\d+)"', text)
    assert again is not None
    assert send(busy, noun="closing/next", **{**fields, "version": again[1]}).status_code == 303


def test_the_single_panel_answers_409_too(busy: Acme) -> None:
    reorder = busy.goals["reorder"]
    fields = {"ending": "closed", "version": reorder.version}
    actions.edit(reorder, {"description": "Wholesale only"}, by=busy.actor(busy.maya))
    answer = busy.web(busy.maya).post(busy.url(f"goals/{reorder.pk}/closure"), fields)
    assert answer.status_code == 409
    assert busy.fresh(reorder).is_open


def test_what_had_ended_meanwhile_is_said_and_the_next_one_comes(busy: Acme) -> None:
    reorder = busy.goals["reorder"]
    actions.close(reorder, by=busy.actor(busy.maya))
    answer = send(busy, noun="closing/next", goal=reorder.pk, ending="closed")
    assert (answer.status_code, "closing/next" in answer["Location"]) == (303, True)


def test_everything_as_proposed_goes_into_the_background_and_is_found_again(busy: Acme) -> None:
    idle = busy.key_result("Write the handbook", busy.ada)
    refused = send(busy, whole="1", period=busy.next_quarter.pk, progress="reset")
    assert refused.status_code == 422
    answer = send(busy, whole="1", period=busy.next_quarter.pk, progress="reset", reason="Not begun.")
    run = Run.objects.get(kind=runs.KIND)
    assert answer["Location"].endswith(f"/closing/runs/{run.pk}")
    assert "0 of 6 done" in busy.web(busy.ada).get(answer["Location"]).content.decode()
    runs.work_on.call_local(run_id=str(run.pk))
    assert "5 closed, 1 postponed, 1 carried over" in busy.web(busy.ada).get(answer["Location"]).content.decode()
    assert busy.fresh(idle).state == "postponed"
    assert busy.web(busy.maya).get(answer["Location"]).status_code == 404


@pytest.mark.parametrize("query", ["entity=team", "entity=team&id=x", "entity=nobody", "entity=individual&id=0"])
def test_a_page_that_is_not_there_is_404(busy: Acme, query: str) -> None:
    assert busy.web(busy.ada).get(busy.url(f"closing?{query}")).status_code == 404


def test_the_way_back_never_leaves_the_organisation(busy: Acme) -> None:
    where = busy.url(f"closing?entity=organization&period={busy.quarter.pk}&back=https://elsewhere.example/")
    assert 'elsewhere.example/"' not in busy.web(busy.ada).get(where).content.decode()
    answer = busy.web(busy.ada).post(where, decided(busy.goals["reorder"], "closed"))
    assert answer["Location"].startswith("/o/acme/closing")


def test_a_page_is_cloned_in_the_background(busy: Acme) -> None:
    """Spec §10.1: bulk, open ones only, in the background."""
    actions.close(busy.goals["guides"], by=busy.actor(busy.jonas))
    answer = send(busy, noun="closing/clones", period=busy.next_quarter.pk, owner=busy.cy.email)
    assert answer.status_code == 303
    runs.work_on.call_local(run_id=str(Run.objects.get(kind=runs.KIND).pk))
    copies = Goal.objects.filter(period=busy.next_quarter)
    assert (copies.count(), copies.filter(ownerships__member=busy.cy).count()) == (4, 4)
    assert "4 copies were made" in busy.web(busy.ada).get(answer["Location"]).content.decode()


def test_cloning_a_page_for_somebody_who_cannot_own_is_refused(busy: Acme) -> None:
    assert send(busy, noun="closing/clones", period=busy.next_quarter.pk, owner=busy.olga.email).status_code == 422
    assert send(busy, busy.olga, noun="closing/clones", period=busy.next_quarter.pk).status_code == 403
    assert not Run.objects.filter(kind=runs.KIND).exists()


def test_what_closed_itself_above_is_told_apart_from_what_was_chosen() -> None:
    """The sum of what is told is what was decided; a parent that ended with its last child is named (§6.4)."""
    told = [actions.Tally(closed=9, above=above, postponed=2, copied=3).sentence for above in (0, 1, 2)]
    assert told == [
        "9 closed, 2 postponed, 3 carried over.",
        "9 closed, 1 above closed by itself, 2 postponed, 3 carried over.",
        "9 closed, 2 above closed by themselves, 2 postponed, 3 carried over.",
    ]
