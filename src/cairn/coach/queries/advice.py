"""The advice on one goal, and in the reader's language (spec integrations §8.2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.coach.lint import Finding, Group, KeyResult, Objective, Report, Severity, lint
from cairn.coach.lint.catalogue import BY_ID, Rule
from cairn.coach.lint.findings import Mend
from cairn.coach.models import CoachSettings
from cairn.coach.queries.facts import facts_of, lean, measure_of
from cairn.core.sentences import Sentence
from cairn.goals.actions.convert import may_convert
from cairn.goals.models import Goal, GoalKind
from cairn.goals.models.goal import GoalQuerySet
from cairn.organizations.models import Organization
from cairn.organizations.terminology import worded
from cairn.ui.dates import full_day

WHERE_PARTS: dict[Group, Any] = {
    Group.WORDING: lambda: _("Wording"),
    Group.MEASURING: lambda: _("Measuring"),
    Group.STRUCTURE: lambda: _("Structure"),
    Group.COURSE: lambda: _("Course"),
}
_ICONS = {Severity.ERROR: "triangle-alert", Severity.WARN: "circle-alert", Severity.INFO: "info"}
_WORDS: dict[Severity, Any] = {
    Severity.ERROR: lambda: _("Mend"),
    Severity.WARN: lambda: _("Look again"),
    Severity.INFO: lambda: _("Remark"),
}


@dataclass(frozen=True)
class Remark:
    """A finding as it is drawn. `title` names the goal it is about, where that is not plain."""

    finding: Finding
    rule: Rule
    title: str = ""
    converts: bool = True  # whether the OKR model lets a key result become a project

    @property
    def is_one_click(self) -> bool:
        fix = self.finding.fix
        return fix.is_one_click and (self.converts or fix.mend is not Mend.PROJECT)

    @property
    def icon(self) -> str:
        return _ICONS[self.finding.severity]

    @property
    def word(self) -> str:
        return str(_WORDS[self.finding.severity]())

    @property
    def sentence(self) -> str:
        return spoken(self.finding.sentence)

    @property
    def name(self) -> str:
        return worded(_(self.rule.name))

    @property
    def why(self) -> str:
        return worded(_(self.rule.why))

    @property
    def source(self) -> str:
        return _(self.rule.source)

    @property
    def label(self) -> str:
        """What its button says."""
        return spoken(self.finding.fix.label)


@dataclass(frozen=True)
class Part:
    """One part of the score by its name."""

    name: str
    score: Decimal


def parts_of(report: Report) -> list[Part]:
    """The parts of a score with their names."""
    return [Part(str(WHERE_PARTS[group]()), score) for group, score in report.parts.items()]


def remarks(findings: Iterable[Finding], titles: dict[Any, str] | None = None) -> list[Remark]:
    """Findings as they are drawn, with the titles of what they are about."""
    converts = may_convert()
    return [Remark(each, BY_ID[each.rule], (titles or {}).get(each.about, ""), converts) for each in findings]


def spoken(sentence: Sentence) -> str:
    """A sentence of the linter in the reader's language, its days written as the reader writes them."""
    values = {name: full_day(value) if isinstance(value, date) else value for name, value in sentence.values.items()}
    return worded(Sentence(sentence.message, **values).translated(_))


def rules_off() -> frozenset[str]:
    """The ids of the rules that are switched off here."""
    row = CoachSettings.objects.first()
    return frozenset(row.off) if row else frozenset()


def report_on(
    goals: Sequence[Goal], seen: GoalQuerySet, organization: Organization, day: date, off: Iterable[str]
) -> list[Report]:
    """A report for each of these objectives."""
    off = frozenset(off)
    return [lint(facts, off=off) for facts in facts_of(goals, seen, organization, day)]


def findings_on(
    goal: Goal, seen: GoalQuerySet, organization: Organization, day: date
) -> tuple[Report, list[Finding]]:
    """The report in which a goal appears, and what it says of it: of an objective everything, key results included.

    A key result is looked at beside its siblings; one without an objective by itself.
    """
    off = rules_off()
    if goal.kind == GoalKind.OBJECTIVE:
        [report] = report_on([goal], seen, organization, day, off)
        return report, list(report.findings)
    report = lint(objective_above(goal, seen, organization, day), off=off)
    return report, list(report.about(goal.pk))


def objective_above(goal: Goal, seen: GoalQuerySet, organization: Organization, day: date) -> Objective:
    """The facts of the objective a key result belongs to; of an empty one around it when it has none."""
    above = lean(seen.filter(kind=GoalKind.OBJECTIVE, child_links__child=goal)).order_by("child_links__position")
    objective = above.first()
    if objective is not None:
        return facts_of([objective], seen, organization, day)[0]
    return alone(goal, organization)


def alone(goal: Goal, organization: Organization) -> Objective:
    """A key result without an objective."""
    own = KeyResult(
        goal.pk, goal.title, goal.description, goal.start, goal.due, language=organization.locale,
        measure=measure_of(goal),
    )  # fmt: skip
    return Objective(None, "", key_results=(own,), is_complete=False)


def titles_of(ids: Iterable[UUID], seen: GoalQuerySet) -> dict[Any, str]:
    """The titles of these goals."""
    return dict(seen.filter(pk__in=list(ids)).values_list("pk", "title"))
