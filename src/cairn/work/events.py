"""What can happen to tasks and milestones; the subject is the project, so that who may not see it learns nothing."""

from django.utils.translation import gettext_noop

from cairn.core.events import Kind

TASKS_ADDED = Kind("task.added", gettext_noop("{actor} added tasks to “{title}”"))
TASK_EDITED = Kind("task.edited", gettext_noop("{actor} changed a task of “{title}”"))
TASK_ASSIGNED = Kind("task.assigned", gettext_noop("{actor} handed over a task of “{title}”"))
TASK_MOVED = Kind("task.moved", gettext_noop("{actor} moved a task of “{title}”"))
TASK_DONE = Kind("task.done", gettext_noop("{actor} finished a task of “{title}”"))
TASK_REMOVED = Kind("task.removed", gettext_noop("{actor} removed a task from “{title}”"))
TASK_RESTORED = Kind("task.restored", gettext_noop("{actor} brought a task of “{title}” back"))
MILESTONE_ADDED = Kind("milestone.added", gettext_noop("{actor} added a milestone to “{title}”"))
MILESTONE_EDITED = Kind("milestone.edited", gettext_noop("{actor} changed a milestone of “{title}”"))
MILESTONE_REACHED = Kind("milestone.reached", gettext_noop("{actor} reached a milestone of “{title}”"))
MILESTONE_REOPENED = Kind("milestone.reopened", gettext_noop("{actor} took a milestone of “{title}” back"))
MILESTONE_REMOVED = Kind("milestone.removed", gettext_noop("{actor} removed a milestone from “{title}”"))

DEPENDENCY_ASKED = Kind("dependency.asked", gettext_noop("{actor} asked another team for something “{title}” needs"))
DEPENDENCY_CONFIRMED = Kind("dependency.confirmed", gettext_noop("{actor} promised what “{title}” needs"))
DEPENDENCY_DECLINED = Kind("dependency.declined", gettext_noop("{actor} declined what “{title}” needs"))
DEPENDENCY_DELIVERED = Kind("dependency.delivered", gettext_noop("{actor} delivered what “{title}” needs"))
DEPENDENCY_WITHDRAWN = Kind("dependency.withdrawn", gettext_noop("{actor} no longer asks for what “{title}” needed"))
