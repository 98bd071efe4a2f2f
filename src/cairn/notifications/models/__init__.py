from cairn.notifications.models.following import Follow, SharedSummary
from cairn.notifications.models.notification import Delivery, Notification
from cairn.notifications.models.preference import Preference, Reachability
from cairn.notifications.models.rhythm import CheckInRhythm, Holiday, Turn, UsedLink, Watch

__all__ = [
    "CheckInRhythm",
    "Delivery",
    "Follow",
    "Holiday",
    "Notification",
    "Preference",
    "Reachability",
    "SharedSummary",
    "Turn",
    "UsedLink",
    "Watch",
]
