from cairn.notifications.models.notification import Delivery, Notification
from cairn.notifications.models.preference import Preference, Reachability
from cairn.notifications.models.rhythm import CheckInRhythm, Holiday, Turn, UsedLink, Watch

__all__ = [
    "CheckInRhythm",
    "Delivery",
    "Holiday",
    "Notification",
    "Preference",
    "Reachability",
    "Turn",
    "UsedLink",
    "Watch",
]
