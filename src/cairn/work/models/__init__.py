from cairn.work.models.milestone import Milestone
from cairn.work.models.task import Task, TaskStatus

__all__ = ["Milestone", "Task", "TaskStatus"]
