from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "cairn.organizations"
    label = "organizations"
