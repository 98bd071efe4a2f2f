from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "cairn.planning"
    label = "planning"

    def ready(self) -> None:
        from cairn.organizations.setup import register_setup
        from cairn.planning.actions import furnish_with_periods

        register_setup(furnish_with_periods)
