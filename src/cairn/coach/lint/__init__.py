"""The linter of OKRs: what a colleague who knows the craft would remark, by fixed rules (spec integrations §8.2).

Pure, offline, and the same answer every time. Facts go in (`facts.py`), a `Report` of findings and scores comes out.
Findings are advice: nothing is refused because of them unless the organisation says so.
"""

from cairn.coach.lint.facts import Course, KeyResult, Measure, Objective, People
from cairn.coach.lint.findings import Finding, Fix, Group, Severity
from cairn.coach.lint.report import Report, lint

__all__ = [
    "Course",
    "Finding",
    "Fix",
    "Group",
    "KeyResult",
    "Measure",
    "Objective",
    "People",
    "Report",
    "Severity",
    "lint",
]
