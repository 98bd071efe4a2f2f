"""The way to a file: an entry in the menu of every page of OKRs."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from cairn.integrations.exports.policies import can_export
from cairn.ui import additions
from cairn.ui.additions import Addition, Subject
from cairn.ui.links import org_url

FILTERS = ("period", "owner", "status", "kind", "tag")


def fill() -> None:
    """Registers it; called once, when the app is ready."""
    additions.register("entity_menu", file_of, order=190)


def file_of(request: HttpRequest, subject: Subject) -> Iterator[Addition]:
    """The list as it is filtered now, as a file."""
    settings = getattr(request, "goal_settings", None)
    if settings is None or not can_export(request.actor, settings):  # type: ignore[attr-defined]
        return
    query = QueryDict(mutable=True)
    query["entity"] = subject.entity
    if subject.id:
        query["id"] = str(subject.id)
    for name in FILTERS:
        query.setlist(name, request.GET.getlist(name))
    href = f"{org_url(request.organization, 'exports:new')}?{query.urlencode()}"  # type: ignore[attr-defined]
    yield Addition(_("Take along as a file…"), href, "download")
