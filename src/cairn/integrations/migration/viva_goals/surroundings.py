"""Plans what stands around goals: whom each person of a file is here, which teams, periods and tags are new.

Pure: compares a bundle with what is present; changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.integrations.migration.viva_goals.choices import CREATE, ME, REFUSE, Choices, key_of
from cairn.integrations.migration.viva_goals.lines import Action, Line, What
from cairn.integrations.migration.viva_goals.people import Directory, normalised
from cairn.integrations.migration.viva_goals.present import MemberNow, PeriodNow, Present, Reach
from cairn.integrations.migration.viva_goals.records import (
    Bundle,
    PeriodRecord,
    PersonRecord,
    PersonRef,
    TagRecord,
    TeamRecord,
)

LONGEST_DAYS = 3 * 366
LONGEST_NAME, LONGEST_PERIOD_NAME = 120, 60
_LENGTHS = {"month": (28, 31), "quarter": (84, 98), "half": (175, 190), "year": (360, 372)}


@dataclass
class PersonPlan:
    """A person of the file; `member` once it is known who that is here. `real_email`: a placeholder learns it."""

    record: PersonRecord
    line: Line
    choice: str = CREATE
    member: UUID | None = None
    is_observer: bool = False
    real_email: str = ""


@dataclass
class TeamPlan:
    record: TeamRecord
    line: Line
    team: UUID | None = None


@dataclass
class PeriodPlan:
    """A period of the file; without `period` it is to be made, as `kind`, unless it was refused."""

    record: PeriodRecord
    line: Line
    kind: str = "custom"
    period: UUID | None = None


@dataclass
class Surroundings:
    """The plans for everything around goals, and the way from names in the file to them."""

    people: list[PersonPlan]
    teams: dict[str, TeamPlan]
    periods: dict[str, PeriodPlan]
    tags: list[Line]
    directory: Directory
    by_person: dict[PersonRecord, PersonPlan]

    def person(self, ref: PersonRef | None) -> PersonPlan | None:
        """Whom a row of the file means; None when nobody or several bear the name."""
        record = self.directory.find(ref) if ref else None
        return self.by_person.get(record) if record else None

    def team(self, name: str) -> TeamPlan | None:
        return self.teams.get(normalised(name))

    @property
    def lines(self) -> list[Line]:
        periods = [row.line for row in self.periods.values()]
        teams = [row.line for row in self.teams.values()]
        return [*periods, *teams, *(row.line for row in self.people), *self.tags]


def planned(bundle: Bundle, present: Present, choices: Choices, reach: Reach) -> Surroundings:
    """Plan people, teams, periods and tags. Outside of one's reach nothing is made."""
    owning = {ref for goal in bundle.goals for ref in goal.owner_refs}
    people = _people(bundle, present, choices, reach, owning)
    return Surroundings(
        people=people,
        teams={normalised(team.name): _team(team, present, reach) for team in bundle.teams},
        periods={period.name: _period(period, present, reach) for period in bundle.periods},
        tags=[_tag(tag, present) for tag in bundle.tags],
        directory=Directory.of(bundle.people),
        by_person={plan.record: plan for plan in people},
    )


def _people(
    bundle: Bundle, present: Present, choices: Choices, reach: Reach, owning: set[PersonRef]
) -> list[PersonPlan]:
    finder = _Finder(present.members, bundle.people)
    owners = {(ref.external_id, ref.email, ref.name) for ref in owning}
    plans = []
    for record in bundle.people:
        chosen = choices.people.get(key_of(record), "")
        plan = finder.plan(record, chosen, reach)
        if plan.member is None:
            plan.choice = chosen or choices.default_for(record, bundle.layout)
            _settle_stranger(plan, reach)
        owns = (record.external_id, record.email, record.name) in owners
        plan.is_observer = plan.is_observer if plan.member else record.account_type == "observer" and not owns
        plans.append(plan)
    return plans


def _settle_stranger(plan: PersonPlan, reach: Reach) -> None:
    if plan.choice == CREATE and not reach.is_everywhere:
        plan.line.refuse(_("Not in this organisation; people are added by its admins."))
    elif plan.choice == REFUSE:
        plan.line.refuse(_("Not in this organisation, and no list of users in the file names this person."))
    elif not plan.record.email:
        plan.line.tell(_("No address in the file; a place is kept under the name."))
    if plan.line.action is Action.NEW and plan.record.is_admin:
        plan.line.tell(_("Was an admin there; here roles are given by hand."))


@dataclass
class _Finder:
    """Finds members: by a choice, the exact address, then the name where only one on either side bears it."""

    members: Sequence[MemberNow]
    people: Sequence[PersonRecord]

    def __post_init__(self) -> None:
        self.by_id = {str(member.id): member for member in self.members}
        self.by_email = {member.email.casefold(): member for member in self.members}
        self.by_name: dict[str, list[MemberNow]] = {}
        for member in self.members:
            self.by_name.setdefault(normalised(member.name), []).append(member)
        self.namesakes = Counter(normalised(person.name) for person in self.people)

    def plan(self, record: PersonRecord, chosen: str, reach: Reach) -> PersonPlan:
        line = Line(What.PERSON, Action.NEW, record.name[:LONGEST_NAME], external_id=record.external_id or "")
        member, reason = self._find(record, chosen, reach)
        plan = PersonPlan(record, line)
        if member is None:
            return plan
        plan.member, plan.is_observer = member.id, member.is_observer
        line.action, line.subject = Action.UNCHANGED, member.id
        if reason:
            line.tell(reason)
        if member.is_placeholder and record.email and not chosen:
            plan.real_email = record.email
            line.action = Action.CHANGED
            line.tell(_("The address is known now: %(email)s") % {"email": record.email})
        return plan

    def _find(self, record: PersonRecord, chosen: str, reach: Reach) -> tuple[MemberNow | None, str]:
        if chosen == ME and reach.me is not None:
            return self.by_id.get(str(reach.me)), _("Given to the person who imports.")
        if chosen in self.by_id:
            return self.by_id[chosen], _("Chosen: %(name)s.") % {"name": self.by_id[chosen].name}
        if record.email and (member := self.by_email.get(record.email.casefold())):
            return member, ""
        if chosen == CREATE:
            return None, ""
        named = self.by_name.get(normalised(record.name), [])
        if len(named) != 1 or self.namesakes[normalised(record.name)] != 1:
            return None, ""
        member = named[0]
        if not record.email or member.is_placeholder:
            return member, ""
        return member, _("Recognised by the name; here with the address %(email)s.") % {"email": member.email}


def _team(record: TeamRecord, present: Present, reach: Reach) -> TeamPlan:
    line = Line(What.TEAM, Action.NEW, record.name[:LONGEST_NAME], external_id=record.external_id or "")
    found = [team for team in present.teams if normalised(team.name) == normalised(line.title)]
    if found:
        best = min(found, key=lambda team: team.is_archived)
        line.action, line.subject = Action.UNCHANGED, best.id
        return TeamPlan(record, line, best.id)
    if not reach.is_everywhere:
        line.refuse(_("There is no such team here; teams are imported by admins."))
    return TeamPlan(record, line)


def _period(record: PeriodRecord, present: Present, reach: Reach) -> PeriodPlan:
    line = Line(What.PERIOD, Action.NEW, record.name[:LONGEST_PERIOD_NAME], external_id=record.external_id or "")
    plan = PeriodPlan(record, line)
    found = _same_period(record, line.title, present.periods)
    if found is not None:
        line.action, line.subject, plan.period = Action.UNCHANGED, found.id, found.id
        if normalised(found.name) != normalised(line.title):
            line.tell(_("Has the dates of “%(name)s” and is taken for it.") % {"name": found.name})
        elif record.start and record.end and (found.start, found.end) != (record.start, record.end):
            line.tell(_("Runs %(start)s to %(end)s here.") % {"start": found.start, "end": found.end})
        return plan
    if not reach.is_everywhere:
        line.refuse(_("There is no such period here; periods are imported by admins."))
    elif record.start is None or record.end is None:
        line.refuse(_("There is no such period here, and the file does not say when it begins and ends."))
    elif record.end < record.start or (record.end - record.start).days >= LONGEST_DAYS:
        line.refuse(
            _("From %(start)s to %(end)s is no period: it lasts at least a day and at most three years.")
            % {"start": record.start, "end": record.end}
        )
    else:
        plan.kind = kind_of(record.start, record.end)
    return plan


def _same_period(record: PeriodRecord, name: str, periods: Sequence[PeriodNow]) -> PeriodNow | None:
    by_name = [period for period in periods if normalised(period.name) == normalised(name)]
    by_dates = [period for period in periods if (period.start, period.end) == (record.start, record.end)]
    return next(iter([*by_name, *by_dates]), None)


def kind_of(start: date, end: date) -> str:
    """Which kind of period this stretch is, by its length in days; both ends belong to it."""
    days = (end - start + timedelta(1)).days
    return next((kind for kind, (least, most) in _LENGTHS.items() if least <= days <= most), "custom")


def _tag(record: TagRecord, present: Present) -> Line:
    is_here = record.name.casefold() in present.tags
    action = Action.UNCHANGED if is_here else Action.NEW
    return Line(What.TAG, action, record.name, external_id=record.external_id or "")


def refused_sentences(plans: Iterable[PersonPlan]) -> str:
    """Names of people who do not come in, for a sentence."""
    return ", ".join(plan.record.email or plan.record.name for plan in plans)
