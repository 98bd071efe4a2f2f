"""Brings goals that are here up to date with what changed in the file, each through its own verbs."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from cairn.core.errors import CairnError
from cairn.core.lots import in_lots
from cairn.goals.actions import (
    GoalFields,
    Origin,
    Parent,
    append_check_ins,
    close,
    edit,
    edit_check_in,
    note_origins,
    postpone,
    reopen,
)
from cairn.goals.models import CheckIn, Goal, Privacy, State, StatusRule
from cairn.integrations.migration.viva_goals import fingerprint
from cairn.integrations.migration.viva_goals.family import Family
from cairn.integrations.migration.viva_goals.goal_plans import GoalPlan
from cairn.integrations.migration.viva_goals.lines import Action
from cairn.integrations.migration.viva_goals.plan import Plan
from cairn.integrations.migration.viva_goals.present import Present
from cairn.integrations.migration.viva_goals.rows import Builder, keeps_id
from cairn.integrations.migration.viva_goals.snapshot import CHUNK, SOURCE
from cairn.organizations.actor import Actor


def renew(plan: Plan, builder: Builder, present: Present, *, by: Actor, run_id: UUID | None) -> None:
    """Edits what changed, adds check-ins that are new, ends and reopens; what a verb refuses is told at its row."""
    rows = [row for row in plan.goals if row.now is not None and row.line.action is not Action.REFUSED]
    if not rows:
        return
    goals = {
        goal.pk: goal
        for lot in in_lots((row.goal for row in rows), CHUNK)
        for goal in Goal.objects.filter(pk__in=lot)
    }
    family = Family.of(plan.goals, present, by=by)
    for row in rows:
        if row.line.action is Action.CHANGED and row.goal in goals:
            _attempt(row, goals[row.goal], builder, family, by=by)
    _append([row for row in rows if row.line.action is not Action.REFUSED], goals, builder, by=by, run_id=run_id)
    for row in rows:
        if row.line.action is Action.CHANGED and "ending" in row.changes and row.goal is not None:
            _attempt_ending(row, Goal.objects.get(pk=row.goal), by=by)
    _note(rows, goals, builder, run_id)


def _attempt(row: GoalPlan, goal: Goal, builder: Builder, family: Family, *, by: Actor) -> None:
    """An edit of its own savepoint: what is refused leaves the others alone."""
    try:
        with transaction.atomic():
            if not goal.is_open and row.record.status not in fingerprint.ENDED:
                reopen(goal, by=by)
                row.changes.discard("ending")
            fields = _fields(row, builder, family)
            if fields:
                edit(goal, fields, by=by)
            for check_in_id, value in row.corrections:
                edit_check_in(CheckIn.objects.get(pk=check_in_id), by=by, value=value)
    except CairnError as error:
        row.line.refuse(error.sentence)


def _fields(row: GoalPlan, builder: Builder, family: Family) -> GoalFields:
    """The changed fields, as `edit` takes them."""
    record, fields = row.record, GoalFields()
    changed = row.changes
    if "title" in changed:
        fields["title"] = record.title
    if "kind" in changed:
        fields["kind"] = record.kind
    if "description" in changed:
        fields["description"] = record.description[:10_000]
    if "nature" in changed:
        fields["nature"] = record.nature
    if "owners" in changed:
        fields["owners"] = builder.owners(row)
    if "check_in_owner" in changed:
        owner = builder.owning(record.check_in_owner_ref)
        fields["check_in_owner"] = owner.pk if owner else None
    if "teams" in changed:
        fields["entity"], fields["teams"] = record.entity, builder.teams(record)
    if changed & {"period", "dates"}:
        fields["period"] = builder.period(record).pk
        fields["start"], fields["due"] = builder.dates(record)
    if "outcome" in changed:
        fields["outcome"], fields["metric_name"] = row.outcome, record.outcome.name
    return _more_fields(fields, row, builder, family)


def _more_fields(fields: GoalFields, row: GoalPlan, builder: Builder, family: Family) -> GoalFields:
    record, changed = row.record, row.changes
    if "mode" in changed:
        fields["progress_mode"] = record.progress_mode
    if "rule" in changed:
        fields["status_rule"] = StatusRule.CHILDREN if record.status_rule == "children" else StatusRule.PROGRESS
    if "viewers" in changed:
        fields["privacy"] = Privacy.LISTED if record.is_private else Privacy.EVERYONE
        fields["viewers"] = builder.viewers(row)
    if "parents" in changed:
        fields["parents"] = [Parent(*parent) for parent in family.parents(row)]
    if "tags" in changed:
        fields["tags"] = list(record.tags)
    return fields


def _append(
    rows: Sequence[GoalPlan], goals: dict[UUID, Goal], builder: Builder, *, by: Actor, run_id: UUID | None
) -> None:
    fresh = {
        row.goal: builder.check_ins(goals[row.goal], row.check_ins, goals[row.goal].current_value)
        for row in rows
        if row.check_ins and row.goal in goals
    }
    if fresh:
        append_check_ins(fresh, by=by, run_id=run_id)


def _attempt_ending(row: GoalPlan, goal: Goal, *, by: Actor) -> None:
    record = row.record
    try:
        with transaction.atomic():
            if record.status == State.CLOSED and goal.is_open:
                close(goal, by=by, score=record.score)
            elif record.status == State.POSTPONED and goal.is_open:
                postpone(goal, by=by, reason="Postponed in the imported file.")
    except CairnError as error:
        row.line.refuse(error.sentence)


def _note(rows: Sequence[GoalPlan], goals: dict[UUID, Goal], builder: Builder, run_id: UUID | None) -> None:
    """Keeps what the file said this time, where it is not what it said last time."""
    origins = []
    for row in rows:
        if row.now is None or row.line.action is Action.REFUSED or row.goal not in goals:
            continue
        needs_id = keeps_id(row.record) and not row.now.has_reference
        if row.now.read.get(builder.layout) == fingerprint.of(row.record) and not needs_id:
            continue
        metadata = builder.metadata(row, goals[row.goal].import_metadata)
        external = (SOURCE, row.record.external_id) if needs_id else None
        origins.append(Origin(row.goal, metadata, external))
    note_origins(origins, run_id=run_id)
