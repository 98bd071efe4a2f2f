"""What it takes to turn a key result into a project or an objective, and back (spec okrs §4.3, §11.6).

It stays the same goal: check-ins, comments and history go along, and so do progress and status.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from cairn.core.errors import Refused
from cairn.goals import history, policies
from cairn.goals.actions.parents import check_kinds, contributes_by_rule
from cairn.goals.models import Alignment, Goal, GoalKind, GoalSettings, ProgressMode
from cairn.goals.recompute import settings_row
from cairn.organizations.actor import Actor
from cairn.organizations.terminology import worded

_KEPT = ("nature", "status_rule", "progress_mode")


def reason_against(goal: Goal, kind: str, settings: GoalSettings) -> str:
    """Why the goal cannot become one of this kind; empty when it can."""
    if settings.okr_model != GoalSettings.Model.INTERCHANGEABLE:
        return worded(_("Here each kind stays what it is; the {okr} model says so."))
    if GoalKind.PROJECT not in (goal.kind, kind):
        return ""
    if goal.kind == GoalKind.PROJECT:
        if goal.tasks_whole or goal.milestones_whole:
            return _("It has tasks or milestones; without them it could become something else.")
        return "" if not _children(goal) else _("Something is aligned to it; align that elsewhere first.")
    if goal.outcome_type != "percent":
        return worded(_("It has a metric; only what is measured in percent becomes {a project}."))
    if ProgressMode.DATA_SOURCE in (goal.progress_mode, goal.automatic_mode):
        return _("Its number comes from a data source; take that away first.")
    return _("Something is aligned to it; align that elsewhere first.") if _children(goal) else ""


def ways_on(goal: Goal, actor: Actor, settings: GoalSettings) -> list[tuple[str, str]]:
    """The kinds it is not, each with why it cannot become that for this actor; empty when it can."""
    found = []
    for kind in (kind.value for kind in GoalKind if kind != goal.kind):
        reason = reason_against(goal, kind, settings)
        if not reason and kind == GoalKind.PROJECT and not policies.uses_projects(actor, settings):
            reason = worded(_("{Projects} are not switched on for you."))
        found.append((kind, reason))
    return found


def _children(goal: Goal) -> bool:
    return goal.child_links.filter(child__deleted_at=None).exists()


def prepare(goal: Goal, kind: str, settings: GoalSettings, *, by: Actor) -> None:
    """What a change of kind brings along: checks it, keeps or brings back the settings of a key result.

    Part of an edit, before its fields are written; saves only the links upwards. Raises Refused; Denied where it
    would make a project for somebody who has none (spec okrs §11.5).
    """
    if kind not in GoalKind.values:
        return  # the edit itself refuses it
    reason = reason_against(goal, kind, settings)
    if reason:
        raise Refused(reason, field="kind")
    if kind == GoalKind.PROJECT:
        policies.demand_projects(by, settings)
    before, goal.kind = goal.kind, kind
    links = list(goal.parent_links.filter(parent__deleted_at=None).select_related("parent"))
    for link in links:
        check_kinds(goal, link.parent, settings)
    if kind == GoalKind.PROJECT:
        if before == GoalKind.KEY_RESULT:
            goal.was_key_result = _settings_of(goal, links)
        for link in links:
            _set(link, None, contributes_by_rule(goal, link.parent, settings))
    elif before == GoalKind.PROJECT:
        _bring_back(goal, links, settings)
    if goal.counts_parts or (kind == GoalKind.PROJECT and goal.is_rolled_up):
        goal.progress_mode = ProgressMode.MANUAL


def _settings_of(goal: Goal, links: list[Alignment]) -> dict[str, Any]:
    shares = {
        str(link.parent_id): [None if link.contribution is None else str(link.contribution), link.contributes]
        for link in links
    }
    return {**{name: getattr(goal, name) for name in _KEPT}, "shares": shares}


def _bring_back(goal: Goal, links: list[Alignment], settings: GoalSettings) -> None:
    """The settings it had when it was a key result the last time; else those of a new one."""
    kept = goal.was_key_result
    for name in _KEPT:
        if name in kept:
            setattr(goal, name, kept[name])
    for link in links:
        share = kept.get("shares", {}).get(str(link.parent_id))
        if share is None:
            _set(link, link.contribution, contributes_by_rule(goal, link.parent, settings))
        else:
            _set(link, share[0], share[1])


def _set(link: Alignment, contribution: Any, contributes: bool) -> None:
    if (link.contribution, link.contributes) == (contribution, contributes):
        return
    link.contribution, link.contributes = contribution, contributes
    link.save(update_fields=["contribution", "contributes"])
    link.refresh_from_db(fields=["contribution"])
    history.remember_alignment(link)


def may_convert(settings: GoalSettings | None = None) -> bool:
    """Whether anything can be converted here at all."""
    rules = settings or settings_row()
    return rules.okr_model == GoalSettings.Model.INTERCHANGEABLE
