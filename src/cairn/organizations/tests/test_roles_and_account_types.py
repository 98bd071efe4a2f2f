"""Owners, admins, members, observers (spec okrs §2.1, §2.3, §2.4)."""

from __future__ import annotations

import pytest
from tests.world import World

from cairn.core.errors import Denied, Refused
from cairn.organizations import actions
from cairn.organizations.models import AccountType, Role


def test_an_owner_makes_another_owner_and_may_then_step_back(acme: World) -> None:
    actions.change_role(acme.members["Ben"], by=acme.actor("Ada"), role=Role.OWNER)
    actions.change_role(acme.members["Ada"], by=acme.actor("Ada"), role=Role.MEMBER)
    assert (acme.member("Ben").role, acme.member("Ada").role) == (Role.OWNER, Role.MEMBER)


def test_the_last_owner_stays(acme: World) -> None:
    with pytest.raises(Refused, match="needs an owner"):
        actions.change_role(acme.members["Ada"], by=acme.actor("Ada"), role=Role.ADMIN)
    assert acme.member("Ada").role == Role.OWNER


def test_an_owner_who_was_deactivated_does_not_count(acme: World) -> None:
    ada = acme.actor("Ada")
    actions.change_role(acme.members["Ben"], by=ada, role=Role.OWNER)
    actions.deactivate_member(acme.members["Ben"], by=ada)
    with pytest.raises(Refused, match="needs an owner"):
        actions.change_role(acme.members["Ada"], by=ada, role=Role.MEMBER)


def test_an_admin_makes_admins_but_no_owners(acme: World) -> None:
    actions.change_role(acme.members["Cy"], by=acme.actor("Ben"), role=Role.ADMIN)
    with pytest.raises(Denied) as refusal:
        actions.change_role(acme.members["Cy"], by=acme.actor("Ben"), role=Role.OWNER)
    assert refusal.value.helpers == ["Ada"]


@pytest.mark.parametrize("name", ["Tom", "Max", "Olive"])
def test_nobody_else_changes_roles_least_of_all_their_own(acme: World, name: str) -> None:
    with pytest.raises(Denied):
        actions.change_role(acme.members[name], by=acme.actor(name), role=Role.ADMIN)


def test_an_observer_becomes_no_admin(acme: World) -> None:
    with pytest.raises(Refused) as refusal:
        actions.change_role(acme.members["Olive"], by=acme.actor("Ada"), role=Role.ADMIN)
    assert refusal.value.field == "role"


@pytest.mark.parametrize(("name", "reason"), [("Ben", "admin"), ("Tom", "leads the team"), ("Tia", "leads the team")])
def test_admins_and_leaders_become_no_observers(acme: World, name: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        actions.change_account_type(acme.members[name], by=acme.actor("Ada"), account_type=AccountType.OBSERVER)


def test_a_plain_member_becomes_an_observer_and_regular_again(acme: World) -> None:
    for account_type in (AccountType.OBSERVER, AccountType.REGULAR):
        actions.change_account_type(acme.members["Max"], by=acme.actor("Ben"), account_type=account_type)
        assert acme.member("Max").account_type == account_type
