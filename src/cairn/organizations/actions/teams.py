"""Create, change and move teams (spec okrs §2.2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict, Unpack

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cairn.core import tenancy
from cairn.core.errors import Refused
from cairn.core.events import record
from cairn.core.transactions import action
from cairn.organizations import events, policies
from cairn.organizations.actions import team_members, values
from cairn.organizations.actor import Actor
from cairn.organizations.lineage import below
from cairn.organizations.models import Member, Organization, Team, TeamRole
from cairn.organizations.terminology import worded

TAKEN = gettext_noop("A team of this name exists already.")


class TeamChanges(TypedDict, total=False):
    """What `update_team` takes; what is left out stays."""

    name: str
    description: str
    type_label: str


@action
def create_team(
    *,
    name: str,
    by: Actor,
    description: str = "",
    type_label: str = "",
    parent: Team | None = None,
    owners: Iterable[Member] = (),
    members: Iterable[Member] = (),
) -> Team:
    """A team; whoever creates it owns it unless owners are named.

    Raises Denied; Refused for a bad value or an archived parent; Conflict when the name is taken.
    """
    organization = Organization.objects.get(pk=tenancy.current_id())
    policies.demand_create_team(by, organization, parent)
    if parent is not None:
        refuse_archived(parent, field="parent")
    team = Team(
        name=values.line(name, field="name"),
        description=values.paragraph(description, field="description"),
        type_label=values.line(type_label, field="type_label", limit=60, required=False),
        parent=parent,
    )
    with values.only_one(_(TAKEN), field="name"):
        team.save(force_insert=True)
    owners = list(owners) or ([by.member] if by.member is not None else [])
    for member in members:
        team_members.put(team, member, TeamRole.MEMBER)
    for owner in owners:
        team_members.put(team, owner, TeamRole.OWNER)
    record(events.TEAM_CREATED, team, by=by, parent=parent.pk if parent else None)
    return team


@action
def update_team(team: Team, *, by: Actor, **changes: Unpack[TeamChanges]) -> Team:
    """Changes name, description or type. Raises Denied, Refused at the field, Conflict when the name is taken."""
    policies.demand_manage_team(by, team)
    team = locked(team)
    refuse_archived(team)
    kept: dict[str, str] = {}
    if "name" in changes:
        kept["name"] = values.line(changes["name"], field="name")
    if "description" in changes:
        kept["description"] = values.paragraph(changes["description"], field="description")
    if "type_label" in changes:
        kept["type_label"] = values.line(changes["type_label"], field="type_label", limit=60, required=False)
    changed = {field: [getattr(team, field), new] for field, new in kept.items() if getattr(team, field) != new}
    if not changed:
        return team
    for field in changed:
        setattr(team, field, kept[field])
    with values.only_one(_(TAKEN), field="name"):
        team.save(update_fields=list(changed))
    record(events.TEAM_EDITED, team, by=by, changed=changed)
    return team


@action
def move_team(team: Team, *, by: Actor, parent: Team | None) -> Team:
    """Puts a team below another, or to the top with None.

    Raises Denied when one may not manage the team or create teams there; Refused when it would lie below itself.
    """
    policies.demand_manage_team(by, team)
    organization = Organization.objects.select_for_update().get(pk=tenancy.current_id())
    team = locked(team)
    refuse_archived(team)
    if team.parent_id == (parent.pk if parent else None):
        return team
    policies.demand_create_team(by, organization, parent)
    if parent is not None:
        refuse_archived(parent, field="parent")
        if parent.pk == team.pk or parent.pk in below(team.pk):
            raise Refused(worded(_("{A team} cannot lie below itself.")), field="parent")
    before, team.parent = team.parent_id, parent
    team.save(update_fields=["parent"])
    record(events.TEAM_MOVED, team, by=by, changed={"parent": [before, team.parent_id]})
    return team


def locked(team: Team) -> Team:
    """The team as it is now, for this transaction alone."""
    found: Team = Team.objects.select_for_update().get(pk=team.pk)
    return found


def refuse_archived(team: Team, *, field: str | None = None) -> None:
    """Raises Refused for an archived team: it is brought back first."""
    if team.archived_at is not None:
        raise Refused(
            worded(_("The {team} %(name)s is archived. Bring it back first.")) % {"name": team.name}, field=field
        )
