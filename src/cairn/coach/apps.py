from django.apps import AppConfig


class CoachConfig(AppConfig):
    name = "cairn.coach"
    label = "coach"
