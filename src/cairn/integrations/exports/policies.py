"""Who may take a list along as a file, and whose the file is (spec okrs §2.5, §17.2)."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cairn.core.errors import Denied
from cairn.core.models import Run
from cairn.goals.models import GoalSettings
from cairn.goals.policies import allowed_by
from cairn.goals.recompute import settings_row
from cairn.integrations.exports.order import KIND
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member


def can_export(actor: Actor, settings: GoalSettings | None = None) -> bool:
    """As the organisation settled it; admins always."""
    settings = settings or settings_row()
    return allowed_by(actor, settings.who_exports, settings.export_people)


def demand_export(actor: Actor) -> None:
    """Raises Denied, naming admins."""
    if not can_export(actor):
        admins = [str(member) for member in Member.objects.admins().order_by("name")[:3]]
        raise Denied(_("Here not everybody takes lists along as files."), helpers=admins)


def own_exports(actor: Actor) -> QuerySet[Run]:
    """The files of this person alone: what is in them is what this person sees. Not for who works on their behalf."""
    mine: QuerySet[Run] = Run.objects.filter(kind=KIND, started_by_id=actor.member_id)
    return mine if actor.real_member is None and actor.member_id is not None else mine.none()
