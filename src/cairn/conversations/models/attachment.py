"""A file that belongs to a check-in, a closing note, a comment or an update (spec okrs §7, §20)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.conversations.models.comment import Comment
from cairn.conversations.models.update import Update
from cairn.core import clock
from cairn.core.tenancy import TenantModel
from cairn.goals.models import CheckIn, Goal
from cairn.organizations.models import Member

OWNERS = ("goal", "check_in", "comment", "update")


def _owned_by(name: str) -> Q:
    return Q(**{f"{other}__isnull": other != name for other in OWNERS})


class Attachment(TenantModel):
    """What the file is called and where it hangs; its bytes lie below the data folder, named after `id`.

    With `goal` set it belongs to the goal's closing note.
    """

    goal = models.ForeignKey(Goal, null=True, on_delete=models.CASCADE, related_name="attachments")
    check_in = models.ForeignKey(CheckIn, null=True, on_delete=models.CASCADE, related_name="attachments")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="attachments")
    update = models.ForeignKey(Update, null=True, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=150)
    media_type = models.CharField(max_length=100)  # what the content was found to be
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)  # SHA-256 of the bytes
    added_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=_owned_by("goal") | _owned_by("check_in") | _owned_by("comment") | _owned_by("update"),
                name="attachment_has_one_owner",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", name], name=f"attachment_{name}") for name in OWNERS
        ]  # fmt: skip
