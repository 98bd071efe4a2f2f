"""Which organisations there are for somebody who has signed in, before one of them is entered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.text import slugify

from cairn.core import clock, tenancy
from cairn.core.prepared import prepared_across
from cairn.organizations.actions.sign_ins import lets_in, verified_domain
from cairn.organizations.models import Invitation, JoinPolicy, JoinRequest, Member, Organization, OutOfOffice, User
from cairn.organizations.tokens import token_for


@dataclass(frozen=True)
class Place:
    """An organisation as the page of one's organisations shows it."""

    name: str
    slug: str
    description: str = ""
    role: str = ""
    token: str = ""  # of the open invitation
    asked: bool = False
    by_request: bool = False


@dataclass(frozen=True)
class Places:
    """`mine` in the order in which I joined; `invited` and `joinable` only for a confirmed address."""

    mine: list[Place] = field(default_factory=list)
    invited: list[Place] = field(default_factory=list)
    joinable: list[Place] = field(default_factory=list)


def home_of(user: User) -> str | None:
    """The slug of the organisation one lands in: the one joined first (spec okrs §2.1)."""
    found = _memberships(user)
    return found[0].organization.slug if found else None


def places_of(user: User) -> Places:
    """Everything the page of one's organisations shows."""
    mine = _memberships(user)
    return Places(
        mine=[_place(row.organization, role=row.get_role_display()) for row in mine],
        invited=_invited(user),
        joinable=_joinable(user, {row.organization_id for row in mine}),
    )


def active_membership(user: User, slug: str) -> Member | None:
    """The person in the organisation at an address, with the organisation; one query. None for a stranger.

    `may_stand_in` and `is_elsewhere` on it say whether asking for absences covered and other organisations pays.
    """
    yesterday = (clock.now() - timedelta(days=1)).date()  # it may be today still where the organisation is
    with tenancy.across_organizations("which organisation an address opens for a person"):
        rows = _active_memberships(user.pk, yesterday)
    found: Any = next((row for row in rows if row.organization.slug == slug), None)
    if found is not None:
        found.is_elsewhere = len(rows) > 1
    return cast("Member | None", found)


@prepared_across
def _active_memberships(user_id: UUID, since: date) -> Any:
    covered = OutOfOffice.objects.filter(delegate=OuterRef("pk"), last_day__gte=since)
    rows = Member.objects.active().filter(user_id=user_id).select_related("organization")
    return rows.annotate(may_stand_in=Exists(covered))


def other_places(user: User, here: Organization) -> list[Place]:
    """The organisations a person is in besides this one, in the order in which they joined; one query."""
    return [_place(row.organization) for row in _memberships(user) if row.organization_id != here.pk]


def organization_at(slug: str) -> Organization | None:
    """The organisation at an address; whoever shows it has to keep its existence to itself."""
    return Organization.objects.filter(slug=slug.strip().lower()).first()


def free_slug(name: str) -> str:
    """An address made from a name that nobody has yet."""
    stem = slugify(name)[:40].strip("-") or "organization"
    taken = set(Organization.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in count(2))
    return stem if stem not in taken else next(slug for slug in numbered if slug not in taken)


def _memberships(user: User) -> list[Member]:
    with tenancy.across_organizations("which organisations a person is in"):
        rows = Member.objects.active().filter(user=user).select_related("organization")
        return list(rows.order_by("joined_at", "pk"))


def _invited(user: User) -> list[Place]:
    if not verified_domain(user):
        return []
    with tenancy.across_organizations("which organisations invite a person"):
        rows = Invitation.objects.filter(
            email=user.email, state=Invitation.State.OPEN, expires_at__gt=clock.now()
        ).select_related("organization")
        return [_place(row.organization, token=token_for(row)) for row in rows]


def _joinable(user: User, mine: Iterable[object]) -> list[Place]:
    domain = verified_domain(user)
    if not domain:
        return []
    company = settings.COMPANY_ORGANIZATION
    others = Organization.objects.exclude(pk__in=list(mine)).order_by("name")
    # JSON containment differs between the databases; the organisations with domains of their own are few.
    open_ones = others.exclude(join_policy=JoinPolicy.INVITATION).exclude(email_domains=[])
    fitting = [row for row in open_ones if domain in row.email_domains and row.slug != company]
    fitting = [*(others.filter(slug=company) if company else ()), *fitting]
    with tenancy.across_organizations("where a person asked to be let in"):
        rows = JoinRequest.objects.filter(user=user, state=JoinRequest.State.OPEN)
        asked = set(rows.values_list("organization_id", flat=True))
    return [_place(row, asked=row.pk in asked, by_request=not lets_in(row, user)) for row in fitting]


def _place(organization: Organization, **more: object) -> Place:
    return Place(organization.name, organization.slug, organization.description, **more)  # type: ignore[arg-type]
