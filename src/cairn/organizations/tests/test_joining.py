"""Join by the domain of one's address, or ask (spec okrs §2.1)."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.mail import EmailMessage
from tests.world import World

from cairn.core.errors import Denied, Refused
from cairn.organizations import actions
from cairn.organizations.models import JoinPolicy, JoinRequest, Member, MemberState, User
from cairn.organizations.queries.organizations import places_of


def newcomer(email: str = "nia@acme.example", verified: bool = True) -> User:
    return actions.open_sign_in(email=email, name="Nia", verified=verified)


def opened(acme: World, policy: str) -> None:
    actions.update_organization(acme.acme, by=acme.actor("Ada"), join_policy=policy, email_domains=["acme.example"])


def test_a_confirmed_address_of_the_domain_is_enough_where_it_is_open(acme: World) -> None:
    opened(acme, JoinPolicy.OPEN)
    member = actions.join_by_domain(organization=acme.acme, user=newcomer())
    assert (member.state, member.is_admin) == (MemberState.ACTIVE, False)


@pytest.mark.parametrize(
    ("email", "verified"), [("nia@acme.example", False), ("nia@evil.example", True), ("nia@notacme.example", True)]
)
def test_an_unconfirmed_or_foreign_address_is_not(acme: World, email: str, verified: bool) -> None:
    opened(acme, JoinPolicy.OPEN)
    with pytest.raises(Refused):
        actions.join_by_domain(organization=acme.acme, user=newcomer(email, verified))
    assert not Member.objects.filter(email=email).exists()


@pytest.mark.parametrize("policy", [JoinPolicy.REQUEST, JoinPolicy.INVITATION])
def test_nobody_joins_alone_where_it_is_not_open(acme: World, policy: str) -> None:
    opened(acme, policy)
    with pytest.raises(Refused):
        actions.join_by_domain(organization=acme.acme, user=newcomer())


def test_an_open_organisation_names_its_domains(acme: World) -> None:
    with pytest.raises(Refused) as refusal:
        actions.update_organization(acme.acme, by=acme.actor("Ada"), join_policy=JoinPolicy.OPEN)
    assert refusal.value.field == "email_domains"


def test_a_request_waits_for_an_admin_who_gets_a_letter(
    acme: World, mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: Any
) -> None:
    opened(acme, JoinPolicy.REQUEST)
    with django_capture_on_commit_callbacks(execute=True):
        request = actions.request_to_join(organization=acme.acme, user=newcomer(), message="Hello")
    assert request.state == JoinRequest.State.OPEN
    assert sorted(letter.to[0] for letter in mailoutbox) == ["ada@acme.example", "ben@acme.example"]
    assert not Member.objects.filter(email="nia@acme.example").exists()


def test_asking_twice_is_asking_once(acme: World) -> None:
    opened(acme, JoinPolicy.REQUEST)
    for _ in range(2):
        actions.request_to_join(organization=acme.acme, user=newcomer())
    assert JoinRequest.objects.count() == 1


def test_accepting_lets_the_person_in(acme: World) -> None:
    opened(acme, JoinPolicy.REQUEST)
    request = actions.request_to_join(organization=acme.acme, user=newcomer())
    member = actions.decide_join_request(request, by=acme.actor("Ben"), accept=True)
    assert member is not None
    assert member.state == MemberState.ACTIVE


def test_declining_lets_nobody_in_and_is_final(acme: World) -> None:
    opened(acme, JoinPolicy.REQUEST)
    request = actions.request_to_join(organization=acme.acme, user=newcomer())
    assert actions.decide_join_request(request, by=acme.actor("Ben"), accept=False) is None
    with pytest.raises(Refused, match="already"):
        actions.decide_join_request(request, by=acme.actor("Ben"), accept=True)


def test_members_decide_nothing(acme: World) -> None:
    opened(acme, JoinPolicy.REQUEST)
    request = actions.request_to_join(organization=acme.acme, user=newcomer())
    with pytest.raises(Denied):
        actions.decide_join_request(request, by=acme.actor("Cy"), accept=True)


def test_an_imported_account_goes_to_a_confirmed_address_only(acme: World) -> None:
    opened(acme, JoinPolicy.REQUEST)
    imported = actions.add_member(email="ida@acme.example", name="Ida", by=acme.actor("Ada"))
    impostor = newcomer("ida@acme.example", verified=False)
    request = actions.request_to_join(organization=acme.acme, user=impostor)
    with pytest.raises(Refused, match="confirmed first"):
        actions.decide_join_request(request, by=acme.actor("Ada"), accept=True)
    newcomer("ida@acme.example", verified=True)
    member = actions.decide_join_request(request, by=acme.actor("Ada"), accept=True)
    assert member == imported


@pytest.mark.parametrize("policy", JoinPolicy.values)
def test_everybody_here_enters_the_organisation_of_the_whole_company(acme: World, settings: Any, policy: str) -> None:
    """okrs §2.1, company-wide organisation: no invitation, whatever the domain; a confirmed address all the same."""
    opened(acme, policy)
    settings.COMPANY_ORGANIZATION = "acme"
    somebody = newcomer("nia@elsewhere.example")
    assert [(place.name, place.by_request) for place in places_of(somebody).joinable] == [("Acme", False)]
    assert actions.join_by_domain(organization=acme.acme, user=somebody).state == MemberState.ACTIVE
    with pytest.raises(Refused):
        actions.join_by_domain(organization=acme.acme, user=newcomer("ida@elsewhere.example", verified=False))


def test_the_door_of_the_whole_company_stays_closed_to_whom_an_admin_has_put_out(acme: World, settings: Any) -> None:
    """okrs §2.1: admins may still deactivate."""
    settings.COMPANY_ORGANIZATION = "acme"
    somebody = newcomer("nia@elsewhere.example")
    member = actions.join_by_domain(organization=acme.acme, user=somebody)
    actions.deactivate_member(member, by=acme.actor("Ben"))
    with pytest.raises(Refused):
        actions.join_by_domain(organization=acme.acme, user=somebody)
    assert Member.objects.get(pk=member.pk).is_deactivated


def test_new_people_get_the_organisations_usual_account_type(acme: World) -> None:
    """okrs §2.3, default account type."""
    opened(acme, JoinPolicy.OPEN)
    actions.update_organization(acme.acme, by=acme.actor("Ada"), default_account_type="observer")
    assert actions.join_by_domain(organization=acme.acme, user=newcomer()).is_observer
