"""How the stream of a goal says what happened to its tasks, milestones and needs (goals/phrases.py)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.goals.phrases import Change, say
from cairn.ui.dates import full_day
from cairn.work.models import TaskStatus


def fill() -> None:
    """Called once, when the application starts."""
    say("task.added", gettext_lazy("added tasks to {this}"), "plus", _number_of_tasks)
    say("task.edited", gettext_lazy("changed a task of {this}"), changes=_task)
    say("task.assigned", gettext_lazy("handed over a task of {this}"))
    say("task.moved", gettext_lazy("moved a task of {this}"), changes=_task)
    say("task.done", gettext_lazy("finished a task of {this}"), "circle-check", _task)
    say("task.removed", gettext_lazy("removed a task from {this}"), "trash-2", _task)
    say("task.restored", gettext_lazy("brought a task of {this} back"), "undo-2", _task)
    say("milestone.added", gettext_lazy("added a milestone to {this}"), "plus", _milestone)
    say("milestone.edited", gettext_lazy("changed a milestone of {this}"), changes=_milestone)
    say("milestone.reached", gettext_lazy("reached a milestone of {this}"), "flag", _milestone)
    say("milestone.reopened", gettext_lazy("took a milestone of {this} back"), "undo-2", _milestone)
    say("milestone.removed", gettext_lazy("removed a milestone from {this}"), "trash-2", _milestone)
    say("dependency.asked", gettext_lazy("asked others for something {this} needs"), "network")
    say("dependency.confirmed", gettext_lazy("promised what {this} needs"), "network")
    say("dependency.declined", gettext_lazy("declined what {this} needs"), "network")
    say("dependency.delivered", gettext_lazy("delivered what {this} needs"), "network")
    say("dependency.withdrawn", gettext_lazy("no longer asks for what {this} needed"), "network")


def _number_of_tasks(data: Mapping[str, Any]) -> Iterable[Change]:
    yield Change(_("Tasks"), "", str(len(data.get("tasks") or ())))


def _task(data: Mapping[str, Any]) -> Iterable[Change]:
    """Its name, and what moved: the status and the day on which it is due."""
    told = data.get("task") or {}
    if data.get("name"):
        renamed = told.get("name") or ["", data["name"]]
        yield Change(_("Task"), str(renamed[0]), str(renamed[-1]))
    before, after = data.get("status") or told.get("status") or ("", "")
    if before != after:
        yield Change(_("Status"), _status(before), _status(after))
    if told.get("due"):
        before, after = (full_day(date.fromisoformat(str(day))) if day else "" for day in told["due"])
        yield Change(_("Due"), before, after)


def _milestone(data: Mapping[str, Any]) -> Iterable[Change]:
    if data.get("name"):
        yield Change(_("Milestone"), "", str(data["name"]))


def _status(status: str) -> str:
    return str(dict(TaskStatus.choices).get(status, status))
