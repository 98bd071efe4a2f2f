from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "cairn.goals"
    label = "goals"

    def ready(self) -> None:
        from cairn.goals import belongings, navigation
        from cairn.goals.actions import runs  # noqa: F401  # its job and its turn register

        belongings.register()
        navigation.fill()
