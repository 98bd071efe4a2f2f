"""Hang files on a check-in, a closing note, a comment or an update, and take them off again (spec okrs §7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from cairn.conversations import events as happened
from cairn.conversations import policies
from cairn.conversations.models import Attachment, Comment, Update
from cairn.conversations.store import MOST, Stored
from cairn.core import clock, events
from cairn.core.errors import Denied, Refused
from cairn.core.transactions import action
from cairn.goals import policies as goals
from cairn.goals.models import CheckIn, Goal
from cairn.goals.policies import Act
from cairn.organizations.actor import Actor

Owner = Goal | CheckIn | Comment | Update
_NAMES: dict[type, str] = {Goal: "goal", CheckIn: "check_in", Comment: "comment", Update: "update"}


@action
def attach(files: Sequence[Stored], to: Goal | CheckIn, *, by: Actor) -> list[Attachment]:
    """Hangs stored files on a check-in (its author), or on the closing note of a goal (who may end it).

    Raises Refused, Denied.
    """
    goal = to if isinstance(to, Goal) else to.goal
    if not can_attach(by, to):
        raise Denied(_("You may not attach files here."), helpers=goals.helpers_of(goal))
    if isinstance(to, Goal) and to.is_open:
        raise Refused(_("Files belong to the closing note; this is not closed."), field="files")
    made = hang(files, to, by=by)
    if made:
        ids = [str(row.pk) for row in made]
        events.record(happened.ATTACHED, goal, by=by, title=goal.title, goal_id=str(goal.pk), files=ids)
    return made


def can_attach(actor: Actor, to: Goal | CheckIn) -> bool:
    """Whether this person may hang files on it."""
    if isinstance(to, Goal):
        return goals.can(actor, Act.END, to)
    return actor.member_id is not None and to.author_id == actor.member_id


def hang(files: Sequence[Stored], owner: Owner, *, by: Actor) -> list[Attachment]:
    """Makes the rows, within another action. Raises Refused when there would be too many."""
    about: Any = {_NAMES[type(owner)]: owner}
    if files and Attachment.objects.filter(**about).count() + len(files) > MOST:
        raise Refused(_("At most %(most)d files at a time.") % {"most": MOST}, field="files")
    rows = [
        Attachment(
            id=file.id, name=file.name, media_type=file.media_type, size=file.size, digest=file.digest,
            added_by=by.member, at=clock.now(), **about,
        )
        for file in files
    ]  # fmt: skip
    return list(Attachment.objects.bulk_create(rows))


@action
def detach(row: Attachment, *, by: Actor) -> None:
    """Takes a file off. Who added it may, and who may change what it hangs on. Raises Denied.

    Its bytes go after commit, by the event.
    """
    if not can_detach(by, row):
        helpers = [str(row.added_by)] if row.added_by else []
        raise Denied(_("Only who attached this can remove it."), helpers=helpers)
    goal = goal_of(row)
    Attachment.objects.filter(pk=row.pk).delete()
    subject = goal or (row.update or (row.comment.update if row.comment else None))
    events.record(
        happened.DETACHED, subject, by=by, title=goal.title if goal else "", files=[str(row.pk)],
        goal_id=str(goal.pk) if goal else None,
    )  # fmt: skip


def can_detach(actor: Actor, row: Attachment) -> bool:
    """Whether this person may take the file off."""
    if actor.member_id is not None and row.added_by_id == actor.member_id:
        return True
    if row.goal is not None:
        return goals.can(actor, Act.END, row.goal)
    return row.comment is not None and policies.is_own(actor, row.comment)


def goal_of(row: Attachment) -> Goal | None:
    """The goal that decides who may see the file; None for one of an update, which everybody may see."""
    if row.comment is not None:
        return row.comment.goal
    return row.check_in.goal if row.check_in is not None else row.goal


def drop_all(**owner: Any) -> list[str]:
    """Deletes the rows of an owner within another action, and answers the ids: its event has the bytes removed."""
    rows = Attachment.objects.filter(**owner)
    ids = [str(pk) for pk in rows.values_list("pk", flat=True)]
    rows.delete()
    return ids
