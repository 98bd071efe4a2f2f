"""Uploaded files are kept as long as somebody may want to look at an import again: 28 days (spec okrs §19.1)."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.storage import default_storage

from cairn.core import clock
from cairn.core.models import Run
from cairn.core.schedule import daily
from cairn.integrations.migration.batch import KIND, files_of

KEPT_FOR = timedelta(days=28)


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
