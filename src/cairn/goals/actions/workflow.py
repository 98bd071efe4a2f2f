"""Decide whether OKRs are approved here, and what that means (spec okrs §14)."""

from __future__ import annotations

from cairn.core import events
from cairn.core.transactions import action
from cairn.goals import events as happened
from cairn.goals.models import GoalSettings
from cairn.goals.recompute import settings_row
from cairn.organizations.actor import Actor
from cairn.organizations.policies import demand_manage_organization

_FLAGS = ("approval_workflow", "approval_blocks", "approval_by_team_leads")


@action
def set_workflow(*, by: Actor, workflow: bool, blocks: bool, by_team_leads: bool) -> GoalSettings:
    """Switches approval on or off; stages that were reached are kept for when it is on again. Raises Denied."""
    demand_manage_organization(by)
    settings = GoalSettings.objects.select_for_update(of=("self",)).get(pk=settings_row().pk)
    wanted = dict(zip(_FLAGS, (workflow, blocks, by_team_leads), strict=True))
    changed = {name: [getattr(settings, name), value] for name, value in wanted.items()}
    changed = {name: pair for name, pair in changed.items() if pair[0] != pair[1]}
    for name, value in wanted.items():
        setattr(settings, name, value)
    if changed:
        settings.save(update_fields=list(changed))
        events.record(happened.WORKFLOW_CHANGED, settings, by=by, changed=changed)
    return settings
