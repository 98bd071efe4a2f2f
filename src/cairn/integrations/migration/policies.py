"""Who may import, and where to (spec okrs §19.1): admins anywhere, leaders of teams into their teams."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.core.errors import Denied
from cairn.core.models import Run
from cairn.integrations.migration.viva_goals.present import Reach
from cairn.organizations.actor import Actor
from cairn.organizations.lineage import below
from cairn.organizations.models import Member
from cairn.organizations.terminology import worded


def can_import(actor: Actor) -> bool:
    """Whether there is anywhere this person may import to."""
    return actor.is_admin or bool(actor.led_team_ids)


def demand_import(actor: Actor) -> None:
    """Raises Denied, naming admins, unless the actor may import somewhere."""
    if not can_import(actor):
        helpers = [str(member) for member in Member.objects.admins().order_by("name")[:3]]
        raise Denied(worded(_("Only admins, and people who lead {a team}, may import.")), helpers=helpers)


def can_see(actor: Actor, run: Run) -> bool:
    """Admins see every import, others their own."""
    return actor.is_admin or run.started_by_id == actor.member_id


def reach_of(actor: Actor) -> Reach:
    """Everywhere for admins; for others the teams that they lead, and the teams below those."""
    if actor.is_admin:
        return Reach(None, actor.member_id)
    teams = set(actor.led_team_ids)
    for team_id in actor.led_team_ids:
        teams |= below(team_id)
    return Reach(frozenset(teams), actor.member_id)
