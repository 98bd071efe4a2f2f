"""O01–O06 on titles that people wrote well, and on titles they did not (spec integrations §8.2)."""

from __future__ import annotations

import pytest

from cairn.coach.lint import lint
from cairn.coach.lint.findings import Mend
from cairn.coach.tests.saying import objective, rules_about

GOOD = [
    "Become the shop that hikers recommend first",
    "Win back the trust of our oldest customers",
    "Open our doors to the north",
    "Make the first week in the shop a good one",
    "Be ready for ISO 27001",
    "Turn 2027 into the year of repairs",
    "Make support reachable 24/7",
    "Delight our B2B customers in the first month",
    "Finish Q3 with a calm warehouse",
    "Restore a web shop that meets WCAG 2.2",
    "Continue to lead the market without raising prices",
    "Teach bread and butter skills to every new colleague",
    "Film the bench the way others film ceremonies",
    "Tame every queue before Advent",
    "Help research and development to be heard",
]
BAD = [
    ("O01", "Reach 5 million in sales"),
    ("O01", "Grow the reorder rate to 55%"),
    ("O01", "Bring 120 guides into the programme"),
    ("O01", "Earn €3m with rentals this year"),
    ("O02", "Customer satisfaction in the shops"),
    ("O02", "A better first week for everybody"),
    ("O02", "The most loved tents of the Alps"),
    ("O03", "Grow the north"),
    ("O03", "Win the north. Everybody should know us there"),
    ("O03", "Become " + "the shop that hikers tell each other about when they meet on the path " * 2),
    ("O04", "Open new shops and cut delivery costs"),
    ("O04", "Strengthen the brand; simplify returns"),
    ("O04", "Renew the catalogue & the photographs"),
    ("O06", "Maintain the quality of our products"),
    ("O06", "Continue to support our partners"),
]


@pytest.mark.parametrize("title", GOOD)
def test_a_good_title_is_left_alone(title: str) -> None:
    assert rules_about(objective(title)) == []


@pytest.mark.parametrize(("rule", "title"), BAD)
def test_a_bad_title_is_found(rule: str, title: str) -> None:
    assert rule in rules_about(objective(title))


@pytest.mark.parametrize(
    ("title", "description", "is_found"),
    [
        ("Rebuild the returns desk", "", True),
        ("Rebuild the returns desk", "  \n", True),
        ("Rebuild the returns desk", "Waiting for money makes people angry.", False),
        ("Rebuild the returns desk so that nobody waits", "", False),
        ("Rebuild the returns desk in order to win back trust", "", False),
        ("Become the desk nobody dreads", "", True),
    ],
)
def test_the_reason_may_stand_in_the_sentence_or_below_it(title: str, description: str, is_found: bool) -> None:
    assert ("O05" in rules_about(objective(title, description=description))) is is_found


@pytest.mark.parametrize(
    ("title", "better"),
    [
        ("Improving the first week in the shop", "Improve the first week in the shop"),
        ("To win back our oldest customers", "Win back our oldest customers"),
    ],
)
def test_a_verb_in_another_form_is_offered_in_the_plain_one(title: str, better: str) -> None:
    [finding] = lint(objective(title)).findings
    assert (finding.rule, finding.fix.mend, finding.fix.value) == ("O02", Mend.TITLE, better)
    assert rules_about(objective(better)) == []


@pytest.mark.parametrize(
    ("title", "rules"),
    [
        ("Den Norden für uns gewinnen", []),
        ("Die Zufriedenheit unserer Kunden", ["O02"]),
        ("Werden der Laden, von dem man sich erzählt", []),
        ("Den Service für unsere Partner beibehalten", ["O06"]),
    ],
)
def test_german_is_known_by_its_little_words(title: str, rules: list[str]) -> None:
    assert rules_about(objective(title, language="en")) == rules


def test_rules_about_words_stay_silent_in_a_language_without_lists() -> None:
    assert rules_about(objective("Devenir la boutique dont on parle", language="fr")) == []
    assert rules_about(objective("Atteindre 5 boutiques", language="fr")) == ["O01"]
