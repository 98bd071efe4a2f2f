"""Rules that refuse to save, where an admin has said so (spec integrations §8.2)."""

from __future__ import annotations

from cairn.coach.lint.catalogue import CAN_REFUSE
from cairn.coach.models import CoachSettings
from cairn.coach.queries.advice import findings_on, spoken
from cairn.core import clock
from cairn.core.errors import Refused
from cairn.goals.models import Goal, GoalKind
from cairn.organizations.actor import Actor
from cairn.organizations.models import Organization

_FIELDS = {"S04": "owners", "S06": "due", "S03": "parents", "O05": "description"}


def refuse(goal: Goal, by: Actor) -> None:
    """Raises Refused with the sentence of the first rule that refuses what is saved; one query when none does."""
    row = CoachSettings.objects.first()
    required = set(row.required) & CAN_REFUSE - set(row.off) if row else set()
    if not required or goal.kind == GoalKind.PROJECT:
        return
    organization = Organization.objects.get(pk=goal.organization_id)
    day = clock.today(organization.time_zone)
    _report, found = findings_on(goal, Goal.objects.visible_to(by), organization, day)
    finding = next((each for each in found if each.rule in required and each.about == goal.pk), None)
    if finding is not None:
        raise Refused(spoken(finding.sentence), field=_FIELDS.get(finding.rule, _field_of(finding.rule)))


def _field_of(rule: str) -> str:
    return "title" if rule[0] in "OSC" or rule in {"K03", "K05", "K07"} else "outcome"
