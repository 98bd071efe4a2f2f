from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "cairn.goals"
    label = "goals"

    def ready(self) -> None:
        from cairn.goals import approval_watch, belongings, navigation
        from cairn.goals.actions import runs  # noqa: F401  # its job and its turn register
        from cairn.goals.demo import duties, kpis

        approval_watch.register()
        belongings.register()
        duties.fill()
        kpis.fill()
        navigation.fill()
