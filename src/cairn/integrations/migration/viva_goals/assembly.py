"""The last steps every layout shares: from rows read to a bundle that fits together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.integrations.migration.viva_goals import inference, tree
from cairn.integrations.migration.viva_goals.people import Directory
from cairn.integrations.migration.viva_goals.records import (
    Bundle,
    CheckInRecord,
    CommentRecord,
    GoalRecord,
    PeriodRecord,
    TagRecord,
    TeamRecord,
)
from cairn.integrations.migration.viva_goals.remarks import Remarks

MOST_TITLE, MOST_UNIT, MOST_METRIC_NAME, MOST_TAG = 500, 20, 200, 50
"""As long as the fields of a goal may be (spec okrs §4.2, §12)."""
FIELD_NAMES = {
    "title": gettext_lazy("title"),
    "unit": gettext_lazy("unit"),
    "metric_name": gettext_lazy("metric"),
    "tags": gettext_lazy("tags"),
}


@dataclass
class Found:
    """What a layout's reader found, before it is put together."""

    layout: str
    directory: Directory
    goals: list[GoalRecord] = field(default_factory=list)
    check_ins: list[CheckInRecord] = field(default_factory=list)
    comments: list[CommentRecord] = field(default_factory=list)
    teams: list[TeamRecord] = field(default_factory=list)
    periods: list[PeriodRecord] = field(default_factory=list)
    tags: list[TagRecord] = field(default_factory=list)


def assembled(found: Found, remarks: Remarks, *, today: date, kinds: Mapping[str, str] | None = None) -> Bundle:
    """Put a bundle together: the tree, what it tells about the goals, and what they mention.

    `kinds` is the mapping of type words a person chose. Every remark that arises is in the bundle.
    """
    goals = tree.linked([_fitted(goal, remarks) for goal in _without_doubles(found.goals, remarks)], remarks)
    goals = inference.with_entities(inference.with_kinds(goals, kinds), remarks)
    known = {goal.external_id for goal in goals}
    check_ins = sorted(
        (check_in for check_in in found.check_ins if check_in.goal_ref in known),
        key=lambda check_in: (check_in.date, check_in.at),
    )
    by_goal: dict[str, list[CheckInRecord]] = defaultdict(list)
    for check_in in check_ins:
        by_goal[check_in.goal_ref].append(check_in)
    goals = inference.with_modes(goals, by_goal)
    check_ins += inference.implied_check_ins(goals, by_goal, today)
    return Bundle(
        layout=found.layout,
        people=tuple(found.directory.people),
        teams=tuple(_teams(found.teams, goals, found.directory)),
        periods=tuple(_periods(found.periods, goals)),
        tags=tuple(_tags(found.tags, goals)),
        goals=tuple(goals),
        check_ins=tuple(check_ins),
        comments=tuple(comment for comment in found.comments if comment.goal_ref in known),
        notes=tuple(remarks.notes),
    )


def _without_doubles(goals: Iterable[GoalRecord], remarks: Remarks) -> list[GoalRecord]:
    first: dict[str, GoalRecord] = {}
    for goal in goals:
        if (earlier := first.setdefault(goal.external_id, goal)) is not goal:
            tree.about(goal, remarks).error(
                _("Its id %(id)s was used before, by “%(title)s” in row %(row)s.")
                % {"id": goal.external_id, "title": earlier.title, "row": earlier.row}
            )
    return list(first.values())


def _fitted(goal: GoalRecord, remarks: Remarks) -> GoalRecord:
    """Shorten what is longer than its field; the whole text goes to the metadata."""
    kept = {
        "title": (goal.title, MOST_TITLE),
        "unit": (goal.outcome.unit, MOST_UNIT),
        "metric_name": (goal.outcome.name, MOST_METRIC_NAME),
        "tags": (max(goal.tags, key=len, default=""), MOST_TAG),
    }
    if all(len(text) <= most for text, most in kept.values()):
        return goal
    long = {name: text for name, (text, most) in kept.items() if len(text) > most}
    fields = ", ".join(str(FIELD_NAMES[name]) for name in long)
    tree.about(goal, remarks).warn(_("Too long and therefore shortened: %(fields)s.") % {"fields": fields})
    outcome = replace(goal.outcome, unit=goal.outcome.unit[:MOST_UNIT], name=goal.outcome.name[:MOST_METRIC_NAME])
    return replace(
        goal,
        title=_short(goal.title, MOST_TITLE),
        outcome=outcome,
        tags=tuple(_short(tag, MOST_TAG) for tag in goal.tags),
        metadata={**goal.metadata, "unshortened": long},
    )


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _teams(teams: Sequence[TeamRecord], goals: Iterable[GoalRecord], people: Directory) -> list[TeamRecord]:
    """The teams listed, and those that only goals or people mention."""
    named = {team.name: team for team in teams}
    mentioned = [name for goal in goals for name in goal.team_names]
    mentioned += [name for person in people.people for name in person.team_names]
    mentioned += [team.parent_name for team in teams if team.parent_name]
    extra = [TeamRecord(None, name) for name in dict.fromkeys(mentioned) if name not in named]
    return [*teams, *extra]


def _periods(periods: Sequence[PeriodRecord], goals: Iterable[GoalRecord]) -> list[PeriodRecord]:
    """The periods listed, and those only goals mention, as long as their goals run (spec §7.4.2)."""
    listed = {period.name for period in periods}
    dates: dict[str, list[date]] = defaultdict(list)
    for goal in goals:
        if goal.period_name and goal.period_name not in listed:
            dates[goal.period_name] += [on for on in (goal.start, goal.due) if on]
    extra = [PeriodRecord(None, name, min(on, default=None), max(on, default=None)) for name, on in dates.items()]
    return [*periods, *extra]


def _tags(tags: Sequence[TagRecord], goals: Iterable[GoalRecord]) -> list[TagRecord]:
    """The tags listed, and those only goals mention; case does not tell tags apart (spec okrs §12)."""
    listed = {tag.name.casefold(): tag for tag in tags}
    for name in (name for goal in goals for name in goal.tags):
        listed.setdefault(name.casefold(), TagRecord(None, name))
    return list(listed.values())
