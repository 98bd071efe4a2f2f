"""What was deleted and can still be brought back (spec okrs §4.3)."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef

from cairn.core import clock
from cairn.goals import policies
from cairn.goals.actions.remove import KEPT_FOR
from cairn.goals.models import Alignment, Goal
from cairn.goals.models.goal import visible
from cairn.goals.policies import Act
from cairn.organizations.actor import Actor

MOST = 200


def was_visible(actor: Actor) -> Any:
    """Goals deleted within the time they are kept, of which this person could know."""
    rows = Goal.objects.filter(deleted_at__gte=clock.now() - KEPT_FOR)
    seen = visible(actor)
    return rows.filter(seen) if seen else rows


def deleted_goals(actor: Actor) -> list[Goal]:
    """Those this person may bring back, latest first; what went with a parent comes back with it and is left out."""
    with_parent = Alignment.objects.filter(
        child_id=OuterRef("pk"),
        parent__deleted_at=OuterRef("deleted_at"),
        parent__deleted_by=OuterRef("deleted_by"),
    )
    rows = was_visible(actor).exclude(Exists(with_parent)).select_related("period", "deleted_by")
    found = list(rows.order_by(F("deleted_at").desc(), "-pk")[:MOST])
    rights = policies.acts_on(actor, found)
    return [goal for goal in found if Act.DELETE in rights[goal.pk]]
