"""Make a key result the objective of a team: the same OKR, seen from two pages (duality; spec okrs §4.1, §8.1)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.core.errors import Refused
from cairn.core.transactions import action
from cairn.goals.actions.edit import edit
from cairn.goals.actions.fields import GoalFields
from cairn.goals.models import Entity, Goal, GoalKind, GoalSettings
from cairn.goals.recompute import settings_row
from cairn.organizations.actor import Actor
from cairn.organizations.models import Team, TeamRole
from cairn.organizations.terminology import worded


@action
def hand_over(goal: Goal, team: Team, *, by: Actor) -> Goal:
    """Puts a key result on the page of `team`, where it stands as an objective; above it stays what it was.

    The team's owners own it from now on; a team without owners leaves it with those it has. Only where objectives and
    key results are interchangeable. Raises Refused, Denied.
    """
    if settings_row().okr_model != GoalSettings.Model.INTERCHANGEABLE:
        raise Refused(
            worded(
                _("Here {key_results} measure and {objectives} inspire, so {a team} writes {a objective} of its own.")
            )
        )
    if goal.kind != GoalKind.KEY_RESULT:
        raise Refused(worded(_("Only {a key_result} can become the {objective} of {a team}.")))
    if team.archived_at is not None:
        raise Refused(_("“%(team)s” is archived.") % {"team": team.name}, field="team")
    owners = team.memberships.filter(role=TeamRole.OWNER, member__deactivated_at=None).order_by("member__name")
    fields: GoalFields = {"entity": Entity.TEAM.value, "teams": [team.pk]}
    if owners:
        fields["owners"] = [row.member_id for row in owners]
    handed_over: Goal = edit(goal, fields, by=by)
    return handed_over
