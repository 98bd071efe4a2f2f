from django.apps import AppConfig


class CoachConfig(AppConfig):
    name = "cairn.coach"
    label = "coach"

    def ready(self) -> None:
        from cairn.coach import navigation, refusing
        from cairn.goals.actions import requirements

        navigation.fill()
        requirements.register(refusing.refuse)
