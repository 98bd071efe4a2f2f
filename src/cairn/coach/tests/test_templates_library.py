"""The library of templates: enough of them, for every function, and each passes our own linter (okrs §4.3)."""

from __future__ import annotations

import pytest

from cairn.coach.lint import lint
from cairn.coach.templates_library import Template, by_id, matching, shelves

EVERY = [each for shelf in shelves() for each in shelf.templates]


@pytest.mark.parametrize("template", EVERY, ids=lambda each: each.id)
def test_a_template_leaves_nothing_to_remark(template: Template) -> None:
    report = lint(template.facts())
    assert [(each.rule, each.sentence) for each in report.findings] == []


def test_there_are_sixty_at_least_and_no_two_alike() -> None:
    assert len(EVERY) >= 60
    assert len({each.id for each in EVERY}) == len(EVERY)
    assert len({each.title for each in EVERY}) == len(EVERY)


def test_every_function_of_the_specification_has_a_shelf() -> None:
    names = {shelf.name for shelf in shelves()}
    assert {"Company", "Marketing", "Sales", "Business operations", "Customer success"} <= names
    assert {"Product", "Engineering", "HR", "Finance", "Design"} <= names


def test_an_annual_company_objective_has_a_quarterly_one_that_leads_to_it() -> None:
    annual = {each.id for each in EVERY if each.horizon == "year"}
    assert annual == {each.pair for each in EVERY if each.pair}
    assert len(annual) >= 5


def test_one_finds_by_words_and_by_function() -> None:
    assert [each.id for shelf in matching("recommendation customers") for each in shelf.templates][:1] == [
        "company-first-choice-year"
    ]
    assert [shelf.name for shelf in matching("", "Finance")] == ["Finance"]
    assert matching("no such words at all") == []
    assert by_id("design-system") is not None
    assert by_id("../../etc/passwd") is None
