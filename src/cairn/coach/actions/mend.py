"""Carry out what the linter offers to mend by one click."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from cairn.coach.lint import Finding
from cairn.coach.lint.findings import Mend
from cairn.coach.queries.advice import findings_on
from cairn.core import clock
from cairn.core.errors import Conflict
from cairn.core.transactions import action
from cairn.goals import actions as goals
from cairn.goals import policies
from cairn.goals.actions import GoalFields
from cairn.goals.measuring import outcome_of
from cairn.goals.models import Goal, GoalKind
from cairn.goals.outcome import MetricKind, Outcome
from cairn.goals.policies import Act
from cairn.goals.recompute import lock
from cairn.organizations.actor import Actor
from cairn.organizations.models import Organization


@action
def mend(goal: Goal, rule: str, *, by: Actor) -> Goal:
    """Changes the goal as the finding of this rule offers; recorded as the edit that it is.

    Raises Denied; Conflict when the rule has nothing to mend here any more.
    """
    policies.demand(by, Act.EDIT, goal)
    goal = lock([goal.pk]).goals[goal.pk]
    organization = Organization.objects.get(pk=goal.organization_id)
    seen = Goal.objects.visible_to(by)
    _report, found = findings_on(goal, seen, organization, clock.today(organization.time_zone))
    finding = next(
        (each for each in found if each.rule == rule and each.about == goal.pk and each.fix.is_one_click), None
    )
    if finding is None:
        raise Conflict(_("There is nothing to mend here any more."))
    return goals.edit(goal, changes_for(goal, finding), by=by)


def changes_for(goal: Goal, finding: Finding) -> GoalFields:
    """The change of the goal that a one-click fix stands for."""
    value = finding.fix.value
    if finding.fix.mend is Mend.TITLE:
        return {"title": value}
    if finding.fix.mend is Mend.PROJECT:
        return {"kind": GoalKind.PROJECT.value, "outcome": Outcome.percent()}
    if finding.fix.mend is Mend.DUE:
        due = date.fromisoformat(value)
        return {"due": due, "start": min(goal.start, due)}
    if finding.fix.mend is Mend.CHECK_IN_OWNER:
        first = goal.ownerships.order_by("position").values_list("member_id", flat=True).first()
        return {"check_in_owner": first}
    return {"outcome": turned(outcome_of(goal))}


def turned(outcome: Outcome) -> Outcome:
    """The same way the other way round: start and target exchanged, phased targets dropped."""
    assert outcome.target is not None
    start, target = outcome.target, outcome.start
    kind = MetricKind.INCREASE if target > start else MetricKind.DECREASE
    return replace(outcome, kind=kind, start=start, target=target, phases=())
