"""What comes round for exports: lost jobs begin again, files go after a week."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from cairn.core import clock, jobs
from cairn.core.models import Run
from cairn.core.schedule import daily, every
from cairn.integrations.exports.actions import fail, write_file
from cairn.integrations.exports.order import KEPT_FOR, KIND

TRIED_AT_MOST = 3


@every(minutes=5, in_each_organization=True)
def pick_up_what_was_left() -> None:
    """Files whose job was lost are begun again; one that was lost again and again ends with a sentence."""
    for run in Run.objects.filter(kind=KIND, state__in=(Run.State.WAITING, Run.State.RUNNING)):
        if jobs.shows_life(run.pk):
            continue
        tries = run.input.get("tries", 0) + 1
        if tries > TRIED_AT_MOST:
            fail(run, _("It was begun several times and never came to its end."))
            continue
        run.input = {**run.input, "tries": tries}
        run.save(update_fields=["input"])
        jobs.enqueue_after_commit(write_file, run_id=str(run.pk))


@daily(at="03:50", in_each_organization=True)
def clear_away_files() -> None:
    """Deletes files that were written a week ago, and what is known of them."""
    for run in Run.objects.filter(kind=KIND, created_at__lt=clock.now() - KEPT_FOR):
        if path := run.report.get("path"):
            default_storage.delete(path)
        run.delete()
