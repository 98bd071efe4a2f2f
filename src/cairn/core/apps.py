from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "cairn.core"
    label = "core"

    def ready(self) -> None:
        from cairn.core import schedule  # noqa: F401  # core's own entries in the timetable
