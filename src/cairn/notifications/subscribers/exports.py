"""A file is ready: row 14 of the catalogue (okrs §15.4)."""

from __future__ import annotations

from django.urls import NoReverseMatch

from cairn.core.events import subscribe
from cairn.core.models import Event, Run
from cairn.notifications.actions import notify
from cairn.notifications.subscribers.news import key_of
from cairn.organizations.models import Organization
from cairn.ui.links import org_url


@subscribe("notifications.exported", "export.finished")
def exported(event: Event) -> None:
    """Whoever asked for it, and nobody else."""
    run = Run.objects.filter(pk__in=[event.subject_id]).first()
    if run is None or run.started_by_id is None:
        return
    organization = Organization.objects.get(pk=event.organization_id)
    try:
        path = org_url(organization, "exports:export", run_id=run.pk)
    except NoReverseMatch:
        path = ""
    facts = {"sentence": run.sentence, "path": path}
    notify("export.finished", [run.started_by_id], key=key_of(event), about=run, facts=facts)
