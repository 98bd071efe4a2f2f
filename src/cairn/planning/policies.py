"""Who may plan the year: admins decide, owners of steps do them, and whoever leads a team answers the questions."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.core.errors import Denied
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member
from cairn.organizations.policies import can_manage_organization
from cairn.planning.models import PlanningStep
from cairn.planning.year import Step


def can_do_step(actor: Actor, step: Step, row: PlanningStep | None) -> bool:
    """Whether the actor may answer it or tick it off."""
    if can_manage_organization(actor):
        return True
    if actor.member_id is None or actor.is_observer:
        return False
    is_mine = row is not None and row.owner_id == actor.member_id
    return is_mine or (step.is_question and bool(actor.led_team_ids))


def demand_do_step(actor: Actor, step: Step, row: PlanningStep | None) -> None:
    """Raises Denied, naming who can help."""
    if not can_do_step(actor, step, row):
        names = [member.name for member in Member.objects.admins().order_by("name")[:3]]
        raise Denied(_("This step is somebody else's."), helpers=[row.owner.name] if row and row.owner else names)
