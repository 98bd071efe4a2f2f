"""What somebody owes a check-in on (spec okrs §7, bulk check-in; §15.2).

Due is an open goal whose check-in owner one is, whose number moves by hand, that has begun, and that nobody has
checked in on since one was last reminded. The room that sends reminders registers when that was; without one it is a
week ago.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from cairn.goals.models import CheckIn, Goal, ProgressMode
from cairn.goals.models.goal import GoalQuerySet
from cairn.organizations.actor import Actor

LASTS = timedelta(days=7)

Reminded = Callable[[UUID, datetime], datetime | None]
_reminded: list[Reminded] = []


def register_reminded(source: Reminded) -> None:
    """Adds who knows when a member (by id) was last reminded before an instant; called in AppConfig.ready."""
    _reminded.append(source)


def fresh_from(member_id: UUID, moment: datetime) -> datetime:
    """A check-in at or after this instant counts as done: the last reminder before `moment`, else a week earlier."""
    known = [at for source in _reminded if (at := source(member_id, moment)) is not None]
    return max(known, default=moment - LASTS)


def owed(actor: Actor, moment: datetime, time_zone: str) -> GoalQuerySet:
    """Every open goal that this person checks in on by hand and that has begun at `moment`, checked in on or not."""
    day = moment.astimezone(ZoneInfo(time_zone)).date()
    rows: GoalQuerySet = Goal.objects.visible_to(actor).open()
    return rows.filter(check_in_owner_id=actor.member_id, progress_mode=ProgressMode.MANUAL, start__lte=day)


def due(actor: Actor, moment: datetime, time_zone: str) -> GoalQuerySet:
    """What is owed and was not checked in on by `moment`; check-ins written later change nothing, so that a list of
    what was due when one began stays the same while one works through it.
    """
    since = fresh_from(actor.member_id, moment) if actor.member_id else moment
    done = CheckIn.objects.standing().filter(goal=OuterRef("pk"), at__gte=since, created_at__lt=moment)
    return owed(actor, moment, time_zone).filter(~Exists(done))
