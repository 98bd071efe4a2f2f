"""Which goals a list call is about: the filters of the Explorer in SQL (spec okrs §17)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q
from pydantic import Field, field_validator

from cairn.api.pagination import Paging
from cairn.api.shapes.values import Instant, Text
from cairn.core import clock
from cairn.goals.models import Alignment, Goal, GoalOwner, GoalTag, GoalTeam, ProgressPoint
from cairn.goals.models.goal import GoalQuerySet
from cairn.organizations.actor import Actor
from cairn.organizations.models import Organization

MOST_CHOICES = 50


def apart(given: Any) -> Any:
    """?kind=a&kind=b and ?kind=a,b mean the same."""
    if isinstance(given, str):
        given = [given]
    return [part for text in given for part in str(text).split(",")] if isinstance(given, list) else given


Several = Field(None, max_length=MOST_CHOICES, description="Several mean: one of them. Separate them by commas.")
Ids = list[UUID]
Standing = Literal["not_started", "in_progress", "on_track", "behind", "at_risk", "closed", "postponed", "reopened"]


class GoalFilters(Paging):
    """Several filters together mean: all of them."""

    kind: list[Literal["objective", "key_result", "project"]] | None = Several
    entity: list[Literal["organization", "team", "individual"]] | None = Several
    period: Ids | None = Several
    team: Ids | None = Several
    owner: list[UUID | Literal["me", "none"]] | None = Field(
        None, max_length=MOST_CHOICES, description="Ids of people, me, or none."
    )
    status: list[Standing] | None = Field(
        None,
        max_length=MOST_CHOICES,
        description="Several mean: one of them. Separate them by commas. `reopened`: ended once and open again, "
        "without a check-in since.",
    )
    aligned: Literal["any", "none"] | UUID | None = Field(
        None, description="`any`: to something, `none`: to nothing, or the id of a goal: directly to it."
    )
    tag: list[Annotated[Text, Field(max_length=50)]] | None = Several
    q: Annotated[Text, Field(max_length=200)] | None = Field(None, description="Words in the title.")
    updated_since: Instant | None = Field(
        None, description="Changed, or its numbers moved, at this instant or later. Without a zone: yours."
    )

    _apart = field_validator("kind", "entity", "period", "team", "owner", "status", "tag", mode="before")(apart)


def matching(filters: GoalFilters, *, actor: Actor, organization: Organization) -> GoalQuerySet:
    """The goals that the actor may see and that pass every filter. One query."""
    rows: GoalQuerySet = Goal.objects.visible_to(actor)
    if filters.kind:
        rows = rows.filter(kind__in=filters.kind)
    if filters.entity:
        rows = rows.filter(entity__in=filters.entity)
    if filters.period:
        rows = rows.of_period(filters.period)
    if filters.team:
        rows = rows.filter(Exists(GoalTeam.objects.filter(goal=OuterRef("pk"), team__in=filters.team)))
    if filters.owner:
        rows = rows.filter(_owned_by(filters.owner, actor))
    if filters.status:
        rows = _standing_at(rows, filters.status, clock.today(organization.time_zone))
    if filters.aligned is not None:
        rows = rows.filter(_aligned(filters.aligned, actor))
    if filters.tag:
        rows = rows.filter(_tagged(filters.tag))
    if filters.updated_since:
        rows = rows.filter(_moved_since(aware(filters.updated_since, organization)))
    for word in (filters.q or "").split():
        rows = rows.filter(title__icontains=word)
    return rows


def _standing_at(rows: GoalQuerySet, statuses: Sequence[str], today: date) -> GoalQuerySet:
    wanted = Q(("status_now__in", statuses))
    if "reopened" in statuses:
        wanted |= Q(pk__in=Goal.objects.reopened().values("pk"))
    return rows.with_status(today).filter(wanted)


def aware(moment: datetime, organization: Organization) -> datetime:
    """An instant; one without a zone is read in the organisation's."""
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(organization.time_zone))


def _owned_by(owners: list[Any], actor: Actor) -> Q:
    held = GoalOwner.objects.filter(goal=OuterRef("pk"))
    ids = [actor.member_id if owner == "me" else owner for owner in owners if owner != "none"]
    found = Q(Exists(held.filter(member__in=ids))) if ids else Q()
    return found | ~Q(Exists(held)) if "none" in owners else found


def _aligned(to: Any, actor: Actor) -> Q:
    """Hidden parents count for nothing: a goal below them only looks unaligned."""
    links = Alignment.objects.filter(child=OuterRef("pk"))
    if isinstance(to, UUID):
        links = links.filter(parent=to)
    seen = Q(Exists(links.filter(parent__in=Goal.objects.visible_to(actor))))
    return ~seen if to == "none" else seen


def _tagged(tags: list[str]) -> Q:
    named = Q()
    for tag in tags:
        named |= Q(tag__name__iexact=" ".join(tag.split()))
    return Q(Exists(GoalTag.objects.filter(named, goal=OuterRef("pk"))))


def _moved_since(moment: datetime) -> Q:
    """Numbers of a parent move without anybody editing it: its points tell."""
    points = ProgressPoint.objects.filter(goal=OuterRef("pk"), at__gte=moment)
    return Q(updated_at__gte=moment) | Q(Exists(points))
