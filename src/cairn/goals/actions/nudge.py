"""Ask whoever checks in on a goal to do so (spec okrs §7)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.core import clock, events
from cairn.core.errors import Refused
from cairn.core.transactions import action
from cairn.goals import events as happened
from cairn.goals import policies
from cairn.goals.actions.guards import standing
from cairn.goals.models import Goal, Nudge
from cairn.goals.policies import Act
from cairn.goals.recompute import settings_row
from cairn.organizations.actor import Actor


@action
def nudge(goal: Goal, *, by: Actor, note: str = "") -> Nudge:
    """Reminds the check-in owner, with a note of at most 1,000 characters for their eyes only.

    Once per sender, goal and day of the organisation; who may comment may ask. Raises Refused with the reason why
    not, Denied.
    """
    goal = standing(Goal.objects.select_for_update(of=("self",)).filter(pk=goal.pk).first())
    policies.demand(by, Act.COMMENT, goal)
    day = clock.today(settings_row().organization.time_zone)
    objection = why_not(goal, by=by)
    if objection:
        raise Refused(objection)
    if len(note) > 1_000 or "\x00" in note:
        raise Refused(_("At most %(most)d characters, please.") % {"most": 1_000}, field="note")
    assert by.member is not None
    assert goal.check_in_owner is not None
    row, is_new = Nudge.objects.get_or_create(
        goal=goal, sender=by.member, day=day, defaults={"to": goal.check_in_owner, "note": note.strip()}
    )
    if not is_new:
        raise Refused(_("You asked %(name)s about this today already.") % {"name": goal.check_in_owner.name})
    events.record(happened.NUDGED, goal, by=by, title=goal.title, to=str(goal.check_in_owner_id), nudge=str(row.pk))
    return row


def why_not(goal: Goal, *, by: Actor) -> str:
    """The sentence that says why nobody can be asked here; empty when somebody can."""
    owner = goal.check_in_owner
    if not goal.is_open:
        return _("It has ended; nobody checks in on it any more.")
    if owner is None or owner.is_deactivated:
        return _("Nobody checks in on this at present. Its owners can say who should.")
    if goal.is_automatic or goal.progress_mode == "data_source":
        return _("Its number moves by itself; nobody has to check in.")
    if by.member_id is None or by.member_id == owner.pk:
        return _("You are the one who checks in on this.")
    return ""
