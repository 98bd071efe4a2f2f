from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "cairn.work"
    label = "work"

    def ready(self) -> None:
        from cairn.goals import companions, counting
        from cairn.goals.demo import chapters
        from cairn.work import additions, copying, counts, demo, needs_in_the_demo, phrases

        counting.register("tasks", counts.of_tasks)
        counting.register("milestones", counts.of_milestones)
        additions.register()
        phrases.fill()
        companions.register(copying.copy_work)
        chapters.register("work", demo.tell, order=40)
        chapters.register("needs", needs_in_the_demo.tell, order=41)
