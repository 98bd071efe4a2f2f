"""Say something about a goal, a check-in or an update; change it, take it back, settle it (spec okrs §7, §20)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from cairn.conversations import events as happened
from cairn.conversations import policies
from cairn.conversations.actions.attach import drop_all, hang
from cairn.conversations.actions.texts import clean, remember_named
from cairn.conversations.models import Comment, Update
from cairn.conversations.naming import named_in
from cairn.conversations.store import Stored
from cairn.core import clock, events
from cairn.core.errors import Refused
from cairn.core.transactions import action
from cairn.goals.actions.guards import standing
from cairn.goals.models import CheckIn, Goal
from cairn.organizations.actor import Actor

_WITH = ("goal", "check_in", "update", "parent")


@action
def comment(
    about: Goal | CheckIn | Update,
    *,
    by: Actor,
    body: str,
    answers: Comment | None = None,
    files: Sequence[Stored] = (),
) -> Comment:
    """Adds a comment, or with `answers` an answer to one; an answer to an answer stands below the same comment.

    People named with @ are remembered if they may see the goal. Raises Refused, Denied.
    """
    goal, check_in, update = _apart(about)
    if goal is not None:
        policies.demand_comment(by, goal)
    text = clean(body)
    if not text and not files:
        raise Refused(_("Write something, or attach a file."), field="body")
    above = _thread(answers, goal, check_in, update)
    row = Comment(
        goal=goal,
        check_in=above.check_in if above else check_in,
        update=update,
        parent=above,
        body=text,
        author=by.member,
        real_author=by.real_member,
    )
    row.at = clock.now()
    row.save(force_insert=True)
    named = remember_named(row, named_in(text, goal))
    hang(files, row, by=by)
    events.record(
        happened.COMMENTED,
        goal or update,
        by=by,
        **_told(row),
        parent_author=str(above.author_id) if above and above.author_id else None,
        check_in_author=str(row.check_in.author_id) if row.check_in and row.check_in.author_id else None,
        mentioned=named,
    )
    return row


@action
def edit_comment(row: Comment, *, by: Actor, body: str) -> Comment:
    """Changes one's own words; it is marked as edited. The same words change nothing. Raises Refused, Denied."""
    policies.demand_own(by, row)
    row = _locked(row)
    text = clean(body)
    if not text and not row.attachments.exists():
        raise Refused(_("Write something, or delete the comment."), field="body")
    if text == row.body:
        return row
    row.body, row.edited_at = text, clock.now()
    row.save(update_fields=["body", "edited_at"])
    named = remember_named(row, named_in(text, row.goal))
    events.record(happened.COMMENT_EDITED, row.goal or row.update, by=by, **_told(row), mentioned=named)
    return row


@action
def delete_comment(row: Comment, *, by: Actor) -> Comment:
    """Takes one's own comment back, its files with it; answers of others stay. Deleting twice changes nothing."""
    policies.demand_own(by, row)
    row = Comment.objects.select_for_update(of=("self",)).select_related(*_WITH).get(pk=row.pk)
    if row.deleted_at is not None:
        return row
    row.deleted_at, row.body = clock.now(), ""
    row.save(update_fields=["deleted_at", "body"])
    row.mentions.all().delete()
    gone = drop_all(comment=row)
    events.record(happened.COMMENT_DELETED, row.goal or row.update, by=by, **_told(row), files=gone)
    return row


@action
def settle(row: Comment, *, by: Actor) -> Comment:
    """Marks a thread as resolved. Doing it twice changes nothing. Raises Refused, Denied."""
    policies.demand_settle(by, row)
    row = _locked(row)
    if row.resolved_at is None:
        row.resolved_at, row.resolved_by = clock.now(), by.member
        row.save(update_fields=["resolved_at", "resolved_by"])
        events.record(happened.COMMENT_RESOLVED, row.goal, by=by, **_told(row))
    return row


@action
def take_up_again(row: Comment, *, by: Actor) -> Comment:
    """Opens a settled thread again. Raises Refused, Denied."""
    policies.demand_settle(by, row)
    row = _locked(row)
    if row.resolved_at is not None:
        row.resolved_at = row.resolved_by = None
        row.save(update_fields=["resolved_at", "resolved_by"])
        events.record(happened.COMMENT_REOPENED, row.goal, by=by, **_told(row))
    return row


def _apart(about: Goal | CheckIn | Update) -> tuple[Goal | None, CheckIn | None, Update | None]:
    """The goal, the check-in and the update that it is about. Raises Refused when it was deleted meanwhile."""
    if isinstance(about, Update):
        if not Update.objects.standing().filter(pk=about.pk).exists():
            raise Refused(_("This was deleted meanwhile."))
        return None, None, about
    if isinstance(about, CheckIn):
        if not CheckIn.objects.standing().filter(pk=about.pk).exists():
            raise Refused(_("This check-in was deleted meanwhile."))
        return standing(Goal.objects.filter(pk=about.goal_id).first()), about, None
    return standing(Goal.objects.filter(pk=about.pk).first()), None, None


def _thread(
    answers: Comment | None, goal: Goal | None, check_in: CheckIn | None, update: Update | None
) -> Comment | None:
    """The comment below which an answer stands: the first one of the thread, about the same thing."""
    if answers is None:
        return None
    first: Comment = answers.parent or answers
    first = Comment.objects.select_for_update(of=("self",)).select_related("check_in").get(pk=first.pk)
    if first.goal_id != (goal.pk if goal else None) or first.update_id != (update.pk if update else None):
        raise Refused(_("That comment belongs to something else."))
    if first.deleted_at is not None and not first.answers.filter(deleted_at=None).exists():
        raise Refused(_("This comment was deleted meanwhile. Your words are still here."), field="body")
    return first


def _locked(row: Comment) -> Comment:
    found: Comment = Comment.objects.select_for_update(of=("self",)).select_related(*_WITH).get(pk=row.pk)
    if found.deleted_at is not None:
        raise Refused(_("This comment was deleted meanwhile."))
    return found


def _told(row: Comment) -> dict[str, str | None]:
    """What every event about a comment says: ids, and the title of a goal, never a word of the comment."""
    return {
        "title": row.goal.title if row.goal else "",
        "comment_id": str(row.pk),
        "goal_id": str(row.goal_id) if row.goal_id else None,
        "check_in_id": str(row.check_in_id) if row.check_in_id else None,
        "update_id": str(row.update_id) if row.update_id else None,
    }
