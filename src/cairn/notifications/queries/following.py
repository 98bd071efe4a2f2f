"""What people follow: by themselves, and by choice (spec okrs §20)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from cairn.goals.models import Goal
from cairn.notifications.following import Cadence, Rhythm, Target, by_itself
from cairn.notifications.models import Follow
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Team, TeamMember, TeamRole

Key = tuple[Target, UUID | None]


@dataclass(frozen=True)
class Followed:
    """One thing that a person follows, or has left although it is followed by itself (`is_on` False)."""

    target: Target
    id: UUID | None
    is_on: bool = True
    rhythm: Rhythm = field(default_factory=Rhythm)
    is_by_itself: bool = False

    @property
    def is_default(self) -> bool:
        return self.is_on and self.rhythm == Rhythm()


def follows_of(member_ids: Iterable[UUID]) -> Mapping[UUID, list[Followed]]:
    """Everything these people follow or have left; a constant number of queries for any number of people.

    Not teams in the archive, also where somebody chose them: they give no news (spec okrs §2.2).
    """
    ids = list(member_ids)
    above: dict[UUID, UUID | None] = dict(Team.objects.open().values_list("pk", "parent_id"))
    member_of, owned = _teams(ids)
    reports: dict[UUID, list[UUID]] = defaultdict(list)
    for report, manager in Member.objects.filter(manager__in=ids).values_list("pk", "manager_id"):
        reports[manager].append(report)
    chosen = _chosen(ids)
    found = {}
    for member_id in ids:
        natural: list[Key] = list(
            by_itself(member_id, member_of=member_of[member_id], owned=owned, reports=reports[member_id], above=above)
        )
        own = chosen[member_id]
        rows = [replace(own.get(key, Followed(*key)), is_by_itself=True) for key in natural]
        more = [row for key, row in own.items() if key not in natural and row.is_on and _stands(key, above)]
        found[member_id] = [*rows, *more]
    return found


def _stands(key: Key, teams: Collection[UUID]) -> bool:
    target, subject_id = key
    return target != Target.TEAM or subject_id in teams


def _teams(ids: list[UUID]) -> tuple[dict[UUID, list[UUID]], dict[UUID, list[UUID]]]:
    """The teams that these people are in, and everybody's owned teams."""
    wanted = set(ids)
    member_of: dict[UUID, list[UUID]] = defaultdict(list)
    owned: dict[UUID, list[UUID]] = defaultdict(list)
    for team_id, member_id, role in TeamMember.objects.values_list("team_id", "member_id", "role"):
        if member_id in wanted:
            member_of[member_id].append(team_id)
        if role == TeamRole.OWNER:
            owned[member_id].append(team_id)
    return member_of, owned


def _chosen(ids: list[UUID]) -> dict[UUID, dict[Key, Followed]]:
    found: dict[UUID, dict[Key, Followed]] = defaultdict(dict)
    for row in Follow.objects.filter(member__in=ids).order_by("since", "pk"):
        key = (Target(row.target), row.team_id or row.person_id or row.goal_id)
        rhythm = Rhythm(Cadence(row.cadence), row.weekday, row.at)
        found[row.member_id][key] = Followed(*key, is_on=row.is_on, rhythm=rhythm)
    return found


@dataclass(frozen=True)
class Named:
    """One followed thing with its name, for the page."""

    followed: Followed
    name: str
    url_name: str
    url_ids: dict[str, UUID]


def named(followed: Iterable[Followed], actor: Actor, organization_name: str) -> list[Named]:
    """With names, in the order organisation, teams, people, goals; what one may not see any more is left out."""
    rows = list(followed)
    ids: dict[Target, list[UUID]] = defaultdict(list)
    for row in rows:
        if row.id is not None:
            ids[row.target].append(row.id)
    teams = dict(Team.objects.filter(pk__in=ids[Target.TEAM]).values_list("pk", "name"))
    people = dict(Member.objects.listed().filter(pk__in=ids[Target.INDIVIDUAL]).values_list("pk", "name"))
    goals = dict(Goal.objects.visible_to(actor).filter(pk__in=ids[Target.GOAL]).values_list("pk", "title"))
    names = {Target.TEAM: teams, Target.INDIVIDUAL: people, Target.GOAL: goals}
    places = {
        Target.TEAM: ("goals:team", "team_id"),
        Target.INDIVIDUAL: ("goals:person", "member_id"),
        Target.GOAL: ("goals:goal", "goal_id"),
    }
    found = []
    for row in sorted(rows, key=lambda row: list(Target).index(row.target)):
        if row.id is None:
            found.append(Named(row, organization_name, "goals:company", {}))
        elif row.id in names[row.target]:
            url_name, place = places[row.target]
            found.append(Named(row, names[row.target][row.id], url_name, {place: row.id}))
    return found
