"""Who follows something (spec okrs §20)."""

from __future__ import annotations

from uuid import UUID

from cairn.notifications.models import Follow
from cairn.notifications.queries.following import follows_of
from cairn.organizations.models import Member


def followers_of(target: str, subject_id: UUID | None) -> list[UUID]:
    """Everybody who can sign in and follows an organisation, a team or a person, by choice or by themselves."""
    everybody = list(Member.objects.active().order_by("name").values_list("pk", flat=True))
    found = follows_of(everybody)
    return [
        member_id
        for member_id in everybody
        if any(row.is_on and (row.target, row.id) == (target, subject_id) for row in found[member_id])
    ]


def followers_of_goal(goal_id: UUID) -> list[UUID]:
    """Everybody who follows one goal; one query, because a goal is followed by choice only."""
    return list(Follow.objects.filter(goal=goal_id, is_on=True).values_list("member_id", flat=True))
