from django.apps import AppConfig


class MigrationConfig(AppConfig):
    name = "cairn.integrations.migration"
    label = "migration"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from cairn.integrations.migration import actions, cleaning, policies  # noqa: F401  # jobs and turns register
        from cairn.ui.navigation import NavItem, register

        register(
            NavItem(
                _("Import"), "migration:imports", "upload", section="admin", order=60, visible=policies.can_import
            )
        )
