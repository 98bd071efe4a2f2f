"""Where pages of goals stand with their approval: one of them, and all that wait for somebody (spec okrs §14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from cairn.goals import approvals
from cairn.goals.approvals import Page
from cairn.goals.models import Approval, ApprovalStep, Entity, Goal, GoalSettings, GoalTeam, Stage
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Organization, Team
from cairn.planning.models import Period

MOST = 200


@dataclass(frozen=True)
class Step:
    """One stage of the strip: what it is called, and whether it has been reached or is the present one."""

    stage: str
    label: str
    is_now: bool
    is_past: bool


@dataclass(frozen=True)
class Way:
    """A stage to which one may move on, as a button."""

    stage: str
    label: str
    is_main: bool
    asks_comment: bool


@dataclass(frozen=True)
class ApprovalPage:
    """A page of goals with its stage, what this person may do about it, and what happened so far."""

    page: Page
    name: str
    period: Period
    stage: str
    steps: list[Step]
    ways: list[Way]
    approvers: list[Member]
    history: list[ApprovalStep]
    blocks: bool

    @property
    def asks_comment(self) -> bool:
        return any(way.asks_comment for way in self.ways)


def approval_page(page: Page, period: Period, name: str, actor: Actor, settings: GoalSettings) -> ApprovalPage:
    """Everything about the approval of one page. The caller knows that the page exists."""
    row = approvals.find(page)
    stage = row.stage if row else Stage.PLANNING.value
    steps = ApprovalStep.objects.filter(approval=row).select_related("by", "real_by").order_by("-at", "-pk")[:100]
    return ApprovalPage(
        page=page,
        name=name,
        period=period,
        stage=stage,
        steps=_steps(stage),
        ways=ways_from(actor, page, stage, settings),
        approvers=approvals.approvers_of(page, settings),
        history=list(steps) if row else [],
        blocks=settings.approval_blocks,
    )


def _steps(stage: str) -> list[Step]:
    order = [each.value for each in approvals.ORDER]
    at = order.index(stage)
    return [Step(each, str(Stage(each).label), n == at, n < at) for n, each in enumerate(order)]


def ways_from(actor: Actor, page: Page, stage: str, settings: GoalSettings) -> list[Way]:
    """The buttons: forward first."""
    decides = actor.is_system or actor.member_id in {row.pk for row in approvals.approvers_of(page, settings)}
    words = {
        (Stage.PLANNING, Stage.REVIEW): _("Submit for review"),
        (Stage.PLANNING, Stage.APPROVED): _("Approve"),
        (Stage.REVIEW, Stage.APPROVED): _("Approve"),
        (Stage.REVIEW, Stage.PLANNING): _("Ask for changes") if decides else _("Back to planning"),
        (Stage.APPROVED, Stage.REVIEW): _("Back to review"),
        (Stage.APPROVED, Stage.CLOSED): _("Close for good"),
        (Stage.CLOSED, Stage.APPROVED): _("Reopen"),
    }
    back = {(Stage.REVIEW, Stage.PLANNING), (Stage.APPROVED, Stage.REVIEW)}
    found = []
    for after in approvals.moves(actor, page, stage, settings):
        step = Stage(stage), Stage(after)
        main = step in {(Stage.PLANNING, Stage.REVIEW), (Stage.REVIEW, Stage.APPROVED)}
        found.append(Way(after, words[step], main, decides and step in back))
    return sorted(found, key=lambda way: not way.is_main)


@dataclass(frozen=True)
class Waiting:
    """One line of the list: a page, how many goals stand on it, since when it has its stage, the last word on it."""

    page: Page
    name: str
    period: Period
    stage: str
    label: str
    goals: int
    since: datetime
    comment: str
    by: str

    @property
    def key(self) -> str:
        """The line in a form."""
        return ":".join(
            [self.page.entity, str(self.page.period_id), str(self.page.team_id or self.page.member_id or "")]
        )


def page_named(key: str) -> Page | None:
    """The page behind a line's key; None for anything odd."""
    entity, _colon, rest = key.partition(":")
    period, _colon, owner = rest.partition(":")
    try:
        period_id, owner_id = UUID(period), UUID(owner) if owner else None
    except ValueError:
        return None
    if entity not in Entity.values or (owner_id is None) != (entity == Entity.ORGANIZATION):
        return None
    team_id = owner_id if entity == Entity.TEAM else None
    return Page(entity, period_id, team_id, owner_id if entity == Entity.INDIVIDUAL else None)


def waiting(actor: Actor, organization: Organization, settings: GoalSettings) -> list[Waiting]:
    """The pages in review that wait for this person's decision, the oldest first."""
    rows = (
        Approval.objects.filter(stage=Stage.REVIEW).select_related("team", "member", "period").order_by("changed_at")
    )
    mine = [row for row in rows[:MOST] if _decides(actor, row, settings)]
    return _lines(mine, actor, organization)


def _decides(actor: Actor, row: Approval, settings: GoalSettings) -> bool:
    return Stage.APPROVED in approvals.moves(actor, approvals.page_of(row), row.stage, settings)


def _lines(rows: Sequence[Approval], actor: Actor, organization: Organization) -> list[Waiting]:
    last: dict[UUID, ApprovalStep] = {}
    for step in ApprovalStep.objects.filter(approval__in=rows).select_related("by").order_by("at", "pk"):
        last[step.approval_id] = step
    found = []
    for row in rows:
        step_now = last.get(row.pk)
        found.append(
            Waiting(
                page=approvals.page_of(row),
                name=_name(row.team, row.member, organization),
                period=row.period,
                stage=row.stage,
                label=row.get_stage_display(),
                goals=goals_on(approvals.page_of(row), actor),
                since=row.changed_at,
                comment=step_now.comment if step_now else "",
                by=str(step_now.by or "") if step_now else "",
            )
        )
    return found


def goals_on(page: Page, actor: Actor) -> int:
    """How many goals this person can see on a page."""
    rows = Goal.objects.visible_to(actor).filter(period_id=page.period_id, entity=page.entity)
    if page.team_id is not None:
        rows = rows.filter(pk__in=GoalTeam.objects.filter(team_id=page.team_id).values("goal_id"))
    if page.member_id is not None:
        rows = rows.owned_by(page.member_id)
    return int(rows.order_by().aggregate(count=Count("pk", distinct=True))["count"])


def _name(team: Team | None, member: Member | None, organization: Organization) -> str:
    return str(team or member or organization.name)


def stage_of(page: Page) -> str:
    """The stage of a page, as its badge says it; one query."""
    row = Approval.objects.filter(Q(approvals.is_of(page))).values_list("stage", flat=True).first()
    return row or Stage.PLANNING.value
