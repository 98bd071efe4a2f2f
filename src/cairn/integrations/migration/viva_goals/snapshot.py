"""Reads what an organisation has already, as far as a bundle touches it. A handful of queries for any bundle."""

from __future__ import annotations

from uuid import UUID

from cairn.core.lots import in_lots
from cairn.goals.models import Alignment, CheckIn, ExternalRef, Goal, Tag
from cairn.goals.parties import parties_of
from cairn.integrations.migration.viva_goals.present import (
    CheckInNow,
    GoalNow,
    MemberNow,
    PeriodNow,
    Present,
    TeamNow,
)
from cairn.integrations.migration.viva_goals.records import Bundle
from cairn.organizations.models import Member, Organization, Team
from cairn.planning.models import Period

SOURCE = "viva_goals"
READ = "read"
"""The key of a goal's import_metadata under which the digests of what was read are kept, by layout."""
CHUNK = 500


def take(organization: Organization, bundle: Bundle) -> Present:
    """What the organisation we are in has of people, teams, periods, tags, and of goals the bundle may mean."""
    by_external = _references(bundle)
    goals = _goals(bundle, set(by_external.values()))
    _add_links(goals)
    return Present(
        name=organization.name,
        time_zone=organization.time_zone,
        members=tuple(
            MemberNow(row.pk, row.name, row.email, row.is_observer) for row in Member.objects.order_by("joined_at")
        ),
        teams=tuple(TeamNow(row.pk, row.name, row.archived_at is not None) for row in Team.objects.all()),
        periods=tuple(PeriodNow(row.pk, row.name, row.start, row.end) for row in Period.objects.all()),
        tags=frozenset(name.casefold() for name in Tag.objects.values_list("name", flat=True)),
        goals=goals,
        by_external=by_external,
    )


def _references(bundle: Bundle) -> dict[str, UUID]:
    """Ids of the old system, and ids of our own that an export of ours carried out and back."""
    lasting = [goal for goal in bundle.goals if goal.has_lasting_id]
    parents = (parent.external_id for goal in lasting for parent in goal.alignments if parent.external_id)
    wanted = dict.fromkeys([*(goal.external_id for goal in lasting), *parents])
    found: dict[str, UUID] = {}
    for chunk in in_lots(wanted, CHUNK):
        own = [UUID(external_id) for external_id in chunk if _is_own(external_id)]
        found |= {goal_id.hex: goal_id for goal_id in Goal.objects.filter(pk__in=own).values_list("pk", flat=True)}
        rows = ExternalRef.objects.filter(source=SOURCE, external_id__in=chunk)
        found |= dict(rows.values_list("external_id", "goal_id"))
    return found


def _is_own(external_id: str) -> bool:
    return len(external_id) == 32 and all(letter in "0123456789abcdef" for letter in external_id)


def _goals(bundle: Bundle, referred: set[UUID]) -> dict[UUID, GoalNow]:
    found: dict[UUID, GoalNow] = {}
    for chunk in in_lots(referred, CHUNK):
        found |= {goal.pk: _goal(goal) for goal in Goal.objects.filter(pk__in=chunk)}
    titles = {" ".join(goal.title.split()) for goal in bundle.goals}
    for names in in_lots(titles, CHUNK):
        rows = Goal.objects.standing().filter(title__in=names)
        found |= {goal.pk: _goal(goal) for goal in rows if goal.pk not in found}
    return found


def _goal(goal: Goal) -> GoalNow:
    return GoalNow(
        id=goal.pk,
        title=goal.title,
        kind=goal.kind,
        entity=goal.entity,
        period=goal.period_id,
        start=goal.start,
        due=goal.due,
        state=goal.state,
        target=goal.target_value,
        current_value=goal.current_value,
        checked_in_at=goal.checked_in_at,
        is_deleted=goal.deleted_at is not None,
        read=goal.import_metadata.get(READ, {}),
    )


def _add_links(goals: dict[UUID, GoalNow]) -> None:
    parties = parties_of(goals)
    for goal_id, member_ids in parties.owners.items():
        goals[goal_id].owners = tuple(member_ids)
    for goal_id, team_ids in parties.teams.items():
        goals[goal_id].teams = tuple(team_ids)
    for ids in in_lots(goals, CHUNK):
        for link in (
            Alignment.objects.filter(child_id__in=ids).select_related("parent").only("child_id", "parent__title")
        ):
            goals[link.child_id].parent_titles |= {link.parent.title}
        for goal_id in ExternalRef.objects.filter(source=SOURCE, goal_id__in=ids).values_list("goal_id", flat=True):
            goals[goal_id].has_reference = True
        for row in CheckIn.objects.filter(goal_id__in=ids).order_by("at", "id"):
            goals[row.goal_id].check_ins.append(_check_in(row))


def _check_in(row: CheckIn) -> CheckInNow:
    untouched = row.source == CheckIn.Source.IMPORT and row.edited_at is None and row.deleted_at is None
    return CheckInNow(row.pk, row.at, row.value, row.external_id, untouched)
