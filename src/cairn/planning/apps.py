from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "cairn.planning"
    label = "planning"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from cairn.organizations.setup import register_setup
        from cairn.planning.actions import furnish_with_periods
        from cairn.planning.navigation import direction_of
        from cairn.ui import additions
        from cairn.ui.navigation import NavItem, register

        register_setup(furnish_with_periods)
        additions.register("entity_sections", direction_of, order=10)
        register(NavItem(_("Planning"), "planning:planning", "compass", section="season", order=10))
        register(NavItem(_("Time periods"), "planning:periods", "calendar-range", section="season", order=90))
