"""S01–S06 and what the score makes of everything (spec integrations §8.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cairn.coach.lint import Group, Measure, People, Severity, lint
from cairn.coach.lint.catalogue import BY_ID, RULES
from cairn.coach.lint.findings import Mend
from cairn.coach.tests.saying import QUARTER, SOUND, YEAR, key_result, metric, objective, rules_about


def many(count: int) -> tuple[object, ...]:
    names = ["Guides", "Shops", "Rentals", "Repairs", "Letters", "Walks", "Talks", "Courses", "Maps"]
    units = ["a", "b", "c", "d", "e", "f", "g", "h", "i"]
    return tuple(key_result(names[n], metric(1, 5, unit=units[n])) for n in range(count))


@pytest.mark.parametrize(
    ("count", "severity"),
    [(0, "warn"), (1, "info"), (2, "info"), (3, None), (4, None), (5, None), (6, "info"), (7, "info"), (8, "warn")],
)
def test_three_to_five_key_results_are_good(count: int, severity: str | None) -> None:
    found = [each.severity for each in lint(objective(key_results=many(count))).findings if each.rule == "S01"]
    assert found == ([Severity(severity)] if severity else [])


def test_while_it_is_being_written_nothing_is_said_of_what_comes_later() -> None:
    report = lint(objective(key_results=(), is_complete=False))
    assert (report.findings, report.score) == ((), Decimal(100))


@pytest.mark.parametrize(("number", "is_found"), [(1, False), (5, False), (6, True), (9, True)])
def test_more_than_five_objectives_are_too_many(number: int, is_found: bool) -> None:
    assert ("S02" in rules_about(objective(number=number, place="Sales"))) is is_found


def test_unaligned_is_remarked_only_where_there_is_something_to_align_to() -> None:
    assert rules_about(objective(is_aligned=False, level_above_has_objectives=True)) == ["S03"]
    assert rules_about(objective(is_aligned=False)) == []


@pytest.mark.parametrize(
    "people",
    [People(owners=0), People(inactive="Noor"), People(checks_in=False)],
    ids=["none", "left", "no check-in"],
)
def test_somebody_answers_for_the_objective_and_for_each_key_result(people: People) -> None:
    assert rules_about(objective(people=people)) == ["S04"]
    assert rules_about(objective(key_results=(replace(SOUND[0], people=people), *SOUND[1:]))) == ["S04"]


def test_a_missing_check_in_owner_is_mended_by_the_first_owner() -> None:
    [finding] = lint(objective(people=People(checks_in=False))).findings
    assert (finding.fix.mend, finding.fix.is_one_click) == (Mend.CHECK_IN_OWNER, True)


@pytest.mark.parametrize(
    ("measures", "is_found"),
    [
        ([Measure(), Measure(), Measure()], True),
        ([Measure(), Measure(), metric(1, 2)], False),
        ([metric(1, 2, unit="%"), metric(3, 4, unit="%"), metric(5, 6, unit=" %")], True),
        ([metric(1, 2, unit="%"), metric(3, 4, unit="%"), metric(5, 6, unit="days")], False),
        ([metric(1, 2, unit="%"), metric(3, 4, unit="%")], False),
        ([metric(1, 2), metric(3, 4), metric(5, 6)], False),
    ],
)
def test_one_view_of_everything_is_remarked(measures: list[Measure], is_found: bool) -> None:
    titles = ["Guides", "Shops", "Rentals"]
    found = tuple(key_result(title, measure) for title, measure in zip(titles, measures, strict=False))
    assert ("S05" in rules_about(objective(key_results=found))) is is_found


def test_a_key_result_that_ends_after_its_objective_is_offered_its_last_day() -> None:
    late = replace(SOUND[0], due=date(2026, 10, 31))
    [finding] = lint(objective(key_results=(late, *SOUND[1:]))).findings
    assert (finding.rule, finding.about, finding.fix.mend, finding.fix.value) == (
        "S06", "Certified guides", Mend.DUE, "2026-09-30",
    )  # fmt: skip


def test_a_period_lies_within_that_of_the_parent() -> None:
    assert rules_about(objective(parent_periods=(YEAR,))) == []
    assert rules_about(objective(parent_periods=((date(2026, 4, 1), date(2026, 6, 30)), YEAR))) == []
    assert rules_about(objective(period=YEAR, due=YEAR[1], parent_periods=(QUARTER,))) == ["S06"]
    outside = replace(SOUND[0], period=YEAR)
    assert rules_about(objective(key_results=(outside, *SOUND[1:]))) == ["S06"]


def test_a_sound_objective_has_a_hundred_in_every_part() -> None:
    report = lint(objective())
    assert report.score == 100
    assert set(report.parts.values()) == {Decimal(100)}


def test_the_score_adds_up_by_its_weights() -> None:
    """A warning takes 30 of the wording; an error at one of three key results a third of 60 of the measuring."""
    report = lint(objective("Reach 5 million in sales", key_results=(key_result("Guides", metric(4, 4)), *SOUND[1:])))
    assert (report.parts[Group.WORDING], report.parts[Group.MEASURING]) == (Decimal(70), Decimal(80))
    assert report.score == Decimal(86)  # 17.5 + 28 + 25 + 15 = 85.5


def test_without_key_results_the_part_for_measuring_counts_nothing() -> None:
    report = lint(objective(key_results=()))
    assert (report.parts[Group.MEASURING], report.score) == (
        Decimal(0),
        Decimal(58),
    )  # 25 + 0 + 17.5 + 15


def test_the_gravest_comes_first_and_a_rule_can_be_switched_off() -> None:
    bad = objective("Sales", description="", key_results=(key_result("Guides", metric(4, 4)),))
    severities = [finding.severity for finding in lint(bad).findings]
    assert severities == sorted(severities, key=["error", "warn", "info"].index)
    assert "S01" not in {finding.rule for finding in lint(bad, off={"S01"}).findings}


def test_the_same_facts_give_the_same_report() -> None:
    assert lint(objective("Sales")) == lint(objective("Sales"))


def test_every_rule_of_the_specification_is_in_the_catalogue() -> None:
    numbers = {"O": 6, "S": 6, "K": 9, "C": 4}
    assert [rule.id for rule in RULES] == [
        f"{letter}{n:02}" for letter, most in numbers.items() for n in range(1, most + 1)
    ]
    assert all(rule.why and rule.source and rule.good != rule.bad for rule in BY_ID.values())


def test_every_rule_is_as_grave_as_the_specification_says() -> None:
    """The gravest that it can be (integrations §8.2, column “Sev.”)."""
    grave = {severity: {rule.id for rule in RULES if rule.severity is severity} for severity in Severity}
    assert grave[Severity.ERROR] == {"S04", "S06", "K01", "K02", "K06"}
    assert grave[Severity.WARN] == {"O01", "O06", "S01", "S02", "K03", "K05", "C01", "C02", "C03", "C04"}
    assert len(grave[Severity.INFO]) == 10
