from django.apps import AppConfig


class CoachConfig(AppConfig):
    name = "cairn.coach"
    label = "coach"

    def ready(self) -> None:
        from cairn.coach import demo, navigation, phrases, refusing
        from cairn.goals.actions import requirements
        from cairn.goals.demo import chapters

        navigation.fill()
        phrases.fill()
        requirements.register(refusing.refuse)
        chapters.register("coach", demo.tell, order=60)
