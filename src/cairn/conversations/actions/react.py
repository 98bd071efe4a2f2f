"""Like something, or say another word with a mark; take it back (spec okrs §20)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from cairn.conversations import events as happened
from cairn.conversations import policies
from cairn.conversations.models import Comment, Reaction, ReactionKind, Update
from cairn.core import clock, events
from cairn.core.errors import Refused
from cairn.core.transactions import action
from cairn.goals.models import CheckIn, Goal
from cairn.organizations.actor import Actor

Subject = Goal | CheckIn | Comment | Update
_NAMES: dict[type, str] = {Goal: "goal", CheckIn: "check_in", Comment: "comment", Update: "update"}


@action
def react(to: Subject, kind: str, *, by: Actor) -> None:
    """Adds one's mark; a second time nothing changes. Raises Refused, Denied."""
    if kind not in ReactionKind.values:
        raise Refused(_("That is not one of the reactions."), field="kind")
    goal = _demand(by, to)
    about: Any = {_NAMES[type(to)]: to}
    _row, is_new = Reaction.objects.get_or_create(member=by.member, kind=kind, **about, defaults={"at": clock.now()})
    if is_new:
        _record(happened.REACTED, to, goal, kind, by)


@action
def take_reaction_back(to: Subject, kind: str, *, by: Actor) -> None:
    """Removes one's own mark; where there is none nothing changes. Raises Denied."""
    goal = _demand(by, to)
    about: Any = {_NAMES[type(to)]: to}
    count, _by_model = Reaction.objects.filter(member=by.member, kind=kind, **about).delete()
    if count:
        _record(happened.REACTION_TAKEN_BACK, to, goal, kind, by)


def _demand(by: Actor, to: Subject) -> Goal | None:
    goal = to if isinstance(to, Goal) else None if isinstance(to, Update) else to.goal
    if goal is not None:
        policies.demand_comment(by, goal)
    if by.member is None:
        raise Refused(_("Only people react."))
    return goal


def _record(what: events.Kind, to: Subject, goal: Goal | None, kind: str, by: Actor) -> None:
    author: Any = None if isinstance(to, Goal) else to.author_id
    update = to if isinstance(to, Update) else getattr(to, "update", None)
    told = {f"{_NAMES[type(to)]}_id": str(to.pk), "author": str(author) if author else None, "reaction": kind}
    if goal is not None:
        told["goal_id"] = str(goal.pk)
    events.record(what, goal or update, by=by, title=goal.title if goal else "", **told)
