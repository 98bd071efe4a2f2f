"""What notifications add to the rail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cairn.notifications.queries.inbox import unread
from cairn.ui.navigation import NavItem, register


def fill() -> None:
    """Called once, in AppConfig.ready."""
    register(NavItem(_("Inbox"), "notifications:inbox", "inbox", order=10, count=unread, on_phone=True))
