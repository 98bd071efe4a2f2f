"""Who takes part in a wrap-up, and who reads what somebody wrote about it.

Everything fails closed: a reflection that nobody shared is read by its author alone. Admins get no exception, and who
works on behalf of somebody reads nothing that was kept to few.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cairn.core.errors import Denied
from cairn.goals.models import Entity
from cairn.goals.queries.tree import Place
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, TeamMember
from cairn.retrospectives.models import Note, Reflection, Sharing


def takes_part(actor: Actor, place: Place) -> bool:
    """Everybody in the organisation's, the people of a team in the team's, a person and their manager in theirs."""
    me = actor.member
    if me is None or me.is_observer:
        return False
    if place.entity == Entity.ORGANIZATION:
        return True
    if place.entity == Entity.TEAM:
        return actor.is_admin or place.id in actor.team_roles
    return place.id == me.pk or Member.objects.filter(pk=place.id, manager=me).exists()


def demand_part(actor: Actor, place: Place) -> None:
    """Raises Denied, naming people who take part."""
    if not takes_part(actor, place):
        raise Denied(_("Only those whose period it was take part in its wrap-up."), helpers=_helpers(place))


def can_lead_review(actor: Actor, place: Place) -> bool:
    """Who takes part says that the review was held; of the organisation's only its admins do."""
    return takes_part(actor, place) and (place.entity != Entity.ORGANIZATION or actor.is_admin)


def demand_lead_review(actor: Actor, place: Place) -> None:
    """Raises Denied."""
    if not can_lead_review(actor, place):
        raise Denied(_("Only those who lead this review say that it was held."), helpers=_helpers(place))


def demand_reflect(actor: Actor, place: Place) -> None:
    """One reflects for oneself: nobody does it on somebody's behalf. Raises Denied."""
    demand_part(actor, place)
    if actor.real_member is not None:
        raise Denied(_("Nobody reflects on behalf of somebody else."))


def readable(actor: Actor) -> Q:
    """The condition under which this person reads a reflection; who takes part is asked before."""
    me = actor.member
    if me is None:
        return Q(pk__in=[])
    shared = Q(sharing=Sharing.EVERYONE)
    if actor.real_member is not None:
        return shared
    return shared | Q(author=me) | Q(sharing=Sharing.MANAGER, author__manager=me)


def reflections_for(actor: Actor, rows: QuerySet[Reflection]) -> QuerySet[Reflection]:
    """Those of some reflections that this person may read."""
    return rows.filter(readable(actor))


def can_remove(actor: Actor, note: Note) -> bool:
    """One's own; nobody tidies the notes of others."""
    return actor.member_id is not None and note.author_id == actor.member_id


def demand_remove(actor: Actor, note: Note) -> None:
    if not can_remove(actor, note):
        raise Denied(_("Only who wrote this can take it away."), helpers=[str(note.author)] if note.author else [])


def _helpers(place: Place) -> list[str]:
    if place.entity == Entity.TEAM:
        rows = TeamMember.objects.filter(team=place.id, member__deactivated_at=None).select_related("member")
        return [str(row.member) for row in rows.order_by("role", "member__name")[:3]]
    if place.entity == Entity.ORGANIZATION:
        return [str(member) for member in Member.objects.admins().order_by("name")[:3]]
    return [str(member) for member in Member.objects.filter(pk=place.id)]
