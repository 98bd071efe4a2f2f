"""Who may do what at the coach's. Advice on a goal is mended by whoever may edit the goal (goals/policies.py)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.coach.models import Draft, RolloutStep
from cairn.core.errors import Denied
from cairn.goals import policies as of_goals
from cairn.goals.models import Entity
from cairn.goals.recompute import settings_row
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member
from cairn.organizations.policies import can_manage_organization
from cairn.organizations.terminology import worded


def can_set_rules(actor: Actor) -> bool:
    """Owners and admins say which rules speak, and plan the roll-out."""
    return can_manage_organization(actor)


def can_write_at(actor: Actor, entity: str, place_id: object) -> bool:
    """Whoever may create an objective on a page may draft for it; for a person only the person and admins."""
    if entity == Entity.INDIVIDUAL and place_id != actor.member_id and not actor.is_admin:
        return False
    teams = [place_id] if entity == Entity.TEAM and place_id else []
    return of_goals.can_create(actor, entity, teams, settings_row())  # type: ignore[arg-type]


def demand_write_at(actor: Actor, entity: str, place_id: object) -> None:
    """Raises Denied, naming who can help, unless the actor may draft for this page."""
    if not can_write_at(actor, entity, place_id):
        raise Denied(worded(_("You may not write {objectives} for this page.")), helpers=_admins())


def can_edit_draft(actor: Actor, draft: Draft) -> bool:
    """Its author; and once it lies on the table, whoever may write there."""
    if actor.is_system or draft.author_id == actor.member_id:
        return True
    return draft.is_shared and can_write_at(actor, draft.entity, draft.team_id or draft.member_id)


def demand_edit_draft(actor: Actor, draft: Draft) -> None:
    if not can_edit_draft(actor, draft):
        raise Denied(_("This draft is somebody else's. Its author can change it."), helpers=[draft.author.name])


def demand_plan_rollout(actor: Actor) -> None:
    if not can_set_rules(actor):
        raise Denied(_("Only owners and admins may plan the roll-out."), helpers=_admins())


def can_do_step(actor: Actor, step: RolloutStep) -> bool:
    """Whoever owns the step ticks it off, and those who plan."""
    return can_set_rules(actor) or (actor.member_id is not None and step.owner_id == actor.member_id)


def demand_do_step(actor: Actor, step: RolloutStep) -> None:
    if not can_do_step(actor, step):
        raise Denied(_("This step is somebody else's."), helpers=[step.owner.name] if step.owner else _admins())


def _admins() -> list[str]:
    return [member.name for member in Member.objects.admins().order_by("name")[:3]]
