"""Who has only the link of a goal asks to see it, and its owners answer (spec okrs §20, share; §2.6)."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from tests.world import World

from cairn.conversations import actions
from cairn.core.errors import Denied, TooOften
from cairn.core.models import Event
from cairn.goals import actions as goals
from cairn.goals.models import Goal
from cairn.goals.tests.quarter import Quarter

pytestmark = pytest.mark.django_db


@pytest.fixture
def hidden(acme: World, quarter: Quarter) -> Goal:
    """“Hire a crew”, Tom's, which Cy may not see."""
    goals.edit(quarter.crew, {"privacy": "listed"}, by=acme.actor("Tom"))
    return quarter.fresh(quarter.crew)


def asked() -> list[UUID | None]:
    return list(Event.objects.filter(kind="access.asked").values_list("subject_id", flat=True))


def sees(acme: World, name: str, goal: Goal) -> bool:
    return bool(Goal.objects.visible_to(acme.actor(name)).filter(pk=goal.pk).exists())


def test_asking_says_nothing_of_whether_there_is_such_a_goal(acme: World, quarter: Quarter, hidden: Goal) -> None:
    cy = acme.client("Cy")
    answers = {
        (answer.status_code, answer["Location"])
        for goal_id in (hidden.pk, uuid4(), quarter.win.pk)
        for answer in [cy.post("/o/acme/access-requests", {"goal": goal_id})]
    }
    assert answers == {(303, "/o/acme/")}
    assert asked() == [hidden.pk]
    assert cy.post("/o/acme/access-requests", {"goal": "x"}).status_code == 422
    assert cy.get("/o/acme/access-requests").status_code == 405


def test_the_page_that_finds_nothing_offers_to_ask_whatever_the_address_names(acme: World, hidden: Goal) -> None:
    for goal_id in (hidden.pk, uuid4()):
        answer = acme.client("Cy").get(f"/o/acme/goals/{goal_id}")
        assert answer.status_code == 404
        assert f'name="goal" value="{goal_id}"' in answer.content.decode()
    assert "access-requests" not in acme.client("Cy").get("/o/acme/nothing").content.decode()
    assert "access-requests" not in acme.client("Mallory").get(f"/o/acme/goals/{hidden.pk}").content.decode()


def test_the_owner_lets_somebody_see_it_and_those_listed_before_stay(
    acme: World, quarter: Quarter, hidden: Goal
) -> None:
    goals.edit(hidden, {"viewers": [acme.members["Max"].pk]}, by=acme.actor("Tom"))
    for _again in range(2):
        actions.answer_access(hidden, acme.members["Cy"], by=acme.actor("Tom"), lets=True)
    assert sees(acme, "Cy", hidden)
    assert sees(acme, "Max", hidden)
    answered = Event.objects.filter(kind="access.answered").order_by("id")
    assert [event.data["lets"] for event in answered] == [True, False]  # the second time nothing was new


def test_a_no_changes_nothing(acme: World, hidden: Goal) -> None:
    version = hidden.version
    actions.answer_access(hidden, acme.members["Cy"], by=acme.actor("Tom"), lets=False)
    assert not sees(acme, "Cy", hidden)
    assert Goal.objects.get(pk=hidden.pk).version == version


@pytest.mark.parametrize("name", ["Cy", "Tia", "Olive"])
def test_nobody_lets_themselves_in(acme: World, hidden: Goal, name: str) -> None:
    with pytest.raises(Denied):
        actions.answer_access(hidden, acme.members[name], by=acme.actor(name), lets=True)
    assert not sees(acme, name, hidden)
    assert acme.client(name).get(f"/o/acme/goals/{hidden.pk}/access/{acme.members[name].pk}").status_code == 404


def test_the_page_of_the_answer(acme: World, hidden: Goal) -> None:
    page, tom = f"/o/acme/goals/{hidden.pk}/access/{acme.members['Cy'].pk}", acme.client("Tom")
    assert "Let Cy see it" in tom.get(page).content.decode()
    assert tom.post(page, {"lets": "yes"}).status_code == 303
    assert "Cy may see it already." in tom.get(page).content.decode()
    assert acme.client("Cy").get(f"/o/acme/goals/{hidden.pk}").status_code == 200
    assert acme.client("Cy").get(page).status_code == 403
    assert tom.get(f"/o/acme/goals/{hidden.pk}/access/{uuid4()}").status_code == 404


def test_one_does_not_try_every_id(acme: World, quarter: Quarter) -> None:
    for _try in range(20):
        actions.ask_to_see(uuid4(), by=acme.actor("Cy"))
    with pytest.raises(TooOften):
        actions.ask_to_see(uuid4(), by=acme.actor("Cy"))
