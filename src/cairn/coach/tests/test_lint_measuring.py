"""K01–K09 and C01–C04 on key results (spec integrations §8.2)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from cairn.coach.lint import Course, KeyResult, Measure, lint
from cairn.coach.lint.findings import Mend
from cairn.coach.lint.text import figures, likeness, tokens
from cairn.coach.tests.saying import YEAR, key_result, metric, objective, rules_on, titled

GOOD = [
    key_result("Raise the reorder rate", metric(31, 55, unit="%")),
    key_result("Shorten delivery", metric(4, 2, "decrease", "days")),
    key_result("Reduce returns by 20 %", metric(0, 20, "reach", "%")),
    key_result("Reduce the share of late parcels", metric(None, 2, "stay_below", "%")),
    key_result("Number of parcels that came late", Measure("baseline")),
    key_result("Stock on hand", Measure("stay_between", low=Decimal(4), high=Decimal(6))),
    key_result("Better rating", metric(3, 4, unit="stars")),
    key_result("Many more guides", metric(40, 120)),
    key_result(
        "Loyalty programme", Measure(rolls_up=True)
    ),  # okrs §11.8: only without children a project in disguise
    key_result("Certified guides", metric(40, 400)),
    key_result("Retouren senken", metric(9, 4, "decrease", "%"), language="de"),
]
BAD = [
    ("K01", key_result("Certified guides", metric(40, None))),
    ("K01", key_result("Certified guides", Measure(""))),
    ("K01", key_result("Stock on hand", Measure("stay_between", low=Decimal(4)))),
    ("K02", key_result("Certified guides", metric(40, 40))),
    ("K02", key_result("Certified guides", metric(None, 40))),
    ("K03", titled("Launch the loyalty programme")),
    ("K03", key_result("Deliver 4 talks", metric(0, 4, "reach"))),
    ("K03", titled("Kundenprogramm einführen", language="de")),
    ("K04", titled("Loyalty programme")),
    ("K05", titled("Improve delivery")),
    ("K05", titled("Faster answers")),
    ("K05", key_result("Better rating", metric(3, None))),
    ("K06", key_result("Reduce returns", metric(4, 9))),
    ("K06", key_result("Increase the reorder rate", metric(55, 31, "decrease"))),
    ("K06", key_result("Cut the waiting time", metric(None, 5, "stay_above"))),
    ("K06", key_result("Retouren senken", metric(4, 9), language="de")),
    ("K08", key_result("Certified guides", metric(40, 4000))),
    ("K08", key_result("Certified guides", metric(40, 120, current=Decimal(130)))),
    ("K09", replace(key_result(), connection="Shopware")),
]


@pytest.mark.parametrize("good", GOOD, ids=str)
def test_a_good_key_result_is_left_alone(good: KeyResult) -> None:
    assert rules_on(good) == []


@pytest.mark.parametrize(("rule", "bad"), BAD)
def test_a_bad_key_result_is_found(rule: str, bad: KeyResult) -> None:
    assert rule in rules_on(bad)


def test_a_delivery_offers_to_become_a_project_and_is_not_blamed_twice() -> None:
    launch = titled("Launch the loyalty programme")
    [finding] = lint(objective(key_results=(launch,))).about(launch.id)
    assert (finding.rule, finding.fix.mend, finding.fix.is_one_click) == ("K03", Mend.PROJECT, True)


def test_numbers_against_their_words_are_offered_turned_round() -> None:
    wrong = key_result("Reduce returns", metric(4, 9))
    [finding] = lint(objective(key_results=(wrong,))).about(wrong.id)
    assert (finding.fix.mend, str(finding.fix.label)) == (Mend.TURN, "From 9 to 4")


@pytest.mark.parametrize(
    ("one", "other", "is_twin"),
    [
        ("Share of returning customers", "Returning customers, share of", True),
        ("Returning customers", "Share of returning customers", True),
        ("Returning customers", "Rating of the shop", False),
        ("Orders from the north", "Orders from the south", False),
    ],
)
def test_a_sibling_that_says_the_same_is_named(one: str, other: str, is_twin: bool) -> None:
    first, second = key_result(one, metric(1, 2, unit="a")), key_result(other, metric(1, 2, unit="b"))
    assert (rules_on(second, first) == ["K07"]) is is_twin
    assert rules_on(replace(second, period=YEAR), replace(first, period=None)) != ["K07"]


def test_the_steps_of_a_year_are_no_twins() -> None:
    """okrs §3: key results of one objective that lie in successive quarters."""
    first = key_result("Sales at the end of the quarter", metric(10, 14, unit="M"))
    later = replace(first, id="later", period=YEAR)
    assert rules_on(later, first) == ["S06"] or "K07" not in rules_on(later, first)


@pytest.mark.parametrize(
    ("course", "rule"),
    [
        (Course(silent_days=15), "C01"),
        (Course(silent_days=29, cadence=14), "C01"),
        (Course(worsened_without_a_word=True), "C02"),
        (Course(contradiction="rosy"), "C03"),
        (Course(contradiction="gloomy"), "C03"),
        (Course(flat_check_ins=4), "C04"),
    ],
)
def test_how_it_has_been_going_is_looked_at(course: Course, rule: str) -> None:
    assert rules_on(replace(key_result(), course=course)) == [rule]


@pytest.mark.parametrize(
    "course", [Course(silent_days=14), Course(silent_days=28, cadence=14), Course(flat_check_ins=3)]
)
def test_one_missed_check_in_is_no_matter(course: Course) -> None:
    assert rules_on(replace(key_result(), course=course)) == []


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Reach 5 million", ["5"]), ("Grow to 55%", ["55%"]), ("Earn 3 k€ more", ["3 k€"]), ("Win Q3", []),
        ("Meet ISO 9001 in 2026", []), ("Serve B2B", []), ("Answer 24/7", []), ("Version 2.1", []), ("", []),
    ],
)  # fmt: skip
def test_only_numbers_that_say_how_much_count(title: str, found: list[str]) -> None:
    assert figures(title) == found


def test_likeness_ignores_order_and_repetition() -> None:
    assert likeness(tokens("a b c"), tokens("c b a a")) == 1.0
    assert likeness(tokens("apples"), tokens("pears")) == 0.0
    assert likeness([], []) == 0.0
