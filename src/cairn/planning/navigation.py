"""What planning adds to the page of the organisation: mission, vision and values above its OKRs."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext as _

from cairn.ui.additions import Addition, Subject
from cairn.ui.links import org_url


def direction_of(request: HttpRequest, subject: Subject) -> Iterator[Addition]:
    """Pinned above the list of the organisation."""
    if subject.entity == "organization":
        href = org_url(request.organization, "planning:pinned")  # type: ignore[attr-defined]
        yield Addition(_("What we are here for"), href, "compass")
