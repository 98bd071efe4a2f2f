"""What an address or a body names by id: it exists for this person, or it does not."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.api.errors import not_found, refused
from cairn.api.requests import ApiRequest
from cairn.api.shapes.goal_in import EntityIn
from cairn.goals.models import CheckIn, Entity, Goal
from cairn.goals.queries.places import named
from cairn.goals.queries.tree import Place
from cairn.organizations.models import Member, Team
from cairn.planning.models import Period


def goal_seen(request: ApiRequest, goal_id: UUID) -> Goal:
    """The goal, if this person may know of it. Raises Http404."""
    goal: Goal | None = Goal.objects.visible_to(request.actor).filter(pk=goal_id).first()
    if goal is None:
        raise not_found()
    return goal


def check_in_seen(request: ApiRequest, check_in_id: UUID) -> tuple[CheckIn, Goal]:
    """A standing check-in and its goal, if this person may know of the goal. Raises Http404."""
    row = CheckIn.objects.standing().filter(pk=check_in_id).first()
    if row is None:
        raise not_found()
    return row, goal_seen(request, row.goal_id)


def period_named(period_id: UUID, *, field: str) -> Period:
    """The period that a body names. Raises Refused at the field."""
    period: Period | None = Period.objects.filter(pk=period_id).first()
    if period is None:
        raise refused(field, _("There is no such period."))
    return period


def team_named(team_id: UUID, *, field: str) -> Team:
    """The team that a body names. Raises Refused at the field."""
    team: Team | None = Team.objects.filter(pk=team_id).first()
    if team is None:
        raise refused(field, _("There is no such team in this organisation."))
    return team


def members_named(member_ids: Sequence[UUID], *, field: str) -> list[Member]:
    """The people that a body names, each once and in this order. Raises Refused at the field."""
    found = {member.pk: member for member in Member.objects.listed().filter(pk__in=member_ids)}
    if missing := [member_id for member_id in member_ids if member_id not in found]:
        raise refused(field, _("There is nobody with the id %(id)s.") % {"id": missing[0]})
    return [found[member_id] for member_id in dict.fromkeys(member_ids)]


def place_named(entity: EntityIn, request: ApiRequest, *, field: str) -> Place:
    """The page that a body or an address names. Raises Refused at the field."""
    place = Place(Entity(entity.type), entity.id if entity.type != "organization" else None)
    if named(place, request.organization) is None:
        raise refused(field, _("There is no such team or person."))
    return place
