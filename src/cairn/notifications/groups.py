"""The names of the sections of the catalogue."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cairn.notifications.catalogue import Group

GROUP_NAMES: dict[Group, str | Promise] = {
    Group.TO_DO: _("Mine to do"),
    Group.MINE: _("What happens to mine"),
    Group.TALK: _("What people say"),
    Group.AROUND: _("What moves around me"),
    Group.OFFICE: _("The organisation"),
}

GROUP_ICONS: dict[Group, str] = {
    Group.TO_DO: "circle-check",
    Group.MINE: "target",
    Group.TALK: "message-circle",
    Group.AROUND: "chart-line",
    Group.OFFICE: "building-2",
}
