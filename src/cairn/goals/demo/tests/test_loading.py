"""Loading on an awkward day, twice the same, and taking the demo away."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps

from cairn.core import tenancy
from cairn.core.errors import Refused
from cairn.core.tenancy import TenantModel
from cairn.goals.demo import load_demo, remove_demo
from cairn.goals.models import CheckIn, Goal, State
from cairn.goals.verify import differences
from cairn.organizations.models import Member, Organization, User

pytestmark = pytest.mark.django_db
FIRST_DAY = date(2027, 1, 1)


def what_is_told(organization: Organization) -> list[tuple[object, ...]]:
    """Every goal with what it says and where it stands, without its id."""
    with tenancy.enter(organization.pk):
        goals = Goal.objects.order_by("rank").values_list(
            "title", "state", "score", "progress", "check_in_owner__name"
        )
        notes = CheckIn.objects.order_by("at", "goal__rank").values_list(
            "goal__title", "at", "value", "status", "note"
        )
        return [*goals, *notes]


@pytest.mark.once
def test_the_first_day_of_a_quarter_works_and_the_same_day_tells_the_same_story() -> None:
    first = load_demo(slug="tarnwell", today=FIRST_DAY, start_month=1).organization
    with tenancy.enter(first.pk):
        assert list(differences()) == []
        current = Goal.objects.filter(period__kind="quarter", period__start=FIRST_DAY)
        assert current.count() > 100
        assert not CheckIn.objects.filter(goal__in=current).exists()
        before = Goal.objects.filter(period__kind="quarter", period__end__lt=FIRST_DAY)
        assert not before.filter(state=State.OPEN).exists()
    told = what_is_told(first)
    remove_demo(first)
    assert what_is_told(load_demo(slug="tarnwell", today=FIRST_DAY, start_month=1).organization) == told


def test_removing_leaves_nothing_behind_but_what_was_there_before_and_who_works_elsewhere_too() -> None:
    guest = User.objects.create_user("rosa@elsewhere.example")
    organization = load_demo(slug="tarnwell").organization
    owner = User.objects.get(email="owner@cairn.example")
    elsewhere = Organization.objects.create(name="Elsewhere", slug="elsewhere")
    with tenancy.enter(elsewhere.pk):
        member = Member(user=owner, name="Marit Solheim", email=owner.email)
        member.save()
    remove_demo(organization)
    with tenancy.across_organizations("this test"):
        tables = [model for model in apps.get_models() if issubclass(model, TenantModel)]
        left = [row for model in tables for row in model.objects.all()]
    assert left == [member]
    assert set(User.objects.all()) == {guest, owner}
    assert list(Organization.objects.all()) == [elsewhere]


def test_a_real_organisation_is_never_removed_as_a_demo() -> None:
    real = Organization.objects.create(name="Real", slug="real")
    with pytest.raises(Refused):
        remove_demo(real)
    assert Organization.objects.filter(pk=real.pk).exists()
