"""A comment on a goal, on a check-in or on an update, its answers, and whom it names (spec okrs §20)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from cairn.conversations.models.update import Update
from cairn.core import clock
from cairn.core.tenancy import TenantManager, TenantModel, TenantQuerySet
from cairn.goals.models import CheckIn, Goal
from cairn.organizations.models import Member

LONGEST = 10_000


class CommentQuerySet(TenantQuerySet["Comment"]):
    def standing(self) -> CommentQuerySet:
        """Comments that were not deleted."""
        return self.filter(deleted_at=None)

    def first_words(self) -> CommentQuerySet:
        """Comments that begin a thread of their own: no answers, and nothing said below a check-in."""
        return self.filter(parent=None, check_in=None)


class Comment(TenantModel):
    """What is said on a goal (perhaps below one of its check-ins) or on an update. Answers are one level deep."""

    goal = models.ForeignKey(Goal, null=True, on_delete=models.CASCADE, related_name="comments")
    check_in = models.ForeignKey(CheckIn, null=True, on_delete=models.CASCADE, related_name="comments")
    update = models.ForeignKey(Update, null=True, on_delete=models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="answers")
    author = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    real_author = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    body = models.TextField(max_length=LONGEST, blank=True)
    at = models.DateTimeField(default=clock.now)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    objects: ClassVar[TenantManager[Any]] = TenantManager.from_queryset(CommentQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(goal__isnull=False, update=None) | Q(goal=None, check_in=None, update__isnull=False),
                name="comment_is_about_one_thing",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "goal", "-at"], name="comment_goal"),
            models.Index(fields=["organization", "check_in"], name="comment_check_in"),
            models.Index(fields=["organization", "update"], name="comment_update"),
            models.Index(fields=["organization", "parent"], name="comment_parent"),
            models.Index(fields=["organization", "-at"], name="comment_at"),
        ]

    @property
    def is_answer(self) -> bool:
        return self.parent_id is not None


class Mention(TenantModel):
    """Somebody whom a comment or an update names with @, and who may see what it is about."""

    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="mentions")
    update = models.ForeignKey(Update, null=True, on_delete=models.CASCADE, related_name="mentions")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    written = models.CharField(max_length=260)  # how the text names them, without the @

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "comment", "member"], name="mention_comment_once"),
            models.UniqueConstraint(fields=["organization", "update", "member"], name="mention_update_once"),
            models.CheckConstraint(
                condition=Q(comment=None, update__isnull=False) | Q(comment__isnull=False, update=None),
                name="mention_is_in_one_text",
            ),
        ]
        indexes = [models.Index(fields=["organization", "member"], name="mention_member")]
