from django.apps import AppConfig


class CliConfig(AppConfig):
    name = "cairn.cli"
    label = "cli"
