"""Follow and unfollow; have others follow (spec okrs §15.3, §20)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core import clock, events
from cairn.core.errors import Denied, Refused
from cairn.core.transactions import action
from cairn.goals.models import Goal
from cairn.notifications import events as happened
from cairn.notifications.following import Cadence, Rhythm, Target
from cairn.notifications.models import Follow
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Team

_FIELD = {Target.TEAM: "team_id", Target.INDIVIDUAL: "person_id", Target.GOAL: "goal_id"}


@action
def follow(
    member: Member,
    target: str,
    subject_id: UUID | None,
    *,
    by: Actor,
    is_on: bool = True,
    rhythm: Rhythm | None = None,
) -> Follow:
    """Follows the organisation (no id), a team, a person or a goal, or leaves it; `rhythm`: when summaries come.

    Raises Refused for what is not there, or must not be known; Denied for somebody else's follows.
    """
    if not by.is_system and by.member_id != member.pk:
        raise Denied(_("Only %(name)s chooses this.") % {"name": member}, helpers=[str(member)])
    kind = _target(target, subject_id, member)
    _check(rhythm)
    found = Follow.objects.select_for_update().filter(member=member, **_where(kind, subject_id)).first()
    row = found or Follow(member=member, **_where(kind, subject_id))
    before = None if found is None else (row.is_on, row.cadence, row.weekday, row.at)
    row.is_on = is_on
    if rhythm is not None:
        row.cadence, row.weekday, row.at = rhythm.cadence.value, rhythm.weekday, rhythm.at
    if before != (row.is_on, row.cadence, row.weekday, row.at):
        if found is None or not before or not before[0]:
            row.since = clock.now()
        row.save()
        told = {"target": kind.value, "id": str(subject_id) if subject_id else None, "is_on": is_on}
        events.record(happened.FOLLOWED if is_on else happened.UNFOLLOWED, row, by=by, **told)
    return row


@action
def add_followers(target: str, subject_id: UUID | None, people: Iterable[Member], *, by: Actor) -> int:
    """Has others follow it who have not chosen yet; answers how many. Who has left it stays away. Raises Refused."""
    added = 0
    for member in people:
        kind = _target(target, subject_id, member)
        if not Follow.objects.filter(member=member, **_where(kind, subject_id)).exists():
            row = Follow(member=member, **_where(kind, subject_id))
            row.save()
            told = {"target": kind.value, "id": str(subject_id) if subject_id else None, "is_on": True}
            events.record(happened.FOLLOWED, row, by=by, **told)
            added += 1
    return added


def _target(target: str, subject_id: UUID | None, member: Member) -> Target:
    """The kind of thing, when it is there for this member. Raises Refused."""
    if target not in set(Target) or (subject_id is None) != (target == Target.ORGANIZATION):
        raise Refused(_("This cannot be followed."))
    kind = Target(target)
    there: dict[Target, Callable[[], bool]] = {
        Target.ORGANIZATION: lambda: True,
        Target.TEAM: lambda: Team.objects.open().filter(pk=subject_id).exists(),
        Target.INDIVIDUAL: lambda: Member.objects.listed().filter(pk=subject_id).exists(),
        Target.GOAL: lambda: Goal.objects.visible_to(Actor(member=member)).filter(pk=subject_id).exists(),
    }
    if not there[kind]():
        raise Refused(_("There is no such thing to follow."))
    return kind


def _check(rhythm: Rhythm | None) -> None:
    if rhythm is not None and (rhythm.cadence not in set(Cadence) or not 0 <= rhythm.weekday <= 6):
        raise Refused(_("Choose how often the summary comes."), field="cadence")


def _where(kind: Target, subject_id: UUID | None) -> dict[str, Any]:
    field = _FIELD.get(kind)
    return {"target": kind.value, **({field: subject_id} if field else {})}
