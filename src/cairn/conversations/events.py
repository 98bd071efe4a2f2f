"""What can happen when people talk. Events carry ids and never a word of what was said."""

from django.utils.translation import gettext_noop

from cairn.core.events import Kind

COMMENTED = Kind("comment.added", gettext_noop("{actor} commented on “{title}”"))
COMMENT_EDITED = Kind("comment.edited", gettext_noop("{actor} changed a comment on “{title}”"))
COMMENT_DELETED = Kind("comment.deleted", gettext_noop("{actor} deleted a comment on “{title}”"))
COMMENT_RESOLVED = Kind("comment.resolved", gettext_noop("{actor} settled a comment on “{title}”"))
COMMENT_REOPENED = Kind("comment.reopened", gettext_noop("{actor} took up a comment on “{title}” again"))
REACTED = Kind("reaction.added", gettext_noop("{actor} reacted to “{title}”"))
REACTION_TAKEN_BACK = Kind("reaction.removed", gettext_noop("{actor} took a reaction to “{title}” back"))
ATTACHED = Kind("attachment.added", gettext_noop("{actor} attached a file to “{title}”"))
DETACHED = Kind("attachment.removed", gettext_noop("{actor} removed a file from “{title}”"))
POSTED = Kind("update.posted", gettext_noop("{actor} posted an update"))
UPDATE_EDITED = Kind("update.edited", gettext_noop("{actor} changed an update"))
UPDATE_DELETED = Kind("update.deleted", gettext_noop("{actor} deleted an update"))
ACCESS_ASKED = Kind("access.asked", gettext_noop("{actor} asked to see “{title}”"), public=False)
ACCESS_ANSWERED = Kind("access.answered", gettext_noop("{actor} answered who asked to see “{title}”"), public=False)
SHARED = Kind("goal.shared", gettext_noop("{actor} shared “{title}”"))
