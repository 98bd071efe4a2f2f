"""What can be begun from anywhere, in the palette and by a key (spec okrs §20, shortcuts)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from cairn.organizations.actor import Actor
from cairn.organizations.terminology import Term, word
from cairn.ui.links import org_url
from cairn.ui.navigation import Command


def commands(request: HttpRequest) -> Iterator[Command]:
    """Check in, begin an objective or a project; nothing for observers."""
    organization: Any = request.organization  # type: ignore[attr-defined]
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if actor.is_observer:
        return
    search, new = org_url(organization, "goals:search"), org_url(organization, "goals:new")
    yield Command(_("Check in on…"), f"{search}?do=check-in", "check", "c", does="check-in")
    for kind, term, icon, key in (
        ("objective", Term.OBJECTIVE, "target", "o"),
        ("project", Term.PROJECT, "folder-kanban", "p"),
    ):
        name = word(organization.terminology, term).singular
        yield Command(_("New %(word)s") % {"word": name}, f"{new}?kind={kind}", icon, key)
