"""What can be done with notifications: tell people, read, choose."""

from cairn.notifications.actions.check_in_by_link import check_in_by_link
from cairn.notifications.actions.follow import add_followers, follow
from cairn.notifications.actions.holidays import add_holidays, remove_holiday
from cairn.notifications.actions.notify import Notice, notify, notify_all
from cairn.notifications.actions.prefer import choose, reach, stop_mail
from cairn.notifications.actions.read import mark_all_read, mark_done, mark_read, mark_unread, settle
from cairn.notifications.actions.rhythms import follow_rhythm, set_rhythm
from cairn.notifications.actions.share import share_summary

__all__ = [
    "Notice",
    "add_followers",
    "add_holidays",
    "check_in_by_link",
    "choose",
    "follow",
    "follow_rhythm",
    "mark_all_read",
    "mark_done",
    "mark_read",
    "mark_unread",
    "notify",
    "notify_all",
    "reach",
    "remove_holiday",
    "set_rhythm",
    "settle",
    "share_summary",
    "stop_mail",
]
