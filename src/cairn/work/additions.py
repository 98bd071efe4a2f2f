"""What this room adds to pages of goals: the Projects tab, the section of tasks, the entry in the rail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cairn.goals.models import Goal, GoalKind, GoalSettings
from cairn.goals.policies import uses_projects
from cairn.goals.recompute import settings_row
from cairn.organizations.terminology import Term, word, worded_lazy
from cairn.ui import additions, navigation
from cairn.ui.additions import Addition, Subject
from cairn.ui.links import org_url


def register() -> None:
    """Called once, in AppConfig.ready."""
    additions.register("goal_sections", tasks_of, order=10)
    additions.register("goal_menu", board_of)
    additions.register("goal_sections", needed_by, order=20)
    additions.register("entity_tabs", projects_of, order=10)
    additions.register("entity_tabs", dependencies_of, order=60)
    navigation.register(navigation.NavItem(_("My tasks"), "work:mine", "circle-check", order=30))


def tasks_of(request: HttpRequest, goal: Goal) -> Iterator[Addition]:
    """The tasks of a project, on its page."""
    if goal.kind == GoalKind.PROJECT:
        href = org_url(_organization(request), "work:tasks", goal_id=goal.pk)
        yield Addition(_("Tasks and milestones"), f"{href}?view=list", "list")


def needed_by(request: HttpRequest, goal: Goal) -> Iterator[Addition]:
    """What the goal needs from other teams, on its page."""
    if goal.is_open or goal.dependencies.exists():
        href = org_url(_organization(request), "work:dependencies", goal_id=goal.pk)
        yield Addition(worded_lazy(_("Needed from other {teams}")), href, "link")


def dependencies_of(request: HttpRequest, subject: Subject) -> Iterator[Addition]:
    """What a team is asked for and waits for."""
    if subject.entity == "team":
        yield Addition(
            _("Dependencies"), org_url(_organization(request), "work:team_dependencies", team_id=subject.id)
        )


def board_of(request: HttpRequest, row: Any) -> Iterator[Addition]:
    """The board, in a project's menu."""
    if row.kind == GoalKind.PROJECT:
        goal_id = row.pk if isinstance(row, Goal) else row.id
        yield Addition(_("Tasks"), org_url(_organization(request), "work:tasks", goal_id=goal_id), "folder-kanban")


def projects_of(request: HttpRequest, subject: Subject) -> Iterator[Addition]:
    """The Projects tab, for those who use projects (spec okrs §11.5)."""
    organization = _organization(request)
    if not uses_projects(request.actor, _settings(request)):  # type: ignore[attr-defined]
        return
    label = word(organization.terminology, Term.PROJECT).plural
    if subject.entity == "organization":
        href = org_url(organization, "work:company_projects")
    elif subject.entity == "team":
        href = org_url(organization, "work:team_projects", team_id=subject.id)
    else:
        href = org_url(organization, "work:person_projects", member_id=subject.id)
    period = f"?period={subject.period_id}" if subject.period_id else ""
    yield Addition(label[:1].upper() + label[1:], href + period, "folder-kanban")


def _organization(request: HttpRequest) -> Any:
    return request.organization  # type: ignore[attr-defined]


def _settings(request: HttpRequest) -> GoalSettings:
    """The page has read them already, or else they are read here."""
    return getattr(request, "goal_settings", None) or settings_row()
