"""Decide how OKRs work here: the OKR model, its numbers, and who may make what (spec okrs §4.1, §18)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core import events, jobs
from cairn.core.errors import Refused
from cairn.core.lots import in_lots
from cairn.core.transactions import action
from cairn.goals import events as happened
from cairn.goals.actions.fields import said
from cairn.goals.measuring import rules_of
from cairn.goals.models import CreationPolicy, Goal, GoalSettings, ProjectContribution, Who
from cairn.goals.recompute import lock, recompute, settings_row
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member
from cairn.organizations.policies import demand_manage_organization

P = CreationPolicy
# Who may be chosen to make what. Admins always may; who leads a team always may make the team's.
MAKERS: dict[str, tuple[P | Who, ...]] = {
    "who_creates_organization_okrs": (P.ANYONE, P.TEAM_OWNERS, P.LISTED, P.ADMINS),
    "who_creates_team_okrs": (P.ANYONE, P.TEAM_OWNERS, P.TEAM_MEMBERS, P.LISTED),
    "who_uses_projects": tuple(Who),
    "who_exports": tuple(Who),
}
# Where the chosen people of each stand.
CHOSEN = {
    "who_creates_organization_okrs": "creators",
    "who_creates_team_okrs": "team_creators",
    "who_uses_projects": "project_people",
    "who_exports": "export_people",
}
# What every number depends on: a change of these has all of them computed anew.
COUNTED = frozenset({"behind_over", "at_risk_over", "counts_over_achievement"})
_CHOICES: dict[str, list[str]] = {
    "okr_model": GoalSettings.Model.values,
    "project_contribution": ProjectContribution.values,
    **{name: [policy.value for policy in policies] for name, policies in MAKERS.items()},
}
_BANDS = ("band_yellow", "band_green", "band_orange")
_BATCH = 200


class ModelChanges(TypedDict, total=False):
    """What `set_model` takes; what is left out stays. Numbers are Decimals: points, and scores from 0 to 1."""

    okr_model: str
    objectives_under_key_results: bool
    key_results_under_key_results: bool
    projects_under_key_results: bool
    child_objectives_contribute: bool
    project_contribution: str
    shared_okrs: bool
    several_parents: bool
    private_okrs: bool
    private_under_public: bool
    health_alerts: bool
    kpi_panel: bool
    scoring_guidance: bool
    counts_over_achievement: bool
    behind_over: Any
    at_risk_over: Any
    band_yellow: Any
    band_green: Any
    band_orange: Any
    who_creates_organization_okrs: str
    who_creates_team_okrs: str
    who_uses_projects: str
    who_exports: str
    creators: Sequence[UUID]
    team_creators: Sequence[UUID]
    project_people: Sequence[UUID]
    export_people: Sequence[UUID]


def check_model(settings: GoalSettings, **changes: Unpack[ModelChanges]) -> dict[str, list[Any]]:
    """Puts the changes into the row, unsaved: field -> [old, new] of what differs. Raises Refused at its field."""
    wanted: dict[str, Any] = {**changes}
    wanted |= {name: _people(wanted[name], field=name) for name in CHOSEN.values() if name in wanted}
    changed = {name: [old, new] for name, new in wanted.items() if (old := getattr(settings, name)) != new}
    for name, (_old, value) in changed.items():
        if name in _CHOICES and value not in _CHOICES[name]:
            raise Refused(_("Please choose one of the possibilities."), field=name)
        setattr(settings, name, value)
    _check(settings)
    return changed


@action
def set_model(*, by: Actor, **changes: Unpack[ModelChanges]) -> GoalSettings:
    """Changes the rules for OKRs; answers them as they are then. What exists stays as it is (spec okrs §4.1).

    When the thresholds or the counting change, a job computes every number anew. Raises Denied, or Refused at the
    field that does not fit.
    """
    demand_manage_organization(by)
    settings = GoalSettings.objects.select_for_update(of=("self",)).get(pk=settings_row().pk)
    changed = check_model(settings, **changes)
    if changed:
        settings.save(update_fields=list(changed))
        events.record(happened.MODEL_CHANGED, settings, by=by, changed=changed)
        if changed.keys() & COUNTED:
            jobs.enqueue_after_commit(recompute_everything)
    return settings


def _people(ids: Sequence[UUID], *, field: str) -> list[str]:
    if Member.objects.filter(pk__in=ids).count() != len(set(ids)):
        raise Refused(_("There is no such person in this organisation."), field=field)
    return sorted({str(member_id) for member_id in ids})


def _check(settings: GoalSettings) -> None:
    try:
        rules_of(settings)
    except ValueError as error:
        thresholds = not 0 <= settings.behind_over < settings.at_risk_over <= 100
        raise Refused(
            said(error.args[0]), field="at_risk_over" if thresholds else _band_that_is_off(settings)
        ) from error
    for name, people in CHOSEN.items():
        if getattr(settings, name) == CreationPolicy.LISTED and not getattr(settings, people):
            raise Refused(_("Choose at least one person."), field=people)


def _band_that_is_off(settings: GoalSettings) -> str:
    """The first colour that does not begin after the one before it."""
    floor = 0
    for name in _BANDS:
        if not floor < getattr(settings, name) <= 1:
            return name
        floor = getattr(settings, name)
    return _BANDS[-1]


@jobs.job
def recompute_everything() -> None:
    """Computes every open goal anew by the rules there are now, some at a time. Safe to repeat."""
    waiting = list(Goal.objects.standing().open().order_by("pk").values_list("pk", flat=True))
    for lot in in_lots(waiting, _BATCH):
        _recompute_some(lot)


@action
def _recompute_some(goal_ids: list[UUID]) -> None:
    locked = lock(goal_ids)
    recompute(locked, [goal_id for goal_id in goal_ids if goal_id in locked.goals])
