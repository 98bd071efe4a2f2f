"""The addresses of what people say: one address is one page or one noun that can be posted to."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cairn.conversations.views import (
    access,
    attachments,
    bookmarks,
    comments,
    feeds,
    mentions,
    reactions,
    shares,
    updates,
)

app_name = "conversations"

_said: list[URLPattern | URLResolver] = [
    path("goals/<uuid:goal_id>/comments", comments.on_goal, name="on_goal"),
    path("goals/<uuid:goal_id>/reactions", reactions.on_goal, name="goal_reactions"),
    path("check-ins/<uuid:check_in_id>/comments", comments.on_check_in, name="on_check_in"),
    path("check-ins/<uuid:check_in_id>/link", shares.check_in, name="check_in_link"),
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

_places: list[URLPattern | URLResolver] = [
    path("company/activity", feeds.activity, name="company_activity"),
    path("teams/<uuid:team_id>/activity", feeds.activity, name="team_activity"),
    path("people/<uuid:member_id>/activity", feeds.activity, name="person_activity"),
    path("company/updates", updates.updates, name="company_updates"),
    path("teams/<uuid:team_id>/updates", updates.updates, name="team_updates"),
    path("people/<uuid:member_id>/updates", updates.updates, name="person_updates"),
    path("company/updates/new", updates.new, name="company_new_update"),
    path("teams/<uuid:team_id>/updates/new", updates.new, name="team_new_update"),
    path("people/<uuid:member_id>/updates/new", updates.new, name="person_new_update"),
    path("updates/<uuid:update_id>", updates.update, name="update"),
    path("updates/<uuid:update_id>/edit", updates.edit, name="update_edit"),
    path("updates/<uuid:update_id>/deletion", updates.deletion, name="update_deletion"),
    path("updates/<uuid:update_id>/comments", updates.on_update, name="on_update"),
    path("updates/<uuid:update_id>/reactions", reactions.on_update, name="update_reactions"),
    path("goals/<uuid:goal_id>/share", shares.share, name="share"),
    path("access-requests", access.ask, name="ask_access"),
    path("goals/<uuid:goal_id>/access/<uuid:member_id>", access.answer, name="answer_access"),
    path("bookmarks", bookmarks.bookmarks, name="bookmarks"),
]

urlpatterns = [*_said, *_places]
