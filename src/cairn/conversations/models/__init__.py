"""What people say about goals, and what they show each other."""

from cairn.conversations.models.attachment import Attachment
from cairn.conversations.models.comment import Comment, Mention
from cairn.conversations.models.reaction import Reaction, ReactionKind
from cairn.conversations.models.share import Share
from cairn.conversations.models.update import Update, UpdateGoal, UpdateReader

__all__ = [
    "Attachment",
    "Comment",
    "Mention",
    "Reaction",
    "ReactionKind",
    "Share",
    "Update",
    "UpdateGoal",
    "UpdateReader",
]
