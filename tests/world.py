"""The people every test knows, set up once through the actions and gone again with the test's transaction.

Acme (slug "acme")
    Ada     owner of the organisation
    Ben     admin
    Tom     owner of the team Sales
    Tia     admin of the team Sales
    Max     member of Sales; Tom is his manager
    Cy      member without any right beyond a member's
    Olive   observer
    Company > Product
            > Sales > Sales North
Globex (slug "globex")
    Mallory owner of another organisation: she tries every address of Acme
    Mona    member there

    def test_max_reads_the_list_of_people(world: World) -> None:
        assert world.client("Max").get("/o/acme/people").status_code == 200
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

import pytest
from django.test import Client

from cairn.core import tenancy
from cairn.core.access import Via
from cairn.organizations import actions
from cairn.organizations.actor import Actor
from cairn.organizations.models import AccountType, Member, Organization, Role, Team, TeamRole, User
from tests.remembering import remembered


@dataclass
class World:
    """Both organisations with their people and teams, by name."""

    acme: Organization
    globex: Organization
    members: dict[str, Member] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)

    def member(self, name: str) -> Member:
        """Somebody as the database has them now."""
        found = self.members[name]
        with tenancy.enter(found.organization_id):
            fresh: Member = Member.objects.get(pk=found.pk)
        return fresh

    def team(self, name: str) -> Team:
        """A team of Acme as the database has it now."""
        with self.enter():
            fresh: Team = Team.objects.get(pk=self.teams[name].pk)
        return fresh

    def user(self, name: str) -> User:
        """The sign-in of somebody."""
        return User.objects.get(pk=self.members[name].user_id)

    def actor(self, name: str, via: Via = Via.WEB) -> Actor:
        """Somebody who acts; a new one each time, because an actor remembers the teams it had."""
        return Actor(member=self.member(name), via=via)

    def client(self, name: str = "") -> Client:
        """A browser in which somebody is signed in; without a name a stranger's."""
        client = Client()
        if name:
            client.force_login(self.user(name))
        return client

    def enter(self, organization: Organization | None = None) -> AbstractContextManager[None]:
        """Works inside Acme, or inside the given organisation."""
        return tenancy.enter((organization or self.acme).pk)

    def join(self, organization: Organization, name: str, **account: str) -> Member:
        """One more person with a sign-in. `account`: role, account_type."""
        with self.enter(organization):
            email = f"{name.lower()}@{organization.slug}.example"
            user = actions.open_sign_in(email=email, name=name, verified=True)
            by = Actor(member=Member.objects.filter(role=Role.OWNER).earliest("joined_at"))
            self.members[name] = actions.add_member(email=email, name=name, user=user, by=by, **account)
        return self.members[name]


def _founded_by(name: str, organization: str) -> Organization:
    email = f"{name.lower()}@{organization.lower()}.example"
    owner = actions.open_sign_in(email=email, name=name, verified=True)
    return actions.create_organization(name=organization, slug=organization.lower(), owner=owner)


def build() -> World:
    """Makes the world in the present transaction."""
    made = World(acme=_founded_by("Ada", "Acme"), globex=_founded_by("Mallory", "Globex"))
    for organization in (made.acme, made.globex):
        with made.enter(organization):
            owner = Member.objects.get()
            made.members[owner.name] = owner
    made.join(made.acme, "Ben", role=Role.ADMIN)
    for name in ("Tom", "Tia", "Max", "Cy"):
        made.join(made.acme, name)
    made.join(made.acme, "Olive", account_type=AccountType.OBSERVER)
    made.join(made.globex, "Mona")
    with made.enter():
        _make_teams(made)
    return made


def _make_teams(made: World) -> None:
    ada, people = made.actor("Ada"), made.members
    actions.update_member(people["Max"], by=ada, manager=people["Tom"])
    made.teams["Company"] = company = actions.create_team(name="Company", by=ada)
    made.teams["Product"] = actions.create_team(name="Product", by=ada, parent=company, owners=[people["Ben"]])
    made.teams["Sales"] = sales = actions.create_team(name="Sales", by=ada, parent=company, owners=[people["Tom"]])
    roles = {people["Tia"]: TeamRole.ADMIN, people["Max"]: TeamRole.MEMBER}
    actions.change_team_members(sales, by=ada, put_in=roles)
    made.teams["Sales North"] = actions.create_team(name="Sales North", by=made.actor("Tom"), parent=sales)


@pytest.fixture
def world(db: None) -> World:
    """The world, inside the test's transaction."""
    return remembered("world", build)


@pytest.fixture
def acme(world: World) -> Iterator[World]:
    """The world with Acme entered for the whole test."""
    with world.enter():
        yield world
