"""Out of office: days away, who stands in (spec okrs §13.2, §15.2)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.world import World

from cairn.core import clock
from cairn.core.errors import Denied, Refused
from cairn.core.models import Event
from cairn.organizations import actions
from cairn.organizations.models import OutOfOffice
from cairn.organizations.queries.absences import absences_of

MONDAY = date(2026, 7, 6)
NOON = datetime(2026, 7, 6, 12, tzinfo=UTC)
PAGE = "/o/acme/account/absences"


@pytest.fixture(autouse=True)
def on_a_monday() -> Any:
    with clock.at(NOON):
        yield


def days(first: int, last: int) -> dict[str, date]:
    """Days counted from the Monday."""
    return {"first_day": MONDAY + timedelta(days=first), "last_day": MONDAY + timedelta(days=last)}


def away(world: World, first: int, last: int, delegate: str = "") -> OutOfOffice:
    stands_in = world.member(delegate) if delegate else None
    max_ = world.member("Max")
    return actions.add_absence(max_, by=world.actor("Max"), delegate=stands_in, **days(first, last))


def test_somebody_is_away_from_the_first_to_the_last_day(acme: World) -> None:
    absence = away(acme, 2, 4, "Cy")
    found = [OutOfOffice.objects.on(MONDAY + timedelta(days=day)).count() for day in range(1, 6)]
    assert found == [0, 1, 1, 1, 0]
    assert absence.delegate == acme.members["Cy"]


def test_it_records_the_days_and_the_delegate(acme: World) -> None:
    absence = away(acme, 2, 4, "Cy")
    event = Event.objects.get(kind="member.absence_added")
    assert event.subject_id == acme.members["Max"].pk
    said = {"absence": str(absence.pk), "first_day": "2026-07-08", "last_day": "2026-07-10"}
    assert event.data == said | {"delegate": str(acme.members["Cy"].pk)}


@pytest.mark.parametrize(
    ("first", "last", "field", "sentence"),
    [
        (3, 2, "last_day", "before the first"), (-3, -1, "last_day", "over already"),
        (0, 800, "last_day", "Two years"), (5, 9, "first_day", "entered already"),
        (0, 2, "first_day", "entered already"), (3, 3, "first_day", "entered already"),
    ],
)  # fmt: skip
def test_days_that_cannot_be_are_refused(acme: World, first: int, last: int, field: str, sentence: str) -> None:
    away(acme, 2, 5)
    with pytest.raises(Refused, match=sentence) as refused:
        away(acme, first, last)
    assert refused.value.field == field
    assert OutOfOffice.objects.count() == 1


@pytest.mark.parametrize(("name", "sentence"), [("Max", "themselves"), ("Olive", "observer"), ("Cy", "deactivated")])
def test_a_delegate_is_somebody_else_who_may_act(acme: World, name: str, sentence: str) -> None:
    actions.deactivate_member(acme.members["Cy"], by=acme.actor("Ada"))
    with pytest.raises(Refused, match=sentence) as refused:
        away(acme, 0, 1, name)
    assert refused.value.field == "delegate"


def test_an_admin_may_enter_it_for_others_a_colleague_not(acme: World) -> None:
    actions.add_absence(acme.member("Max"), by=acme.actor("Ada"), **days(0, 1))
    with pytest.raises(Denied):
        actions.add_absence(acme.member("Max"), by=acme.actor("Tia"), **days(3, 4))
    with pytest.raises(Denied):
        actions.remove_absence(OutOfOffice.objects.get(), by=acme.actor("Tia"))


@pytest.mark.parametrize("how", ["leaves", "observes"])
def test_a_stand_in_who_leaves_or_only_observes_stands_in_for_nobody(acme: World, how: str) -> None:
    """okrs §13.2; a delegate who leaves."""
    absence = away(acme, 1, 5, "Cy")
    if how == "leaves":
        actions.deactivate_member(acme.members["Cy"], by=acme.actor("Ada"))
    else:
        actions.change_account_type(acme.members["Cy"], by=acme.actor("Ada"), account_type="observer")
    absence.refresh_from_db()
    assert absence.delegate is None


def test_removing_it_twice_records_it_once(acme: World) -> None:
    absence = away(acme, 0, 1)
    for _again in range(2):
        actions.remove_absence(absence, by=acme.actor("Max"))
    assert not OutOfOffice.objects.exists()
    assert Event.objects.filter(kind="member.absence_removed").count() == 1


def test_what_is_over_is_not_listed_any_more(acme: World) -> None:
    away(acme, 0, 1)
    later = away(acme, 8, 9)
    with clock.at(NOON + timedelta(days=2)):
        assert absences_of(acme.member("Max")) == [later]


def test_the_page_takes_days_and_gives_them_back(world: World) -> None:
    client = world.client("Max")
    typed = {"first_day": "2026-07-20", "last_day": "2026-07-31", "delegate": "cy@acme.example"}
    html = client.post(PAGE, typed, follow=True).content.decode()
    assert "20 Jul 2026" in html
    assert "Cy stands in" in html
    with world.enter():
        absence = OutOfOffice.objects.get()
    after = client.post(f"{PAGE}/{absence.pk}", follow=True).content.decode()
    assert "Nothing is entered" in after


@pytest.mark.parametrize(
    "typed",
    [
        {"first_day": "2026-07-20", "last_day": "2026-07-01"},
        {"first_day": "0001-01-01", "last_day": "9999-12-31"},
        {"first_day": "tomorrow", "last_day": "2026-07-20", "delegate": "nobody\x00"},
        {"first_day": "2026-07-20", "last_day": "2026-07-21", "delegate": "Max"},
    ],
)
def test_the_page_says_at_the_field_what_does_not_fit(world: World, typed: dict[str, str]) -> None:
    response = world.client("Max").post(PAGE, typed)
    assert response.status_code == 422
    assert 'class="errorlist' in response.content.decode()
    assert typed["first_day"] in response.content.decode()


def test_nobody_removes_the_days_of_others_by_their_address(world: World) -> None:
    with world.enter():
        absence = away(world, 0, 1)
    assert world.client("Tia").post(f"{PAGE}/{absence.pk}").status_code == 404
