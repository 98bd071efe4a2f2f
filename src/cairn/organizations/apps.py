from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "cairn.organizations"
    label = "organizations"

    def ready(self) -> None:
        from cairn.organizations import letters, navigation  # noqa: F401  # letters subscribes

        navigation.register_entries()
