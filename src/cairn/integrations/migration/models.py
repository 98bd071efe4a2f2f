"""What imports leave behind: a line for every row, and what people chose, for the next time (integrations §7.4)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.core import clock
from cairn.core.models import Run
from cairn.core.tenancy import TenantModel
from cairn.organizations.terminology import worded_lazy


class ImportLine(TenantModel):
    """One line of the report of one import (`run`). Before the import it says what would happen."""

    class What(models.TextChoices):
        FILE = "file", _("File")
        PERSON = "person", _("Person")
        TEAM = "team", worded_lazy(_("{Team}"))
        PERIOD = "period", _("Period")
        TAG = "tag", _("Tag")
        GOAL = "goal", worded_lazy(_("{Okr}"))

    class Action(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        UNCHANGED = "unchanged", _("Unchanged")
        REFUSED = "refused", _("Refused")
        NOTE = "note", _("Note")
        UNDONE = "undone", _("Taken back")

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="import_lines")
    position = models.PositiveIntegerField()
    what = models.CharField(max_length=10, choices=What.choices)
    action = models.CharField(max_length=10, choices=Action.choices)
    row = models.PositiveIntegerField(null=True)  # as a spreadsheet counts
    external_id = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=500, blank=True)
    check_ins = models.PositiveIntegerField(default=0)
    reasons: Any = models.JSONField(default=list)
    has_remarks = models.BooleanField(default=False)
    subject_id = models.UUIDField(null=True)  # the row it became or was recognised as

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["organization", "run", "position"], name="import_line_once")]
        indexes = [models.Index(fields=["organization", "run", "what", "action"], name="import_line_filter")]


class ImportMemory(TenantModel):
    """The choices of the last mapping page; one row per organisation."""

    choices: Any = models.JSONField(default=dict)
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization"], name="import_memory_once")]
