"""The filters of a page as its address holds them: ?owner=…&status=…&kind=…&tag=… (interface §2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from cairn.core.ids import read_id
from cairn.goals.models import GoalKind, GoalOwner, GoalTag, Tag
from cairn.goals.models.goal import GoalQuerySet
from cairn.goals.models.status_sql import status_on
from cairn.organizations.models import Member
from cairn.ui.marks import STATUS_WORDS

MOST_NAMES = 100
NAMES = ("owner", "status", "kind", "tag")
REOPENED = "reopened"  # no status of its own, but asked for beside them (spec okrs §6.1)


@dataclass(frozen=True)
class Filters:
    """What is asked for; odd values count as not asked. `owner` is "none" for goals that nobody owns."""

    owner: str = ""
    status: str = ""
    kind: str = ""
    tag: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> Filters:
        """From the address."""
        status, kind = query.get("status", ""), query.get("kind", "")
        return cls(
            owner=query.get("owner", "") if query.get("owner") == "none" else _id(query.get("owner", "")),
            status=status if status in {*STATUS_WORDS, REOPENED} else "",
            kind=kind if kind in GoalKind.values else "",
            tag=_id(query.get("tag", "")),
        )

    @property
    def is_set(self) -> bool:
        return any((self.owner, self.status, self.kind, self.tag))

    def among(self, goals: GoalQuerySet, day: date) -> GoalQuerySet:
        """Those of `goals` that match, with their status on `day`."""
        if self.owner == "none":
            goals = goals.filter(ownerships=None)
        elif self.owner:
            goals = goals.filter(pk__in=GoalOwner.objects.filter(member_id=self.owner).values("goal_id"))
        if self.kind:
            goals = goals.filter(kind=self.kind)
        if self.tag:
            goals = goals.filter(pk__in=GoalTag.objects.filter(tag_id=self.tag).values("goal_id"))
        if self.status == REOPENED:
            return goals.reopened()
        return goals.alias(status_now=status_on(day)).filter(status_now=self.status) if self.status else goals


@dataclass(frozen=True)
class Chip:
    """One filter that is set, and the address of the page without it."""

    label: str
    without: str


def chips(filters: Filters, query: QueryDict) -> list[Chip]:
    """The filters as removable chips; at most two queries, for the names of an owner and a tag."""
    labels: dict[str, str] = {}
    if filters.owner:
        labels["owner"] = _("Owner: %(name)s") % {"name": _owner_name(filters.owner)}
    if filters.status:
        labels["status"] = _("Reopened") if filters.status == REOPENED else str(STATUS_WORDS[filters.status])
    if filters.kind:
        labels["kind"] = str(GoalKind(filters.kind).label)
    if filters.tag:
        tag = Tag.objects.filter(pk=filters.tag).first()
        labels["tag"] = _("Tag: %(name)s") % {"name": tag or "?"}
    return [Chip(label, address(query, **{name: None})) for name, label in labels.items()]


def _owner_name(owner: str) -> str:
    if owner == "none":
        return _("nobody")
    member = Member.objects.filter(pk=owner).first()
    return str(member or "?")


@dataclass(frozen=True)
class Choice:
    label: str
    href: str


@dataclass(frozen=True)
class FilterMenu:
    """What one can filter by. `owners` and `tags` are None until they are asked for (?part=names)."""

    statuses: list[tuple[str, str]]
    reopened: str
    kinds: list[Choice]
    names_url: str
    nobody: str
    owners: list[Choice] | None = None
    tags: list[Choice] | None = None


def filter_menu(goals: Callable[[], GoalQuerySet], query: QueryDict) -> FilterMenu:
    """The menu for a page of `goals`; no query, or two when the address asks for the names, too."""
    named = query.get("part") == "names"
    return FilterMenu(
        statuses=[(status, address(query, status=status)) for status in STATUS_WORDS],
        reopened=address(query, status=REOPENED),
        kinds=[Choice(str(kind.label), address(query, kind=kind.value)) for kind in GoalKind],
        names_url=address(query, part="names"),
        nobody=address(query, owner="none"),
        owners=_owners(goals(), query) if named else None,
        tags=_tags(goals(), query) if named else None,
    )


def _owners(goals: GoalQuerySet, query: QueryDict) -> list[Choice]:
    links = GoalOwner.objects.filter(goal__in=goals.values("pk"))
    people = links.order_by("member__name").values_list("member_id", "member__name").distinct()[:MOST_NAMES]
    return [Choice(name, address(query, owner=str(member_id))) for member_id, name in people]


def _tags(goals: GoalQuerySet, query: QueryDict) -> list[Choice]:
    links = GoalTag.objects.filter(goal__in=goals.values("pk"))
    tags = links.order_by("tag__name").values_list("tag_id", "tag__name").distinct()[:MOST_NAMES]
    return [Choice(name, address(query, tag=str(tag_id))) for tag_id, name in tags]


def address(query: QueryDict, **changes: str | None) -> str:
    """The query string of this page with some parameters changed or (None) left out; always starts anew at page 1."""
    new = query.copy()
    for name in ("page", "part", *changes):
        new.pop(name, None)
    for name, value in changes.items():
        if value is not None:
            new[name] = value
    text = new.urlencode()
    return f"?{text}" if text else "?"


def ids_of(query: Mapping[str, Any] | QueryDict, name: str, most: int = 200) -> list[UUID]:
    """The ids that a parameter names, odd ones left out."""
    values = query.getlist(name) if isinstance(query, QueryDict) else [query.get(name, "")]
    return [found for text in values[:most] if (found := read_id(text)) is not None]


def _id(text: str) -> str:
    return str(read_id(text) or "")
