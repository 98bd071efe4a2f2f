"""Everything that can be done while talking: one function per verb."""

from cairn.conversations.actions.access import answer_access, ask_to_see
from cairn.conversations.actions.attach import attach, detach
from cairn.conversations.actions.bookmark import bookmark, forget_bookmark
from cairn.conversations.actions.comment import comment, delete_comment, edit_comment, settle, take_up_again
from cairn.conversations.actions.post import delete_update, edit_update, post_update
from cairn.conversations.actions.react import react, take_reaction_back
from cairn.conversations.actions.share import share

__all__ = [
    "answer_access",
    "ask_to_see",
    "attach",
    "bookmark",
    "comment",
    "delete_comment",
    "delete_update",
    "detach",
    "edit_comment",
    "edit_update",
    "forget_bookmark",
    "post_update",
    "react",
    "settle",
    "share",
    "take_reaction_back",
    "take_up_again",
]
