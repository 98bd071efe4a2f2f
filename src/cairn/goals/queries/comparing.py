"""What changed on a page since an earlier instant, and where each number stood then (spec okrs §8.3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.goals.as_it_was import Past
from cairn.goals.comparison import Change, Stand, What, compare
from cairn.goals.models import AlignmentVersion, Goal
from cairn.goals.past_pair import Pair, links_above_both, pair_of_these
from cairn.goals.wording import percent_label, range_of
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member
from cairn.ui.dates import day, full_day
from cairn.ui.formats import MINUS, number
from cairn.ui.html import NOTHING, Html
from cairn.ui.links import url_here

MOST = 40  # lines of one kind that are shown

HEADINGS = {
    What.ADDED: gettext_lazy("New"),
    What.REMOVED: gettext_lazy("No longer here"),
    What.CLOSED: gettext_lazy("Closed"),
    What.POSTPONED: gettext_lazy("Postponed"),
    What.REOPENED: gettext_lazy("Reopened"),
    What.SCORED: gettext_lazy("Scored anew"),
    What.MOVED: gettext_lazy("Aligned elsewhere"),
    What.WEIGHTED: gettext_lazy("Weighted anew"),
    What.TARGETED: gettext_lazy("Other target"),
    What.DATED: gettext_lazy("Other dates"),
    What.RENAMED: gettext_lazy("Renamed"),
    What.HANDED_OVER: gettext_lazy("Other owners"),
    What.PROGRESSED: gettext_lazy("Progress moved"),
}


_LINE = Html("<li>{title}{said}</li>")
_GONE, _LINK = Html("<span>{title}</span>"), Html('<a href="{href}">{title}</a>')
_SAID = Html(" <small>{said}</small>")


@dataclass(frozen=True)
class Line:
    goal_id: UUID
    title: str
    said: str
    is_gone: bool

    @property
    def drawn(self) -> SafeString:
        """The line of the list, which leads to the goal where that still stands on the page."""
        title = (
            _GONE(title=self.title)
            if self.is_gone
            else _LINK(href=url_here("goals:goal", goal_id=self.goal_id), title=self.title)
        )
        return _LINE(title=title, said=_SAID(said=self.said) if self.said else NOTHING)


@dataclass(frozen=True)
class Group:
    """One kind of change. `more` counts the lines that are not shown."""

    key: str
    heading: str
    count: int
    lines: list[Line]

    @property
    def more(self) -> int:
        return self.count - len(self.lines)


def changes_between(pair: Pair, actor: Actor) -> list[Change]:
    """Every change of what this person may see of both instants; numbers are put in already. At most two queries."""
    edges = links_above_both(list(pair.earlier.visible | pair.later.visible), pair.since, pair.until)
    known = pair.earlier.goals.keys() & pair.later.goals.keys()
    above = pair_of_these({edge.parent_id for edge in edges} - known, pair, actor)
    then, now = (
        _stands(here, there, [edge for edge in edges if edge.stood_at(instant)])
        for (here, instant), (there, _) in zip(pair.sides, above.sides, strict=True)
    )
    return compare(then, now)


def _stands(found: Past, above: Past, edges: Iterable[AlignmentVersion]) -> dict[UUID, Stand]:
    """`above` holds the parents that are not in `found`, `edges` what led to parents at the instant."""
    shares: dict[UUID, dict[UUID, Decimal | None]] = {}
    seen = found.visible | above.visible
    for edge in edges:
        if edge.parent_id in seen:
            shares.setdefault(edge.child_id, {})[edge.parent_id] = edge.contribution
    return {pk: _stand(found, found.goals[pk], shares.get(pk, {})) for pk in found.visible}


def _stand(found: Past, goal: Goal, shares: dict[UUID, Decimal | None]) -> Stand:
    return Stand(
        id=goal.pk,
        title=goal.title,
        state=goal.state,
        progress=goal.progress,
        score=goal.score,
        aim=(goal.metric_kind, goal.unit, goal.start_value, goal.target_value, goal.low, goal.high, str(goal.phases)),
        aim_text=range_of(goal),
        dates=(goal.start, goal.due),
        owners=tuple(found.people_of(goal.pk, "owners")),
        shares=shares,
    )


def told(changes: Collection[Change], actor: Actor) -> list[Group]:
    """Changes as sentences, by kind, in their order. Two queries, for names of people and parents."""
    names = _names(changes, actor)
    groups = []
    for what, found in groupby(changes, key=lambda change: change.what):
        lines = list(found)
        if what == What.PROGRESSED:
            lines.sort(key=lambda change: -abs((change.after or 0) - (change.before or 0)))
        shown = [
            Line(change.goal_id, change.title, _said(change, names), what == What.REMOVED) for change in lines[:MOST]
        ]
        groups.append(Group(what.value, str(HEADINGS[what]), len(lines), shown))
    return groups


def _names(changes: Iterable[Change], actor: Actor) -> dict[UUID, str]:
    people: set[UUID] = set()
    goals: set[UUID] = set()
    for change in changes:
        ids = (
            {*(change.before or ()), *(change.after or ())}
            if change.what in {What.HANDED_OVER, What.MOVED}
            else set()
        )
        (people if change.what == What.HANDED_OVER else goals).update(ids)
        if change.parent:
            goals.add(change.parent)
    names = dict(Member.objects.filter(pk__in=people).values_list("pk", "name")) if people else {}
    if goals:
        names |= dict(Goal.objects.known_to(actor).filter(pk__in=goals).values_list("pk", "title"))
    return names


def _said(change: Change, names: dict[UUID, str]) -> str:
    """What a line says beside the title; empty where the heading says it all."""
    before, after = change.before, change.after
    if change.what == What.CLOSED:
        return "" if after is None else _("score %(score)s") % {"score": number(after)}
    if change.what == What.SCORED:
        return _from_to(number(before), number(after))
    if change.what == What.MOVED:
        return _moved(before, after, names)
    if change.what == What.WEIGHTED:
        parent = names.get(change.parent, "?") if change.parent else "?"
        return _("%(shares)s of “%(parent)s”") % {"shares": _from_to(_share(before), _share(after)), "parent": parent}
    if change.what == What.DATED:
        return _from_to(_span(before), _span(after))
    if change.what == What.RENAMED:
        return _("was “%(title)s”") % {"title": before}
    if change.what == What.HANDED_OVER:
        return _from_to(_people(before, names), _people(after, names))
    if change.what == What.TARGETED:
        return _from_to(before or "–", after or "–")
    if change.what == What.PROGRESSED:
        return f"{_from_to(percent_label(before), percent_label(after))} ({signed(_whole(after) - _whole(before))})"
    return ""


def _from_to(before: str, after: str) -> str:
    return f"{before} ⇒ {after}" if "→" in before + after else f"{before} → {after}"


def _moved(before: tuple[UUID, ...], after: tuple[UUID, ...], names: dict[UUID, str]) -> str:
    def titles(ids: tuple[UUID, ...]) -> str:
        return ", ".join(f"“{names.get(pk, '?')}”" for pk in ids) or _("nothing")

    return _("from under %(before)s to under %(after)s") % {"before": titles(before), "after": titles(after)}


def _share(share: Decimal | None) -> str:
    return _("an equal part") if share is None else f"{number(share)}\u00a0%"


def _span(dates: tuple[Any, Any]) -> str:
    return f"{day(dates[0])} – {full_day(dates[1])}"


def _people(ids: tuple[UUID, ...], names: dict[UUID, str]) -> str:
    return ", ".join(names.get(pk, "?") for pk in ids) or _("nobody")


def _whole(progress: Decimal | None) -> Decimal:
    """Rounded as it is shown, so that the difference is that of the numbers beside it."""
    return (progress or Decimal(0)).quantize(Decimal(1), ROUND_HALF_UP)


def signed(points: Decimal | int) -> str:
    """Points of progress with their sign: +12, −3."""
    whole = round(points)
    return f"+{whole}" if whole >= 0 else f"{MINUS}{-whole}"
