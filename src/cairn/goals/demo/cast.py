"""The people and teams of the demo organisation, written in bulk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from cairn.core import tenancy
from cairn.goals.demo.faces import face, has_face
from cairn.goals.demo.story import company, people
from cairn.goals.demo.story.people import Person, TeamFacts
from cairn.organizations.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from cairn.organizations.models import (
    AccountType,
    Member,
    MemberState,
    Organization,
    Photo,
    Role,
    Team,
    TeamMember,
    TeamRole,
    User,
)

DOMAIN = "tarnwell.example"
ADMINS = ("Emeka Obi", "Gudrun Hartmann")


@dataclass(frozen=True)
class Cast:
    """Who is there: members by name; teams by name, and the people of each, the lead first."""

    organization: Organization
    members: dict[str, Member]
    teams: dict[str, Team]
    crews: dict[str, list[Member]]

    def lead(self, team: str) -> Member:
        return self.crews[team][0]


def create_organization(slug: str, since: datetime) -> Organization:
    """The organisation itself. Enter it before anything else is written."""
    organization = Organization(
        name=company.NAME,
        slug=slug,
        description=company.MISSION,
        time_zone=people.VIENNA,
        locale="en",
        email_domains=[DOMAIN],
        is_demo=True,
        created_at=since,
    )
    organization.save(force_insert=True)
    return organization


def create_cast(organization: Organization, since: datetime, now: datetime) -> Cast:
    """Everybody with a sign-in of their own (only four have a password), the teams, and who is in them."""
    members: dict[str, Member] = {}
    for person in _everyone():
        members[person.name] = _member(person, since)
    for person in people.persons(people.OBSERVERS):
        members[person.name].account_type = AccountType.OBSERVER
    _set_apart(members, now)
    _set_managers(members)
    _give_sign_ins(members)
    _give_faces(members, since)
    Member.objects.bulk_create(list(members.values()))
    teams = {
        facts.name: Team(name=facts.name, description=facts.description, created_at=since) for facts in people.TEAMS
    }
    crews = {}
    rows = []
    for facts in people.TEAMS:
        team = teams[facts.name]
        team.parent = teams.get(facts.above)
        crews[facts.name] = [members[person.name] for person in people.persons(facts.people)]
        rows += [
            TeamMember(team=team, member=member, role=_role_in(facts, position), added_at=since)
            for position, member in enumerate(crews[facts.name])
        ]
    Team.objects.bulk_create(list(teams.values()))
    TeamMember.objects.bulk_create(rows)
    return Cast(organization, members, teams, crews)


def _everyone() -> list[Person]:
    found = [*people.persons(people.LEADERSHIP), *people.persons(people.OBSERVERS)]
    for facts in people.TEAMS:
        found += people.persons(facts.people, facts.time_zone)
    return found + people.persons(people.PENDING) + people.persons(people.DEACTIVATED)


def _member(person: Person, since: datetime) -> Member:
    return Member(
        name=person.name,
        title=person.title,
        email=f"{person.local_part}@{DOMAIN}",
        time_zone="" if person.time_zone == people.VIENNA else person.time_zone,
        joined_at=since,
    )


def _set_apart(members: dict[str, Member], now: datetime) -> None:
    """The owner and admins, who is only invited, and who has left."""
    members[people.SIGN_INS["owner"]].role = Role.OWNER
    for name in ADMINS:
        members[name].role = Role.ADMIN
    invited = members[people.persons(people.PENDING)[0].name]
    invited.state, invited.joined_at = MemberState.PENDING, now - timedelta(days=4)
    gone = members[people.persons(people.DEACTIVATED)[0].name]
    gone.state, gone.deactivated_at = MemberState.DEACTIVATED, now - timedelta(days=130)


def _set_managers(members: dict[str, Member]) -> None:
    top = members[people.SIGN_INS["owner"]]
    members["Emeka Obi"].manager = top
    leads = {facts.name: members[people.persons(facts.people)[0].name] for facts in people.TEAMS}
    for facts in people.TEAMS:
        for person in people.persons(facts.people)[1:]:
            members[person.name].manager = leads[facts.name]
        leads[facts.name].manager = leads.get(facts.above, top)
    members[people.persons(people.PENDING)[0].name].manager = leads["Products"]
    members[people.persons(people.DEACTIVATED)[0].name].manager = leads["Supply Chain"]


def _give_faces(members: dict[str, Member], since: datetime) -> None:
    """Whoever is here already may have a picture; the others have their initials."""
    for name, member in members.items():
        if member.state != MemberState.PENDING and has_face(name):
            member.photo = Photo(image=face(name), added_at=since)
    Photo.objects.bulk_create([member.photo for member in members.values() if member.photo is not None])


def _give_sign_ins(members: dict[str, Member]) -> None:
    """Four people sign in with the known addresses and password; the others have a sign-in that nobody can use."""
    known = {people.SIGN_INS[account.key]: account.email for account in DEMO_ACCOUNTS}
    hashed = make_password(DEMO_PASSWORD)  # slow on purpose, so only once
    users = []
    for name, member in members.items():
        if member.state == MemberState.PENDING:
            continue
        member.email = known.get(name, member.email)
        user = User(email=member.email, name=name, created_at=member.joined_at)
        if name in known:
            user.password = hashed
        else:
            user.set_unusable_password()
        member.user = user
        users.append(user)
    User.objects.bulk_create(users)
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users]
    )


def _role_in(facts: TeamFacts, position: int) -> str:
    if position == 0:
        return TeamRole.OWNER
    return TeamRole.ADMIN if position == 1 and len(people.persons(facts.people)) > 8 else TeamRole.MEMBER


def users_of(organization: Organization) -> list[User]:
    """The sign-ins that belong to nobody outside of this organisation."""
    with tenancy.across_organizations("a sign-in that is used elsewhere too must not go with the demo"):
        elsewhere = Member.objects.exclude(organization=organization).exclude(user=None).values("user_id")
        return list(User.objects.filter(memberships__organization=organization).exclude(pk__in=elsewhere))
