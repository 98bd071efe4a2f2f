"""The row of a wrap-up, made when the first thing is written into it."""

from __future__ import annotations

from cairn.goals.models import Entity
from cairn.goals.queries.tree import Place
from cairn.planning.models import Period
from cairn.retrospectives.models import Retrospective


def key_of(place: Place) -> str:
    """The page's name as a key."""
    return f"{place.entity.value}:{place.id or ''}"


def retrospective(place: Place, period: Period) -> Retrospective:
    """The one of this page and period."""
    row, _made = Retrospective.objects.get_or_create(
        period=period,
        page=key_of(place),
        defaults={
            "entity": place.entity.value,
            "team_id": place.id if place.entity == Entity.TEAM else None,
            "member_id": place.id if place.entity == Entity.INDIVIDUAL else None,
        },
    )
    return row


def present(place: Place, period: Period) -> Retrospective | None:
    """The same if something was written into it already."""
    return Retrospective.objects.filter(period=period, page=key_of(place)).first()
