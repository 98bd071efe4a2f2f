from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "cairn.integrations.exports"
    label = "exports"

    def ready(self) -> None:
        from cairn.integrations.exports import actions, cleaning, navigation  # noqa: F401  # jobs and turns register

        navigation.fill()
