"""The verbs of tasks and milestones."""

from cairn.work.actions.add_tasks import NewTask, add_tasks
from cairn.work.actions.dependencies import answer_dependency, ask_team
from cairn.work.actions.edit_task import TaskFields, edit_task
from cairn.work.actions.milestones import add_milestone, edit_milestone, reach_milestone, remove_milestone
from cairn.work.actions.move_task import move_task
from cairn.work.actions.remove_task import remove_task, restore_task

__all__ = [
    "NewTask",
    "TaskFields",
    "add_milestone",
    "add_tasks",
    "answer_dependency",
    "ask_team",
    "edit_milestone",
    "edit_task",
    "move_task",
    "reach_milestone",
    "remove_milestone",
    "remove_task",
    "restore_task",
]
