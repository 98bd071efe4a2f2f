"""What being private means for the goals above and below (spec okrs §2.6).

A private objective hides its key results with it. A private goal stands under one parent at most, as otherwise its
number would be told in several places; and where the organisation wants that, only under a private one.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cairn.core.errors import Refused
from cairn.goals import history
from cairn.goals.models import Alignment, Goal, GoalKind, GoalOwner, GoalSettings, GoalViewer, Privacy
from cairn.organizations.terminology import worded


def check_may_be_private(goal: Goal) -> None:
    """An objective cannot hide while a key result of it also stands under somebody else (§2.6, golden 34)."""
    for link in goal.child_links.filter(child__deleted_at=None).select_related("child"):
        shared = link.child.parent_links.filter(parent__deleted_at=None).count() > 1
        if link.child.kind == GoalKind.KEY_RESULT and shared:
            raise Refused(
                _("“%(title)s” has several parents, so this cannot become private. Align it to this one only first.")
                % {"title": link.child.title},
                field="privacy",
            )


def share_with_key_results(goal: Goal, viewer_ids: list[UUID]) -> None:
    """A private objective applies the same list to its key results (spec okrs §2.6)."""
    if goal.kind != GoalKind.OBJECTIVE:
        return
    seeing = _also_owners(goal, viewer_ids)
    key_results = Goal.objects.standing().filter(parent_links__parent=goal, kind=GoalKind.KEY_RESULT)
    for key_result in key_results:
        _list(key_result, seeing)


def hide_with_parent(goal: Goal) -> None:
    """A key result that is made under a private objective is as private, for the same people (spec okrs §2.6)."""
    if goal.kind != GoalKind.KEY_RESULT:
        return
    parent = Goal.objects.filter(
        child_links__child=goal, kind=GoalKind.OBJECTIVE, privacy=Privacy.LISTED, deleted_at=None
    ).first()
    if parent is not None:
        listed = GoalViewer.objects.filter(goal=parent).values_list("member_id", flat=True)
        goal.privacy = Privacy.LISTED
        _list(goal, _also_owners(parent, list(listed)))


def _also_owners(objective: Goal, viewer_ids: list[UUID]) -> list[UUID]:
    """Who sees the objective: the listed people and its owners."""
    owners = GoalOwner.objects.filter(goal=objective).values_list("member_id", flat=True)
    return list(dict.fromkeys([*viewer_ids, *owners]))


def _list(key_result: Goal, viewer_ids: list[UUID]) -> None:
    Goal.objects.filter(pk=key_result.pk).update(privacy=Privacy.LISTED)
    GoalViewer.objects.filter(goal=key_result).delete()
    GoalViewer.objects.bulk_create([GoalViewer(goal=key_result, member_id=v) for v in viewer_ids])


def leave_several_parents(goal: Goal) -> None:
    """What is aligned to several others leaves all of them when it becomes private."""
    links = list(_standing_parents(goal))
    if len(links) > 1:
        for link in links:
            history.forget_alignment(link)
            link.delete()


def refuse_public_parents(goal: Goal, settings: GoalSettings) -> None:
    """Raises Refused where private goals do not stand under public ones, and this one would."""
    if not settings.private_under_public:
        public = _standing_parents(goal).filter(parent__privacy=Privacy.EVERYONE).first()
        if public is not None:
            raise Refused(
                worded(_("Here a private {okr} does not stand under a public one. Take it off “%(title)s” first."))
                % {"title": public.parent.title},
                field="privacy",
            )


def check_parents(goal: Goal, settings: GoalSettings) -> None:
    """Raises Refused when something private has come under several parents, or under a public one that may not be."""
    parents = [link.parent for link in _standing_parents(goal)]
    hidden = goal.is_private or (goal.kind == GoalKind.KEY_RESULT and any(map(_hides_key_results, parents)))
    if hidden and len(parents) > 1:
        raise Refused(
            worded(_("What is private, or {a key_result} of something private, stands under one parent only.")),
            field="parents",
        )
    if goal.is_private and not settings.private_under_public and any(not parent.is_private for parent in parents):
        raise Refused(worded(_("Here a private {okr} does not stand under a public one.")), field="parents")


def _hides_key_results(parent: Goal) -> bool:
    return bool(parent.kind == GoalKind.OBJECTIVE and parent.is_private)


def _standing_parents(goal: Goal) -> QuerySet[Alignment]:
    return Alignment.objects.filter(child=goal, parent__deleted_at=None).select_related("parent")
