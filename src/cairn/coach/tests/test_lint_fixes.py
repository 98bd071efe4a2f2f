"""Every rule, whatever it finds, offers a way out, and finds as gravely as its catalogue says (integrations §8.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cairn.coach.lint import Course, Finding, KeyResult, Measure, Objective, People, Severity, lint
from cairn.coach.lint.catalogue import BY_ID, RULES
from cairn.coach.lint.findings import ONE_CLICK, Mend
from cairn.coach.tests.saying import SOUND, YEAR, key_result, metric, objective, titled


def _of_objectives() -> Iterator[Objective]:
    for title in (
        "Reach 5 million in sales",
        "Improving the shop",
        "Customer love",
        "Grow",
        "Win it all. And more " * 9,
    ):
        yield objective(title, description="")
    yield objective("Win the north. Everybody should know us there")
    yield objective("Open new shops and cut delivery costs")
    yield objective("Maintain the quality of our products")
    yield objective("ﭏ" * 20, description="", language="he")
    for count in (0, 1, 2, 6, 8):
        yield objective(key_results=tuple(key_result(f"Guides {n}", metric(1, 5, unit=str(n))) for n in range(count)))
    yield objective(number=6, place="Sales", is_aligned=False, level_above_has_objectives=True)
    for people in (People(owners=0), People(inactive="Noor"), People(checks_in=False)):
        yield objective(people=people)
    yield objective(key_results=tuple(key_result(each.title, Measure()) for each in SOUND))
    yield objective(key_results=tuple(key_result(each.title, metric(1, 2, unit="%")) for each in SOUND))
    yield objective(parent_periods=((date(2025, 1, 1), date(2025, 3, 31)),))
    yield objective(key_results=(replace(SOUND[0], period=YEAR, due=YEAR[1]), *SOUND[1:]))


def _of_key_results() -> Iterator[KeyResult]:
    yield key_result("Guides", metric(40, None))
    yield key_result("Guides", metric(None, 40))
    yield key_result("Guides", metric(40, 40))
    yield from (titled("Launch the programme"), titled("Loyalty programme"), titled("Improve delivery"))
    yield key_result("Reduce returns", metric(4, 9))
    yield key_result("Cut the waiting time", metric(None, 5, "stay_above"))
    yield key_result("Certified guides, their number", metric(40, 120))  # the twin of SOUND[0]
    yield key_result("Guides", metric(40, 4000))
    yield key_result("Guides", metric(40, 120, current=Decimal(130)))
    yield replace(key_result("Guides in time"), connection="Shopware")
    for course in (
        Course(silent_days=15), Course(worsened_without_a_word=True), Course(contradiction="rosy"),
        Course(contradiction="gloomy"), Course(flat_check_ins=4),
    ):  # fmt: skip
        yield replace(key_result("Guides of the house"), course=course)


FOUND: list[Finding] = [
    finding
    for each in [*_of_objectives(), *(objective(key_results=(*SOUND, row)) for row in _of_key_results())]
    for finding in lint(each).findings
]


def test_each_rule_is_among_what_was_found() -> None:
    assert {finding.rule for finding in FOUND} == {rule.id for rule in RULES}


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_a_rule_explains_itself_and_offers_a_fix(rule: str) -> None:
    found = [finding for finding in FOUND if finding.rule == rule]
    assert all(str(finding.sentence).strip() and str(finding.fix.label).strip() for finding in found)
    assert all(finding.fix.value for finding in found if finding.fix.mend in {Mend.EDIT, Mend.TITLE, Mend.DUE})
    grave = list(Severity)
    assert grave[min(grave.index(finding.severity) for finding in found)] is BY_ID[rule].severity


def test_what_one_click_does_and_what_leads_to_a_form() -> None:
    """A fix is carried out at once only where one change of the goal is all of it."""
    assert {finding.fix.mend for finding in FOUND} == set(Mend)
    assert {finding.rule for finding in FOUND if finding.fix.mend in ONE_CLICK} == {"O02", "S04", "S06", "K03", "K06"}
