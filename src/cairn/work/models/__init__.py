from cairn.work.models.dependency import Dependency, DependencyState
from cairn.work.models.milestone import Milestone
from cairn.work.models.task import Task, TaskStatus

__all__ = ["Dependency", "DependencyState", "Milestone", "Task", "TaskStatus"]
