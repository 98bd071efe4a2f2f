"""Create a goal: what it takes from its context, and what is refused by name (spec okrs §4.2, §4.3)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cairn.core.errors import Denied, Refused
from cairn.core.models import Event
from cairn.goals import actions
from cairn.goals.actions import Parent
from cairn.goals.models import GoalOwner, GoalSettings, GoalTag, GoalVersion, ProgressPoint
from cairn.goals.outcome import MetricKind, Outcome, OutcomeType, PhasedTarget

from .quarter import Quarter, increase

pytestmark = pytest.mark.django_db


def test_a_goal_takes_its_dates_from_the_period_and_its_owner_from_the_creator(quarter: Quarter) -> None:
    goal = quarter.goal("Cut returns", by="Max")
    assert (goal.start, goal.due) == (date(2026, 7, 1), date(2026, 9, 30))
    assert list(GoalOwner.objects.filter(goal=goal).values_list("member__name", flat=True)) == [
        quarter.actor("Max").member.name  # type: ignore[union-attr]
    ]
    assert goal.check_in_owner_id == quarter.actor("Max").member_id


def test_an_objective_rolls_up_and_a_key_result_is_checked_in(quarter: Quarter) -> None:
    assert (quarter.win.progress_mode, quarter.shops.progress_mode) == ("rollup", "manual")


def test_a_title_a_kind_and_a_place_are_enough(quarter: Quarter) -> None:
    """okrs §4.2, the column of defaults, and §4.3: the rest is filled from the context."""
    goal = quarter.goal("Cut returns", kind="objective", by="Max")
    assert (goal.nature, goal.privacy, goal.status_rule) == ("aspirational", "everyone", "progress")
    assert (goal.outcome_type, goal.current_value, goal.progress) == ("percent", None, 0)
    assert (goal.description, goal.scoring_guidance, goal.delegate_id) == ("", "", None)
    assert (goal.period_id, goal.state, goal.score) == (quarter.period.pk, "open", None)
    assert not GoalTag.objects.filter(goal=goal).exists()
    below = quarter.goal("Pack better", under=goal, by="Max")
    assert (below.nature, below.progress_mode) == ("aspirational", "manual")
    assert below.parent_links.get().contribution is None


def test_it_is_put_at_the_end_of_its_list(quarter: Quarter) -> None:
    """okrs §4.2, rank."""
    first, second = (quarter.goal(title, kind="objective") for title in ("Cut returns", "Pack better"))
    assert quarter.win.rank < first.rank < second.rank


def test_creating_leaves_a_version_a_point_and_an_event(quarter: Quarter) -> None:
    goal = quarter.goal("Cut returns")
    assert list(GoalVersion.objects.filter(goal=goal).values_list("number", "valid_to")) == [(1, None)]
    assert ProgressPoint.objects.filter(goal=goal).count() == 1
    assert Event.objects.get(subject_id=goal.pk, kind="goal.created").actor_id == quarter.actor("Ada").member_id


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": "   "}, "title"),
        ({"title": "x" * 501}, "title"),
        ({"title": "bad \ud800 half"}, "title"),
        ({"description": "nul \x00 inside"}, "description"),
        ({"kind": "wish"}, "kind"),
        ({"nature": "holy"}, "nature"),
        ({"start": date(2026, 9, 30), "due": date(2026, 7, 1)}, "due"),
        ({"period": "01900000-0000-7000-8000-000000000000"}, "period"),
        ({"entity": "team"}, "teams"),
        ({"owners": ["01900000-0000-7000-8000-000000000000"]}, "owners"),
        ({"outcome": increase(10, 10)}, "target"),
        ({"outcome": increase(10, 5)}, "kind"),
        ({"tags": ["x" * 51]}, "tags"),
    ],
)
def test_a_wrong_field_is_refused_by_name(quarter: Quarter, change: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        quarter.goal("Cut returns", **change) if "title" not in change else quarter.goal(str(change["title"]))
    assert refusal.value.field == field
    assert refusal.value.sentence.endswith((".", "?"))


def test_an_observer_cannot_create(quarter: Quarter) -> None:
    with pytest.raises(Denied) as denial:
        quarter.goal("Cut returns", by="Olive")
    assert denial.value.helpers


def test_an_observer_cannot_own(quarter: Quarter) -> None:
    with pytest.raises(Refused, match="observer"):
        quarter.goal("Cut returns", owners=[quarter.actor("Olive").member_id])


def test_team_owners_only_creates_team_goals_when_the_policy_says_so(quarter: Quarter) -> None:
    GoalSettings.objects.update(who_creates_team_okrs="team_owners", who_creates_organization_okrs="team_owners")
    sales = quarter.shops.team_links.get().team_id
    with pytest.raises(Denied):
        quarter.goal("Sell more", by="Cy", entity="team", teams=[sales])
    with pytest.raises(Denied):
        quarter.goal("Sell more", by="Cy")
    assert quarter.goal("Sell more", by="Tom", entity="team", teams=[sales]).pk


def test_an_objective_has_no_metric_in_the_measurable_model(quarter: Quarter) -> None:
    with pytest.raises(Refused) as refusal:
        quarter.goal("Grow", kind="objective", outcome=increase(0, 5))
    assert refusal.value.field == "outcome"
    GoalSettings.objects.update(okr_model="interchangeable")
    assert quarter.goal("Grow", kind="objective", outcome=increase(0, 5)).target_value == 5


def test_every_part_of_an_outcome_survives_the_row(quarter: Quarter) -> None:
    from cairn.goals.measuring import outcome_of

    phased = Outcome(
        OutcomeType.METRIC, MetricKind.DECREASE, unit="h", start=Decimal(61), target=Decimal(40),
        phases=(PhasedTarget(date(2026, 8, 1), Decimal(50)), PhasedTarget(date(2026, 9, 30), Decimal(40))),
    )  # fmt: skip
    between = Outcome(
        OutcomeType.METRIC, MetricKind.STAY_BETWEEN, low=Decimal(10), high=Decimal(11), tolerance=Decimal("0.5"),
        target=None,
    )  # fmt: skip
    for outcome in (phased, between):
        goal = quarter.goal("Measured", outcome=outcome)
        assert outcome_of(quarter.fresh(goal)) == outcome


def test_a_new_child_changes_its_parent_at_once(quarter: Quarter) -> None:
    actions.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(10))
    assert quarter.fresh(quarter.win).progress == 50
    quarter.goal("Find the money", under=quarter.win)
    assert quarter.fresh(quarter.win).progress == Decimal("33.3333")


def test_more_than_ten_parents_are_refused(quarter: Quarter) -> None:
    parents = [Parent(quarter.goal(f"Objective {i}", kind="objective").pk) for i in range(11)]
    with pytest.raises(Refused) as refusal:
        quarter.goal("Torn", parents=parents)
    assert refusal.value.field == "parents"


def test_an_objective_with_a_metric_is_checked_in_unless_somebody_chooses_the_roll_up(quarter: Quarter) -> None:
    """okrs §5.3, §5.6 (REC): roll-up of metrics is an explicit choice, manual the default."""
    GoalSettings.objects.update(okr_model="interchangeable")
    plain = quarter.goal("Sell more", kind="objective", outcome=increase(0, 1000))
    assert plain.progress_mode == "manual"
    summed = quarter.goal("Sell most", kind="objective", outcome=increase(0, 1000), progress_mode="rollup")
    for above in (plain, summed):
        below = quarter.goal("In the north", under=above, outcome=increase(0, 500))
        actions.check_in(below, by=quarter.actor("Ada"), value=Decimal(200))
    assert (quarter.fresh(plain).current_value, quarter.fresh(summed).current_value) == (None, 200)


@pytest.mark.parametrize(
    ("field", "most"), [("title", 500), ("description", 10_000), ("scoring_guidance", 5_000), ("metric_name", 200)]
)
def test_texts_are_kept_up_to_their_length_and_refused_beyond(quarter: Quarter, field: str, most: int) -> None:
    """okrs §4.2: title 500 characters, description 10,000."""
    text: dict[str, Any] = {"title": "Cut returns", field: "x" * most}
    made = quarter.goal(text.pop("title"), **text)
    assert len(getattr(made, field)) == most
    with pytest.raises(Refused) as refusal:
        actions.edit(made, {field: "x" * (most + 1)}, by=quarter.actor("Ada"))  # type: ignore[misc]
    assert refusal.value.field == field
