from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "cairn.notifications"
    label = "notifications"

    def ready(self) -> None:
        from cairn.notifications import delivery, subscribers  # noqa: F401  # jobs, turns and subscribers register
        from cairn.notifications.rhythm import planner  # noqa: F401  # looks at the clock every minute
