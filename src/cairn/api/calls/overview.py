"""GET /tree · GET /compare · GET /goals/{id}/explanation · GET /events · GET /search"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import AfterValidator, BaseModel, Field, field_validator

from cairn.api.errors import not_found, refused
from cairn.api.loading import goal_seen
from cairn.api.pagination import Paging, page
from cairn.api.queries import tree as trees
from cairn.api.queries.comparison import compared
from cairn.api.queries.events import events_for, events_shown, oldest_first
from cairn.api.queries.explanation import explanation_shown
from cairn.api.queries.filters import Ids, apart, aware
from cairn.api.queries.search import hits
from cairn.api.requests import ApiRequest
from cairn.api.shapes.tree import ComparisonOut, EventPage, ExplanationOut, HitPage, TreePage
from cairn.api.shapes.values import Day, Instant, Text
from cairn.core import clock
from cairn.goals.explaining import explain
from cairn.planning.queries import current_period

router = Router(tags=["Overview"])


class TreeFilters(Paging):
    period: Ids | None = Field(None, max_length=50, description="Of these periods; absent: of the current one.")
    root: UUID | None = Field(None, description="Only this goal and everything below it.")
    at: Day | Instant | None = Field(None, description="As it was then; a day means its end.")

    _apart = field_validator("period", mode="before")(apart)


@router.get("/tree", response=TreePage, summary="The tree of goals, now or as it was")
def get_tree(request: ApiRequest, response: HttpResponse, filters: Query[TreeFilters]) -> dict[str, Any]:
    """Goals of the periods that stand under no other goal of them, each with everything below it. Pages count the
    goals at the top."""
    organization, actor = request.organization, request.actor
    instant = _instant(request, filters.at)
    roots, following = _roots(request, filters, instant)
    forest = trees.grown_then(roots, actor, instant) if instant else trees.grown_now(roots, actor)
    if filters.root is not None and filters.root not in forest.visible:
        raise not_found()
    moment = instant or clock.now()
    day = moment.astimezone(ZoneInfo(organization.time_zone)).date()
    items = trees.trees(forest, roots, day, organization.time_zone)
    return page(request, response, items, following) | {"at": moment}


class CompareFilters(BaseModel):
    since: Day | Instant | None = Field(
        None, description="The earlier instant; a day means its end; absent: a week before the later one."
    )
    at: Day | Instant | None = Field(None, description="The later one; absent: now.")
    period: Ids | None = Field(None, max_length=50, description="Of these periods; absent: of the current one.")

    _apart = field_validator("period", mode="before")(apart)


@router.get("/compare", response=ComparisonOut, summary="What changed between two instants")
def compare(request: ApiRequest, filters: Query[CompareFilters]) -> dict[str, Any]:
    """Goals that came, went, moved, ended, or were weighted, targeted, scored anew: what you may see now and could
    have seen at both instants."""
    at = _instant(request, filters.at) or clock.now()
    since = _instant(request, filters.since) or at - timedelta(days=7)
    if since >= at:
        raise refused("since", _("It has to lie before the other instant."))
    return {"since": since, "at": at, "items": compared(_periods(request, filters), since, at, request.actor)}


def _roots(request: ApiRequest, filters: TreeFilters, instant: datetime | None) -> tuple[list[UUID], str | None]:
    if filters.root is not None:
        return [filters.root], None
    periods = _periods(request, filters)
    if instant is not None:
        return trees.roots_then(periods, filters, request.actor, instant)
    return trees.roots_now(periods, filters, request.actor)


def _periods(request: ApiRequest, filters: TreeFilters | CompareFilters) -> list[UUID]:
    if filters.period:
        return list(filters.period)
    current = current_period(request.organization)
    return [current.pk] if current else []


def _instant(request: ApiRequest, at: Any) -> datetime | None:
    """The instant that is asked for; a day means its end, today now. Raises Refused for the future."""
    if at is None:
        return None
    now, zone = clock.now(), ZoneInfo(request.organization.time_zone)
    if not isinstance(at, datetime):
        if at == now.astimezone(zone).date():
            return now
        at = datetime.combine(at, time.max, zone)
    instant = aware(at, request.organization)
    if instant > now:
        raise refused("at", _("The future is not known yet."))
    return instant


@router.get("/goals/{goal_id}/explanation", response=ExplanationOut, tags=["Goals"], summary="Why these numbers")
def get_explanation(request: ApiRequest, goal_id: UUID) -> dict[str, Any]:
    """How progress, expected progress, status and score came about; the same derivation that the pages show."""
    goal = goal_seen(request, goal_id)
    day = clock.today(request.organization.time_zone)
    return explanation_shown(explain(goal, request.actor, day))


class EventFilters(Paging):
    since: Instant | None = Field(
        None, description="At this instant or later. To follow, send the last event's `at` and skip the ids you know."
    )
    goal: UUID | None = Field(None, description="Only about this goal.")


@router.get("/events", response=EventPage, summary="What happened")
def list_events(request: ApiRequest, response: HttpResponse, filters: Query[EventFilters]) -> dict[str, Any]:
    """About what you may see, oldest first."""
    rows = events_for(request.actor)
    if filters.since is not None:
        rows = rows.filter(at__gte=aware(filters.since, request.organization))
    if filters.goal is not None:
        rows = rows.filter(subject_id=filters.goal)
    found, following = oldest_first(rows, filters)
    return page(request, response, events_shown(found, request.actor), following)


def _some_word(text: str) -> str:
    if not text.strip():
        raise ValueError(_("Say what to look for."))
    return text


class SearchFilters(BaseModel):
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    q: Annotated[Text, Field(min_length=1, max_length=200), AfterValidator(_some_word)]


@router.get("/search", response=HitPage, summary="Find by name")
def search(request: ApiRequest, response: HttpResponse, filters: Query[SearchFilters]) -> dict[str, Any]:
    """Goals, people, teams and periods; one page, best first."""
    found = hits(filters.q, filters.limit, actor=request.actor, organization=request.organization)
    return page(request, response, found, None)
