from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "cairn.integrations.archive"
    label = "archive"

    def ready(self) -> None:
        from cairn.integrations.archive import events  # noqa: F401  # what a page of the past may have to tell
