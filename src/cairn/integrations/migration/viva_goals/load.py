"""Carries a plan out: one transaction from people to check-ins (integrations §7.4.3).

Fresh goals come in one bulk load that replays their past; goals that are here are edited through their own verbs.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core.lots import in_lots
from cairn.core.numbers import plain, rounded
from cairn.core.transactions import action
from cairn.goals.actions.load import load
from cairn.goals.measuring import rules_of
from cairn.goals.models import Goal
from cairn.goals.recompute import settings_row
from cairn.integrations.migration.viva_goals.family import Family, balance
from cairn.integrations.migration.viva_goals.lines import Action
from cairn.integrations.migration.viva_goals.plan import Plan
from cairn.integrations.migration.viva_goals.present import Present
from cairn.integrations.migration.viva_goals.renew import renew
from cairn.integrations.migration.viva_goals.rows import Builder
from cairn.integrations.migration.viva_goals.settle import put_away, settle
from cairn.integrations.migration.viva_goals.snapshot import CHUNK
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Organization
from cairn.planning.models import Period

NOTABLE = Decimal("0.5")
"""How far a roll-up may be from the file's figure, in points of percent, before the report says so."""

Step = Callable[[int], None]


@action
def carry_out(
    plan: Plan,
    present: Present,
    *,
    by: Actor,
    organization: Organization,
    now: datetime,
    run_id: UUID | None = None,
    step: Step = lambda percent: None,
) -> None:
    """Writes what the plan announces, and adds to its lines what happened: ids, remarks, what was refused on the way.

    `step` is told how far it is, in percent. Raises Refused when the whole cannot be, and then nothing was written.
    """
    settle(plan.around, by=by)
    step(20)
    builder = _builder(plan, organization, now)
    _load_fresh(plan, present, builder, by=by, run_id=run_id)
    step(80)
    renew(plan, builder, present, by=by, run_id=run_id)
    put_away(plan.around, by=by)
    _compare_roll_ups(plan)
    step(95)


def _builder(plan: Plan, organization: Organization, now: datetime) -> Builder:
    return Builder(
        layout=plan.layout,
        around=plan.around,
        members={member.pk: member for member in Member.objects.all()},
        periods={period.pk: period for period in Period.objects.all()},
        rules=rules_of(settings_row()),
        time_zone=organization.time_zone,
        now=now,
    )


def _load_fresh(plan: Plan, present: Present, builder: Builder, *, by: Actor, run_id: UUID | None) -> None:
    fresh = [row for row in plan.goals if row.line.action is Action.NEW]
    fresh.sort(key=lambda row: row.record.row)
    loads = {row.record.external_id: builder.fresh(row) for row in fresh}
    for row in fresh:
        row.goal = row.line.subject = loads[row.record.external_id].goal.pk
    family = Family.of(plan.goals, present, by=by)
    for row in fresh:
        loads[row.record.external_id].parents = family.parents(row)
    balance(fresh, loads)
    if loads:
        load(list(loads.values()), by=by, run_id=run_id)


def _compare_roll_ups(plan: Plan) -> None:
    """A rolled-up figure of the file is not kept; where ours differs visibly, the report says so."""
    rolled = {
        row.goal: row for row in plan.goals if row.comes_in and row.record.progress_mode == "rollup" and row.goal
    }
    for chunk in in_lots(rolled, CHUNK):
        for goal_id, progress in Goal.objects.filter(pk__in=chunk).values_list("pk", "progress"):
            row = rolled[goal_id]
            told = row.record.progress
            if told is not None and abs(told - (progress or 0)) > NOTABLE:
                row.line.tell(
                    _("The file says %(told)s %%; what stands below it adds up to %(here)s %% here.")
                    % {"told": plain(told), "here": plain(rounded(progress or Decimal(0), 2))}
                )
