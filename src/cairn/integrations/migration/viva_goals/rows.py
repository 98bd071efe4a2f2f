"""From a planned goal to the rows that goals are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from cairn.goals.actions.check_in import CHOOSABLE, suggested_status
from cairn.goals.actions.load import Load
from cairn.goals.measuring import Rules, write_outcome
from cairn.goals.models import CheckIn, Goal, Privacy, State, StatusRule
from cairn.goals.status import Status
from cairn.integrations.migration.viva_goals import cells, fingerprint
from cairn.integrations.migration.viva_goals.goal_plans import ENDED, LONGEST_ID, GoalPlan
from cairn.integrations.migration.viva_goals.records import CheckInRecord, GoalRecord, PersonRef
from cairn.integrations.migration.viva_goals.snapshot import READ, SOURCE
from cairn.integrations.migration.viva_goals.surroundings import Surroundings
from cairn.organizations.models import Member
from cairn.planning.models import Period

LONGEST_TEXT = 10_000


@dataclass
class Builder:
    """Builds rows, knowing who and what everything around the goals has become. `now` is the present instant."""

    layout: str
    around: Surroundings
    members: dict[UUID, Member]
    periods: dict[UUID, Period]
    rules: Rules
    time_zone: str
    now: datetime

    def fresh(self, plan: GoalPlan) -> Load:
        """A goal that is new here, with its past; its parents are added by who knows them all."""
        record = plan.record
        goal = Goal(
            kind=record.kind,
            title=" ".join(record.title.split()),
            description=record.description[:LONGEST_TEXT],
            entity=record.entity,
            nature=record.nature,
            creator=self.member(record.creator_ref),
            check_in_owner=self.owning(record.check_in_owner_ref),
            delegate=self.owning(record.delegate_ref),
            privacy=Privacy.LISTED if record.is_private else Privacy.EVERYONE,
            period=self.period(record),
            metric_name=record.outcome.name,
            progress_mode=record.progress_mode,
            status_rule=StatusRule.CHILDREN if record.status_rule == "children" else StatusRule.PROGRESS,
            import_metadata=self.metadata(plan, {}),
        )
        goal.start, goal.due = self.dates(record)
        write_outcome(goal, plan.outcome)
        check_ins = self.check_ins(goal, plan.check_ins)
        self._date(goal, record, check_ins)
        return Load(
            goal,
            owners=self.owners(plan),
            teams=self.teams(record),
            viewers=self.viewers(plan),
            tags=record.tags,
            check_ins=check_ins,
            external=self.external(record),
        )

    def _date(self, goal: Goal, record: GoalRecord, check_ins: Sequence[CheckIn]) -> None:
        """When it was made and when it ended: before and after all its check-ins, and not in the future."""
        created = min(record.created_at or cells.noon(goal.start), self.now)
        goal.created_at = min([created, *(row.at for row in check_ins)])
        if record.status in ENDED:
            last = max((row.at for row in check_ins), default=goal.created_at)
            goal.state = State(record.status)
            goal.closed_at = min(max(cells.noon(goal.due), last, goal.created_at), self.now)
            goal.score = record.score if record.status == "closed" else None

    def check_ins(self, goal: Goal, records: Sequence[CheckInRecord], value: Decimal | None = None) -> list[CheckIn]:
        """Check-ins with their own dates and authors; without a value the one before it stands (`value` at first)."""
        rows = []
        for record in sorted(records, key=lambda record: (record.at, record.date)):
            value = value if record.value is None else record.value
            at = min(record.at, self.now)
            author = self.member(record.author_ref)
            rows.append(
                CheckIn(
                    goal=goal,
                    at=at,
                    value=value,
                    status=self._status(goal, record, value, at),
                    note=record.note[:LONGEST_TEXT],
                    source=CheckIn.Source.IMPORT,
                    author=author,
                    author_name=record.author_ref.label[:120] if author is None and record.author_ref else "",
                    external_id=(record.external_id or "")[:LONGEST_ID],
                    created_at=at,
                )
            )
        return rows

    def _status(self, goal: Goal, record: CheckInRecord, value: Decimal | None, at: datetime) -> str:
        """As the file has it; where it names none that can be chosen (closed, reopened), as the value suggests."""
        if record.status in {status.value for status in CHOOSABLE}:
            return str(record.status)
        if record.status == Status.IN_PROGRESS.value:
            return Status.ON_TRACK.value
        day = at.astimezone(ZoneInfo(self.time_zone)).date()
        return suggested_status(goal, value, day, self.rules).value

    # --- Parts ---------------------------------------------------------------------------------------------

    def member(self, ref: PersonRef | None) -> Member | None:
        person = self.around.person(ref)
        return self.members.get(person.member) if person and person.member else None

    def owning(self, ref: PersonRef | None) -> Member | None:
        """The member, unless it is an observer, who can own nothing."""
        member = self.member(ref)
        return None if member is None or member.is_observer else member

    def owners(self, plan: GoalPlan) -> list[UUID]:
        return list(dict.fromkeys(owner.member for owner in plan.owners if owner.member))

    def teams(self, record: GoalRecord) -> list[UUID]:
        found = (self.around.team(name) for name in record.team_names)
        return list(dict.fromkeys(team.team for team in found if team and team.team))

    def viewers(self, plan: GoalPlan) -> list[UUID]:
        """Who may see a private goal; when the file's list could not be read, nobody beside its owners (§7.4.8)."""
        if plan.record.viewers is None or plan.record.is_private_unknown:
            return []
        found = [self.member(viewer) for viewer in plan.record.viewers]
        if None in found:
            plan.line.tell(_("Somebody on the list of who may see it is unknown here and was left out."))
        return [member.pk for member in found if member is not None]

    def period(self, record: GoalRecord) -> Period:
        planned = self.around.periods[record.period_name].period
        assert planned is not None
        return self.periods[planned]

    def dates(self, record: GoalRecord) -> tuple[date, date]:
        """The row's dates, else its period's; never the wrong way round."""
        period = self.period(record)
        start, due = record.start or period.start, record.due or period.end
        return (start, due) if start <= due else (min(start, due), max(start, due))

    def external(self, record: GoalRecord) -> tuple[str, str] | None:
        return (SOURCE, record.external_id) if keeps_id(record) else None

    def metadata(self, plan: GoalPlan, before: dict[str, Any]) -> dict[str, Any]:
        """Everything that has no field of its own, what the file reported, and what it said field by field."""
        record = plan.record
        reported = {
            "type": record.kind_word,
            "status": record.status or "",
            "progress": None if record.progress is None else str(record.progress),
            "score": None if record.score is None else str(record.score),
            "file_period": record.period_name,
        }
        return {
            **before,
            **record.metadata,
            **({"comments": list(plan.comments)} if plan.comments else {}),
            "reported": reported,
            READ: {**before.get(READ, {}), self.layout: fingerprint.of(record)},
        }


def keeps_id(record: GoalRecord) -> bool:
    """Whether the row has an id of the old system by which it is found again."""
    return record.has_lasting_id and len(record.external_id) <= 120
