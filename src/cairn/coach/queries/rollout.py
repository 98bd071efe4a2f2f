"""A roll-out plan as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.coach import policies, rollout
from cairn.coach.models import Participant, RolloutPlan, RolloutStep
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, TeamMember
from cairn.organizations.terminology import worded


@dataclass(frozen=True)
class StepLine:
    step: RolloutStep
    is_late: bool
    can_do: bool


@dataclass(frozen=True)
class PlanPage:
    """`others` count those who do not take part and could read along as observers."""

    plan: RolloutPlan
    phases: list[tuple[str, list[StepLine]]]
    participants: list[Member]
    crew: rollout.Crew
    concerns: list[str]
    others: int
    done: int
    total: int
    may_plan: bool


def plan_page(plan: RolloutPlan, actor: Actor, day: date) -> PlanPage:
    """The plan on `day`, with its steps by phase and who takes part."""
    steps = list(RolloutStep.objects.filter(plan=plan).select_related("owner", "done_by"))
    lines = [
        StepLine(step, plan.is_open and step.due < day and step.done_at is None, policies.can_do_step(actor, step))
        for step in steps
    ]
    crew, participants = _crew(plan)
    return PlanPage(
        plan=plan,
        phases=[(name, list(rows)) for name, rows in groupby(lines, key=lambda line: line.step.phase)],
        participants=participants,
        crew=crew,
        concerns=[worded(each.translated(_)) for each in rollout.concerns(plan.strategy, crew)]
        if plan.is_open
        else [],
        others=max(crew.everybody - crew.people, 0),
        done=sum(step.done_at is not None for step in steps),
        total=len(steps),
        may_plan=policies.can_set_rules(actor),
    )


def _crew(plan: RolloutPlan) -> tuple[rollout.Crew, list[Member]]:
    everybody = {member.pk: member for member in Member.objects.listed().filter(account_type="regular")}
    ids = set(Participant.objects.filter(plan=plan).values_list("member_id", flat=True))
    people = sorted(Member.objects.listed().filter(pk__in=ids), key=lambda member: member.name.casefold())
    teams = set(TeamMember.objects.filter(member_id__in=ids).values_list("team_id", flat=True))
    managing = {member.manager_id for member in everybody.values()}
    left_out = {everybody[m.manager_id].name for m in people if m.manager_id in everybody and m.manager_id not in ids}
    alone = _managers_alone(everybody, ids, managing)
    crew = rollout.Crew(len(people), len(everybody), len(teams), len(managing & ids), frozenset(left_out), alone)
    return crew, people


def _managers_alone(everybody: dict[UUID, Member], ids: set[UUID], managing: set[UUID | None]) -> frozenset[str]:
    """Managers who take part while nobody of theirs does who manages nobody, though they have such people."""
    single = [member for member in everybody.values() if member.pk not in managing]
    have = {member.manager_id for member in single}
    with_some = {member.manager_id for member in single if member.pk in ids}
    return frozenset(everybody[pk].name for pk in ids & have - with_some if pk in everybody)
