"""Give what somebody owns to others: before an account ends, or when somebody moves on (spec okrs §2.3)."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cairn.core import bulk, clock, events
from cairn.core.errors import Refused
from cairn.core.transactions import action
from cairn.goals import events as happened
from cairn.goals import history
from cairn.goals.actions.fields import regular
from cairn.goals.models import Goal, GoalOwner
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member
from cairn.organizations.policies import demand_manage_member


def held_by(member: Member) -> QuerySet[Goal]:
    """Everything of which the person is an owner or the check-in owner: ended, private and deleted ones too."""
    mine = Q(pk__in=GoalOwner.objects.filter(member=member).values("goal_id")) | Q(check_in_owner=member)
    found: QuerySet[Goal] = Goal.objects.filter(mine)
    return found


@action
def reassign(member: Member, *, by: Actor, to: UUID | None, single: Mapping[UUID, UUID] | None = None) -> int:
    """Puts others in the person's place as owner and check-in owner; answers of how many goals.

    `single` names a successor for single goals, `to` the one for all the rest; None: the rest stays. A goal that its
    successor owns already only loses an owner. Nobody has to see a goal to give it away: that of a private one says
    nothing about it. Raises Denied unless `by` manages the account; Refused for observers and closed accounts.
    """
    demand_manage_member(by, member)
    successors = {goal_id: _successor(heir, member) for goal_id, heir in (single or {}).items()}
    rest = _successor(to, member) if to is not None else None
    rows = list(held_by(member).select_for_update(of=("self",)).order_by("pk"))
    changed = []
    before = history.structures_of(rows)
    for goal in rows:
        heir = successors.get(goal.pk, rest)
        if heir is not None:
            _replace(goal, member, heir)
            changed.append(goal)
    bulk.update(changed, ["check_in_owner", "delegate", "delegated_until", "version", "updated_at"])
    history.remember(changed, by=by)
    after = history.structures_of(changed)
    for goal in changed:
        differing = history.differences(before[goal.pk], after[goal.pk])
        events.record(happened.EDITED, goal, by=by, title=goal.title, changes=differing)
    return len(changed)


def _successor(member_id: UUID, leaving: Member) -> Member:
    found = regular(member_id, field="to")
    assert found is not None
    if found.pk == leaving.pk:
        raise Refused(_("Choose somebody else: it is %(name)s's already.") % {"name": leaving}, field="to")
    if found.is_deactivated:
        raise Refused(_("%(name)s was deactivated.") % {"name": found}, field="to")
    return found


def _replace(goal: Goal, leaving: Member, heir: Member) -> None:
    place = GoalOwner.objects.filter(goal=goal, member=leaving)
    if GoalOwner.objects.filter(goal=goal, member=heir).exists():
        place.delete()
    else:
        place.update(member=heir)
    if goal.check_in_owner_id == leaving.pk:
        goal.check_in_owner = heir
    if goal.delegate_id == heir.pk:
        goal.delegate, goal.delegated_until = None, None
    goal.version += 1
    goal.updated_at = clock.now()
