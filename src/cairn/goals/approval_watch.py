"""Tells approvers when somebody changes what they have approved, where that is not blocked (spec okrs §14)."""

from __future__ import annotations

from cairn.core import events
from cairn.core.access import Via
from cairn.core.models import Event
from cairn.goals import approvals
from cairn.goals import events as happened
from cairn.goals.models import Approval, Goal, GoalSettings, Stage
from cairn.organizations.actor import Actor, system
from cairn.organizations.models import Member

_STRUCTURE = (
    "goal.created", "goal.edited", "goal.aligned", "goal.contributions_set", "goal.deleted", "goal.restored",
)  # fmt: skip


def register() -> None:
    """Subscribes; called once, when the application starts."""
    events.subscribe("goals.approval_watch", *_STRUCTURE)(watch)


def watch(event: Event) -> None:
    """A change of an approved goal becomes an event of its own, for those who approved it."""
    settings = GoalSettings.objects.first()
    if settings is None or not settings.approval_workflow or event.subject_id is None:
        return
    goal = Goal.objects.select_related("period").filter(pk=event.subject_id).first()
    if goal is None:
        return
    for page in approvals.pages_of([goal])[goal.pk]:
        row = Approval.objects.filter(approvals.is_of(page), stage=Stage.APPROVED, changed_at__lt=event.at).first()
        if row is None:
            continue
        told = [str(member.pk) for member in approvals.approvers_of(page, settings) if member.pk != event.actor_id]
        events.record(
            happened.ALTERED, goal, by=_actor(event), title=goal.title, goal_id=str(goal.pk), approvers=told
        )


def _actor(event: Event) -> Actor:
    member = Member.objects.filter(pk=event.actor_id).first() if event.actor_id else None
    return Actor(member=member) if member is not None else system(Via.SYSTEM)
