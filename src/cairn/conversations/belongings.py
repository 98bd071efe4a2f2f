"""What becomes of everything somebody said when the person is deleted (spec okrs §2.3)."""

from __future__ import annotations

from cairn.conversations.actions.attach import drop_all
from cairn.conversations.models import Comment, Share, Update
from cairn.core import clock
from cairn.organizations.models import Member


def forget_words_of(member: Member) -> None:
    """Comments and updates read as deleted ones do, notes of what was shared are empty, files are gone.

    The bytes of the files go with the daily look round (tidying.py).
    """
    Comment.objects.standing().filter(author=member).update(deleted_at=clock.now(), body="")
    Update.objects.filter(author=member, deleted_at=None).update(deleted_at=clock.now())
    Update.objects.filter(author=member).update(title="", body="")
    Share.objects.filter(author=member).delete()
    drop_all(added_by=member)
