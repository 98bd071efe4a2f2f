"""Check in, and edit or delete a check-in (spec okrs §7, §6.6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core import clock, events
from cairn.core.errors import Refused
from cairn.core.numbers import LIMIT, SIGNIFICANT_DIGITS, kept
from cairn.core.prepared import prepared
from cairn.core.transactions import action
from cairn.goals import events as happened
from cairn.goals import policies, progress, status
from cairn.goals.actions.fields import GoalFields, write
from cairn.goals.actions.guards import refuse_ended, standing
from cairn.goals.measuring import Rules, outcome_of
from cairn.goals.models import CheckIn, Goal, ProgressMode
from cairn.goals.policies import Act
from cairn.goals.recompute import Change, Locked, lock, recompute, settings_row, told
from cairn.goals.status import Status
from cairn.organizations.actor import Actor
from cairn.organizations.terminology import worded


class Override(StrEnum):
    """How long a value set by hand stands in for an automatic one."""

    ONCE = "once"
    KEPT = "kept"


CHOOSABLE = (Status.NOT_STARTED, Status.ON_TRACK, Status.BEHIND, Status.AT_RISK)


@dataclass(frozen=True)
class CheckedIn:
    """The check-in, and every goal whose numbers moved because of it, the goal itself first."""

    check_in: CheckIn
    changes: list[Change]


@action
def check_in(
    goal: Goal,
    *,
    by: Actor,
    value: Decimal | None = None,
    status: str = "",
    note: str = "",
    confidence: int | None = None,
    at: datetime | None = None,
    override: str = "",
    source: str = CheckIn.Source.PERSON,
) -> CheckedIn:
    """Records where a goal stands.

    `value` is in the unit of the goal (percent for percent goals); without one the present value stands. `status` is
    one of not_started, on_track, behind, at_risk; without one it follows from the value. `at` may lie in the past,
    not before the goal's start (spec: back-dating) and not in the future. `override` says how long a value set by
    hand stands in for an automatic one: Override.ONCE until the next automatic update, KEPT until it is resumed
    (§5.3); a goal that rolls up takes a value only with one of them, one that counts parts takes ONCE by itself.
    `confidence` is 0–10. Raises Refused, Denied.
    """
    locked = lock([goal.pk])
    goal = standing(locked.goals.get(goal.pk))
    policies.demand(by, Act.CHECK_IN, goal)
    refuse_ended(goal)
    moment = _moment(goal, at, locked)
    _refuse_odd(goal, value, status, note, confidence)
    overrides = value is not None and (goal.is_rolled_up or goal.counts_parts)
    if overrides:
        _override(goal, override)
    value = goal.current_value if value is None else kept(value)
    row = CheckIn(
        goal=goal,
        at=moment,
        value=value,
        progress=progress.of_value(outcome_of(goal), value),
        status=status or suggested_status(goal, value, locked.day_of(moment), locked.rules).value,
        confidence=confidence,
        note=note.strip(),
        source=source,
        author=by.member,
        real_author=by.real_member,
        overrides_rollup=overrides,
    )
    row.save(force_insert=True)
    changes = _take_over(goal, locked, cause=row)
    events.record(
        happened.CHECKED_IN,
        goal,
        by=by,
        title=goal.title,
        check_in=str(row.pk),
        value=row.value,
        status=row.status,
        changed=told(changes),
    )
    return CheckedIn(row, changes)


@action
def edit_check_in(
    row: CheckIn,
    *,
    by: Actor,
    value: Decimal | None = None,
    status: str = "",
    note: str | None = None,
) -> CheckedIn:
    """Corrects a check-in; only what is given changes. Editing an old one never makes it the current one.

    Raises Refused, Denied: people edit their own, admins any (spec okrs §2.5, §7).
    """
    locked = lock([row.goal_id])
    goal = standing(locked.goals.get(row.goal_id))
    policies.demand_own_check_in(by, row, goal)
    refuse_ended(goal)
    row = _standing_row(row)
    _refuse_odd(goal, value, status, note or "", None)
    before = {"value": row.value, "status": row.status}
    if value is not None:
        row.value = kept(value)
        row.progress = progress.of_value(outcome_of(goal), row.value)
    row.status = status or row.status
    row.note = row.note if note is None else note.strip()
    row.edited_at = clock.now()
    row.save(update_fields=["value", "progress", "status", "note", "edited_at"])
    changes = _take_over(goal, locked, cause=row)
    after = {"value": row.value, "status": row.status}
    events.record(
        happened.CHECK_IN_EDITED, goal, by=by, title=goal.title, check_in=str(row.pk), before=before, after=after
    )
    return CheckedIn(row, changes)


@action
def delete_check_in(row: CheckIn, *, by: Actor) -> CheckedIn:
    """Takes a check-in back: the one before it counts again. Deleting twice changes nothing.

    Raises Refused, Denied as for editing.
    """
    locked = lock([row.goal_id])
    goal = standing(locked.goals.get(row.goal_id))
    policies.demand_own_check_in(by, row, goal)
    refuse_ended(goal)
    row = CheckIn.objects.get(pk=row.pk)
    if row.deleted_at is not None:
        return CheckedIn(row, [])
    row.deleted_at = clock.now()
    row.save(update_fields=["deleted_at"])
    if row.overrides_rollup:
        _resume_if_last_override(goal, row)
    changes = _take_over(goal, locked, cause=row)
    events.record(happened.CHECK_IN_DELETED, goal, by=by, title=goal.title, check_in=str(row.pk), value=row.value)
    return CheckedIn(row, changes)


def suggested_status(goal: Goal, value: Decimal | None, day: date, rules: Rules) -> Status:
    """The status that is preselected for a value: by the bounds of a control, else by the table (§6.2, §6.5)."""
    outcome = outcome_of(goal)
    if outcome.is_baseline:
        return Status.ON_TRACK if value is not None else Status.NOT_STARTED
    if outcome.is_control:
        return status.of_control(outcome, value)
    reached = progress.of_value(outcome, value)
    expected = progress.expected(outcome, goal.start, goal.due, day)
    return status.from_progress(reached, expected, rules.thresholds)


def _take_over(goal: Goal, locked: Locked, *, cause: CheckIn) -> list[Change]:
    """Makes the latest standing check-in the goal's value and status, and recomputes everything above."""
    value_before = goal.current_value
    latest: CheckIn | None = next(iter(_latest(goal.pk)), None)
    goal.checked_in_at = latest.at if latest else None
    if not goal.is_automatic:
        goal.current_value = latest.value if latest else None
        goal.chosen_status = latest.status if latest else ""
    elif latest is not None and latest.pk == cause.pk:
        goal.chosen_status = latest.status
    elif latest is None or (latest.at, latest.pk) < (cause.at, cause.pk):
        goal.chosen_status = ""  # the one that was taken back had chosen it
    goal.updated_at = clock.now()
    changes = recompute(locked, [goal.pk], check_in=cause)
    return [replace(change, value_before=value_before) if change.goal.pk == goal.pk else change for change in changes]


@prepared
def _latest(goal_id: UUID) -> Any:
    return CheckIn.objects.standing().filter(goal_id=goal_id).latest_first()[:1]


def _override(goal: Goal, how: str) -> None:
    """Lets a value set by hand stand: until somebody resumes, or until the next automatic update. Raises Refused."""
    if goal.is_rolled_up and not how:
        raise Refused(
            _("This number comes from what stands below it. To set it by hand, stop the roll-up."), field="value"
        )
    if how == Override.KEPT:
        goal.automatic_mode, goal.progress_mode = goal.progress_mode, ProgressMode.MANUAL
        goal.overridden_once = False
        goal.save(update_fields=["automatic_mode", "progress_mode", "overridden_once"])
    else:
        goal.overridden_once = True


def _resume_if_last_override(goal: Goal, row: CheckIn) -> None:
    if goal.overridden_once:
        goal.overridden_once = CheckIn.objects.standing().filter(goal=goal, at__gt=row.at).exists()
    still = CheckIn.objects.standing().filter(goal=goal, overrides_rollup=True).exists()
    if goal.automatic_mode and not still:
        goal.progress_mode, goal.automatic_mode = goal.automatic_mode, ""
        goal.save(update_fields=["progress_mode", "automatic_mode"])


def _moment(goal: Goal, at: datetime | None, locked: Locked) -> datetime:
    now = clock.now()
    if at is None:
        return now
    if at > now:
        raise Refused(_("A check-in cannot lie in the future."), field="at")
    if locked.day_of(at) < goal.start:
        raise Refused(worded(_("A check-in cannot lie before the start of the {okr}.")), field="at")
    return at


def _refuse_odd(goal: Goal, value: Decimal | None, chosen: str, note: str, confidence: int | None) -> None:
    if value is not None:
        digits = len(value.normalize().as_tuple().digits) if value.is_finite() else 99
        if not value.is_finite() or abs(value) >= LIMIT or digits > SIGNIFICANT_DIGITS:
            raise Refused(_("A value has at most 15 digits."), field="value")
    if chosen and chosen not in CHOOSABLE:
        raise Refused(
            _("“%(status)s” is not a status one can choose here.") % {"status": chosen[:40]}, field="status"
        )
    if len(note) > 10_000 or "\x00" in note:
        raise Refused(_("At most %(most)d characters, please.") % {"most": 10_000}, field="note")
    if confidence is not None and not 0 <= confidence <= 10:
        raise Refused(_("Confidence lies between 0 and 10."), field="confidence")


def _standing_row(row: CheckIn) -> CheckIn:
    found: CheckIn | None = CheckIn.objects.standing().filter(pk=row.pk).first()
    if found is None:
        raise Refused(_("This check-in was deleted meanwhile."))
    return found


@action
def resume_roll_up(goal: Goal, *, by: Actor) -> list[Change]:
    """Gives a goal that was set by hand back to its roll-up (spec okrs §5.3). Raises Refused, Denied."""
    locked = lock([goal.pk])
    goal = standing(locked.goals.get(goal.pk))
    policies.demand(by, Act.EDIT, goal)
    refuse_ended(goal)
    fields: GoalFields = {"progress_mode": goal.automatic_mode or ProgressMode.ROLLUP}
    write(goal, fields, settings_row())
    goal.automatic_mode, goal.chosen_status, goal.overridden_once = "", "", False
    goal.save()
    changes = recompute(locked, [goal.pk])
    events.record(happened.EDITED, goal, by=by, title=goal.title, changes={"progress_mode": ["manual", "rollup"]})
    return changes
