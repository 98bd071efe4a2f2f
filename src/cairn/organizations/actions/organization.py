"""Create and change an organisation (spec okrs §1, §2.1, §18)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypedDict, Unpack
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core import tenancy
from cairn.core.access import Via
from cairn.core.errors import Refused
from cairn.core.events import record
from cairn.core.transactions import action
from cairn.organizations import events, policies, setup
from cairn.organizations.actions import values
from cairn.organizations.actions.sign_ins import verified_domain
from cairn.organizations.actor import Actor
from cairn.organizations.models import (
    AccountType,
    InvitePolicy,
    JoinPolicy,
    Member,
    Organization,
    Role,
    TeamPolicy,
    User,
)
from cairn.organizations.terminology import Term, forget, worded

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,62}")


class OrganizationChanges(TypedDict, total=False):
    """What `update_organization` takes; what is left out stays."""

    name: str
    description: str
    time_zone: str
    locale: str
    join_policy: str
    email_domains: list[str]
    default_account_type: str
    invite_policy: str
    team_policy: str
    team_makers: Sequence[UUID]


@action
def create_organization(
    *,
    name: str,
    slug: str,
    owner: User,
    description: str = "",
    time_zone: str = "UTC",
    join_policy: str = JoinPolicy.INVITATION,
    is_demo: bool = False,
    via: Via = Via.WEB,
) -> Organization:
    """An organisation with its first owner, furnished with what the rooms above put into it (spec okrs §2.1).

    Open to join, it is so for the domain of the founder's confirmed address. Raises Denied where people create none
    by themselves; Refused for a bad name, address, time zone or way to join; Conflict when the address is taken.
    """
    if via is Via.WEB:
        policies.demand_found(owner)
    organization = Organization(
        name=values.line(name, field="name"),
        slug=_slug(slug),
        description=values.paragraph(description, field="description"),
        time_zone=values.time_zone(time_zone),
        join_policy=_choice(join_policy, JoinPolicy.values, "join_policy"),
        email_domains=_own_domain(owner, join_policy),
        is_demo=is_demo,
    )
    with values.only_one(_("This address is taken. Please choose another."), field="slug"):
        organization.save(force_insert=True)
    with tenancy.enter(organization.pk):
        member = Member(user=owner, name=owner.name or owner.email, email=owner.email, role=Role.OWNER)
        member.save(force_insert=True)
        actor = Actor(member=member, via=via)
        setup.furnish(organization, by=actor)
        record(events.ORGANIZATION_CREATED, organization, by=actor)
    return organization


def _own_domain(owner: User, join_policy: str) -> list[str]:
    """The first of the domains whose people may join, or be offered to ask."""
    domain = verified_domain(owner) if join_policy != JoinPolicy.INVITATION else ""
    if join_policy == JoinPolicy.OPEN and not domain:
        raise Refused(
            _("Confirm your own e-mail address first, or name the domains in the settings later."),
            field="join_policy",
        )
    return [domain] if domain else []


def _slug(text: str) -> str:
    kept = text.strip().lower()
    if not _SLUG.fullmatch(kept) or len(kept) > 50:
        raise Refused(_("The address is made of small letters, digits and single hyphens, at most 50."), field="slug")
    return kept


@action
def update_organization(
    organization: Organization, *, by: Actor, **changes: Unpack[OrganizationChanges]
) -> Organization:
    """Changes settings. Raises Denied, or Refused at the field that does not fit."""
    policies.demand_manage_organization(by)
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    before = {field: getattr(organization, field) for field in changes}
    for field, value in _checked(changes).items():
        setattr(organization, field, value)
    if organization.team_policy == TeamPolicy.LISTED and not organization.team_makers:
        raise Refused(_("Choose at least one person."), field="team_makers")
    if organization.join_policy == JoinPolicy.OPEN and not organization.email_domains:
        raise Refused(
            _("Name at least one e-mail domain whose people may join by themselves."), field="email_domains"
        )
    changed = {field: [old, new] for field, old in before.items() if (new := getattr(organization, field)) != old}
    if changed:
        organization.save(update_fields=list(changed))
        record(events.ORGANIZATION_CHANGED, organization, by=by, changed=changed)
    return organization


def _checked(changes: OrganizationChanges) -> dict[str, object]:
    kept: dict[str, object] = {}
    for field, choices in _CHOICES.items():
        if field in changes:
            kept[field] = _choice(changes[field], choices, field)  # type: ignore[literal-required]
    if "name" in changes:
        kept["name"] = values.line(changes["name"], field="name")
    if "description" in changes:
        kept["description"] = values.paragraph(changes["description"], field="description")
    if "time_zone" in changes:
        kept["time_zone"] = values.time_zone(changes["time_zone"])
    if "locale" in changes:
        kept["locale"] = values.locale(changes["locale"])
    if "email_domains" in changes:
        kept["email_domains"] = _domains(changes["email_domains"])
    if "team_makers" in changes:
        kept["team_makers"] = _people(changes["team_makers"], field="team_makers")
    return kept


_CHOICES: dict[str, list[str]] = {
    "join_policy": JoinPolicy.values,
    "invite_policy": InvitePolicy.values,
    "team_policy": TeamPolicy.values,
    "default_account_type": AccountType.values,
}


def _choice(value: str, choices: list[str], field: str) -> str:
    if value not in choices:
        raise Refused(_("Please choose one of the possibilities."), field=field)
    return value


def _people(ids: Sequence[UUID], *, field: str) -> list[str]:
    found = Member.objects.filter(pk__in=ids)
    if found.count() != len(set(ids)):
        raise Refused(_("There is no such person in this organisation."), field=field)
    observer = found.filter(account_type=AccountType.OBSERVER).first()
    if observer is not None:
        raise Refused(worded(_("%(name)s is an observer and creates no {teams}.")) % {"name": observer}, field=field)
    return sorted({str(member_id) for member_id in ids})


def _domains(names: list[str]) -> list[str]:
    kept = sorted({name.strip().lower().removeprefix("@") for name in names} - {""})
    for name in kept:
        if not _DOMAIN.fullmatch(name):
            raise Refused(_("“%(name)s” is not a domain.") % {"name": name[:80]}, field="email_domains")
    return kept


@action
def set_terms(organization: Organization, *, by: Actor, words: Mapping[Term, tuple[str, str]]) -> Organization:
    """Replaces the organisation's own words, singular and plural; a term left out goes back to the built-in one.

    Raises Denied, or Refused at the field "<term>_singular" or "<term>_plural" (spec okrs §1).
    """
    policies.demand_manage_organization(by)
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    kept = {
        term.value: [
            values.line(singular, field=f"{term.value}_singular", limit=40),
            values.line(plural, field=f"{term.value}_plural", limit=40),
        ]
        for term, (singular, plural) in words.items()
    }
    if kept != organization.terminology:
        before, organization.terminology = organization.terminology, kept
        organization.save(update_fields=["terminology"])
        forget()
        record(events.TERMS_CHANGED, organization, by=by, changed={"terminology": [before, kept]})
    return organization
