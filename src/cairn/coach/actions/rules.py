"""Which rules of the linter speak here, and which ones refuse (spec integrations §8.2)."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from cairn.coach import events
from cairn.coach.lint.catalogue import BY_ID, CAN_REFUSE
from cairn.coach.models import CoachSettings
from cairn.core.errors import Refused
from cairn.core.events import record
from cairn.core.transactions import action
from cairn.organizations.actor import Actor
from cairn.organizations.policies import demand_manage_organization


@action
def set_rules(*, off: Collection[str], required: Collection[str] = (), by: Actor) -> CoachSettings:
    """Switches rules off, and says which ones refuse to save; the others only advise. Raises Denied, Refused."""
    demand_manage_organization(by)
    if unknown := sorted({*off, *required} - BY_ID.keys()):
        raise Refused(_("There is no rule “%(rule)s”.") % {"rule": unknown[0][:20]}, field="off")
    row = CoachSettings.objects.select_for_update().first() or CoachSettings()
    required = set(required) & CAN_REFUSE - set(off)
    before = {"off": row.off, "required": row.required}
    after = {"off": sorted(off), "required": sorted(required)}
    if before == after:
        return row
    row.off, row.required = after["off"], after["required"]
    row.save()
    record(events.RULES_CHANGED, row, by=by, before=before, after=after)
    return row
