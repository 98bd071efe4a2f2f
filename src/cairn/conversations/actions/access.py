"""Ask to see what one has only the link of, and answer who asks (spec okrs §20, share)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.conversations import events as happened
from cairn.conversations.naming import may_see
from cairn.core import events, limits
from cairn.core.errors import Refused
from cairn.core.transactions import action
from cairn.goals import actions as goals
from cairn.goals import policies
from cairn.goals.actions.guards import standing
from cairn.goals.models import Goal, GoalViewer
from cairn.goals.policies import Act
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member

A_DAY = 20


@action
def ask_to_see(goal_id: UUID, *, by: Actor) -> None:
    """Asks the owners of a goal to let one see it. Says nothing of whether there is such a goal: the answer is always
    the same, and asking for what is not there, or what one sees, does nothing. Raises TooOften after 20 in a day.
    """
    limits.spend(f"ask-to-see:{by.member_id}", limit=A_DAY, window=timedelta(days=1))
    goal = Goal.objects.standing().filter(pk=goal_id).first()
    if goal is not None and by.member is not None and not may_see(by.member, goal):
        events.record(happened.ACCESS_ASKED, goal, by=by, title=goal.title, goal_id=str(goal.pk))


@action
def answer_access(goal: Goal, member: Member, *, by: Actor, lets: bool) -> Goal:
    """Puts somebody on the list of those who see a private goal, or leaves things as they are; either settles what
    was asked. To let in who sees it already changes nothing. Raises Denied; Refused for who is not active, and for a
    goal that cannot be edited any more.
    """
    goal = standing(Goal.objects.filter(pk=goal.pk).first())
    policies.demand(by, Act.SET_PRIVACY, goal)
    if member.is_deactivated:
        raise Refused(_("%(name)s is no longer active here.") % {"name": member.name})
    is_new = lets and not may_see(member, goal)
    if is_new:
        viewers = GoalViewer.objects.filter(goal=goal).order_by("pk").values_list("member_id", flat=True)
        goal = goals.edit(goal, {"viewers": [*viewers, member.pk]}, by=by)
    told = {"goal_id": str(goal.pk), "member": str(member.pk), "lets": is_new}
    events.record(happened.ACCESS_ANSWERED, goal, by=by, title=goal.title, **told)
    return goal
