"""What one team needs from another: ask, promise or decline, deliver, withdraw."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core import clock, events
from cairn.core.errors import Refused
from cairn.core.events import Kind
from cairn.core.transactions import action
from cairn.goals import policies as goal_policies
from cairn.goals.actions.guards import refuse_ended, standing
from cairn.goals.models import Goal, GoalOwner
from cairn.goals.policies import Act
from cairn.organizations.actor import Actor
from cairn.organizations.models import Team, TeamMember, TeamRole
from cairn.organizations.terminology import worded
from cairn.work import events as happened
from cairn.work import policies
from cairn.work.models import Dependency, DependencyState

MOST = 50
_KINDS = {
    DependencyState.CONFIRMED: happened.DEPENDENCY_CONFIRMED,
    DependencyState.DECLINED: happened.DEPENDENCY_DECLINED,
    DependencyState.DELIVERED: happened.DEPENDENCY_DELIVERED,
    DependencyState.WITHDRAWN: happened.DEPENDENCY_WITHDRAWN,
}


@action
def ask_team(goal: Goal, team: Team, *, by: Actor, wanted: str, due: date) -> Dependency:
    """Asks `team` for something that the goal needs until `due`; who leads it is told. Raises Refused, Denied."""
    goal = standing(Goal.objects.select_for_update(of=("self",)).filter(pk=goal.pk).first())
    goal_policies.demand(by, Act.EDIT, goal)
    refuse_ended(goal)
    wanted = " ".join(wanted.split())
    if not wanted or len(wanted) > 300 or "\x00" in wanted:
        raise Refused(_("Say in at most %(most)d characters what is needed.") % {"most": 300}, field="wanted")
    if goal.is_private:
        raise Refused(worded(_("Only listed people may know of this, so no other {team} can be asked for it.")))
    if team.archived_at is not None:
        raise Refused(_("“%(team)s” is archived.") % {"team": team.name}, field="team")
    if goal.team_links.filter(team=team).exists():
        raise Refused(worded(_("This is {a okr} of that {team} itself.")), field="team")
    if goal.dependencies.count() >= MOST:
        raise Refused(worded(_("{A okr} can ask for at most %(most)d things.")) % {"most": MOST})
    row = Dependency(goal=goal, team=team, wanted=wanted, due=due, asked_by=by.member)
    row.save(force_insert=True)
    _record(row, happened.DEPENDENCY_ASKED, _leads(team), by=by)
    return row


@action
def answer_dependency(row: Dependency, *, by: Actor, state: str, answer: str = "") -> Dependency:
    """Moves it to `state`: confirmed or declined (with a reason) by who leads the asked team, delivered by either
    side, withdrawn by who asks. The same again changes nothing. Raises Refused, Denied.
    """
    row = Dependency.objects.select_for_update(of=("self",)).select_related("goal", "team").get(pk=row.pk)
    if state not in _KINDS:
        raise Refused(_("This is not one of the choices."), field="state")
    policies.demand_answer(by, row, state)
    answer = answer.strip()
    if len(answer) > 1_000 or "\x00" in answer:
        raise Refused(_("At most %(most)d characters, please.") % {"most": 1_000}, field="answer")
    if (row.state, row.answer) == (state, answer):
        return row
    if not (row.is_waited_for or row.state == DependencyState.DECLINED):
        raise Refused(_("It is %(state)s already.") % {"state": str(row.get_state_display()).lower()})
    if state == DependencyState.DECLINED and not answer:
        raise Refused(_("Say in a few words why, so that the others can plan."), field="answer")
    row.state, row.answer, row.answered_by, row.answered_at = state, answer, by.member, clock.now()
    row.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    told = _leads(row.team) if state == DependencyState.WITHDRAWN else _askers(row)
    _record(row, _KINDS[DependencyState(state)], told, by=by)
    return row


def _record(row: Dependency, kind: Kind, told: list[UUID], *, by: Actor) -> None:
    events.record(
        kind,
        row.goal,
        by=by,
        title=row.goal.title,
        dependency=str(row.pk),
        team=str(row.team_id),
        to=[str(member_id) for member_id in told if member_id != by.member_id],
    )


def _leads(team: Team) -> list[UUID]:
    """Owners and admins of the team."""
    rows = TeamMember.objects.filter(team=team, member__deactivated_at=None).exclude(role=TeamRole.MEMBER)
    return list(rows.values_list("member_id", flat=True))


def _askers(row: Dependency) -> list[UUID]:
    """The owners of the goal, and who asked."""
    owners = GoalOwner.objects.filter(goal=row.goal_id).values_list("member_id", flat=True)
    return list(dict.fromkeys([*owners, *([row.asked_by_id] if row.asked_by_id else [])]))
