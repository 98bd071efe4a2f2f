"""Take files in and plan what they would bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import PurePath

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from cairn.core import clock, jobs, tenancy
from cairn.core.errors import CairnError, Refused
from cairn.core.ids import new_id
from cairn.core.models import Run
from cairn.integrations.migration import policies
from cairn.integrations.migration.actions.choose import remembered
from cairn.integrations.migration.actions.examine import examined, keep_plan, read_in_background
from cairn.integrations.migration.batch import KIND, Step, StoredFile
from cairn.integrations.migration.viva_goals.guards import MEGABYTE, MOST_BYTES
from cairn.organizations.actor import Actor

READ_AT_ONCE = 5 * MEGABYTE
"""Smaller uploads are read while the person waits, so that a bad file is answered where it was chosen."""


def upload(files: Sequence[File[bytes]], *, by: Actor) -> Run:
    """Stores the files and makes their dry run; large ones are read in the background.

    Raises Denied; Refused when a file is larger than 100 MB, or (small uploads) cannot be used at all. Then nothing
    is kept.
    """
    policies.demand_import(by)
    for file in files:
        if file.size > MOST_BYTES:
            raise Refused(
                _("“%(name)s” is larger than %(most)d MB. Export fewer periods or views at a time.")
                % {"name": file.name, "most": MOST_BYTES // MEGABYTE},
                field="files",
            )
    run = Run(id=new_id(), kind=KIND, started_by_id=by.member_id, state=Run.State.RUNNING, created_at=clock.now())
    stored = [_store(file, f"imports/{tenancy.current_id()}/{run.pk}/{number}") for number, file in enumerate(files)]
    run.input = {
        "step": Step.READING.value,
        "files": [asdict(file) for file in stored],
        "choices": remembered().as_data(),
    }
    try:
        if sum(file.size for file in stored) <= READ_AT_ONCE:
            found = examined(run, by=by)
            run.save(force_insert=True)
            keep_plan(run, found)
        else:
            run.save(force_insert=True)
            jobs.enqueue_after_commit(read_in_background, run_id=str(run.pk))
    except CairnError:
        for kept in stored:
            default_storage.delete(kept.path)
        raise
    return run


def _store(file: File[bytes], path: str) -> StoredFile:
    """Copies an upload, chunk by chunk, to where jobs find it; its own name is kept for sentences only."""
    name = PurePath(str(file.name or "file")).name[:200]
    kept = default_storage.save(path, file)
    return StoredFile(name, kept, file.size)
