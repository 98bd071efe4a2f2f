"""What somebody owes a check-in on (spec okrs §7, bulk check-in; §15.2).

Due is an open goal whose check-in owner one is, whose number moves by hand, that has begun, and that nobody has
checked in on since its rhythm last asked. The room that knows rhythms registers when that was; without one it is a
week ago.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q

from cairn.goals.models import CheckIn, Goal, ProgressMode
from cairn.goals.models.goal import GoalQuerySet
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member

LASTS = timedelta(days=7)

Turns = Callable[[Member, datetime], Mapping[UUID, datetime]]
_turns: list[Turns] = []


def register_turns(source: Turns) -> None:
    """Sets who knows, for a member and an instant, since when a check-in on which goal (by id) counts as given.

    A goal that is missing there is not asked for. Called in AppConfig.ready.
    """
    _turns[:] = [source]


def owed(actor: Actor, moment: datetime, time_zone: str) -> GoalQuerySet:
    """Every open goal that this person checks in on by hand and that has begun at `moment`, checked in on or not."""
    day = moment.astimezone(ZoneInfo(time_zone)).date()
    rows: GoalQuerySet = Goal.objects.visible_to(actor).open()
    return rows.filter(check_in_owner_id=actor.member_id, progress_mode=ProgressMode.MANUAL, start__lte=day)


def due(actor: Actor, moment: datetime, time_zone: str) -> GoalQuerySet:
    """What is owed and was not checked in on by `moment`; check-ins written later change nothing, so that a list of
    what was due when one began stays the same while one works through it.
    """
    rows = owed(actor, moment, time_zone)
    if actor.member is None:
        return rows.none()
    if not _turns:
        return rows.filter(~_done(moment - LASTS, moment))
    asked: dict[datetime, list[UUID]] = defaultdict(list)
    for goal_id, since in _turns[0](actor.member, moment).items():
        asked[since].append(goal_id)
    missing = Q(pk__in=[])
    for since, goal_ids in asked.items():
        missing |= Q(pk__in=goal_ids) & ~Q(_done(since, moment))
    return rows.filter(missing)


def _done(since: datetime, moment: datetime) -> Exists:
    return Exists(CheckIn.objects.standing().filter(goal=OuterRef("pk"), at__gte=since, created_at__lt=moment))
