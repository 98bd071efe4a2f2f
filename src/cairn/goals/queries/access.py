"""Who may edit a goal, and why: by what they are to it, or because somebody granted it (spec okrs §2.5, notes)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.goals.models import Goal, GoalEditor
from cairn.goals.ties import Ties, ties
from cairn.organizations.actor import Actor
from cairn.organizations.lineage import above, managers_of_any
from cairn.organizations.models import AccountType, Member, OutOfOffice, TeamMember, TeamRole
from cairn.organizations.terminology import worded


@dataclass(frozen=True)
class Access:
    """One person who may edit. `reasons` say by what; `is_granted`: by a grant alone, which can be taken back."""

    member: Member
    reasons: tuple[str, ...]
    is_granted: bool


def who_may_edit(goal: Goal, actor: Actor) -> list[Access]:
    """Everybody who may edit the goal, by name, as relations.py has it; of parents only those that `actor` sees.

    People who left and observers are passed over. What the approval of a page takes from all is not looked at.
    """
    reasons: dict[UUID, list[str]] = defaultdict(list)

    def add(ids: Iterable[UUID], reason: str) -> None:
        for member_id in ids:
            reasons[member_id].append(reason)

    near = ties([goal], actor)
    add([member.pk for member in near.owners.get(goal.pk, ())], _("owns it"))
    _add_delegates(goal, near, actor, add)
    if not goal.only_listed_edit:
        _add_by_role(goal, near, add)
    granted = set(GoalEditor.objects.filter(goal=goal).values_list("member_id", flat=True))
    by_role = set(reasons)
    add(granted - by_role, _("may edit it by a grant"))
    people = Member.objects.listed().filter(pk__in=list(reasons)).exclude(account_type=AccountType.OBSERVER)
    return [
        Access(member, tuple(dict.fromkeys(reasons[member.pk])), member.pk not in by_role)
        for member in people.order_by("name", "pk")
    ]


Add = Callable[[Iterable[UUID], str], None]


def _add_delegates(goal: Goal, near: Ties, actor: Actor, add: Add) -> None:
    today = actor.today
    if goal.delegate_id and (goal.delegated_until is None or today <= goal.delegated_until):
        add([goal.delegate_id], _("is its delegate"))
    away = OutOfOffice.objects.on(today).filter(member__in=near.owner_ids(goal.pk)).exclude(delegate=None)
    add(away.values_list("delegate_id", flat=True), _("stands in for an owner who is away"))


def _add_by_role(goal: Goal, near: Ties, add: Add) -> None:
    """What a person is to the goal, its team or the organisation: this cannot be taken from them here."""
    creator = [goal.creator_id] if goal.creator_id else []
    above_it = {owner for link in near.parents.get(goal.pk, ()) if link.seen for owner in link.owner_ids}
    add(creator, _("created it"))
    add(above_it, _("owns what it is aligned to"))
    add(managers_of_any({*near.owner_ids(goal.pk), *creator, *above_it}), _("manages one of these people"))
    add(_leads(near.teams.get(goal.pk, ())), worded(_("leads its {team} or one above")))
    add(Member.objects.admins().values_list("pk", flat=True), _("is owner or admin of the organisation"))


def _leads(teams: Iterable[tuple[UUID, str]]) -> list[UUID]:
    line = {each for team_id, _name in teams for each in (team_id, *above(team_id))}
    rows = TeamMember.objects.filter(team__in=line).exclude(role=TeamRole.MEMBER)
    return list(rows.values_list("member_id", flat=True))
