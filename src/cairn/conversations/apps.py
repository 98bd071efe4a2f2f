from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "cairn.conversations"
    label = "conversations"

    def ready(self) -> None:
        from cairn.conversations import additions

        additions.register_all()
