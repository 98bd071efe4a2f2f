from django.apps import AppConfig


class MigrationConfig(AppConfig):
    name = "cairn.integrations.migration"
    label = "migration"
