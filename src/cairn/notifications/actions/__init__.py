"""What can be done with notifications: tell people, read, choose."""

from cairn.notifications.actions.check_in_by_link import check_in_by_link
from cairn.notifications.actions.notify import Notice, notify, notify_all
from cairn.notifications.actions.prefer import choose, reach, stop_mail
from cairn.notifications.actions.read import mark_all_read, mark_done, mark_read, mark_unread, settle

__all__ = [
    "Notice",
    "check_in_by_link",
    "choose",
    "mark_all_read",
    "mark_done",
    "mark_read",
    "mark_unread",
    "notify",
    "notify_all",
    "reach",
    "settle",
    "stop_mail",
]
