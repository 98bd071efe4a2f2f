"""Writes the alignments of a goal and checks what may stand under what (spec okrs §4.1, §5.5, §8.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core.errors import Refused
from cairn.core.prepared import prepared
from cairn.goals import alignment, approvals, contributions, graph, history, policies
from cairn.goals.actions import privacy
from cairn.goals.actions.fields import Parent, said
from cairn.goals.models import Alignment, Goal, GoalKind, GoalSettings, ProjectContribution
from cairn.goals.models.goal import Eyes, eyes
from cairn.goals.policies import Act
from cairn.organizations.actor import Actor
from cairn.organizations.terminology import worded


def write_parents(goal: Goal, parents: Sequence[Parent], *, by: Actor, settings: GoalSettings) -> None:
    """Replaces the goal's alignments; recomputing is the caller's. Raises Refused, Denied."""
    ids = [parent.id for parent in parents]
    if len(set(ids)) != len(ids):
        raise Refused(_("The same parent is named twice."), field="parents")
    if len(ids) > alignment.MAX_PARENTS:
        raise Refused(_("At most %(most)d parents, please.") % {"most": alignment.MAX_PARENTS}, field="parents")
    if len(ids) > 1 and not settings.several_parents:
        raise Refused(_("Only one parent: this organisation does not align to several."), field="parents")
    held = {link.parent_id: link for link in Alignment.objects.filter(child=goal)}
    found = {row.pk: row for row in _visible([*ids, *held], eyes(by))}
    for link in held.values():
        if link.parent_id in found and link.parent_id not in ids:  # a hidden parent keeps its child
            _refuse_new_key_result(goal, link.parent, by)
            history.forget_alignment(link)
            link.delete()
    for position, wanted in enumerate(parents):
        parent = found.get(wanted.id)
        if parent is None:
            raise Refused(worded(_("There is no such {okr} to align to.")), field="parents")
        _write_one(goal, parent, wanted, position, held.get(wanted.id), by=by, settings=settings)
    if set(ids) - held.keys():
        privacy.check_parents(goal, settings)


@prepared
def _visible(ids: list[UUID], who: Eyes) -> Any:
    return Goal.objects.visible_to(who).filter(pk__in=ids)


def _write_one(
    goal: Goal,
    parent: Goal,
    wanted: Parent,
    position: int,
    held: Alignment | None,
    *,
    by: Actor,
    settings: GoalSettings,
) -> None:
    if wanted.contribution is not None and not 0 <= wanted.contribution <= 100:
        raise Refused(_("A contribution lies between 0 and 100 %."), field="contribution")
    link = held or Alignment(child=goal, parent=parent)
    if held is None:
        _check_new_edge(goal, parent, by=by, settings=settings)
        link.contributes = contributes_by_rule(goal, parent, settings)
    before = (link.contribution, link.contributes, link.position)
    if wanted.contribution and wanted.contribution != link.contribution:
        policies.demand(by, Act.SET_CONTRIBUTIONS, parent)  # a fixed share takes from the others below it
    link.position = position
    if held is None or wanted.contribution is not None or wanted.frees:
        link.contribution = wanted.contribution
    if wanted.contributes is not None:
        link.contributes = wanted.contributes
    if (link.contribution, link.contributes) != before[:2]:
        refuse_blocked(goal, settings, link)
    link.save()
    if held is None or before != (link.contribution, link.contributes, link.position):
        history.remember_alignment(link)
    if wanted.contribution is not None or wanted.frees:
        check_shares(parent, more_may_come=True)


def _check_new_edge(goal: Goal, parent: Goal, *, by: Actor, settings: GoalSettings) -> None:
    policies.demand(by, Act.ALIGN_TO, parent)
    _refuse_new_key_result(goal, parent, by)
    if parent.pk == goal.pk:
        raise Refused(worded(_("{A okr} cannot stand under itself.")), field="parents")
    if not parent.is_open:
        raise Refused(
            _("“%(title)s” is not open any more, so nothing can be aligned to it.") % {"title": parent.title},
            field="parents",
        )
    check_kinds(goal, parent, settings)
    loop = alignment.would_loop(graph.edges_above([parent.pk]), goal.pk, parent.pk)
    if loop:
        titles = dict(Goal.objects.filter(pk__in=loop).values_list("pk", "title"))
        chain = " → ".join(titles.get(goal_id, "?") for goal_id in loop)
        raise Refused(_("That would align in a circle: %(chain)s") % {"chain": chain}, field="parents")


def _refuse_new_key_result(goal: Goal, parent: Goal, by: Actor) -> None:
    """What was approved keeps the key results it was approved with (spec okrs §14)."""
    if goal.kind == GoalKind.KEY_RESULT:
        approvals.demand_unlocked(by, [parent])


def check_kinds(goal: Goal, parent: Goal, settings: GoalSettings) -> None:
    """Raises Refused where a goal of this kind may not stand under the parent (spec okrs §4.1)."""
    if parent.kind == GoalKind.PROJECT and goal.kind != GoalKind.PROJECT:
        raise Refused(worded(_("Only {projects} stand under {projects}.")), field="parents")
    if parent.kind == GoalKind.KEY_RESULT and goal.kind == GoalKind.PROJECT:
        if not settings.projects_under_key_results:
            raise Refused(worded(_("Here {projects} do not stand under {key_results}.")), field="parents")
        return
    if parent.kind != GoalKind.KEY_RESULT or settings.okr_model == GoalSettings.Model.INTERCHANGEABLE:
        return
    if goal.kind == GoalKind.OBJECTIVE and not settings.objectives_under_key_results:
        raise Refused(worded(_("Here {objectives} do not stand under {key_results}.")), field="parents")
    if goal.kind == GoalKind.KEY_RESULT and not settings.key_results_under_key_results:
        raise Refused(worded(_("Here {key_results} do not stand under {key_results}.")), field="parents")


def contributes_by_rule(goal: Goal, parent: Goal, settings: GoalSettings) -> bool:
    """Projects as the policy says, child objectives unless blocked, else what the parent wants of new children."""
    if goal.kind == GoalKind.PROJECT:
        return settings.project_contribution == ProjectContribution.ON
    if goal.kind == GoalKind.OBJECTIVE and not settings.child_objectives_contribute:
        return False
    return parent.new_children_contribute


def refuse_blocked(child: Goal, settings: GoalSettings, link: Alignment) -> None:
    """Where the OKR model says that such children never count, one can only let them count for nothing (§4.1)."""
    counts = link.contributes and link.contribution != 0
    if counts and child.kind == GoalKind.OBJECTIVE and not settings.child_objectives_contribute:
        raise Refused(
            worded(_("Here child {objectives} do not count for what they stand under.")), field="contribution"
        )
    if counts and child.kind == GoalKind.PROJECT and settings.project_contribution == ProjectContribution.BLOCKED:
        raise Refused(worded(_("Here {projects} do not count for what they stand under.")), field="contribution")


def check_shares(parent: Goal, *, more_may_come: bool = False) -> None:
    """Raises Refused unless the fixed shares below a parent can stand together.

    Whoever aligns children one after the other cannot make 100 % with the first: with `more_may_come` the fixed
    shares may also stay below it, and count in proportion meanwhile (contributions.among).
    """
    links = parent.child_links.filter(child__deleted_at=None, contributes=True)
    fixed = [link.contribution for link in links]
    try:
        contributions.shares([*fixed, None] if more_may_come else fixed)
    except contributions.ContributionError as error:
        raise Refused(said(error.args[0]), field="contribution") from error
