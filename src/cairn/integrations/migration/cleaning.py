"""What comes round for imports: jobs that were lost begin again, uploads go after 28 days (spec okrs §19.1)."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from cairn.core import clock, jobs
from cairn.core.models import Run
from cairn.core.schedule import daily, every
from cairn.integrations.migration.actions.begin import load_in_background
from cairn.integrations.migration.actions.examine import fail, read_in_background
from cairn.integrations.migration.batch import KIND, Step, advance, files_of, step_of

KEPT_FOR = timedelta(days=28)
TRIED_AT_MOST = 3


@every(minutes=5, in_each_organization=True)
def pick_up_what_was_left() -> None:
    """Imports whose job was lost, because a machine went down, are begun again; each is one transaction.

    One that was lost again and again (it may need more memory than there is) ends with a sentence.
    """
    for run in Run.objects.filter(kind=KIND, state=Run.State.RUNNING):
        job = {Step.READING: read_in_background, Step.LOADING: load_in_background}.get(step_of(run))
        if job is None or jobs.shows_life(run.pk):
            continue
        tries = run.input.get("tries", 0) + 1
        if tries > TRIED_AT_MOST:
            fail(run, _("It was begun several times and never came to its end, so nothing was imported."))
            continue
        advance(run, step_of(run), tries=tries)
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
