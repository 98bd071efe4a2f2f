"""Which goals: QuerySet methods that read as adjectives."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When

from cairn.core.tenancy import TenantQuerySet
from cairn.organizations.actor import Actor

if TYPE_CHECKING:
    from cairn.goals.models.goal import Goal  # noqa: F401  # for the name in quotes below


class GoalQuerySet(TenantQuerySet["Goal"]):
    def standing(self) -> GoalQuerySet:
        """Goals that were not deleted."""
        return self.filter(deleted_at=None)

    def open(self) -> GoalQuerySet:
        return self.filter(state="open")

    def visible_to(self, actor: Actor) -> GoalQuerySet:
        """Standing goals whose existence this person may know of (spec okrs §2.6). Admins get no exception."""
        rows = self.standing()
        if actor.is_system:
            return rows
        me = actor.member_id
        listed = Q(creator_id=me) | Q(delegate_id=me) | Q(check_in_owner_id=me)
        for related in ("ownerships", "viewer_links", "editor_links"):
            link: Any = self.model._meta.get_field(related).related_model
            listed |= Q(Exists(link.objects.filter(goal_id=OuterRef("pk"), member_id=me)))
        return rows.filter(Q(privacy="everyone") | listed)

    def of_period(self, period_ids: Iterable[UUID]) -> GoalQuerySet:
        return self.filter(period_id__in=list(period_ids))

    def with_status(self, day: date) -> GoalQuerySet:
        """Annotates `status_now`: the SQL twin of status.Schedule.at (a test compares the two)."""
        return self.annotate(status_now=status_on(day))

    def owned_by(self, member_id: UUID) -> GoalQuerySet:
        return self.filter(ownerships__member_id=member_id)


def status_on(day: date) -> Case:
    """SQL for the status of a goal on a day."""
    whens: list[Any] = [
        When(state="closed", then=Value("closed")),
        When(state="postponed", then=Value("postponed")),
        When(is_in_progress=True, then=Value("in_progress")),
        When(at_risk_from__lte=day, then=Value("at_risk")),
        When(behind_from__lte=day, then=Value("behind")),
        When(on_track_from__lte=day, then=Value("on_track")),
    ]
    return Case(*whens, default=Value("not_started"), output_field=CharField())
