"""An import as its Run row keeps it: the files, the choices, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cairn.core.models import Run
from cairn.integrations.migration.viva_goals.choices import Choices

KIND = "viva_goals.import"


class Step(StrEnum):
    READING = "reading"  # the files are being read and compared
    READY = "ready"  # the dry run is there; a person decides
    LOADING = "loading"
    LOADED = "loaded"
    TAKEN_BACK = "taken_back"
    FAILED = "failed"


@dataclass(frozen=True)
class StoredFile:
    """An uploaded file: what it was called, where it is kept, how many bytes it has."""

    name: str
    path: str
    size: int


def step_of(run: Run) -> Step:
    """How far the import has come."""
    return Step.FAILED if run.state == Run.State.FAILED else Step(run.input.get("step", Step.READING))


def files_of(run: Run) -> list[StoredFile]:
    """The files of the import; without a path once they were cleared away."""
    return [StoredFile(**data) for data in run.input.get("files", [])]


def choices_of(run: Run) -> Choices:
    """What was chosen on its mapping page."""
    return Choices.of(run.input.get("choices", {}))


def advance(run: Run, step: Step, *, state: str = Run.State.RUNNING, **more: Any) -> None:
    """Notes the step (and anything else for `run.input`); saves."""
    run.input = {**run.input, "step": step.value, **more}
    run.state = state
    run.save(update_fields=["input", "state", "sentence", "done", "total", "report", "finished_at"])
