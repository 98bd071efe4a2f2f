"""The addresses of goals. One address is one page or one noun that can be posted to."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cairn.goals.views import entities, tree

app_name = "goals"

# Entity pages, the tree, creating, editing and aligning
_pages: list[URLPattern | URLResolver] = [
    path("", entities.home, name="home"),
    path("me", entities.me, name="me"),
    path("company", entities.company, name="company"),
    path("teams/<uuid:team_id>", entities.team, name="team"),
    path("teams/<uuid:team_id>/people", entities.team_people, name="team_people"),
    path("people/<uuid:member_id>", entities.person, name="person"),
    path("goals/<uuid:goal_id>/children", tree.children, name="children"),
    path("goals/<uuid:goal_id>/menu", tree.menu, name="menu"),
    path("goals/new", tree.menu, name="new"),
]

# One goal: its page, its number explained, check-ins, and how it ends
_one_goal: list[URLPattern | URLResolver] = [path("goals/<uuid:goal_id>", tree.menu, name="goal")]

urlpatterns = [*_pages, *_one_goal]
