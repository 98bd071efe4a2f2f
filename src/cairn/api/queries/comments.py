"""Comments as the API shows them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from cairn.conversations.models import Attachment, Comment, Mention, Reaction
from cairn.goals.models import Goal


def comments_on(goal: Goal) -> QuerySet[Comment]:
    """All of a goal, answers and those below its check-ins too; deleted ones only while answers stand below them."""
    answers = Comment.objects.standing().filter(parent=OuterRef("pk"))
    taken_back = Q(check_in__deleted_at__isnull=False)
    rows: QuerySet[Comment] = Comment.objects.filter(Q(deleted_at=None) | Exists(answers), goal=goal)
    return rows.exclude(taken_back)


def comments_shown(rows: Sequence[Comment]) -> list[dict[str, Any]]:
    """In the shape of CommentOut; three queries for any number."""
    ids = [row.pk for row in rows]
    mentions: dict[UUID | None, list[UUID]] = defaultdict(list)
    for comment_id, member_id in Mention.objects.filter(comment__in=ids).values_list("comment_id", "member_id"):
        mentions[comment_id].append(member_id)
    reactions: dict[UUID | None, Counter[str]] = defaultdict(Counter)
    for comment_id, kind in Reaction.objects.filter(comment__in=ids).values_list("comment_id", "kind"):
        reactions[comment_id][kind] += 1
    files: dict[UUID | None, list[Attachment]] = defaultdict(list)
    for file in Attachment.objects.filter(comment__in=ids).order_by("at", "pk"):
        files[file.comment_id].append(file)
    return [_shown(row, mentions[row.pk], reactions[row.pk], files[row.pk]) for row in rows]


def _shown(row: Comment, mentions: list[UUID], reactions: Counter[str], files: list[Attachment]) -> dict[str, Any]:
    return {
        "id": row.pk,
        "goal": row.goal_id,
        "check_in": row.check_in_id,
        "answers": row.parent_id,
        "author": row.author_id,
        "on_behalf_by": row.real_author_id,
        "body": row.body,
        "mentions": mentions,
        "reactions": dict(sorted(reactions.items())),
        "files": [
            {"id": file.pk, "name": file.name, "media_type": file.media_type, "size": file.size} for file in files
        ],
        "at": row.at,
        "edited_at": row.edited_at,
        "resolved_at": row.resolved_at,
        "resolved_by": row.resolved_by_id,
    }
