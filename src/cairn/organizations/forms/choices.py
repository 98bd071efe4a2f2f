"""What the selects of several forms offer."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.organizations.actions.values import time_zones
from cairn.organizations.models import Team

Choices = list[tuple[str, str]]


def time_zone_choices() -> list[tuple[str, str | Choices]]:
    """Every time zone, by continent."""
    places = sorted(name for name in time_zones() if "/" in name)
    found: list[tuple[str, str | Choices]] = [("UTC", "UTC")]
    for continent, names in groupby(places, key=lambda name: name.partition("/")[0]):
        found.append((continent, [(name, name.partition("/")[2].replace("_", " ")) for name in names]))
    return found


def team_choices(*, without: Iterable[UUID] = ()) -> Choices:
    """Every open team by its path (“Sales › Sales North”), with an empty first line."""
    hidden = set(without)
    rows = {row.pk: row for row in Team.objects.open().order_by("name").only("name", "parent_id")}
    paths = {key: team_path(key, rows) for key in rows if key not in hidden}
    return [("", _("None")), *((str(key), path) for key, path in sorted(paths.items(), key=lambda item: item[1]))]


def team_path(team_id: UUID, rows: dict[UUID, Team]) -> str:
    """The names from the top down to the team."""
    names: list[str] = []
    following: UUID | None = team_id
    while following in rows and len(names) < 50:
        names.append(rows[following].name)
        following = rows[following].parent_id
    return " › ".join(reversed(names))
