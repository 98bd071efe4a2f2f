"""Goals as they were at an instant: structure, alignments and numbers (architecture §3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.db.models.fields.json import KT

from cairn.core.prepared import prepared
from cairn.goals.as_it_was import Past, put_in_numbers, take_in, told
from cairn.goals.models import AlignmentVersion, Entity, GoalOwner, GoalTeam, GoalVersion
from cairn.goals.models.goal import Eyes, eyes
from cairn.organizations.actor import Actor

__all__ = ["Past", "below", "links_above", "of_periods", "on_page", "put_in_numbers", "these"]


def of_periods(period_ids: Iterable[UUID], instant: datetime, actor: Actor) -> Past:
    """Every goal that lay in these periods at the instant, and the alignments between them. Two queries."""
    past = Past()
    rows = GoalVersion.objects.filter(period_id__in=list(period_ids))
    take_in(past, told(rows, instant, eyes(actor)), actor)
    past.links = list(
        AlignmentVersion.objects.valid_at(instant).filter(child__in=list(past.goals), parent__in=list(past.goals))
    )
    return past


def below(goal_ids: Iterable[UUID], instant: datetime, actor: Actor) -> Past:
    """These goals and everything that stood below them, with numbers. Two queries for each level."""
    past = Past()
    level = set(goal_ids)
    while level:
        take_in(past, _versions_of(list(level), instant, eyes(actor)), actor)
        links = AlignmentVersion.objects.valid_at(instant).filter(parent__in=level & past.goals.keys())
        past.links += links.order_by("valid_from", "pk")
        level = {link.child_id for link in past.links} - past.goals.keys() - level
    past.links = [link for link in past.links if link.child_id in past.goals]
    put_in_numbers(past)
    return past


def on_page(entity: str, holder: UUID | None, period_ids: Iterable[UUID], instant: datetime, actor: Actor) -> Past:
    """The goals on the page of the organisation, or of the team or person `holder`, and the links between them.

    Two queries. Numbers are not put in (`put_in_numbers`).
    """
    past = Past()
    if holder is None:
        take_in(past, _versions_on(entity, list(period_ids), instant, eyes(actor)), actor)
    else:
        take_in(past, told(held_by(holder, entity, period_ids, instant), instant, eyes(actor)), actor)
        past.visible = {goal_id for goal_id in past.visible if holder in past.people_of(goal_id, role_on(entity))}
    past.links = _links_among(list(past.visible), instant)
    return past


def held_by(holder: UUID, entity: str, period_ids: Iterable[UUID], since: datetime) -> Any:
    """The versions on the page of a team or person that ended after `since` or not at all, and some others.

    What has not changed since is found by the present rows; only what has is looked through.
    """
    role = role_on(entity)
    links = GoalTeam.objects.filter(team=holder) if role == "teams" else GoalOwner.objects.filter(member=holder)
    unchanged = Q(valid_to=None, goal_id__in=links.values("goal_id"))
    rows = GoalVersion.objects.filter(period_id__in=list(period_ids)).annotate(held_by=KT(f"structure__{role}"))
    return rows.filter(unchanged | Q(valid_to__gt=since, held_by__contains=str(holder)))


def role_on(entity: str) -> str:
    """By whom the goals of a page are held: "teams" or "owners"."""
    return "teams" if entity == Entity.TEAM else "owners"


def these(goal_ids: Iterable[UUID], instant: datetime, actor: Actor) -> Past:
    """These goals as they were, those that stood then; no links, no numbers. One query."""
    past = Past()
    take_in(past, _versions_of(list(goal_ids), instant, eyes(actor)), actor)
    return past


@prepared
def links_above(ids: list[UUID], instant: datetime) -> Any:
    """The alignments of these goals to their parents at the instant, the oldest first."""
    return AlignmentVersion.objects.valid_at(instant).filter(child_id__in=ids).order_by("valid_from", "pk")


@prepared
def _versions_of(goal_ids: list[UUID], instant: datetime, who: Eyes) -> Any:
    return told(GoalVersion.objects.filter(goal_id__in=goal_ids), instant, who)


@prepared
def _versions_on(entity: str, period_ids: list[UUID], instant: datetime, who: Eyes) -> Any:
    return told(GoalVersion.objects.filter(entity=entity, period_id__in=period_ids), instant, who)


@prepared
def _links_among(ids: list[UUID], instant: datetime) -> Any:
    return AlignmentVersion.objects.valid_at(instant).filter(child_id__in=ids, parent_id__in=ids)
