"""Align a goal, and set what contributes to it (spec okrs §5.5, §8.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core import clock, events
from cairn.core.errors import Refused
from cairn.core.numbers import plain
from cairn.core.transactions import action
from cairn.goals import events as happened
from cairn.goals import history, policies
from cairn.goals.actions.edit import apply_edit
from cairn.goals.actions.fields import Parent
from cairn.goals.actions.guards import refuse_ended
from cairn.goals.actions.parents import check_shares, refuse_blocked
from cairn.goals.models import Goal
from cairn.goals.policies import Act
from cairn.goals.recompute import Change, lock, recompute, settings_row, told
from cairn.organizations.actor import Actor


@action
def align(goal: Goal, parents: Sequence[Parent], *, by: Actor, expected_version: int | None = None) -> list[Change]:
    """Makes `parents` the parents of the goal, in this order; the first is the primary one.

    Answers the goals whose numbers moved. Raises Refused for loops and for kinds that may not stand under each other,
    Denied for the goal or for a parent that restricts who may align to it, Stale.
    """
    edited = apply_edit(goal, {"parents": list(parents)}, by=by, expected_version=expected_version)
    events.record(
        happened.ALIGNED,
        edited.goal,
        by=by,
        title=edited.goal.title,
        parents=[str(parent.id) for parent in parents],
        changed=told(edited.changes),
    )
    return edited.changes


@action
def set_contributions(
    parent: Goal, shares: Mapping[UUID, Decimal | None], *, by: Actor, new_contribute: bool | None = None
) -> list[Change]:
    """Fixes the shares of these children in percent, or frees them (None: an equal part of what is left).

    0 leaves a child out. `new_contribute` says whether what is aligned from now on counts; None leaves that as it is.
    Answers the goals whose numbers moved. Raises Refused, Denied (spec okrs §5.5).
    """
    locked = lock([parent.pk])
    parent = locked.goals[parent.pk]
    policies.demand(by, Act.SET_CONTRIBUTIONS, parent)
    refuse_ended(parent)
    settings = settings_row()
    standing = parent.child_links.filter(child__deleted_at=None).select_related("child")
    links = {link.child_id: link for link in standing}
    before = {str(child_id): _told_share(link.contribution) for child_id, link in links.items()}
    for child_id, share in shares.items():
        link = links.get(child_id)
        if link is None:
            raise Refused(_("One of these does not stand under “%(title)s”.") % {"title": parent.title})
        if share is not None and not 0 <= share <= 100:
            raise Refused(_("A contribution lies between 0 and 100 %."), field=str(child_id))
        if (link.contribution, link.contributes) == (share, True):
            continue
        link.contribution, link.contributes = share, True
        refuse_blocked(link.child, settings, link)
        link.save(update_fields=["contribution", "contributes"])
        history.remember_alignment(link)
    check_shares(parent)
    if new_contribute is not None:
        parent.new_children_contribute = new_contribute
    parent.version += 1
    parent.updated_at = clock.now()
    parent.save(update_fields=["version", "updated_at", "new_children_contribute"])
    history.remember([parent], by=by)
    changes = recompute(locked, [parent.pk])
    told_shares = {str(child): _told_share(share) for child, share in shares.items()}
    was = {child: before[child] for child in told_shares}
    events.record(happened.CONTRIBUTIONS_SET, parent, by=by, title=parent.title, shares=told_shares, before=was)
    return changes


def _told_share(share: Decimal | None) -> str | None:
    return None if share is None else plain(share)
