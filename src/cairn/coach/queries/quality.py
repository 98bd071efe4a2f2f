"""The page “OKR quality”: every objective of a page or a period with its score and what there is to remark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.coach.lint import Report
from cairn.coach.lint.catalogue import RULES
from cairn.coach.queries.advice import Part, Remark, parts_of, remarks, report_on, rules_off
from cairn.coach.queries.facts import objectives_among
from cairn.core.numbers import rounded
from cairn.goals.models import Goal, GoalKind
from cairn.goals.policies import Act, acts_on
from cairn.goals.queries.tree import Place
from cairn.organizations.actor import Actor
from cairn.organizations.models import Organization
from cairn.organizations.terminology import worded

MOST = 500
PER_PAGE = 25
SHOWN = 3


@dataclass(frozen=True)
class Line:
    """An objective with its score; `mendable` are the ids of the goals below it that this person may edit."""

    goal: Goal
    report: Report
    remarks: list[Remark]
    parts: list[Part]
    mendable: frozenset[UUID]

    @property
    def first(self) -> list[Remark]:
        """What one sees at once: the gravest."""
        return self.remarks[:SHOWN]

    @property
    def rest(self) -> list[Remark]:
        return self.remarks[SHOWN:]

    @property
    def level(self) -> str:
        """For the colour of the score, which the number says as well."""
        return "green" if self.report.score >= 80 else "yellow" if self.report.score >= 60 else "red"


@dataclass(frozen=True)
class RuleCount:
    id: str
    name: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Quality:
    lines: list[Line]
    rules: list[RuleCount]
    average: Decimal | None
    objectives: int
    sound: int  # objectives without any finding
    is_cut: bool  # there were more than MOST
    page: int
    has_more: bool


def quality_of(
    place: Place | None,
    period_ids: Collection[UUID],
    actor: Actor,
    organization: Organization,
    day: date,
    *,
    rule: str = "",
    page: int = 1,
) -> Quality:
    """The objectives of `place` (None: of everybody) in these periods that the actor may see, the weakest first."""
    seen = Goal.objects.visible_to(actor)
    goals = objectives_among(seen).filter(period_id__in=list(period_ids))
    if place is not None:
        goals = goals.filter(place.holds())
    found = list(goals[: MOST + 1])
    rows = found[:MOST]
    reports = report_on(rows, seen, organization, day, rules_off())
    counts = Counter(each for report in reports for each in {finding.rule for finding in report.findings})
    matching = [
        (goal, report)
        for goal, report in zip(rows, reports, strict=True)
        if not rule or any(finding.rule == rule for finding in report.findings)
    ]
    matching.sort(key=lambda pair: pair[1].score)
    shown = matching[(page - 1) * PER_PAGE : page * PER_PAGE]
    return Quality(
        lines=_lines(shown, actor, rule),
        rules=_counted(counts, rule),
        average=_mean(reports),
        objectives=len(rows),
        sound=sum(not report.findings for report in reports),
        is_cut=len(found) > MOST,
        page=page,
        has_more=len(matching) > page * PER_PAGE,
    )


def _counted(counts: Counter[str], chosen: str) -> list[RuleCount]:
    """What was found, the most frequent first."""
    found = sorted((each for each in RULES if counts[each.id]), key=lambda each: -counts[each.id])
    return [RuleCount(each.id, worded(_(each.name)), counts[each.id], each.id == chosen) for each in found]


def _lines(shown: Sequence[tuple[Goal, Report]], actor: Actor, rule: str) -> list[Line]:
    about = {finding.about for _goal, report in shown for finding in report.findings}
    goals = list(Goal.objects.visible_to(actor).filter(pk__in=about))
    titles = {goal.pk: goal.title for goal in goals if goal.kind != GoalKind.OBJECTIVE}
    mendable = frozenset(goal_id for goal_id, acts in acts_on(actor, goals).items() if Act.EDIT in acts)
    return [
        Line(
            goal,
            report,
            remarks([finding for finding in report.findings if not rule or finding.rule == rule], titles),
            parts_of(report),
            mendable,
        )
        for goal, report in shown
    ]


def _mean(reports: Sequence[Report]) -> Decimal | None:
    if not reports:
        return None
    return rounded(Fraction(sum(Fraction(report.score) for report in reports), len(reports)), 0)
