"""Who may do what with the organisation, its people and its teams (spec okrs §2.2–§2.5, §18).

One table: an act, who may do it, and the sentence for everyone else. What a person *sees* is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.core.errors import Denied
from cairn.organizations.actor import Actor
from cairn.organizations.lineage import above
from cairn.organizations.models import (
    AccountType,
    InvitePolicy,
    Member,
    Organization,
    Role,
    Team,
    TeamMember,
    TeamPolicy,
    TeamRole,
    User,
)
from cairn.organizations.terminology import worded_lazy

HELPERS = 3


class Standing(Enum):
    """How a person stands to the organisation, or to the team in question or one above it."""

    OWNER = 1
    ADMIN = 2
    TEAM_OWNER = 3
    TEAM_ADMIN = 4
    LEADER = 5  # owns or administers any team
    REGULAR = 6
    OBSERVER = 7


class Act(StrEnum):
    MANAGE_ORGANIZATION = "manage_organization"  # settings, words, periods
    MANAGE_OWNERS = "manage_owners"
    MANAGE_PEOPLE = "manage_people"
    ON_BEHALF = "on_behalf"
    INVITE = "invite"
    CREATE_TEAM = "create_team"
    MANAGE_TEAM = "manage_team"
    END_TEAM = "end_team"  # archive, delete


@dataclass(frozen=True)
class Permission:
    """Who may by their standing alone, and what the others are told."""

    standings: frozenset[Standing]
    refusal: str | Promise


S = Standing
_ADMINS = frozenset({S.OWNER, S.ADMIN})

PERMISSIONS: dict[Act, Permission] = {
    Act.MANAGE_ORGANIZATION: Permission(
        _ADMINS, gettext_lazy("Only owners and admins may change the settings of the organisation.")
    ),
    Act.MANAGE_OWNERS: Permission(
        frozenset({S.OWNER}), gettext_lazy("Only an owner may say who owns the organisation.")
    ),
    Act.MANAGE_PEOPLE: Permission(_ADMINS, gettext_lazy("Only owners and admins may change people's accounts.")),
    Act.ON_BEHALF: Permission(
        _ADMINS, gettext_lazy("Admins work on behalf of members; for owners and admins only an owner does.")
    ),
    Act.INVITE: Permission(_ADMINS, gettext_lazy("Only owners and admins may invite people here.")),
    Act.CREATE_TEAM: Permission(_ADMINS, worded_lazy(gettext_lazy("You may not create {a team} here."))),
    Act.MANAGE_TEAM: Permission(
        _ADMINS | {S.TEAM_OWNER, S.TEAM_ADMIN},
        worded_lazy(gettext_lazy("Only the {team}'s owners and admins may change the {team}.")),
    ),
    Act.END_TEAM: Permission(
        _ADMINS | {S.TEAM_OWNER},
        worded_lazy(gettext_lazy("Only the {team}'s owners may archive or delete the {team}.")),
    ),
}

_TEAM_STANDINGS: dict[str, Standing] = {"owner": S.TEAM_OWNER, "admin": S.TEAM_ADMIN}

# What the organisation's own settings add to the table.
_INVITERS: dict[str, frozenset[Standing]] = {InvitePolicy.EVERYONE: frozenset({S.REGULAR, S.OBSERVER})}
_TEAM_MAKERS: dict[str, frozenset[Standing]] = {
    TeamPolicy.TEAM_ADMINS: frozenset({S.LEADER}),
    TeamPolicy.EVERYONE: frozenset({S.REGULAR}),
}


def standings(actor: Actor, team: Team | None = None) -> frozenset[Standing]:
    """Everything the actor is to the organisation and, when given, to the team. Cairn itself stands as an owner."""
    member = actor.member
    if member is None:
        return frozenset({S.OWNER, S.ADMIN})
    found = {S.OBSERVER if member.is_observer else S.REGULAR}
    if member.role == Role.OWNER:
        found |= {S.OWNER, S.ADMIN}
    elif member.role == Role.ADMIN:
        found.add(S.ADMIN)
    if actor.led_team_ids:
        found.add(S.LEADER)
    if team is not None:
        found |= _in_team(actor, team)
    return frozenset(found)


def _in_team(actor: Actor, team: Team) -> set[Standing]:
    """Who leads a team leads the teams below it as well. Whoever led an archived team may still bring it back."""
    if team.archived_at is not None:
        roles = {team.archived_state.get("members", {}).get(str(actor.member_id))}
        return {_TEAM_STANDINGS[role] for role in roles & _TEAM_STANDINGS.keys()}
    if not actor.led_team_ids:
        return set()
    line = [team.pk] if team.pk in actor.led_team_ids else [team.pk, *above(team.pk)]
    roles = {str(actor.team_roles.get(team_id)) for team_id in line}
    return {_TEAM_STANDINGS[role] for role in roles & _TEAM_STANDINGS.keys()}


def _may(act: Act, found: frozenset[Standing], more: frozenset[Standing] = frozenset()) -> bool:
    return bool(found & (PERMISSIONS[act].standings | more))


def can_found(_user: User) -> bool:
    """Whether people create organisations by themselves is decided for the whole installation (spec okrs §2.1)."""
    return bool(settings.NEW_ORGANIZATIONS)


def demand_found(user: User) -> None:
    if not can_found(user):
        raise Denied(_("Here organisations are set up by those who run this installation."), helpers=[])


def can_manage_organization(actor: Actor) -> bool:
    return _may(Act.MANAGE_ORGANIZATION, standings(actor))


def can_manage_owners(actor: Actor) -> bool:
    return _may(Act.MANAGE_OWNERS, standings(actor))


def can_manage_people(actor: Actor) -> bool:
    return _may(Act.MANAGE_PEOPLE, standings(actor))


def can_manage_member(actor: Actor, member: Member) -> bool:
    """An owner's account is changed by owners only."""
    return can_manage_owners(actor) if member.role == Role.OWNER else can_manage_people(actor)


def can_work_on_behalf(actor: Actor, member: Member) -> bool:
    """Only owners act for owners and admins, and nobody through somebody else (spec okrs §13.1)."""
    if actor.is_system or actor.real_member is not None:
        return False
    return can_manage_owners(actor) if member.is_admin else can_manage_people(actor)


def can_edit_profile(actor: Actor, member: Member) -> bool:
    """Everyone edits the own profile; the rest is for those who manage the account."""
    return (actor.member_id is not None and actor.member_id == member.pk) or can_manage_member(actor, member)


def can_invite(actor: Actor, organization: Organization, account_type: str = "") -> bool:
    """Observers bring in observers at most, where everyone may invite (spec okrs §2.3)."""
    if actor.is_observer and account_type == AccountType.REGULAR:
        return False
    return _may(Act.INVITE, standings(actor), _INVITERS.get(organization.invite_policy, frozenset()))


def can_create_team(actor: Actor, organization: Organization, parent: Team | None = None) -> bool:
    """Below a parent: whoever manages the parent; anywhere: the chosen people, or everybody where all may."""
    found = standings(actor, parent)
    if actor.is_observer:
        return False
    if organization.team_policy == TeamPolicy.LISTED and str(actor.member_id) in organization.team_makers:
        return True
    if not _may(Act.CREATE_TEAM, found, _TEAM_MAKERS.get(organization.team_policy, frozenset())):
        return False
    return parent is None or organization.team_policy == TeamPolicy.EVERYONE or _may(Act.MANAGE_TEAM, found)


def can_manage_team(actor: Actor, team: Team) -> bool:
    return _may(Act.MANAGE_TEAM, standings(actor, team))


def can_end_team(actor: Actor, team: Team) -> bool:
    """Archive, unarchive, delete: team admins may not (spec okrs §2.2)."""
    return _may(Act.END_TEAM, standings(actor, team))


def demand_manage_organization(actor: Actor) -> None:
    _demand(can_manage_organization(actor), Act.MANAGE_ORGANIZATION)


def demand_manage_owners(actor: Actor) -> None:
    _demand(can_manage_owners(actor), Act.MANAGE_OWNERS)


def demand_manage_people(actor: Actor) -> None:
    _demand(can_manage_people(actor), Act.MANAGE_PEOPLE)


def demand_manage_member(actor: Actor, member: Member) -> None:
    act = Act.MANAGE_OWNERS if member.role == Role.OWNER and can_manage_people(actor) else Act.MANAGE_PEOPLE
    _demand(can_manage_member(actor, member), act)


def demand_on_behalf(actor: Actor, member: Member) -> None:
    _demand(can_work_on_behalf(actor, member), Act.ON_BEHALF)


def is_in_person(actor: Actor) -> bool:
    """Password, tokens and mail are one's own: nobody sets them for somebody else (spec okrs §13.1)."""
    return actor.real_member is None


def demand_in_person(actor: Actor) -> None:
    if not is_in_person(actor):
        raise Denied(_("Only %(name)s decides on this, in person.") % {"name": actor.member}, helpers=[])


def demand_edit_profile(actor: Actor, member: Member) -> None:
    _demand(can_edit_profile(actor, member), Act.MANAGE_PEOPLE)


def demand_invite(actor: Actor, organization: Organization, account_type: str) -> None:
    if actor.is_observer and account_type == AccountType.REGULAR and can_invite(actor, organization):
        raise Denied(_("Observers may invite observers only."), helpers=_admins())
    _demand(can_invite(actor, organization, account_type), Act.INVITE)


def demand_create_team(actor: Actor, organization: Organization, parent: Team | None) -> None:
    _demand(can_create_team(actor, organization, parent), Act.CREATE_TEAM)


def demand_manage_team(actor: Actor, team: Team) -> None:
    _demand(can_manage_team(actor, team), Act.MANAGE_TEAM, team)


def demand_end_team(actor: Actor, team: Team) -> None:
    _demand(can_end_team(actor, team), Act.END_TEAM, team)


def _demand(is_allowed: bool, act: Act, team: Team | None = None) -> None:
    if is_allowed:
        return
    permission = PERMISSIONS[act]
    names = _leaders(team, permission.standings) if team is not None else []
    if not names:
        names = _admins(owners_only=S.ADMIN not in permission.standings)
    raise Denied(str(permission.refusal), helpers=names)


def _leaders(team: Team, allowed: Iterable[Standing]) -> list[str]:
    roles = [TeamRole.OWNER, *([TeamRole.ADMIN] if S.TEAM_ADMIN in set(allowed) else [])]
    rows = TeamMember.objects.filter(team=team, role__in=roles, member__state="active")
    return list(rows.order_by("-role", "member__name").values_list("member__name", flat=True)[:HELPERS])


def _admins(owners_only: bool = False) -> list[str]:
    people = Member.objects.active().filter(role__in=[Role.OWNER] if owners_only else [Role.OWNER, Role.ADMIN])
    return list(people.order_by("-role", "name").values_list("name", flat=True)[:HELPERS])
