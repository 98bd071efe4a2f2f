from django.apps import AppConfig


class RetrospectivesConfig(AppConfig):
    name = "cairn.retrospectives"
    label = "retrospectives"

    def ready(self) -> None:
        from cairn.goals.demo import chapters
        from cairn.organizations import deletion
        from cairn.planning import usage
        from cairn.retrospectives import additions, belongings, demo

        additions.register()
        usage.register_user(belongings.RetrospectivesOfAPeriod())
        deletion.register_eraser(belongings.forget_words_of)
        chapters.register("retrospectives", demo.tell, order=60)
