"""Plans one goal: new, changed, unchanged or refused, with every reason. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.goals.outcome import MetricKind, Outcome, OutcomeType, PhasedTarget, problems
from cairn.integrations.migration.viva_goals import fingerprint
from cairn.integrations.migration.viva_goals.lines import Action, Line, What
from cairn.integrations.migration.viva_goals.present import CheckInNow, GoalNow, Present, Reach
from cairn.integrations.migration.viva_goals.records import CheckInRecord, GoalRecord, OutcomeRecord
from cairn.integrations.migration.viva_goals.surroundings import (
    PeriodPlan,
    PersonPlan,
    Surroundings,
    refused_sentences,
)

ENDED = fingerprint.ENDED
LONGEST_ID = 80


@dataclass
class GoalPlan:
    """One goal. `goal` is the one it means here; `changes` the fields that differ (names of fingerprint)."""

    record: GoalRecord
    line: Line
    outcome: Outcome
    goal: UUID | None = None
    now: GoalNow | None = None
    changes: set[str] = field(default_factory=set)
    check_ins: list[CheckInRecord] = field(default_factory=list)
    corrections: list[tuple[UUID, Decimal]] = field(default_factory=list)
    owners: list[PersonPlan] = field(default_factory=list)
    comments: Sequence[Mapping[str, str]] = ()

    @property
    def comes_in(self) -> bool:
        return self.line.action in (Action.NEW, Action.CHANGED)


@dataclass
class Planner:
    """What planning every goal has in common."""

    layout: str
    present: Present
    around: Surroundings
    reach: Reach
    now: datetime
    check_ins: Mapping[str, list[CheckInRecord]]
    comments: Mapping[str, list[dict[str, str]]]

    def planned(self, record: GoalRecord, goal_id: UUID | None) -> GoalPlan:
        """Plan one record; `goal_id` is the goal it was recognised as."""
        external_id = record.external_id if record.has_lasting_id else ""
        line = Line(What.GOAL, Action.NEW, record.title, record.row, external_id, subject=goal_id)
        plan = GoalPlan(record, line, Outcome.percent(), goal_id)
        plan.comments = self.comments.get(record.external_id, ())
        self._settle_outcome(plan)
        plan.owners = self._owners(plan)
        self._refuse_what_cannot_be(plan)
        if line.action is Action.REFUSED:
            return plan
        if goal_id is None:
            plan.check_ins = self._of_a_new_goal(record)
            line.check_ins = len(plan.check_ins)
        else:
            self._compare(plan, self.present.goals[goal_id])
        return plan

    # --- What the row says ---------------------------------------------------------------------------------

    def _settle_outcome(self, plan: GoalPlan) -> None:
        """The outcome as goals keep it; what cannot stand is left out with a reason and stays in the metadata."""
        plan.outcome = as_outcome(plan.record.outcome)
        record = plan.record
        found = problems(plan.outcome, *self._dates(record))
        if found and plan.outcome.phases:
            plan.line.tell(_("Phased targets are left out: %(reason)s") % {"reason": found[0].sentence})
            plan.outcome = as_outcome(record.outcome, with_phases=False)
            found = problems(plan.outcome, *self._dates(record))
        if found:
            plan.line.tell(
                _("It cannot be measured as the file says (%(reason)s); its values are kept without a progress.")
                % {"reason": found[0].sentence}
            )
            plan.outcome = Outcome(OutcomeType.METRIC, MetricKind.BASELINE, unit=record.outcome.unit)

    def _dates(self, record: GoalRecord) -> tuple[date | None, date | None]:
        period = self._period(record)
        return record.start or (period.record.start if period else None), record.due or (
            period.record.end if period else None
        )

    def _period(self, record: GoalRecord) -> PeriodPlan | None:
        return self.around.periods.get(record.period_name)

    def _owners(self, plan: GoalPlan) -> list[PersonPlan]:
        owners = []
        for ref in plan.record.owner_refs:
            person = self.around.person(ref)
            if person is None:
                plan.line.tell(
                    _("Several people are called “%(name)s”; this owner is left out.") % {"name": ref.label}
                )
            elif person.is_observer:
                plan.line.tell(_("%(name)s is an observer and cannot own it.") % {"name": person.record.name})
            else:
                owners.append(person)
        return owners

    # --- What cannot come in -------------------------------------------------------------------------------

    def _refuse_what_cannot_be(self, plan: GoalPlan) -> None:
        record, line = plan.record, plan.line
        unknown = [person for person in plan.owners if person.line.action is Action.REFUSED]
        if unknown:
            line.refuse(_("Unknown owner: %(names)s.") % {"names": refused_sentences(unknown)})
        period = self._period(record)
        if period is None:
            line.refuse(_("It names no period."))
        elif period.line.action is Action.REFUSED:
            line.refuse(f"“{period.line.title}”: {' '.join(period.line.reasons)}")
        for parent in record.alignments:
            if parent.weight is not None and not 0 <= parent.weight <= 100:
                line.is_damaged = True
                line.tell(
                    _("A contribution of %(share)s %% is not possible; it is taken as automatic.")
                    % {"share": parent.weight}
                )
        self._refuse_out_of_reach(plan)
        if plan.goal is not None and self.present.goals[plan.goal].is_deleted:
            line.refuse(_("It was deleted here. Restore it first if it is to be updated."))

    def _refuse_out_of_reach(self, plan: GoalPlan) -> None:
        if self.reach.is_everywhere:
            return
        teams = [self.around.team(name) for name in plan.record.team_names]
        if not self.reach.covers(plan.record.entity, [team.team if team else None for team in teams]):
            plan.line.refuse(_("You may import into the teams that you lead; this row belongs elsewhere."))
        elif plan.goal is not None:
            goal = self.present.goals[plan.goal]
            if not self.reach.covers(goal.entity, goal.teams):
                plan.line.refuse(_("It belongs to another team here."))

    # --- What is new ---------------------------------------------------------------------------------------

    def _of_a_new_goal(self, record: GoalRecord) -> list[CheckInRecord]:
        own = self.check_ins.get(record.external_id, [])
        return own or self._status_alone(record)

    def _status_alone(self, record: GoalRecord) -> list[CheckInRecord]:
        """A status that nobody's check-in tells still has to come from one (spec okrs §6.2, §7)."""
        if record.progress_mode != "manual" or record.status not in {"on_track", "behind", "at_risk"}:
            return []
        told = record.metadata.get("last_check_in")
        on = told or (record.due.isoformat() if record.due else self.now.date().isoformat())
        at = min(datetime.fromisoformat(f"{on}T12:00:00+00:00"), self.now)
        value = record.current_value if record.current_value is not None else record.outcome.start
        author = record.check_in_owner_ref or next(iter(record.owner_refs), None)
        return [
            CheckInRecord(
                record.external_id, at, at.date(), author, status=record.status, value=value, is_implied=True
            )
        ]

    # --- What differs --------------------------------------------------------------------------------------

    def _compare(self, plan: GoalPlan, goal: GoalNow) -> None:
        plan.now = goal
        record = plan.record
        digests = fingerprint.of(record)
        seen = goal.read.get(self.layout)
        if seen is not None:
            plan.changes = {name for name, digest in digests.items() if seen.get(name) != digest}
        else:
            plan.changes = self._plain_differences(plan, goal)
        is_value_new = "value" in plan.changes
        plan.changes.discard("value")
        self._compare_check_ins(plan, goal, is_value_new=is_value_new)
        plan.line.check_ins = len(plan.check_ins)
        has_news = plan.changes or plan.check_ins or plan.corrections
        plan.line.action = Action.CHANGED if has_news else Action.UNCHANGED
        if plan.changes:
            plan.line.tell(_("Changed: %(fields)s.") % {"fields": ", ".join(sorted(map(_field_word, plan.changes)))})
        if goal.state in ENDED and has_news and "ending" not in plan.changes:
            plan.line.refuse(_("It has ended here. Reopen it first if it is to be updated."))

    def _plain_differences(self, plan: GoalPlan, goal: GoalNow) -> set[str]:
        """Where another layout, or nobody, brought the goal: only what every layout says in the same way."""
        record = plan.record
        found = {"value"}
        if " ".join(record.title.split()) != goal.title:
            found.add("title")
        owners = tuple(dict.fromkeys(owner.member for owner in plan.owners))
        if owners and owners != goal.owners:
            found.add("owners")
        period = self._period(record)
        if period is not None and period.period != goal.period:
            found.add("period")
        if (record.start or goal.start, record.due or goal.due) != (goal.start, goal.due):
            found.add("dates")
        if record.status in ENDED and goal.state not in ENDED:
            found.add("ending")
        return found

    def _compare_check_ins(self, plan: GoalPlan, goal: GoalNow, *, is_value_new: bool) -> None:
        known = {row.external_id: row for row in goal.check_ins if row.external_id}
        by_instant = {_second(row.at): row for row in goal.check_ins}
        for record in self.check_ins.get(plan.record.external_id, []):
            here = known.get(record.external_id or "") or by_instant.get(_second(record.at))
            if record.is_implied and (not is_value_new or self._is_behind(record, goal)):
                continue
            if here is None:
                plan.check_ins.append(record)
            elif _is_corrected(record, here):
                assert record.value is not None
                plan.corrections.append((here.id, record.value))

    def _is_behind(self, record: CheckInRecord, goal: GoalNow) -> bool:
        """Whether the value is here already, or somebody has checked in since."""
        if record.value == goal.current_value:
            return True
        return goal.checked_in_at is not None and goal.checked_in_at > record.at


def _second(at: datetime) -> datetime:
    return at.replace(microsecond=0)


def _is_corrected(record: CheckInRecord, here: CheckInNow) -> bool:
    return here.may_be_corrected and record.value is not None and record.value != here.value


def as_outcome(record: OutcomeRecord, *, with_phases: bool = True) -> Outcome:
    """What a file measures, as the goals' engine takes it."""
    phases = tuple(PhasedTarget(phase.date, phase.value) for phase in record.phases) if with_phases else ()
    if record.type == "percent":
        return Outcome.percent(phases=phases)
    return Outcome(
        type=OutcomeType.METRIC,
        kind=MetricKind(record.kind),
        unit=record.unit,
        start=record.start if record.start is not None else Decimal(0),
        target=record.target,
        low=record.low,
        high=record.high,
        phases=phases,
    )


def _field_word(name: str) -> str:
    return {
        "title": _("title"), "kind": _("kind"), "description": _("description"), "nature": _("nature"),
        "owners": _("owners"), "check_in_owner": _("check-in owner"), "teams": _("teams"), "period": _("period"),
        "dates": _("dates"), "outcome": _("outcome"), "mode": _("progress mode"), "rule": _("status rule"),
        "viewers": _("who may see it"), "parents": _("parents"), "tags": _("tags"), "ending": _("how it ended"),
    }.get(name, name)  # fmt: skip
