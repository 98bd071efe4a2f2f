"""An organisation as a bundle: what exports write, in the same shape in which imports read (integrations §6.3).

Ids are those of the old system where a goal came from there, our own otherwise; both are recognised when they come
back.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from cairn.core import clock
from cairn.goals.measuring import outcome_of, status_of
from cairn.goals.models import Alignment, CheckIn, ExternalRef, Goal, GoalOwner, GoalTag, GoalTeam, GoalViewer, Tag
from cairn.integrations.migration.viva_goals.present import PLACEHOLDER_DOMAIN
from cairn.integrations.migration.viva_goals.records import (
    Bundle,
    CheckInRecord,
    GoalRecord,
    OutcomeRecord,
    ParentRef,
    PeriodRecord,
    PersonRecord,
    PersonRef,
    PhaseRecord,
    TagRecord,
    TeamRecord,
)
from cairn.integrations.migration.viva_goals.snapshot import SOURCE
from cairn.organizations.models import Member, Organization, Role, Team, TeamMember, TeamRole
from cairn.planning.models import Period


def bundle_of(organization: Organization) -> Bundle:
    """All standing goals of the organisation we are in, with people, teams, periods, tags and check-ins."""
    return _Extraction(organization).bundle()


class _Extraction:
    """Everything is read once, a query per table, and put together in memory."""

    def __init__(self, organization: Organization) -> None:
        self.today = clock.today(organization.time_zone)
        self.members = {member.pk: member for member in Member.objects.order_by("joined_at", "pk")}
        self.teams = {team.pk: team for team in Team.objects.order_by("name")}
        self.periods = {period.pk: period for period in Period.objects.all()}
        self.teams_of = _by(TeamMember.objects.order_by("added_at").values_list("member_id", "team_id"))
        leads = TeamMember.objects.filter(role=TeamRole.OWNER).order_by("added_at")
        self.team_owners = _by(leads.values_list("team_id", "member_id"))
        self.tags = dict(Tag.objects.values_list("pk", "name"))
        self.goals = {goal.pk: goal for goal in Goal.objects.standing().order_by("rank", "pk")}
        refs = dict(ExternalRef.objects.filter(source=SOURCE).values_list("goal_id", "external_id"))
        self.ids = {goal_id: refs.get(goal_id, goal_id.hex) for goal_id in self.goals}
        self.owners = _by(GoalOwner.objects.order_by("position").values_list("goal_id", "member_id"))
        self.goal_teams = _by(GoalTeam.objects.order_by("position").values_list("goal_id", "team_id"))
        self.viewers = _by(GoalViewer.objects.values_list("goal_id", "member_id"))
        self.goal_tags = _by(GoalTag.objects.values_list("goal_id", "tag_id"))
        self.parents: dict[UUID, list[Alignment]] = {}
        for link in Alignment.objects.order_by("child_id", "position"):
            self.parents.setdefault(link.child_id, []).append(link)

    def bundle(self) -> Bundle:
        return Bundle(
            layout="cairn",
            people=tuple(self._person(member) for member in self.members.values()),
            teams=tuple(self._team(team) for team in self.teams.values()),
            periods=tuple(PeriodRecord(row.pk.hex, row.name, row.start, row.end) for row in self.periods.values()),
            tags=tuple(TagRecord(tag_id.hex, name) for tag_id, name in self.tags.items()),
            goals=tuple(self._goal(goal, row) for row, goal in enumerate(self.goals.values(), 1)),
            check_ins=tuple(
                self._check_in(row)
                for row in CheckIn.objects.standing().order_by("at", "id").iterator(5000)
                if row.goal_id in self.goals
            ),
        )

    def _ref(self, member_id: UUID | None) -> PersonRef | None:
        member = self.members.get(member_id) if member_id else None
        return PersonRef(member.pk.hex, _email(member), member.name) if member else None

    def _refs(self, member_ids: list[UUID]) -> tuple[PersonRef, ...]:
        return tuple(ref for member_id in member_ids if (ref := self._ref(member_id)))

    def _person(self, member: Member) -> PersonRecord:
        return PersonRecord(
            external_id=member.pk.hex,
            name=member.name,
            email=_email(member),
            manager_ref=self._ref(member.manager_id),
            team_names=tuple(self.teams[team].name for team in self.teams_of.get(member.pk, [])),
            account_type=member.account_type,
            is_admin=member.role != Role.MEMBER,
            state="deactivated" if member.is_deactivated else "active",
            is_listed=True,
        )

    def _team(self, team: Team) -> TeamRecord:
        return TeamRecord(
            external_id=team.pk.hex,
            name=team.name,
            parent_name=self.teams[team.parent_id].name if team.parent_id in self.teams else None,
            owner_refs=self._refs(self.team_owners.get(team.pk, [])),
            type_label=team.type_label,
            archived=team.archived_at is not None,
            description=team.description,
        )

    def _goal(self, goal: Goal, row: int) -> GoalRecord:
        return GoalRecord(
            row=row,
            external_id=self.ids[goal.pk],
            title=goal.title,
            kind=goal.kind,
            entity=goal.entity,
            team_names=tuple(self.teams[team].name for team in self.goal_teams.get(goal.pk, [])),
            owner_refs=self._refs(self.owners.get(goal.pk, [])),
            creator_ref=self._ref(goal.creator_id),
            check_in_owner_ref=self._ref(goal.check_in_owner_id),
            delegate_ref=self._ref(goal.delegate_id),
            period_name=self.periods[goal.period_id].name,
            start=goal.start,
            due=goal.due,
            description=goal.description,
            nature=goal.nature,
            outcome=_outcome(goal),
            progress_mode=goal.progress_mode,
            status_rule=goal.status_rule,
            status=status_of(goal, self.today).value,
            progress=goal.progress,
            current_value=goal.progress if goal.outcome_type == "percent" else goal.current_value,
            score=goal.score,
            alignments=tuple(
                self._parent(link) for link in self.parents.get(goal.pk, []) if link.parent_id in self.ids
            ),
            tags=tuple(self.tags[tag] for tag in self.goal_tags.get(goal.pk, [])),
            created_at=goal.created_at,
            viewers=self._refs(self.viewers.get(goal.pk, [])) if goal.is_private else None,
        )

    def _parent(self, link: Alignment) -> ParentRef:
        weight = link.contribution if link.contributes else Decimal(0)
        return ParentRef(self.ids[link.parent_id], self.goals[link.parent_id].title, weight)

    def _check_in(self, row: CheckIn) -> CheckInRecord:
        author = self._ref(row.author_id) or (PersonRef(name=row.author_name) if row.author_name else None)
        return CheckInRecord(
            goal_ref=self.ids[row.goal_id],
            at=row.at,
            date=row.at.date(),
            author_ref=author,
            note=row.note,
            status=row.status or None,
            value=row.value,
            metric_name=self.goals[row.goal_id].metric_name,
            external_id=row.external_id or row.pk.hex,
        )


def _by(pairs: Iterable[tuple[UUID, UUID]]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _email(member: Member) -> str | None:
    """None for a place that is only kept under a name: the made-up address says nothing."""
    return None if member.email.endswith(f"@{PLACEHOLDER_DOMAIN}") else member.email


def _outcome(goal: Goal) -> OutcomeRecord:
    outcome = outcome_of(goal)
    phases = tuple(PhaseRecord(phase.date, phase.value) for phase in outcome.phases)
    if outcome.is_percent:
        return OutcomeRecord(name=goal.metric_name, phases=phases)
    scale = outcome.is_scaled
    return OutcomeRecord(
        type="metric",
        kind=outcome.kind.value if outcome.kind else "",
        name=goal.metric_name,
        unit=outcome.unit,
        start=outcome.start if scale else None,
        target=outcome.target,
        low=outcome.low,
        high=outcome.high,
        phases=phases,
    )
