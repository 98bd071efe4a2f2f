"""Reflecting, and who reads it: nobody, until it is shared (spec okrs §9.6)."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.test import Client
from tests.world import World

from cairn.core import clock
from cairn.core.errors import Denied, Refused
from cairn.core.models import Event
from cairn.goals.models import Entity
from cairn.goals.queries.tree import Place
from cairn.goals.tests.quarter import NOON, Quarter, third_quarter
from cairn.organizations.actor import Actor
from cairn.retrospectives import actions
from cairn.retrospectives.models import Reflection, Retrospective

pytestmark = pytest.mark.django_db

SECRET = "The budget was cut behind our backs."
EVERYBODY = ("Ada", "Ben", "Tom", "Tia", "Max", "Cy", "Olive")


@pytest.fixture
def quarter(world: World) -> Iterator[Quarter]:
    with world.enter(), clock.at(NOON):
        yield third_quarter(world)


def sales(quarter: Quarter) -> Place:
    return Place(Entity.TEAM, quarter.world.teams["Sales"].pk)


def reflect(quarter: Quarter, sharing: str = "private", name: str = "Max", **said: str) -> Reflection:
    words = {"struggled": SECRET, **said}
    return actions.reflect(sales(quarter), quarter.period, by=quarter.actor(name), sharing=sharing, **words)


def page(quarter: Quarter, name: str, step: str = "review") -> tuple[int, str]:
    place = sales(quarter)
    query = {"entity": "team", "id": place.id, "period": quarter.period.pk, "step": step}
    answer = quarter.world.client(name).get("/o/acme/wrap-up", query)
    return answer.status_code, answer.content.decode()


def readers(quarter: Quarter) -> set[str]:
    return {name for name in EVERYBODY for step in ("reflect", "review") if SECRET in page(quarter, name, step)[1]}


@pytest.mark.parametrize(
    ("sharing", "who"),
    [("private", {"Max"}), ("manager", {"Max", "Tom"}), ("everyone", {"Max", "Tom", "Tia", "Ada", "Ben"})],
)
def test_it_is_read_by_those_it_was_shared_with_and_by_nobody_else(
    quarter: Quarter, sharing: str, who: set[str]
) -> None:
    """Tom is Max's manager; Ada and Ben are admins, and get no exception from what was kept to few."""
    reflect(quarter, sharing)
    assert readers(quarter) == who


def test_a_team_mate_who_is_not_the_manager_reads_nothing_meant_for_the_manager(quarter: Quarter) -> None:
    reflect(quarter, "manager", name="Tom")
    assert readers(quarter) == {"Tom"}


def test_who_works_on_behalf_of_somebody_reads_and_writes_nothing_of_theirs(quarter: Quarter) -> None:
    from cairn.retrospectives import policies

    reflect(quarter)
    ada_as_max = Actor(member=quarter.world.member("Max"), real_member=quarter.world.member("Ada"))
    assert not policies.reflections_for(ada_as_max, Reflection.objects.all()).exists()
    with pytest.raises(Denied):
        actions.reflect(sales(quarter), quarter.period, by=ada_as_max, lessons="Not mine.")


def test_writing_again_replaces_it_and_there_is_one(quarter: Quarter) -> None:
    reflect(quarter, "everyone")
    reflect(quarter, "private", lessons="Ask earlier.")
    row = Reflection.objects.get()
    assert (row.lessons, row.sharing) == ("Ask earlier.", "private")
    assert readers(quarter) == {"Max"}


def test_taking_it_back_leaves_nothing(quarter: Quarter) -> None:
    reflect(quarter)
    for _time in range(2):
        actions.delete_reflection(sales(quarter), quarter.period, by=quarter.actor("Max"))
    assert not Reflection.objects.exists()


@pytest.mark.parametrize("said", [{"struggled": " "}, {"struggled": "x" * 10_001}, {"struggled": "a\x00b"}])
def test_nothing_said_or_too_much_is_refused(quarter: Quarter, said: dict[str, str]) -> None:
    with pytest.raises(Refused):
        reflect(quarter, **said)
    assert not Reflection.objects.exists()


def test_an_unknown_sharing_is_refused(quarter: Quarter) -> None:
    with pytest.raises(Refused):
        reflect(quarter, "world")


@pytest.mark.parametrize("name", ["Cy", "Olive"])
def test_who_takes_no_part_neither_reads_nor_writes(quarter: Quarter, name: str) -> None:
    with pytest.raises(Denied):
        reflect(quarter, name=name)
    status, text = page(quarter, name)
    assert status == 403
    assert SECRET not in text


def test_no_event_tells_a_word_of_it(quarter: Quarter) -> None:
    reflect(quarter, "everyone")
    actions.note(sales(quarter), quarter.period, by=quarter.actor("Max"), column="stop", text="Secret plans")
    events = list(Event.objects.filter(kind__startswith="re").values_list("kind", "data"))
    assert {kind for kind, _data in events} >= {"reflection.saved", "retrospective.noted"}
    told = json.dumps([data for _kind, data in events])
    assert "budget" not in told
    assert "plans" not in told


def test_a_year_later_it_is_read_as_it_was(quarter: Quarter) -> None:
    reflect(quarter, "everyone")
    with clock.at(NOON.replace(year=2027)):
        assert readers(quarter) == {"Max", "Tom", "Tia", "Ada", "Ben"}
        listed = quarter.world.client("Tia").get("/o/acme/wrap-ups").content.decode()
    assert "Q3 2026" in listed


def test_the_page_keeps_what_was_typed_and_says_what_is_missing(quarter: Quarter) -> None:
    place = sales(quarter)
    where = f"/o/acme/wrap-up/reflection?entity=team&id={place.id}&period={quarter.period.pk}"
    client: Client = quarter.world.client("Max")
    answer = client.post(where, {"sharing": "everyone"})
    assert answer.status_code == 422
    assert "at least one sentence" in answer.content.decode()
    assert not Retrospective.objects.exists()
    assert client.post(where, {"sharing": "manager", "lessons": "Ask earlier."}).status_code == 303
    assert "Ask earlier." in page(quarter, "Max", "reflect")[1]
    assert client.post(where, {"_method": "delete"}).status_code == 303
    assert not Reflection.objects.exists()


def test_of_a_person_only_they_and_their_manager_take_part(quarter: Quarter) -> None:
    who = quarter.world.members["Max"].pk
    query = {"entity": "individual", "id": who, "period": quarter.period.pk}
    answers = {name: quarter.world.client(name).get("/o/acme/wrap-up", query).status_code for name in EVERYBODY}
    assert answers == {name: 200 if name in {"Max", "Tom"} else 403 for name in EVERYBODY}
