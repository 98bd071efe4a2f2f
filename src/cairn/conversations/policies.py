"""Who may say, change and settle what (spec okrs §2.5, §20). Whoever may see a goal may talk about it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.conversations.models import Comment, Update
from cairn.core.errors import Denied
from cairn.goals import policies as goals
from cairn.goals.models import Goal
from cairn.goals.policies import Act
from cairn.organizations.actor import Actor
from cairn.organizations.terminology import worded


def can_comment(actor: Actor, goal: Goal) -> bool:
    """Everybody who sees the goal, observers too."""
    return goals.can(actor, Act.COMMENT, goal)


def demand_comment(actor: Actor, goal: Goal) -> None:
    goals.demand(actor, Act.COMMENT, goal)


def is_own(actor: Actor, said: Comment | Update) -> bool:
    """Whether it was said by this person; Cairn itself says nothing."""
    return actor.member_id is not None and said.author_id == actor.member_id


def demand_own(actor: Actor, said: Comment | Update) -> None:
    """Raises Denied unless it is one's own: nobody changes the words of others."""
    if not is_own(actor, said):
        helpers = [str(said.author)] if said.author else []
        raise Denied(_("Only who wrote this can change it."), helpers=helpers)


def can_settle(actor: Actor, comment: Comment, *, edits_goal: bool) -> bool:
    """Who settles a thread: who began it, and who may edit the goal. Answers cannot be settled by themselves."""
    return not comment.is_answer and comment.update_id is None and (edits_goal or is_own(actor, comment))


def demand_settle(actor: Actor, comment: Comment) -> None:
    goal = comment.goal
    edits_goal = goal is not None and goals.can(actor, Act.EDIT, goal)
    if not can_settle(actor, comment, edits_goal=edits_goal):
        helpers = goals.helpers_of(goal) if goal is not None else []
        raise Denied(worded(_("Who began this and who may edit the {okr} can settle it.")), helpers=helpers)


def can_post(actor: Actor) -> bool:
    """Who posts an update on any page: everybody but observers, as for sharing (spec okrs §2.5)."""
    return not actor.is_observer


def demand_post(actor: Actor) -> None:
    if not can_post(actor):
        raise Denied(_("Observers read and comment; updates are posted by others."))


def can_share(actor: Actor) -> bool:
    """Everybody but observers (spec okrs §2.5)."""
    return not actor.is_observer


def demand_share(actor: Actor) -> None:
    if not can_share(actor):
        raise Denied(_("Observers do not share. Copy the link instead."))
