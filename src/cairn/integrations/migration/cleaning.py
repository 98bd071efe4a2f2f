"""What comes round for imports: jobs that were lost begin again, uploads go after 28 days (spec okrs §19.1)."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.storage import default_storage

from cairn.core import clock, jobs
from cairn.core.models import Run
from cairn.core.schedule import daily, every
from cairn.integrations.migration.actions.begin import load_in_background
from cairn.integrations.migration.actions.examine import read_in_background
from cairn.integrations.migration.batch import KIND, Step, files_of, step_of

KEPT_FOR = timedelta(days=28)
FORGOTTEN_AFTER = timedelta(minutes=30)


@every(minutes=10, in_each_organization=True)
def pick_up_what_was_left() -> None:
    """Imports whose job was lost, because a machine went down, are begun again; each is one transaction."""
    waiting = Run.objects.filter(kind=KIND, state=Run.State.RUNNING, created_at__lt=clock.now() - FORGOTTEN_AFTER)
    for run in waiting:
        job = {Step.READING: read_in_background, Step.LOADING: load_in_background}.get(step_of(run))
        if job is not None and jobs.progress_of(run.pk) == 0:
            jobs.enqueue_after_commit(job, run_id=str(run.pk))


@daily(at="03:40", in_each_organization=True)
def clear_away_uploads() -> None:
    """Deletes files of imports that began long ago; their reports stay."""
    for run in Run.objects.filter(kind=KIND, created_at__lt=clock.now() - KEPT_FOR):
        stored = [file for file in files_of(run) if file.path]
        for file in stored:
            default_storage.delete(file.path)
        if stored:
            cleared = [{"name": file.name, "path": "", "size": file.size} for file in files_of(run)]
            run.input = {**run.input, "files": cleared}
            run.save(update_fields=["input"])
