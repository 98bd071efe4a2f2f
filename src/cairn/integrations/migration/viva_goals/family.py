"""Parents: which goals rows are aligned to, and with which share (integrations §7.4.3, §7.4.6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core.lots import in_lots
from cairn.goals import contributions, policies
from cairn.goals.actions.load import Load
from cairn.goals.models import Alignment, Goal, GoalKind, GoalSettings
from cairn.goals.policies import Act
from cairn.goals.recompute import settings_row
from cairn.integrations.migration.viva_goals.goal_plans import GoalPlan
from cairn.integrations.migration.viva_goals.present import Present
from cairn.integrations.migration.viva_goals.records import ParentRef
from cairn.integrations.migration.viva_goals.snapshot import CHUNK
from cairn.organizations.actor import Actor

Parents = list[tuple[UUID, Decimal | None, bool]]


@dataclass
class Family:
    """Finds the goals that rows name as their parents, as far as this person may align to them."""

    goals: dict[str, UUID]
    present: Present
    settings: GoalSettings
    forbidden: frozenset[UUID]

    @classmethod
    def of(cls, plans: Sequence[GoalPlan], present: Present, *, by: Actor) -> Family:
        """The goals of a plan by their ids in the file, and what one may not align to."""
        goals = {row.record.external_id: row.goal for row in plans if row.goal is not None and _stands(row)}
        outside = {
            present.by_external[ref.external_id or ""]
            for row in plans
            for ref in row.record.alignments
            if row.record.has_lasting_id and ref.external_id in present.by_external
        }
        outside |= {row.goal for row in plans if row.goal is not None and row.now is not None}
        return cls(goals, present, settings_row(), _not_to_align_to(outside, by))

    def parents(self, row: GoalPlan) -> Parents:
        """The parents of a row with their shares; one that cannot be is left out and told."""
        found: Parents = []
        for ref in row.record.alignments:
            goal_id = self._goal(row, ref)
            if goal_id is None:
                row.line.tell(_("Its parent “%(title)s” is not here; it stands at the top.") % {"title": ref.title})
            elif goal_id in self.forbidden:
                row.line.tell(_("You may not align to its parent “%(title)s”.") % {"title": ref.title})
            else:
                found.append((goal_id, *self._share(row, ref)))
        return found

    def _goal(self, row: GoalPlan, ref: ParentRef) -> UUID | None:
        key = ref.external_id or ""
        if key in self.goals:
            return self.goals[key]
        known = self.present.by_external.get(key) if row.record.has_lasting_id else None
        return known if known is not None and Goal.objects.standing().filter(pk=known).exists() else None

    def _share(self, row: GoalPlan, ref: ParentRef) -> tuple[Decimal | None, bool]:
        """A fixed share as the file has it; 0 % does not count; without one the organisation's rule decides."""
        if ref.weight is not None and 0 <= ref.weight <= 100:
            return (ref.weight, True) if ref.weight else (None, False)
        if row.record.kind == GoalKind.PROJECT:
            return None, self.settings.project_contribution == "on"
        return None, row.record.kind != GoalKind.OBJECTIVE or self.settings.child_objectives_contribute


def _stands(row: GoalPlan) -> bool:
    return row.now is None or not row.now.is_deleted


def _not_to_align_to(goal_ids: set[UUID], by: Actor) -> frozenset[UUID]:
    if by.is_system or not goal_ids:
        return frozenset()
    allowed: set[UUID] = set()
    for chunk in in_lots(goal_ids, CHUNK):
        goals = list(Goal.objects.visible_to(by).filter(pk__in=chunk))
        acts = policies.acts_on(by, goals)
        allowed |= {goal.pk for goal in goals if Act.ALIGN_TO in acts[goal.pk]}
    return frozenset(goal_ids - allowed)


def balance(fresh: Sequence[GoalPlan], loads: dict[str, Load]) -> None:
    """Where fixed shares cannot stand together with those that are here, the new ones become automatic."""
    wanted: dict[UUID, list[tuple[GoalPlan, int]]] = {}
    for row in fresh:
        for position, (parent, _share, counts) in enumerate(loads[row.record.external_id].parents):
            if counts:
                wanted.setdefault(parent, []).append((row, position))
    here = _shares_here(list(wanted))
    for parent, children in wanted.items():
        shares = [loads[row.record.external_id].parents[position][1] for row, position in children]
        try:
            contributions.shares([*here.get(parent, []), *shares])
        except contributions.ContributionError as error:
            for row, position in children:
                links = list(loads[row.record.external_id].parents)
                if links[position][1] is not None:
                    links[position] = (parent, None, True)
                    loads[row.record.external_id].parents = links
                    row.line.tell(_("Its contribution is automatic: %(reason)s") % {"reason": error})


def _shares_here(parents: list[UUID]) -> dict[UUID, list[Decimal | None]]:
    found: dict[UUID, list[Decimal | None]] = {}
    for chunk in in_lots(parents, CHUNK):
        rows = Alignment.objects.filter(parent_id__in=chunk, contributes=True, child__deleted_at=None)
        for parent, share in rows.values_list("parent_id", "contribution"):
            found.setdefault(parent, []).append(share)
    return found
