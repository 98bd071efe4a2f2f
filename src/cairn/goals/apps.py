from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "cairn.goals"
    label = "goals"

    def ready(self) -> None:
        from cairn.goals import belongings, navigation

        belongings.register()
        navigation.fill()
