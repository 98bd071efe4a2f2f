"""What is measured must be real: a synthetic organisation holds the same invariants as one that grew."""

from __future__ import annotations

import pytest

from cairn.core import clock, tenancy
from cairn.goals.bench import Shape, build, remove
from cairn.goals.graph import above
from cairn.goals.models import CheckIn, Goal, ProgressPoint, State
from cairn.goals.verify import differences
from cairn.organizations.models import Member, Organization, Team, User


@pytest.mark.parametrize(
    ("people", "objectives", "key_results", "check_ins"),
    [(1_000, 5_000, 20_000, 200_000), (100_000, 200_000, 800_000, 8_000_000)],
)
def test_the_sizes_are_those_we_promise_speed_for(
    people: int, objectives: int, key_results: int, check_ins: int
) -> None:
    shape = Shape(people)
    assert (shape.objectives, shape.key_results, shape.check_ins) == (objectives, key_results, check_ins)


@pytest.mark.django_db(transaction=True)
def test_it_has_its_size_and_numbers_that_hold_and_leaves_no_trace() -> None:
    shape = Shape(100)
    organization = build(shape).organization
    with tenancy.enter(organization.pk):
        assert Member.objects.count() == 100
        assert Team.objects.filter(parent__parent__isnull=False).exists()
        assert Goal.objects.filter(kind="key_result").count() == shape.key_results
        assert CheckIn.objects.count() == shape.check_ins
        assert list(differences()) == []
        assert not Goal.objects.filter(state=State.CLOSED, due__gte=clock.now().date()).exists()
        deep = Goal.objects.filter(kind="key_result", entity="individual", state=State.OPEN)[0]
        assert len(above([deep.pk])) >= 7  # itself, five levels of objectives, and the company's year
        assert ProgressPoint.objects.filter(goal=deep).count() == 10
    remove(organization)
    assert not Organization.objects.exists()
    assert not User.objects.exists()
