"""Something that ran in the background is finished: its starter is told, and nobody else (okrs §15.4)."""

from __future__ import annotations

from django.urls import NoReverseMatch

from cairn.core.models import Event, Run
from cairn.notifications.actions import notify
from cairn.notifications.subscribers.news import key_of
from cairn.organizations.models import Organization
from cairn.ui.links import org_url


def tell_the_starter(event: Event, view: str) -> None:
    """Notifies whoever started the run that the event is about, by the event's kind; `view` shows the run.

    Nothing where the run is gone or nobody started it.
    """
    run = Run.objects.filter(pk__in=[event.subject_id]).first()
    if run is None or run.started_by_id is None:
        return
    organization = Organization.objects.get(pk=event.organization_id)
    try:
        path = org_url(organization, view, run_id=run.pk)
    except NoReverseMatch:
        path = ""
    facts = {"sentence": run.sentence, "path": path}
    notify(event.kind, [run.started_by_id], key=key_of(event), about=run, facts=facts)
