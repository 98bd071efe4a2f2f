"""All rules applied to one objective, and what they add up to (spec integrations §8.2). Pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cairn.coach.lint.facts import Objective
from cairn.coach.lint.findings import Finding, Group, Severity
from cairn.coach.lint.rules_of_course import of_course
from cairn.coach.lint.rules_of_measuring import of_measuring
from cairn.coach.lint.rules_of_structure import of_structure
from cairn.coach.lint.rules_of_wording import of_wording
from cairn.core.numbers import rounded

COSTS = {Severity.ERROR: 60, Severity.WARN: 30, Severity.INFO: 12}
WEIGHTS = {Group.WORDING: 25, Group.MEASURING: 35, Group.STRUCTURE: 25, Group.COURSE: 15}
_ORDER = {Severity.ERROR: 0, Severity.WARN: 1, Severity.INFO: 2}


@dataclass(frozen=True)
class Report:
    """Findings, the gravest first, and the scores 0–100 of the whole and of each group that there was."""

    findings: tuple[Finding, ...]
    score: Decimal
    parts: dict[Group, Decimal]

    def about(self, goal_id: Any) -> tuple[Finding, ...]:
        """What concerns the objective itself, or one of its key results."""
        return tuple(finding for finding in self.findings if finding.about == goal_id)


def lint(objective: Objective, *, off: Collection[str] = ()) -> Report:
    """What the rules say of an objective with its key results; `off` are the ids of rules that are switched off.

    Each group begins with 100. An error costs 60, a warning 30, a remark 12; what is about the objective counts in
    full, what is about its key results with their mean; nothing falls below 0. The whole is the mean of the groups by
    WEIGHTS. Without key results there is nothing to measure, and that part counts 0.
    """
    found = sorted(
        (finding for finding in _everything(objective) if finding.rule not in off),
        key=lambda finding: _ORDER[finding.severity],
    )
    parts = {group: _part(objective, group, found) for group in Group}
    total = sum(WEIGHTS[group] * score for group, score in parts.items())
    shown = {group: rounded(score, 0) for group, score in parts.items()}
    return Report(tuple(found), rounded(Fraction(total, sum(WEIGHTS.values())), 0), shown)


def _everything(objective: Objective) -> Iterator[Finding]:
    yield from of_wording(objective)
    yield from of_structure(objective)
    yield from of_course(objective)
    for place, key_result in enumerate(objective.key_results):
        yield from of_measuring(key_result, objective.key_results[:place])
        yield from of_course(key_result)


def _part(objective: Objective, group: Group, found: list[Finding]) -> Fraction:
    keys = {key_result.id: 0 for key_result in objective.key_results}
    if group is Group.MEASURING and not keys:
        return Fraction(0 if objective.is_complete else 100)
    lost = 0
    for finding in found:
        if finding.group is group:
            if finding.about in keys:
                keys[finding.about] += COSTS[finding.severity]
            else:
                lost += COSTS[finding.severity]
    mean = Fraction(sum(min(100, each) for each in keys.values()), len(keys) or 1)
    return max(Fraction(0), 100 - lost - mean)
