"""The addresses of what people say: one address is one page or one noun that can be posted to."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cairn.conversations.views import attachments, comments, mentions, reactions

app_name = "conversations"

urlpatterns: list[URLPattern | URLResolver] = [
    path("goals/<uuid:goal_id>/comments", comments.on_goal, name="on_goal"),
    path("goals/<uuid:goal_id>/reactions", reactions.on_goal, name="goal_reactions"),
    path("check-ins/<uuid:check_in_id>/comments", comments.on_check_in, name="on_check_in"),
    path("check-ins/<uuid:check_in_id>/reactions", reactions.on_check_in, name="check_in_reactions"),
    path("comments/<uuid:comment_id>", comments.comment, name="comment"),
    path("comments/<uuid:comment_id>/answers", comments.answers, name="answers"),
    path("comments/<uuid:comment_id>/edit", comments.edit, name="edit"),
    path("comments/<uuid:comment_id>/deletion", comments.deletion, name="deletion"),
    path("comments/<uuid:comment_id>/resolution", comments.resolution, name="resolution"),
    path("comments/<uuid:comment_id>/reactions", reactions.on_comment, name="comment_reactions"),
    path("attachments/<uuid:attachment_id>", attachments.attachment, name="attachment"),
    path("attachments/<uuid:attachment_id>/removal", attachments.removal, name="removal"),
    path("mentions", mentions.mentions, name="mentions"),
]
