"""What the stage of a page and period forbids, and who decides on it (spec okrs §14).

stage               structure   check-ins   who moves on
planning, review    free        free        submitters submit, approvers approve or ask for changes
approved            free, or blocked where the organisation says so; approvers move it back to review
closed              blocked     blocked     approvers reopen it
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cairn.core import tenancy
from cairn.core.errors import Denied
from cairn.core.prepared import prepared
from cairn.goals.models import Approval, Entity, Goal, GoalOwner, GoalSettings, GoalTeam, Stage
from cairn.goals.ties import Ties
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Organization, Team, TeamMember, TeamRole

ORDER = (Stage.PLANNING, Stage.REVIEW, Stage.APPROVED, Stage.CLOSED)


@dataclass(frozen=True)
class Page:
    """Whose goals, in which period: what is approved as one. Both ids None: the organisation's."""

    entity: str
    period_id: UUID
    team_id: UUID | None = None
    member_id: UUID | None = None


@dataclass(frozen=True)
class Lock:
    """How far a goal's page has come, where that forbids something."""

    stage: str
    blocks: bool

    @property
    def structure(self) -> bool:
        """Nothing about the goal may be changed."""
        return self.stage == Stage.CLOSED or self.blocks

    @property
    def everything(self) -> bool:
        """Not even a check-in."""
        return self.stage == Stage.CLOSED


def locks_of(
    goals: Sequence[Goal], known: Ties | None = None, settings: GoalSettings | None = None
) -> Mapping[UUID, Lock]:
    """By goal what forbids changing it; goals under no lock are left out.

    No query where `settings` say that there are no approvals, else one, and two more where a page of the goals'
    periods is locked.
    """
    if not goals or (settings is not None and not settings.approval_workflow):
        return {}
    if not any(getattr(goal, "is_under_approval", True) for goal in goals):  # whoever read them asked along with it
        return {}
    locked = {page_of(row): row.stage for row in _locked({goal.period_id for goal in goals})}
    if not locked:
        return {}
    blocks = GoalSettings.objects.filter(approval_workflow=True, approval_blocks=True).exists()
    found = {}
    for goal_id, pages in pages_of(goals, known).items():
        stages = [locked[page] for page in pages if page in locked]
        if stages:
            found[goal_id] = Lock(Stage.CLOSED if Stage.CLOSED in stages else Stage.APPROVED, blocks)
    return {goal_id: lock for goal_id, lock in found.items() if lock.structure}


@prepared
def _locked(period_ids: Collection[UUID]) -> QuerySet[Approval]:
    used = GoalSettings.objects.filter(approval_workflow=True)
    rows = Approval.objects.filter(stage__in=(Stage.APPROVED, Stage.CLOSED), period_id__in=period_ids)
    return rows.filter(organization_id__in=used.values("organization_id"))


def page_of(row: Approval) -> Page:
    return Page(row.entity, row.period_id, row.team_id, row.member_id)


def pages_of(goals: Sequence[Goal], known: Ties | None = None) -> dict[UUID, list[Page]]:
    """The pages on which each goal stands: one for the organisation's, one for each team or owner of the others."""
    ids = [goal.pk for goal in goals]
    people: dict[UUID, list[UUID]] = {}
    teams: dict[UUID, list[UUID]] = {}
    if known is None:
        for goal_id, member_id in GoalOwner.objects.filter(goal_id__in=ids).values_list("goal_id", "member_id"):
            people.setdefault(goal_id, []).append(member_id)
        for goal_id, team_id in GoalTeam.objects.filter(goal_id__in=ids).values_list("goal_id", "team_id"):
            teams.setdefault(goal_id, []).append(team_id)
    else:
        people = {goal_id: [member.pk for member in row] for goal_id, row in known.owners.items()}
        teams = {goal_id: [team_id for team_id, _name in row] for goal_id, row in known.teams.items()}
    return {goal.pk: _pages(goal, teams.get(goal.pk, []), people.get(goal.pk, [])) for goal in goals}


def _pages(goal: Goal, teams: list[UUID], people: list[UUID]) -> list[Page]:
    if goal.entity == Entity.ORGANIZATION:
        return [Page(goal.entity, goal.period_id)]
    if goal.entity == Entity.TEAM:
        return [Page(goal.entity, goal.period_id, team_id=team_id) for team_id in teams]
    return [Page(goal.entity, goal.period_id, member_id=member_id) for member_id in people]


def demand_unlocked(actor: Actor, goals: Sequence[Goal], settings: GoalSettings | None = None) -> None:
    """Raises Denied when one of these goals stands on a page whose goals may not be changed any more.

    Asked after the goals were written, so that none comes into such a page by being made, moved, copied or imported.
    """
    if actor.is_system:
        return
    locks = locks_of(goals, settings=settings)
    for goal in goals:
        if goal.pk in locks:
            raise denied(goal, locks[goal.pk])


def denied(goal: Goal, lock: Lock) -> Denied:
    """Why nothing changes, and who can help."""
    pages = pages_of([goal])[goal.pk]
    period = goal.period.name
    sentence = (
        _("What stands here in %(period)s is closed. Its approver can reopen it.")
        if lock.everything
        else _("What stands here in %(period)s is approved and no longer changes. Its approver can move it back.")
    )
    helpers = [str(member) for page in pages[:1] for member in approvers_of(page)[:3]]
    return Denied(sentence % {"period": period}, helpers=helpers)


def approvers_of(page: Page, settings: GoalSettings | None = None) -> list[Member]:
    """Who decides: the organisation's admins, the managers of a team's owners, a person's manager.

    Where there is no manager, the organisation's admins do. Observers and those who left decide nothing.
    """
    found: list[Member] = []
    if page.team_id is not None:
        owners = TeamMember.objects.filter(team_id=page.team_id, role=TeamRole.OWNER).values("member_id")
        found = list(Member.objects.active().filter(pk__in=Member.objects.filter(pk__in=owners).values("manager_id")))
        rules = settings or GoalSettings.objects.first()
        if rules is not None and rules.approval_by_team_leads:
            leads = TeamMember.objects.filter(team_id=page.team_id).exclude(role=TeamRole.MEMBER)
            found += Member.objects.active().filter(pk__in=leads.values("member_id"))
    elif page.member_id is not None:
        managers = Member.objects.filter(pk=page.member_id).values("manager_id")
        found = list(Member.objects.active().filter(pk__in=managers))
    people = {member.pk: member for member in found if not member.is_observer}
    return list(people.values()) or list(Member.objects.admins().order_by("name"))


def submitters_of(page: Page) -> list[Member]:
    """Whose goals they are: the admins', the team's owners' and admins', or the person's own."""
    if page.team_id is not None:
        leads = TeamMember.objects.filter(team_id=page.team_id).exclude(role=TeamRole.MEMBER)
        return list(Member.objects.active().filter(pk__in=leads.values("member_id")).order_by("name"))
    if page.member_id is not None:
        return list(Member.objects.active().filter(pk=page.member_id))
    return list(Member.objects.admins().order_by("name"))


def moves(actor: Actor, page: Page, stage: str, settings: GoalSettings) -> list[str]:
    """The stages to which this person may move the page from where it is."""
    if actor.is_observer:
        return []
    decides = actor.is_system or actor.member_id in {member.pk for member in approvers_of(page, settings)}
    submits = decides or actor.is_admin or actor.member_id in {member.pk for member in submitters_of(page)}
    way = {
        Stage.PLANNING: [(Stage.REVIEW, submits), (Stage.APPROVED, decides)],
        Stage.REVIEW: [(Stage.APPROVED, decides), (Stage.PLANNING, submits)],
        Stage.APPROVED: [(Stage.REVIEW, decides), (Stage.CLOSED, decides)],
        Stage.CLOSED: [(Stage.APPROVED, decides)],
    }
    return [after for after, may in way[Stage(stage)] if may]


def name_of(page: Page) -> str:
    """The name on the page: of the organisation, the team or the person."""
    if page.team_id is not None:
        return str(Team.objects.filter(pk=page.team_id).first() or "")
    if page.member_id is not None:
        return str(Member.objects.filter(pk=page.member_id).first() or "")
    return str(Organization.objects.get(pk=tenancy.current_id()))


def find(page: Page) -> Approval | None:
    """The row of a page; None while nobody has moved it on from planning."""
    row: Approval | None = Approval.objects.filter(is_of(page)).first()
    return row


def is_of(page: Page) -> Q:
    return Q(period_id=page.period_id, entity=page.entity, team_id=page.team_id, member_id=page.member_id)
