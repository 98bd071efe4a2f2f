"""Makes the people, teams, periods and tags that a plan calls new, through their own actions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from cairn.core.access import Via
from cairn.core.errors import CairnError, Refused
from cairn.goals.models import Tag
from cairn.integrations.migration.viva_goals.choices import ME
from cairn.integrations.migration.viva_goals.lines import Action
from cairn.integrations.migration.viva_goals.people import normalised
from cairn.integrations.migration.viva_goals.present import PLACEHOLDER_DOMAIN
from cairn.integrations.migration.viva_goals.surroundings import PersonPlan, Surroundings, TeamPlan
from cairn.organizations import actions
from cairn.organizations.actions import values
from cairn.organizations.actor import Actor, system
from cairn.organizations.models import AccountType, Member, Team, TeamRole
from cairn.planning.actions import add_period
from cairn.planning.models import PeriodKind


def settle(around: Surroundings, *, by: Actor) -> None:
    """Makes what is new and puts the ids of the new rows into the plans."""
    _people(around, by)
    _teams(around, by)
    for period in around.periods.values():
        if period.line.action is Action.NEW:
            assert period.record.start is not None
            assert period.record.end is not None
            made = add_period(
                name=period.line.title,
                start=period.record.start,
                end=period.record.end,
                kind=PeriodKind(period.kind),
                by=by,
            )
            period.period = period.line.subject = made.pk
    for line in around.tags:
        if line.action is Action.NEW:
            tag = Tag(name=line.title)
            tag.save(force_insert=True)
            line.subject = tag.pk


def put_away(around: Surroundings, *, by: Actor) -> None:
    """Deactivates new people and archives new teams that were so in the file; last, when all refer to them."""
    for person in around.people:
        if person.line.action is Action.NEW and person.record.state == "deactivated" and person.member:
            actions.deactivate_member(Member.objects.get(pk=person.member), by=by)
    for team in around.teams.values():
        if team.line.action is Action.NEW and team.record.archived and team.team:
            actions.archive_team(Team.objects.get(pk=team.team), by=by)


# --- People ------------------------------------------------------------------------------------------------


def _people(around: Surroundings, by: Actor) -> None:
    taken = {email.casefold() for email in Member.objects.values_list("email", flat=True)}
    for person in _managers_first(around):
        if person.line.action is Action.NEW:
            _add(person, around, taken, by)
        elif person.real_email:
            _complete(person, by)


def _managers_first(around: Surroundings) -> Iterator[PersonPlan]:
    """Everyone after their manager; where managers go round in a circle, somebody has to come first."""
    begun: set[int] = set()
    for person in around.people:
        line: list[PersonPlan] = []
        above: PersonPlan | None = person
        while above is not None and id(above) not in begun:
            begun.add(id(above))
            line.append(above)
            above = around.person(above.record.manager_ref)
        yield from reversed(line)


def _add(person: PersonPlan, around: Surroundings, taken: set[str], by: Actor) -> None:
    if person.choice == ME and by.member is not None:
        person.member = by.member.pk
        return
    record = person.record
    manager = around.person(record.manager_ref)
    email = _address(person, taken)
    member = actions.add_member(
        email=email,
        name=person.line.title,
        account_type=AccountType.OBSERVER if person.is_observer else AccountType.REGULAR,
        manager=Member.objects.get(pk=manager.member) if manager and manager.member else None,
        by=by,
    )
    taken.add(email)
    person.member = person.line.subject = member.pk


def _address(person: PersonPlan, taken: set[str]) -> str:
    """The person's address, or a made-up one to which nothing is delivered."""
    if person.record.email:
        try:
            email = values.address(person.record.email)
        except Refused as refusal:
            person.line.tell(refusal.sentence)
        else:
            if email not in taken:
                return email
    local = re.sub(r"[^a-z0-9]+", ".", normalised(person.record.name)).strip(".")[:40] or "somebody"
    number, email = 1, f"{local}@{PLACEHOLDER_DOMAIN}"
    while email in taken:
        number += 1
        email = f"{local}.{number}@{PLACEHOLDER_DOMAIN}"
    return email


def _complete(person: PersonPlan, by: Actor) -> None:
    """A placeholder learns its address."""
    try:
        member = Member.objects.get(pk=person.member)
        actions.update_member(member, by=by, email=person.real_email)
    except CairnError as error:
        person.line.tell(error.sentence)
        person.line.action = Action.UNCHANGED


# --- Teams -------------------------------------------------------------------------------------------------


def _teams(around: Surroundings, by: Actor) -> None:
    members = _members_by_team(around)
    for team in _parents_first(around):
        people = members.get(normalised(team.record.name), [])
        if team.line.action is Action.NEW:
            _create(team, around, people, by)
        elif team.team is not None and (newcomers := [p for p in people if p.line.action is Action.NEW]):
            _join(team, newcomers, by)


def _members_by_team(around: Surroundings) -> dict[str, list[PersonPlan]]:
    found: dict[str, list[PersonPlan]] = {}
    for person in around.people:
        for name in person.record.team_names:
            if person.member is not None:
                found.setdefault(normalised(name), []).append(person)
    return found


def _parents_first(around: Surroundings) -> Iterator[TeamPlan]:
    begun: set[int] = set()
    for team in around.teams.values():
        line: list[TeamPlan] = []
        above: TeamPlan | None = team
        while above is not None and id(above) not in begun:
            begun.add(id(above))
            line.append(above)
            above = around.team(above.record.parent_name) if above.record.parent_name else None
        yield from reversed(line)


def _create(team: TeamPlan, around: Surroundings, people: list[PersonPlan], by: Actor) -> None:
    record = team.record
    found = [around.person(ref) for ref in record.owner_refs]
    owners = _standing(person for person in found if person and person.member)
    above = around.team(record.parent_name) if record.parent_name else None
    parent = Team.objects.open().filter(pk=above.team).first() if above and above.team else None
    made = actions.create_team(
        name=team.line.title,
        description=record.description[:2000],
        type_label=record.type_label[:60],
        parent=parent,
        owners=[owner for owner in owners if not owner.is_observer],
        members=_standing(people),
        # Whoever creates a team owns it unless owners are named; nobody should own a company's teams by importing.
        by=by if owners else system(Via.IMPORT),
    )
    team.team = team.line.subject = made.pk


def _standing(people: Iterable[PersonPlan]) -> list[Member]:
    ids = [person.member for person in people]
    found = {member.pk: member for member in Member.objects.listed().filter(pk__in=ids)}
    return [found[member_id] for member_id in dict.fromkeys(ids) if member_id in found]


def _join(team: TeamPlan, newcomers: list[PersonPlan], by: Actor) -> None:
    try:
        row = Team.objects.get(pk=team.team)
        actions.change_team_members(row, by=by, put_in=dict.fromkeys(_standing(newcomers), TeamRole.MEMBER))
    except CairnError as error:
        team.line.tell(_("Nobody was added: %(reason)s") % {"reason": error.sentence})
