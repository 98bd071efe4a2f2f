from cairn.notifications.models.notification import Delivery, Notification
from cairn.notifications.models.preference import Preference, Reachability

__all__ = ["Delivery", "Notification", "Preference", "Reachability"]
