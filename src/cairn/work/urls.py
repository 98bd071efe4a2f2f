"""Tasks, milestones and projects, below /o/<slug>/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cairn.work.views import dependencies, milestones, mine, projects, tasks

app_name = "work"
urlpatterns: list[URLPattern | URLResolver] = [
    path("tasks", mine.mine, name="mine"),
    path("goals/<uuid:goal_id>/tasks", tasks.tasks, name="tasks"),
    path("tasks/<uuid:task_id>", tasks.task, name="task"),
    path("tasks/<uuid:task_id>/place", tasks.place, name="task_place"),
    path("tasks/<uuid:task_id>/deletion", tasks.deletion, name="task_deletion"),
    path("goals/<uuid:goal_id>/milestones", milestones.milestones, name="milestones"),
    path("milestones/<uuid:milestone_id>", milestones.milestone, name="milestone"),
    path("milestones/<uuid:milestone_id>/reached", milestones.reached, name="milestone_reached"),
    path("milestones/<uuid:milestone_id>/deletion", milestones.deletion, name="milestone_deletion"),
    path("company/projects", projects.company, name="company_projects"),
    path("teams/<uuid:team_id>/projects", projects.team, name="team_projects"),
    path("people/<uuid:member_id>/projects", projects.person, name="person_projects"),
    path("goals/<uuid:goal_id>/dependencies", dependencies.dependencies, name="dependencies"),
    path("dependencies/<uuid:dependency_id>", dependencies.dependency, name="dependency"),
    path("teams/<uuid:team_id>/dependencies", dependencies.of_one_team, name="team_dependencies"),
]
