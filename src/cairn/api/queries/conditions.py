"""What the filters of a list call mean in SQL, one condition each (spec okrs §17.1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q

from cairn.api.shapes.conditions import Compared, When
from cairn.goals.models import (
    Alignment,
    Approval,
    Goal,
    GoalKind,
    GoalOwner,
    GoalTag,
    GoalTeam,
    ProgressPoint,
    Stage,
    State,
)
from cairn.organizations.actor import Actor


def ids_among(named: Sequence[Any], actor: Actor) -> list[UUID | None]:
    """The ids of people that a filter names; "me" is the actor, "none" nobody."""
    return [actor.member_id if one == "me" else one for one in named if one != "none"]


def owned_by(owners: Sequence[Any], actor: Actor) -> Q:
    """Owned by one of these people, or by nobody."""
    held = GoalOwner.objects.filter(goal=OuterRef("pk"))
    ids = ids_among(owners, actor)
    found = Q(Exists(held.filter(member__in=ids))) if ids else Q()
    return found | ~Q(Exists(held)) if "none" in owners else found


def managed_by(managers: Sequence[Any], actor: Actor) -> Q:
    """Owned by somebody whose manager is one of these people."""
    held = GoalOwner.objects.filter(goal=OuterRef("pk"), member__manager__in=ids_among(managers, actor))
    return Q(Exists(held))


def checked_in_by(people: Sequence[Any], actor: Actor) -> Q:
    """Whose check-in owner is one of these people, or nobody."""
    found = Q(check_in_owner__in=ids_among(people, actor))
    return found | Q(check_in_owner=None) if "none" in people else found


def aligned(to: Any, actor: Actor) -> Q:
    """Hidden parents count for nothing: a goal below them only looks unaligned."""
    links = Alignment.objects.filter(child=OuterRef("pk"))
    if isinstance(to, UUID):
        links = links.filter(parent=to)
    seen = Q(Exists(links.filter(parent__in=Goal.objects.visible_to(actor))))
    return ~seen if to == "none" else seen


def with_key_results(wanted: bool, actor: Actor) -> Q:
    """Has key results below it that one may see, or has none."""
    below = Goal.objects.visible_to(actor).filter(kind=GoalKind.KEY_RESULT)
    found = Q(Exists(Alignment.objects.filter(parent=OuterRef("pk"), child__in=below)))
    return found if wanted else ~found


def of_teams(team_ids: Sequence[UUID]) -> Q:
    """Stands on the page of one of these teams, archived ones too."""
    return Q(Exists(GoalTeam.objects.filter(goal=OuterRef("pk"), team__in=team_ids)))


def of_team_types(labels: Sequence[str]) -> Q:
    """Stands on the page of a team of one of these types, in the organisation's own words."""
    return Q(Exists(GoalTeam.objects.filter(_named("team__type_label", labels), goal=OuterRef("pk"))))


def tagged(tags: Sequence[str]) -> Q:
    """Carries one of these tags."""
    return Q(Exists(GoalTag.objects.filter(_named("tag__name", tags), goal=OuterRef("pk"))))


def _named(path: str, names: Sequence[str]) -> Q:
    """One of these names, whatever their case and spaces."""
    found = Q()
    for name in names:
        found |= Q(**{f"{path}__iexact": " ".join(name.split())})
    return found


def at_stage(stages: Sequence[str]) -> Q:
    """Its page and period are at one of these stages of approval; a page that never moved is being planned."""
    mine = Q(team=None, member=None)
    mine |= Q(team__in=GoalTeam.objects.filter(goal=OuterRef(OuterRef("pk"))).values("team"))
    mine |= Q(member__in=GoalOwner.objects.filter(goal=OuterRef(OuterRef("pk"))).values("member"))
    rows = Approval.objects.filter(mine, period=OuterRef("period"), entity=OuterRef("entity"))
    found = Q(Exists(rows.filter(stage__in=stages)))
    return found | ~Q(Exists(rows.exclude(stage=Stage.PLANNING))) if Stage.PLANNING in stages else found


def compared(field: str, conditions: Sequence[Compared]) -> Q:
    """All of these hold for the figure; where there is none, none holds."""
    return Q(*[(f"{field}__{one.lookup}", one.figure) for one in conditions])


def on_days(field: str, conditions: Sequence[When], today: date, *, ahead: bool = False) -> Q:
    """All of these hold for a column of days. Overdue is only what is still open."""
    found = Q()
    for one in conditions:
        first, last = one.span(today, ahead=ahead)
        found &= Q((f"{field}__gte", first)) if first else Q()
        found &= Q((f"{field}__lte", last)) if last else Q()
        found &= Q(state=State.OPEN) if one.word == "overdue" else Q()
    return found


def at_instants(field: str, conditions: Sequence[When], today: date, zone: ZoneInfo) -> Q:
    """All of these hold for a column of instants; days begin and end in the organisation's zone."""
    found = Q()
    for one in conditions:
        if one.word == "never":
            found &= Q((field, None))
            continue
        first, last = one.span(today)
        found &= Q((f"{field}__gte", _begin(first, zone))) if first else Q()
        found &= Q((f"{field}__lt", _begin(last + timedelta(days=1), zone))) if last else Q()
    return found


def last_moved(conditions: Sequence[When], today: date, zone: ZoneInfo) -> Q:
    """All of these hold for the day on which the goal changed, or its numbers moved, for the last time."""
    found = Q()
    for one in conditions:
        first, last = one.span(today)
        found &= moved_since(_begin(first, zone)) if first else Q()
        found &= ~moved_since(_begin(last + timedelta(days=1), zone)) if last else Q()
    return found


def moved_since(moment: datetime) -> Q:
    """Numbers of a parent move without anybody editing it: its points tell."""
    points = ProgressPoint.objects.filter(goal=OuterRef("pk"), at__gte=moment)
    return Q(updated_at__gte=moment) | Q(Exists(points))


def _begin(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)
