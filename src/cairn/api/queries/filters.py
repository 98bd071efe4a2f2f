"""Which goals a list call is about: the filters of the Explorer (spec okrs §17.1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q
from pydantic import Field, field_validator

from cairn.api.pagination import Paging
from cairn.api.queries import conditions as where
from cairn.api.shapes.conditions import CheckedIn, Count, Due, Figure, Moment
from cairn.api.shapes.values import Instant, Text
from cairn.core import clock
from cairn.goals import titles
from cairn.goals.models import Goal
from cairn.goals.models.goal import GoalQuerySet
from cairn.organizations.actor import Actor
from cairn.organizations.models import Organization

MOST_CHOICES = 50
_ALL = "Several mean: all of them. "
_DAYS = "on:, before: or after: a day, more_than: or less_than: so many days "
_FIGURES = "lt:, le:, eq:, ge: or gt: a number."


def apart(given: Any) -> Any:
    """?kind=a&kind=b and ?kind=a,b mean the same."""
    if isinstance(given, str):
        given = [given]
    return [part for text in given for part in str(text).split(",")] if isinstance(given, list) else given


def several(description: str) -> Any:
    """A filter that takes some values."""
    return Field(None, max_length=MOST_CHOICES, description=description)


Several = several("Several mean: one of them. Separate them by commas.")
Ids = list[UUID]
People = list[UUID | Literal["me"]]
PeopleOrNone = list[UUID | Literal["me", "none"]]
Words = list[Annotated[Text, Field(max_length=60)]]
Standing = Literal["not_started", "in_progress", "on_track", "behind", "at_risk", "closed", "postponed", "reopened"]


class GoalFilters(Paging):
    """Several filters together mean: all of them."""

    kind: list[Literal["objective", "key_result", "project"]] | None = Several
    entity: list[Literal["organization", "team", "individual"]] | None = Several
    period: Ids | None = Several
    team: Ids | None = several("Archived ones too. Several mean: one of them.")
    team_type: Words | None = several("Types of teams in the organisation's own words. Several mean: one of them.")
    owner: PeopleOrNone | None = several("Ids of people, me, or none.")
    manager: People | None = several("The manager of an owner: ids of people, or me.")
    creator: People | None = several("Ids of people, or me.")
    check_in_owner: PeopleOrNone | None = several("Ids of people, me, or none.")
    status: list[Standing] | None = several(
        "Several mean: one of them. Separate them by commas. `reopened`: ended once and open again, without a "
        "check-in since."
    )
    approval: list[Literal["planning", "review", "approved", "closed"]] | None = several(
        "The stage of the page and period it stands in. Several mean: one of them."
    )
    aligned: Literal["any", "none"] | UUID | None = Field(
        None, description="`any`: to something, `none`: to nothing, or the id of a goal: directly to it."
    )
    has_key_results: bool | None = None
    nature: list[Literal["aspirational", "committed", "learning"]] | None = Several
    progress_mode: list[Literal["manual", "rollup", "data_source", "tasks", "milestones"]] | None = Several
    private: bool | None = None
    tag: list[Annotated[Text, Field(max_length=50)]] | None = Several
    q: Annotated[Text, Field(max_length=200)] | None = Field(None, description="Words in the title.")
    start: list[Moment] | None = several(f"{_ALL}{_DAYS}ago.")
    due: list[Due] | None = several(f"{_ALL}overdue, {_DAYS}from today on.")
    checked_in: list[CheckedIn] | None = several(f"The last check-in. {_ALL}never, {_DAYS}ago.")
    created: list[Moment] | None = several(f"{_ALL}{_DAYS}ago.")
    updated: list[Moment] | None = several(f"The last change, of its numbers too. {_ALL}{_DAYS}ago.")
    updated_since: Instant | None = Field(
        None, description="Changed, or its numbers moved, at this instant or later. Without a zone: yours."
    )
    progress: list[Figure] | None = several(f"In percent. {_ALL}{_FIGURES}")
    score: list[Figure] | None = several(f"0 to 1. {_ALL}{_FIGURES}")
    carry_over_count: list[Count] | None = several(f"{_ALL}{_FIGURES}")

    _apart = field_validator(
        "kind", "entity", "period", "team", "team_type", "owner", "manager", "creator", "check_in_owner", "status",
        "approval", "nature", "progress_mode", "tag", "start", "due", "checked_in", "created", "updated", "progress",
        "score", "carry_over_count", mode="before",
    )(apart)  # fmt: skip


def matching(filters: GoalFilters, *, actor: Actor, organization: Organization) -> GoalQuerySet:
    """The goals that the actor may see and that pass every filter. One query."""
    rows: GoalQuerySet = Goal.objects.visible_to(actor)
    today, zone = clock.today(organization.time_zone), ZoneInfo(organization.time_zone)
    for condition in (_what(filters), _who(filters, actor), _around(filters, actor), _numbers(filters)):
        rows = rows.filter(condition)
    rows = rows.filter(_when(filters, today, zone))
    if filters.status:
        rows = _standing_at(rows, filters.status, today)
    return rows


def _what(filters: GoalFilters) -> Q:
    columns = {
        "kind": filters.kind,
        "entity": filters.entity,
        "period": filters.period,
        "nature": filters.nature,
        "progress_mode": filters.progress_mode,
    }
    found = Q(*[(f"{column}__in", chosen) for column, chosen in columns.items() if chosen])
    if filters.private is not None:
        found &= Q(privacy="listed") if filters.private else Q(privacy="everyone")
    return found & titles.having(filters.q or "")


def _who(filters: GoalFilters, actor: Actor) -> Q:
    found = Q()
    if filters.owner:
        found &= where.owned_by(filters.owner, actor)
    if filters.manager:
        found &= where.managed_by(filters.manager, actor)
    if filters.creator:
        found &= Q(creator__in=where.ids_among(filters.creator, actor))
    if filters.check_in_owner:
        found &= where.checked_in_by(filters.check_in_owner, actor)
    return found


def _around(filters: GoalFilters, actor: Actor) -> Q:
    found = Q()
    if filters.team:
        found &= where.of_teams(filters.team)
    if filters.team_type:
        found &= where.of_team_types(filters.team_type)
    if filters.approval:
        found &= where.at_stage(filters.approval)
    if filters.aligned is not None:
        found &= where.aligned(filters.aligned, actor)
    if filters.has_key_results is not None:
        found &= where.with_key_results(filters.has_key_results, actor)
    if filters.tag:
        found &= where.tagged(filters.tag)
    return found


def _numbers(filters: GoalFilters) -> Q:
    found = where.compared("progress", filters.progress or ())
    found &= where.compared("score", filters.score or ())
    return found & where.compared("carry_over_count", filters.carry_over_count or ())


def _when(filters: GoalFilters, today: date, zone: ZoneInfo) -> Q:
    found = where.on_days("start", filters.start or (), today)
    found &= where.on_days("due", filters.due or (), today, ahead=True)
    found &= where.at_instants("checked_in_at", filters.checked_in or (), today, zone)
    found &= where.at_instants("created_at", filters.created or (), today, zone)
    found &= where.last_moved(filters.updated or (), today, zone)
    if filters.updated_since:
        found &= where.moved_since(_aware(filters.updated_since, zone))
    return found


def _standing_at(rows: GoalQuerySet, statuses: Sequence[str], today: date) -> GoalQuerySet:
    wanted = Q(("status_now__in", statuses))
    if "reopened" in statuses:
        wanted |= Q(pk__in=Goal.objects.reopened().values("pk"))
    return rows.with_status(today).filter(wanted)


def aware(moment: datetime, organization: Organization) -> datetime:
    """An instant; one without a zone is read in the organisation's."""
    return _aware(moment, ZoneInfo(organization.time_zone))


def _aware(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
