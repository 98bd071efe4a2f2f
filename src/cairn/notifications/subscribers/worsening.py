"""Row 19: what stands below mine has turned Behind or At risk (okrs §15.4). Looked for every morning.

A status may turn by a check-in or because the days go by, so no event says it: today's status is compared with that
of yesterday, from the dates that the last number before today left behind.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q

from cairn.core import clock, schedule, tenancy
from cairn.goals.models import Alignment, Goal, GoalOwner, ProgressPoint
from cairn.goals.status import Schedule, Status
from cairn.notifications.actions import Notice, notify_all
from cairn.organizations.models import Organization

_RANK = {Status.BEHIND: 1, Status.AT_RISK: 2}


@schedule.daily(at="04:30", in_each_organization=True)
def tell_of_worse_status() -> int:
    """Tells the owners of the parents; answers how many were told. The same day tells nobody twice."""
    zone = Organization.objects.values_list("time_zone", flat=True).get(pk=tenancy.current_id())
    today = clock.today(zone)
    worse = {goal.pk: (goal, status) for goal, status in _worsened(today, ZoneInfo(zone))}
    return notify_all(list(_notices(worse, today)))


def _worsened(today: date, zone: ZoneInfo) -> Iterable[tuple[Goal, Status]]:
    midnight = datetime.combine(today, time(), tzinfo=zone)
    lately = ProgressPoint.objects.filter(goal_id=OuterRef("pk"), at__gte=midnight - timedelta(days=1))
    turned = Q(behind_from=today) | Q(at_risk_from=today) | Exists(lately)
    rows = Goal.objects.standing().open().with_status(today).filter(turned, status_now__in=["behind", "at_risk"])
    goals = list(rows.filter(Exists(Alignment.objects.filter(child_id=OuterRef("pk")))))
    before = _schedules_before(goals, midnight - timedelta(days=1) + timedelta(hours=4, minutes=30))
    for goal in goals:
        status, was = Status(goal.status_now), before.get(goal.pk)
        yesterday = was.at(today - timedelta(days=1)) if was else Status.NOT_STARTED
        if _RANK[status] > _RANK.get(yesterday, 0):
            yield goal, status


def _schedules_before(goals: list[Goal], instant: datetime) -> dict[UUID, Schedule]:
    """By goal: the dates that its last number before `instant` left."""
    points = ProgressPoint.objects.filter(goal__in=goals, at__lt=instant).order_by("goal_id", "at", "pk")
    return {
        goal_id: Schedule(*dates)
        for goal_id, *dates in points.values_list("goal_id", "on_track_from", "behind_from", "at_risk_from")
    }


def _notices(worse: dict[UUID, tuple[Goal, Status]], today: date) -> Iterable[Notice]:
    links = list(Alignment.objects.filter(child_id__in=list(worse), parent__deleted_at=None, parent__state="open"))
    owners: dict[UUID, list[UUID]] = {}
    held = GoalOwner.objects.filter(goal_id__in={link.parent_id for link in links})
    for goal_id, member_id in held.values_list("goal_id", "member_id"):
        owners.setdefault(goal_id, []).append(member_id)
    own = set(GoalOwner.objects.filter(goal_id__in=list(worse)).values_list("goal_id", "member_id"))
    for link in links:
        child, status = worse[link.child_id]
        for member_id in owners.get(link.parent_id, ()):
            if (child.pk, member_id) not in own:  # one's own status one knows
                yield Notice(
                    "status.worsened",
                    member_id,
                    f"worse {child.pk} {status.value} {today}",
                    goal_id=link.parent_id,
                    child_id=child.pk,
                    facts={"status": status.value},
                )
