"""What an import would do, row by row, with the reason: compared, not written (integrations §7.4.1).

The same plan is shown as the dry run and carried out by load.py, so that what was announced is what happens.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.integrations.migration.viva_goals import recognition, surroundings, tree
from cairn.integrations.migration.viva_goals.choices import Choices
from cairn.integrations.migration.viva_goals.goal_plans import GoalPlan, Planner
from cairn.integrations.migration.viva_goals.lines import Action, Line, What, counted
from cairn.integrations.migration.viva_goals.present import Present, Reach
from cairn.integrations.migration.viva_goals.records import ERROR, Bundle, CheckInRecord, Remark
from cairn.integrations.migration.viva_goals.surroundings import Surroundings


@dataclass
class Plan:
    """The dry run. `lines` are all rows of the report, in the order of the file within each kind."""

    layout: str
    around: Surroundings
    goals: list[GoalPlan]
    notes: list[Line] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        goals = sorted((plan.line for plan in self.goals), key=lambda line: line.row or 0)
        return [*self.notes, *goals, *self.around.lines]

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        return counted(self.lines)

    @property
    def doubtful(self) -> list[Line]:
        """Rows that do not come in, or not whole: what a person has to agree to."""
        refused = [
            line for line in self.lines if line.action is Action.REFUSED and line.what in (What.GOAL, What.FILE)
        ]
        return refused + [line for line in self.lines if line.is_damaged and line.action is not Action.REFUSED]

    @property
    def brings_nothing(self) -> bool:
        """Whether every row is refused, so that there is nothing to import."""
        goals = [plan.line for plan in self.goals]
        lines = goals or self.around.lines
        errors = [line for line in self.notes if line.action is Action.REFUSED]
        return bool(lines or errors) and all(line.action is Action.REFUSED for line in lines)

    def objection(self) -> str:
        """A sentence with the first rows that are doubtful; "" when none is."""
        rows = self.doubtful
        if not rows:
            return ""
        shown = " ".join(_told(line) for line in rows[:3])
        count = ngettext(
            "%(count)d row cannot be used as it is.", "%(count)d rows cannot be used as they are.", len(rows)
        )
        return f"{count % {'count': len(rows)}} {shown}"


def _told(line: Line) -> str:
    place = (
        _("Row %(row)d, “%(title)s”:") % {"row": line.row, "title": line.title} if line.row else f"“{line.title}”:"
    )
    return f"{place} {' '.join(line.reasons[:2])}"


def made(bundle: Bundle, present: Present, choices: Choices, reach: Reach, *, now: datetime) -> Plan:
    """Compare a bundle with what is present. `now` bounds every date; nothing comes from the future."""
    around = surroundings.planned(bundle, present, choices, reach)
    check_ins: dict[str, list[CheckInRecord]] = defaultdict(list)
    for check_in in bundle.check_ins:
        check_ins[check_in.goal_ref].append(check_in)
    comments: dict[str, list[dict[str, str]]] = defaultdict(list)
    for comment in bundle.comments:
        author = comment.author_ref.label if comment.author_ref else ""
        comments[comment.goal_ref].append({"at": str(comment.at or ""), "author": author, "text": comment.text})
    planner = Planner(bundle.layout, present, around, reach, now, dict(check_ins), dict(comments))
    found = recognition.recognised(bundle.goals, present, around)
    goals = [planner.planned(record, found.get(record.external_id)) for record in tree.parents_first(bundle.goals)]
    plan = Plan(bundle.layout, around, goals)
    _add_remarks(plan, bundle.notes)
    return plan


def _add_remarks(plan: Plan, remarks: Iterable[Remark]) -> None:
    """Put the readers' remarks to the rows they speak of; those on other rows become lines of their own."""
    by_place = {(row.line.row, row.line.title): row.line for row in plan.goals}
    by_id = {row.record.external_id: row.line for row in plan.goals}
    for remark in remarks:
        line = by_place.get((remark.row, remark.title)) or by_id.get(remark.external_id or "")
        if line is None or remark.severity == ERROR:
            plan.notes.append(_note(remark))
            continue
        line.tell(remark.sentence)
        line.is_damaged = line.is_damaged or remark.is_damage


def _note(remark: Remark) -> Line:
    action = Action.REFUSED if remark.severity == ERROR else Action.NOTE
    what = What.FILE if remark.row is None else What.GOAL
    title = remark.title or remark.file
    return Line(
        what,
        action,
        title,
        remark.row or None,
        remark.external_id or "",
        [remark.sentence],
        is_damaged=remark.is_damage,
    )
