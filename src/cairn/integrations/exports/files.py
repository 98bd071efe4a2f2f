"""The file of an export: for the person who asked for it, and for a week (spec okrs §17.2)."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse

from cairn.core import clock
from cairn.core.models import Run
from cairn.integrations import sheets
from cairn.integrations.exports.order import KEPT_FOR

TYPES = {"csv": sheets.CSV_TYPE, "xlsx": sheets.XLSX_TYPE}


def is_there(run: Run) -> bool:
    """Whether it can be fetched."""
    path = run.report.get("path", "")
    return bool(path) and run.created_at + KEPT_FOR >= clock.now() and default_storage.exists(path)


def answer_with(run: Run) -> FileResponse:
    """The file of a run that has one, to be kept and not to be shared by caches."""
    form = run.input["order"]["form"]
    answer = FileResponse(
        default_storage.open(run.report["path"]),
        as_attachment=True,
        filename=run.report["name"],
        content_type=TYPES[form],
    )
    answer["Cache-Control"] = "private, no-store"
    return answer
