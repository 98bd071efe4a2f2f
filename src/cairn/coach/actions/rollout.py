"""Plan how an organisation begins with OKRs, and follow the plan (people §7)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from cairn.coach import events, policies, rollout
from cairn.coach.models import Participant, PlanState, RolloutPlan, RolloutStep, Strategy
from cairn.core import clock
from cairn.core.errors import Conflict, Refused
from cairn.core.events import record
from cairn.core.transactions import action
from cairn.organizations.actions import values
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member
from cairn.organizations.terminology import worded


@action
def plan_rollout(*, name: str, strategy: str, starts_on: date, by: Actor) -> RolloutPlan:
    """A plan with the steps of its strategy, dated from its first day. Raises Denied, Refused."""
    policies.demand_plan_rollout(by)
    if strategy not in Strategy.values:
        raise Refused(_("Please choose one of the possibilities."), field="strategy")
    plan = RolloutPlan(
        name=values.line(name, field="name"), strategy=strategy, starts_on=starts_on, created_by=by.member
    )
    try:
        steps = rollout.dated(strategy, starts_on)
    except OverflowError:
        raise Refused(_("Please choose another day."), field="starts_on") from None
    plan.save(force_insert=True)
    RolloutStep.objects.bulk_create(
        [RolloutStep(plan=plan, phase=_(step.phase), title=worded(_(step.title)), due=day) for step, day in steps]
    )
    record(events.PLAN_BEGUN, plan, by=by, strategy=strategy)
    return plan


@action
def set_participants(plan: RolloutPlan, *, member_ids: Collection[object], by: Actor) -> None:
    """Says who takes part, all of them; the rest read along. Raises Denied, Refused.

    Somebody takes part in one open plan at a time (PI-3).
    """
    policies.demand_plan_rollout(by)
    plan = _open(plan)
    people = {member.pk: member for member in Member.objects.listed().filter(pk__in=list(member_ids))}
    if len(people) != len(set(member_ids)):
        raise Refused(_("There is no such person in this organisation."), field="people")
    busy = Participant.objects.filter(
        member_id__in=people, plan__state__in=[PlanState.PLANNED, PlanState.RUNNING]
    ).exclude(plan=plan)
    taken = busy.select_related("member", "plan").first()
    if taken is not None:
        said = {"name": taken.member.name, "plan": taken.plan.name}
        raise Refused(_("%(name)s takes part in “%(plan)s” already.") % said, field="people")
    present = set(Participant.objects.filter(plan=plan).values_list("member_id", flat=True))
    if present == people.keys():
        return
    Participant.objects.filter(plan=plan, member_id__in=present - people.keys()).delete()
    Participant.objects.bulk_create([Participant(plan=plan, member_id=pk) for pk in people.keys() - present])
    record(events.PARTICIPANTS_CHANGED, plan, by=by, people=len(people))


_FOLLOWS = {
    PlanState.PLANNED: {PlanState.RUNNING, PlanState.STOPPED},
    PlanState.RUNNING: {PlanState.DONE, PlanState.STOPPED},
}


@action
def move_plan(plan: RolloutPlan, state: str, *, outcome: str = "", by: Actor) -> RolloutPlan:
    """Starts a plan, or ends it with what was decided and why; whoever ends one says so.

    A big bang begins once everything that comes before its day is done (people §7.3). Raises Denied, Refused.
    """
    policies.demand_plan_rollout(by)
    plan = RolloutPlan.objects.select_for_update().get(pk=plan.pk)
    if state == plan.state:
        return plan
    if state not in _FOLLOWS.get(PlanState(plan.state), set()):
        raise Conflict(_("This plan cannot go there from where it stands."))
    told = values.paragraph(outcome, field="outcome", limit=5000)
    if state in {PlanState.DONE, PlanState.STOPPED} and not told:
        raise Refused(_("Say what was decided, and why."), field="outcome")
    if state == PlanState.RUNNING and plan.strategy == Strategy.BIG_BANG:
        _refuse_unready(plan)
    before, plan.state, plan.outcome = plan.state, state, told
    plan.save(update_fields=["state", "outcome"])
    record(events.PLAN_CHANGED, plan, by=by, state=[before, state])
    return plan


def _refuse_unready(plan: RolloutPlan) -> None:
    open_steps = plan.steps.filter(phase=_(rollout.BEFORE_THE_DAY), done_at=None)
    titles = list(open_steps.values_list("title", flat=True))
    if titles:
        raise Refused(_("First this has to be done: %(steps)s.") % {"steps": "; ".join(titles)}, field="state")


class StepFields(TypedDict, total=False):
    """What `change_rollout_step` takes; what is left out stays."""

    is_done: bool
    note: str
    owner: Member | None
    due: date


@action
def change_rollout_step(step: RolloutStep, *, by: Actor, **fields: Unpack[StepFields]) -> RolloutStep:
    """Ticks a step off or notes something; those who plan also say who sees to it and by when.

    Raises Denied, Refused, Conflict once the plan has ended.
    """
    policies.demand_do_step(by, step)
    _open(step.plan)
    step = RolloutStep.objects.select_for_update().get(pk=step.pk)
    before = (step.done_at is not None, step.note, step.owner_id, step.due)
    if policies.can_set_rules(by):
        step.owner = fields.get("owner", step.owner)
        step.due = fields.get("due", step.due)
    if "note" in fields:
        step.note = values.paragraph(fields["note"], field="note", limit=5000)
    if "is_done" in fields and fields["is_done"] != (step.done_at is not None):
        step.done_at, step.done_by = (clock.now(), by.member) if fields["is_done"] else (None, None)
    if before == (step.done_at is not None, step.note, step.owner_id, step.due):
        return step
    step.save()
    record(events.STEP_CHANGED, step, by=by, done=step.done_at is not None)
    return step


def _open(plan: RolloutPlan) -> RolloutPlan:
    found: RolloutPlan = RolloutPlan.objects.select_for_update().get(pk=plan.pk)
    if not found.is_open:
        raise Conflict(_("This plan has ended."))
    return found
