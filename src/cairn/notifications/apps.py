from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "cairn.notifications"
    label = "notifications"

    def ready(self) -> None:
        from cairn.goals import cadence
        from cairn.goals.queries.due import register_turns
        from cairn.notifications import delivery, demo, entries, navigation, subscribers, summarizing  # noqa: F401
        from cairn.notifications.queries.turns import asked_since, days_between
        from cairn.notifications.rhythm import demo as rhythm_demo
        from cairn.notifications.rhythm import letters, period_letters, planner, settling  # noqa: F401  # as above

        navigation.fill()
        demo.fill()
        rhythm_demo.fill()
        register_turns(asked_since)
        cadence.register(days_between)
        entries.register()
