"""Take an import back: whatever it brought and nobody touched since goes again (integrations §7.4.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from cairn.core import bulk, events
from cairn.core.errors import CairnError, Conflict, Denied
from cairn.core.models import Run
from cairn.core.transactions import action
from cairn.goals.actions import unload
from cairn.goals.models import Goal, GoalTag, GoalTeam, Tag
from cairn.integrations.migration import events as happened
from cairn.integrations.migration import policies
from cairn.integrations.migration.batch import Step, advance, step_of
from cairn.integrations.migration.models import ImportLine
from cairn.organizations.actions import delete_member, delete_team
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, MemberState, Team
from cairn.planning.actions import delete_period
from cairn.planning.models import Period

What, Happened = ImportLine.What, ImportLine.Action


@action
def take_back(run: Run, *, by: Actor) -> int:
    """Removes what the import made, unless somebody has worked with it; answers how many rows went.

    What stays says why in the report. Changes to goals that were here before are not taken back. Raises Denied,
    Conflict when there is nothing to take back.
    """
    run = Run.objects.select_for_update().get(pk=run.pk)
    if not policies.can_see(by, run) or not policies.can_import(by):
        raise Denied(_("Only admins and whoever imported may take an import back."))
    if step_of(run) is not Step.LOADED or run.finished_at is None:
        raise Conflict(_("There is nothing to take back here."))
    made = list(ImportLine.objects.filter(run=run, action=Happened.NEW).exclude(subject_id=None))
    goals = [line for line in made if line.what == What.GOAL]
    found = unload([line.subject_id for line in goals if line.subject_id], by=by, since=run.finished_at)
    for line in goals:
        _settle(line, _("Somebody has worked with it since.") if line.subject_id in found.kept else "")
    if by.is_admin:
        _surroundings([line for line in made if line.what != What.GOAL], by)
    bulk.update(made, ["action", "reasons", "has_remarks"])
    gone = sum(line.action == Happened.UNDONE for line in made)
    run.report = {**run.report, "taken_back": gone}
    advance(run, Step.TAKEN_BACK, state=Run.State.DONE)
    events.record(happened.TAKEN_BACK, run, by=by, rows=gone)
    return gone


def _settle(line: ImportLine, obstacle: str) -> None:
    if obstacle:
        line.reasons = [*line.reasons, _("Stays: %(reason)s") % {"reason": obstacle}]
        line.has_remarks = True
    else:
        line.action = Happened.UNDONE


def _surroundings(lines: Iterable[ImportLine], by: Actor) -> None:
    """Tags, teams, periods and people, as far as nothing uses them any more."""
    removals: dict[str, Callable[[UUID, Actor], str]] = {
        What.TAG: _tag,
        What.TEAM: _team,
        What.PERIOD: _period,
        What.PERSON: _person,
    }
    rows = list(lines)
    for what, remove in removals.items():
        for line in reversed([line for line in rows if line.what == what]):
            assert line.subject_id is not None
            _settle(line, _attempt(remove, line.subject_id, by))


def _attempt(remove: Callable[[UUID, Actor], str], subject_id: UUID, by: Actor) -> str:
    try:
        with transaction.atomic():
            return remove(subject_id, by)
    except CairnError as error:
        return error.sentence
    except (ProtectedError, RestrictedError):
        return _("It is in use.")


def _tag(tag_id: UUID, by: Actor) -> str:
    if GoalTag.objects.filter(tag_id=tag_id).exists():
        return _("It is in use.")
    Tag.objects.filter(pk=tag_id).delete()
    return ""


def _team(team_id: UUID, by: Actor) -> str:
    team = Team.objects.filter(pk=team_id).first()
    if team is None:
        return ""
    if GoalTeam.objects.filter(team=team).exists() or team.children.exists():
        return _("It is in use.")
    delete_team(team, by=by)
    return ""


def _period(period_id: UUID, by: Actor) -> str:
    period = Period.objects.filter(pk=period_id).first()
    if period is None:
        return ""
    if Goal.objects.filter(period=period).exists():
        return _("It is in use.")
    delete_period(period, by=by)
    return ""


def _person(member_id: UUID, by: Actor) -> str:
    member = Member.objects.filter(pk=member_id).first()
    if member is None:
        return ""
    if member.user_id is not None or member.state not in (MemberState.PROVISIONED, MemberState.DEACTIVATED):
        return _("The person has signed in or was invited.")
    if member.ownerships.exists() or Goal.objects.filter(check_in_owner=member).exists():
        return _("It is in use.")
    delete_member(member, by=by)
    return ""
