"""Roll-out plans, and the roles of the programme (people §7.1, §7.3; okrs §21.3)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cairn.coach import actions
from cairn.coach.actions.roles import ROLES
from cairn.coach.models import Participant, RolloutPlan, RolloutStep, Strategy
from cairn.coach.queries.rollout import plan_page
from cairn.coach.rollout import PLANS, Crew, concerns, dated
from cairn.core.errors import Conflict, Denied, Refused
from cairn.core.models import Event
from cairn.goals.tests.quarter import Quarter

FIRST = date(2026, 10, 1)


def planned(quarter: Quarter, **more: Any) -> RolloutPlan:
    wanted = {"name": "Pilot in Sales", "strategy": "crawl_walk_run", "starts_on": FIRST} | more
    return actions.plan_rollout(**wanted, by=quarter.actor("Ada"))


def step_of(plan: RolloutPlan) -> RolloutStep:
    found: RolloutStep = RolloutStep.objects.filter(plan=plan).order_by("due")[0]
    return found


def test_every_strategy_of_the_specification_has_a_plan() -> None:
    assert set(PLANS) == set(Strategy.values)
    for steps in PLANS.values():
        weeks = [step.week for step in steps]
        assert weeks == sorted(weeks)


def test_managers_are_trained_before_anybody_begins() -> None:
    """RO-1."""
    for strategy in ("crawl_walk_run", "leadership", "department"):
        weeks = [step.week for step in PLANS[strategy] if step.title.startswith("Train the managers of everybody")]
        assert weeks
        assert weeks[0] < 0


def test_the_days_are_counted_from_the_first_one() -> None:
    days = {step.title: day for step, day in dated("big_bang", FIRST)}
    assert days["Everybody begins"] == FIRST
    assert days["A sponsor is named"] == date(2026, 7, 23)


@pytest.mark.parametrize(
    ("strategy", "crew", "words"),
    [
        ("crawl_walk_run", Crew(40, 400, 3, 4), []),
        ("crawl_walk_run", Crew(9, 400, 3, 4), ["few"]),
        ("crawl_walk_run", Crew(51, 400, 3, 4), ["many"]),
        ("crawl_walk_run", Crew(40, 400, 1, 1), ["one team", "two managers"]),
        ("crawl_walk_run", Crew(40, 400, 3, 4, ["Tom"]), ["Tom"]),
        ("crawl_walk_run", Crew(40, 400, 3, 4, alone=["Tia"]), ["Tia"]),
        ("department", Crew(40, 400, 1, 4), []),
        ("leadership", Crew(0, 400, 0, 0), ["Nobody"]),
        ("small_business", Crew(0, 20, 0, 0), []),
        ("small_business", Crew(0, 26, 0, 0), ["26"]),
        ("big_bang", Crew(0, 400, 0, 0), []),
    ],
)
def test_what_is_worth_a_second_thought(strategy: str, crew: Crew, words: list[str]) -> None:
    """PI-1, PI-2: remarked, not refused."""
    found = concerns(strategy, crew)
    assert len(found) == len(words)
    assert all(word in sentence for word, sentence in zip(words, found, strict=True))


def test_the_example_of_the_specification() -> None:
    assert Crew(40, 400, 3, 4).share == 10


def test_only_admins_plan(quarter: Quarter) -> None:
    with pytest.raises(Denied):
        actions.plan_rollout(name="Mine", strategy="leadership", starts_on=FIRST, by=quarter.actor("Tom"))
    with pytest.raises(Refused):
        planned(quarter, strategy="hope")
    with pytest.raises(Refused):
        planned(quarter, starts_on=date(9999, 12, 31))
    assert not RolloutPlan.objects.exists()


def test_somebody_takes_part_in_one_open_plan_at_a_time(quarter: Quarter) -> None:
    """PI-3."""
    ada, max_ = quarter.actor("Ada"), quarter.world.members["Max"].pk
    first, second = planned(quarter), planned(quarter, name="Second")
    for _again in range(2):
        actions.set_participants(first, member_ids=[max_], by=ada)
    assert Event.objects.filter(kind="rollout.participants_changed").count() == 1
    with pytest.raises(Refused) as refusal:
        actions.set_participants(second, member_ids=[max_], by=ada)
    assert "Pilot in Sales" in refusal.value.sentence
    actions.move_plan(first, "stopped", outcome="Too early.", by=ada)
    actions.set_participants(second, member_ids=[max_], by=ada)
    assert Participant.objects.get(plan=second).member_id == max_


def test_a_plan_ends_with_a_decision_that_somebody_wrote_down(quarter: Quarter) -> None:
    """PI-6: a person decides and notes why."""
    plan, ada = planned(quarter), quarter.actor("Ada")
    with pytest.raises(Conflict):
        actions.move_plan(plan, "done", outcome="Good.", by=ada)
    actions.move_plan(plan, "running", by=ada)
    with pytest.raises(Refused):
        actions.move_plan(plan, "done", by=ada)
    actions.move_plan(plan, "done", outcome="Everybody next.", by=ada)
    with pytest.raises(Conflict):
        actions.change_rollout_step(step_of(plan), by=ada, is_done=True)
    assert RolloutPlan.objects.get().outcome == "Everybody next."


def test_a_big_bang_waits_until_everything_before_its_day_is_done(quarter: Quarter) -> None:
    """people §7.3: the checklist must be complete."""
    plan, ada = planned(quarter, strategy="big_bang"), quarter.actor("Ada")
    before = [step for step in RolloutStep.objects.filter(plan=plan) if step.due < FIRST]
    assert len(before) == 6
    for step in before[:-1]:
        actions.change_rollout_step(step, by=ada, is_done=True)
    with pytest.raises(Refused, match="A help desk is staffed") as refusal:
        actions.move_plan(plan, "running", by=ada)
    assert refusal.value.field == "state"
    actions.change_rollout_step(before[-1], by=ada, is_done=True)
    assert actions.move_plan(plan, "running", by=ada).state == "running"


def test_a_manager_without_people_of_theirs_is_named(quarter: Quarter) -> None:
    """PI-2: somebody who manages nobody beside each manager who takes part."""
    ada, world = quarter.actor("Ada"), quarter.world
    world.members["Cy"].manager = world.members["Tom"]
    world.members["Cy"].save()
    plan = planned(quarter)
    actions.set_participants(plan, member_ids=[world.members["Tom"].pk], by=ada)
    assert "Tom" in plan_page(plan, ada, FIRST).crew.alone
    actions.set_participants(plan, member_ids=[world.members[name].pk for name in ("Tom", "Cy")], by=ada)
    assert "Tom" not in plan_page(plan, ada, FIRST).crew.alone


def test_the_owner_of_a_step_ticks_it_off_but_does_not_move_it(quarter: Quarter) -> None:
    plan = planned(quarter)
    step = actions.change_rollout_step(step_of(plan), by=quarter.actor("Ada"), owner=quarter.world.members["Max"])
    day = step.due
    done = actions.change_rollout_step(step, by=quarter.actor("Max"), is_done=True, due=FIRST, note="Lea and Ben.")
    assert (done.done_by_id, done.due, done.note) == (quarter.world.members["Max"].pk, day, "Lea and Ben.")
    with pytest.raises(Denied):
        actions.change_rollout_step(step, by=quarter.actor("Cy"), is_done=False)


def test_the_roles_of_the_specification_can_be_given() -> None:
    """okrs §21.3: champion, admin, technical contact, leaders, members; owner, sponsor, change owner, trainer."""
    needed = {"champion", "admin", "technical", "leader", "member", "owner", "sponsor", "change", "trainer"}
    assert set(ROLES) == needed


def test_a_role_is_a_label_without_a_right(quarter: Quarter) -> None:
    cy = quarter.world.members["Cy"]
    for _again in range(2):
        actions.set_role(cy, "champion", holds=True, by=quarter.actor("Ada"))
    assert quarter.world.member("Cy").programme_roles == ["champion"]
    with pytest.raises(Denied):
        actions.set_role(cy, "sponsor", holds=True, by=quarter.actor("Cy"))
    with pytest.raises(Refused):
        actions.set_role(cy, "king", holds=True, by=quarter.actor("Ada"))
    actions.set_role(cy, "champion", holds=False, by=quarter.actor("Ada"))
    assert quarter.world.member("Cy").programme_roles == []
    assert Event.objects.filter(kind="member.programme_roles_changed").count() == 2


def test_the_pages_of_the_programme(quarter: Quarter) -> None:
    ada, cy = quarter.world.client("Ada"), quarter.world.client("Cy")
    assert cy.post("/o/acme/planning/rollouts", {"name": "Mine"}).status_code == 403
    sent = {"name": "Pilot", "strategy": "department", "starts_on": "2026-10-01"}
    assert ada.post("/o/acme/planning/rollouts", {**sent, "starts_on": "soon"}).status_code == 422
    page = ada.post("/o/acme/planning/rollouts", sent)["Location"]
    plan = RolloutPlan.objects.get()
    assert ada.post(f"{page}/participants", {"person": "nobody"}).status_code == 422
    assert ada.post(f"{page}/participants", {"person": "Max"}).status_code == 303
    text = cy.get(page).content.decode()
    assert "Max" in text
    assert "Fewer than two managers" in text
    assert "As observers they can read along" in text
    assert ada.post(f"{page}/participants", {"take": "x"}).status_code == 404
    assert ada.post(f"{page}/participants", {"take": str(quarter.world.members["Max"].pk)}).status_code == 303
    assert ada.post(f"{page}/state", {"state": "running"}).status_code == 303
    assert ada.post(f"{page}/state", {"state": "done"}).status_code == 422
    step = step_of(plan)
    assert cy.post(f"/o/acme/planning/rollout-steps/{step.pk}", {"is_done": "on"}).status_code == 403
    sent = {"is_done": "on", "due": "2026-09-01", "owner": "Ben"}
    assert ada.post(f"/o/acme/planning/rollout-steps/{step.pk}", sent).status_code == 303
    assert ada.post("/o/acme/planning/roles", {"role": "champion", "person": "Max"}).status_code == 303
    assert ada.post("/o/acme/planning/roles", {"role": "champion", "person": "?"}).status_code == 422
    assert "Max" in cy.get("/o/acme/planning/roles").content.decode()
