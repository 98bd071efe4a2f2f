"""What people say, ask for and decide reaches whom it concerns (okrs §15.4, rows 2–4, 7, 8, 12, 19, 24–29)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.core import mail

from cairn.conversations import actions as talk
from cairn.conversations.actions.post import Wanted
from cairn.core import clock
from cairn.goals import actions as goal_actions
from cairn.goals.actions import Parent
from cairn.goals.actions.approve import set_stage
from cairn.goals.actions.nudge import nudge
from cairn.goals.approvals import Page
from cairn.goals.models import Entity, Goal, GoalSettings
from cairn.goals.queries.tree import Place
from cairn.goals.tests.quarter import NOON, Quarter
from cairn.notifications.actions import follow
from cairn.notifications.delivery.hand_over import hand_over
from cairn.notifications.models import Notification
from cairn.notifications.subscribers.tasks import tell_of_tasks_due
from cairn.notifications.subscribers.worsening import tell_of_worse_status
from cairn.notifications.tests.news import forget, told
from cairn.organizations import actions as people
from cairn.organizations.actions.on_behalf import start_on_behalf
from cairn.organizations.models import JoinPolicy
from cairn.work import actions as work


@pytest.fixture
def calm(quarter: Quarter) -> Iterator[Quarter]:
    """The quarter an hour later, with every inbox and the mailbox empty."""
    forget()
    mail.outbox.clear()
    with clock.at(NOON + timedelta(hours=1)):
        yield quarter


def letters() -> dict[str, str]:
    """Sends what is due; the text of the last letter by name."""
    hand_over.call_local()
    return {letter.to[0].split("@")[0].title(): str(letter.body) for letter in mail.outbox}


def test_a_comment_is_told_to_owners_and_quoted_in_the_letter(calm: Quarter) -> None:
    talk.comment(calm.shops, by=calm.actor("Ada"), body="Which ten do you mean?")
    assert told() == {("Max", "Ada commented on “Open ten shops”")}
    assert "> Which ten do you mean?" in letters()["Max"]


def test_who_is_mentioned_hears_of_it_once_and_not_as_owner_too(calm: Quarter) -> None:
    talk.comment(calm.shops, by=calm.actor("Ada"), body="@Max and @Cy, which ten?")
    assert told() == {
        ("Max", "Ada mentioned you on “Open ten shops”"),
        ("Cy", "Ada mentioned you on “Open ten shops”"),
    }


def test_an_answer_is_told_to_who_is_answered(calm: Quarter) -> None:
    first = talk.comment(calm.shops, by=calm.actor("Cy"), body="Which ten?")
    forget()
    talk.comment(calm.shops, by=calm.actor("Max"), body="All in the north.", answers=first)
    assert told() == {("Cy", "Max answered you on “Open ten shops”")}


def test_a_mention_added_later_is_told_to_the_new_one_alone(calm: Quarter) -> None:
    row = talk.comment(calm.shops, by=calm.actor("Ada"), body="@Max, which ten?")
    told()
    talk.edit_comment(row, by=calm.actor("Ada"), body="@Max and @Tia, which ten?")
    assert ("Tia", "Ada mentioned you on “Open ten shops”") in told()
    assert len(told()) == 2


def test_a_comment_that_was_taken_back_is_not_mailed(calm: Quarter) -> None:
    row = talk.comment(calm.shops, by=calm.actor("Ada"), body="Which ten?")
    told()
    talk.delete_comment(row, by=calm.actor("Ada"))
    assert letters() == {}


def test_a_like_is_told_once_however_many_marks(calm: Quarter) -> None:
    row = talk.comment(calm.shops, by=calm.actor("Max"), body="All in the north.")
    forget()
    for mark in ("like", "like"):
        talk.react(row, mark, by=calm.actor("Ada"))
    assert told() == {("Max", "Ada liked what you wrote on “Open ten shops”")}


def test_a_nudge_is_owed_until_somebody_checks_in(calm: Quarter) -> None:
    nudge(calm.shops, by=calm.actor("Cy"), note="The board asks.")
    assert told() == {("Max", "Cy asks you to check in on “Open ten shops”")}
    assert "> The board asks." in letters()["Max"]
    goal_actions.check_in(calm.shops, by=calm.actor("Max"), value=Decimal(3))
    assert told() == set()


def test_the_note_of_a_check_in_names_people_who_may_see_it(calm: Quarter) -> None:
    """okrs §7: mentions in check-ins; on something private only the listed hear of it (§2.6)."""
    made = goal_actions.check_in(
        calm.shops, by=calm.actor("Max"), value=Decimal(3), note="@Cy and @Max, the lease is signed."
    )
    assert told() == {("Cy", "Max mentioned you on “Open ten shops”")}
    assert "> @Cy and @Max, the lease is signed." in letters()["Cy"]
    goal_actions.edit_check_in(made.check_in, by=calm.actor("Max"), note="@Cy, @Tia: the lease is signed.")
    assert {who for who, _what in told()} == {"Cy", "Tia"}
    forget()
    goal_actions.edit(calm.shops, {"privacy": "listed"}, by=calm.actor("Max"))
    goal_actions.check_in(calm.shops, by=calm.actor("Max"), note="@Cy must not know.")
    assert told() == set()


def test_a_check_in_that_was_taken_back_is_not_mailed_to_whom_it_named(calm: Quarter) -> None:
    """okrs §7."""
    made = goal_actions.check_in(calm.shops, by=calm.actor("Max"), value=Decimal(3), note="@Cy, look.")
    told()
    goal_actions.delete_check_in(made.check_in, by=calm.actor("Max"))
    assert letters() == {}


def test_who_follows_and_is_named_hears_once(calm: Quarter) -> None:
    """okrs §7, §20."""
    follow(calm.world.member("Cy"), "goal", calm.shops.pk, by=calm.actor("Cy"))
    forget()
    goal_actions.check_in(calm.shops, by=calm.actor("Max"), value=Decimal(3), note="@Cy, look.")
    assert told() == {("Cy", "Max mentioned you on “Open ten shops”")}


def test_while_a_check_in_is_written_people_are_offered_after_an_at(calm: Quarter) -> None:
    """okrs §7; the list itself is of conversations/tests/test_comment_pages.py."""
    page = calm.world.client("Max").get(f"/o/acme/goals/{calm.shops.pk}/check-ins/new").content.decode()
    assert f'<cairn-mention data-from="/o/acme/mentions?goal={calm.shops.pk}">' in page


def test_what_is_shared_comes_with_its_note(calm: Quarter) -> None:
    talk.share(calm.shops, by=calm.actor("Ada"), to=[calm.world.member("Cy")], note="Worth a look.")
    assert told() == {("Cy", "Ada shared “Open ten shops” with you")}
    assert "Worth a look." in letters()["Cy"]


def test_who_asks_to_see_something_hidden_is_answered_once(calm: Quarter) -> None:
    """okrs §20: people without access may ask for it; the owners owe an answer, whatever it is."""
    cy, tom = calm.world.members["Cy"], calm.actor("Tom")
    goal_actions.edit(calm.crew, {"privacy": "listed"}, by=tom)
    forget()
    for _again in range(2):
        talk.ask_to_see(calm.crew.pk, by=calm.actor("Cy"))
    assert told() == {("Tom", "Cy asks to see “Hire a crew”")}
    assert f"/goals/{calm.crew.pk}/access/{cy.pk}" in letters()["Tom"]
    talk.answer_access(calm.crew, cy, by=tom, lets=False)
    assert told() == set()
    talk.answer_access(calm.crew, cy, by=tom, lets=True)
    assert told() == {("Cy", "Tom lets you see “Hire a crew”")}


def test_an_update_is_told_to_everybody_of_its_place(calm: Quarter) -> None:
    place = Place(Entity.TEAM, calm.world.teams["Sales"].pk)
    talk.post_update(place, Wanted(title="Half way", body="Five shops are open."), by=calm.actor("Tom"))
    assert {who for who, _what in told()} == {"Max", "Tia"}
    assert "Five shops are open." in letters()["Max"]


def test_an_update_in_silence_tells_nobody(calm: Quarter) -> None:
    place = Place(Entity.TEAM, calm.world.teams["Sales"].pk)
    talk.post_update(place, Wanted(title="Half way", tells=False), by=calm.actor("Tom"))
    assert told() == set()


def test_an_approval_is_asked_of_who_decides_and_answered_to_who_asked(calm: Quarter) -> None:
    GoalSettings.objects.update(approval_workflow=True)
    page = Page(Entity.ORGANIZATION.value, calm.period.pk)
    set_stage(page, "review", by=calm.actor("Ben"))
    assert ("Ada", "Ben asks you to approve Acme for Q3 2026") in told()
    set_stage(page, "planning", by=calm.actor("Ada"), comment="One more key result, please.")
    assert ("Ben", "Ada asks for changes to Acme for Q3 2026") in told()
    assert not [what for who, what in told() if who == "Ada"]


@pytest.fixture
def project(calm: Quarter) -> Goal:
    found = calm.goal("Build the warehouse", by="Tom", kind="project")
    forget()
    return found


def test_a_task_is_owed_until_it_is_done_or_given_to_another(calm: Quarter, project: Goal) -> None:
    max_, cy = calm.world.members["Max"].pk, calm.world.members["Cy"].pk
    (task,) = work.add_tasks(project, [work.NewTask("Dig", owner=max_, due=NOON.date())], by=calm.actor("Tom"))
    assert told() == {("Max", "Tom gave you a task in “Build the warehouse”")}
    work.edit_task(task, {"owner": cy}, by=calm.actor("Tom"))
    assert told() == {("Cy", "Tom gave you a task in “Build the warehouse”")}
    assert tell_of_tasks_due() == 1
    assert tell_of_tasks_due() == 0
    work.move_task(task, by=calm.actor("Tom"), status="done")
    assert told() == set()


def test_what_a_team_is_asked_for_waits_for_its_answer(calm: Quarter) -> None:
    product = calm.world.team("Product")
    row = work.ask_team(calm.shops, product, by=calm.actor("Max"), wanted="A till", due=calm.shops.due)
    assert told() == {("Ben", "Max asks for something that “Open ten shops” needs")}
    work.answer_dependency(row, by=calm.actor("Ben"), state="declined", answer="No hands left.")
    assert ("Max", "Ben declined what “Open ten shops” needs") in told()
    assert "Ben" not in {who for who, _what in told()}


def test_who_is_worked_for_is_told(calm: Quarter) -> None:
    start_on_behalf(calm.world.member("Cy"), by=calm.actor("Ada"))
    assert told() == {("Cy", "Ada works in your name now")}
    assert "No more mail" not in letters()["Cy"]


def test_a_request_to_join_is_owed_until_decided_and_the_answer_is_mailed(calm: Quarter) -> None:
    acme = calm.world.acme
    acme.join_policy = JoinPolicy.REQUEST
    acme.save()
    user = people.open_sign_in(email="nora@elsewhere.example", name="Nora", verified=True)
    request = people.request_to_join(organization=acme, user=user)
    assert told() == {("Ada", "Nora asks to join"), ("Ben", "Nora asks to join")}
    people.decide_join_request(request, by=calm.actor("Ada"), accept=False)
    assert told() == set()


def test_parent_owners_hear_the_next_morning_what_fell_behind(calm: Quarter) -> None:
    goal_actions.check_in(calm.shops, by=calm.actor("Max"), value=Decimal(5), status="at_risk")
    forget()
    with clock.at(NOON.replace(day=16, hour=4, minute=30)):
        assert tell_of_worse_status() == 1
        assert tell_of_worse_status() == 0
        assert told() == {("Ada", "“Open ten shops”, below “Win the north”, is now “At risk”")}
    with clock.at(NOON.replace(day=17, hour=4, minute=30)):
        assert tell_of_worse_status() == 0


def test_what_falls_behind_because_days_go_by_is_told_on_its_day(calm: Quarter) -> None:
    above = calm.goal("Grow", by="Ben", kind="objective")
    goal_actions.align(calm.win, [Parent(above.pk)], by=calm.actor("Ada"))
    for goal, name, value in ((calm.shops, "Max", 10), (calm.crew, "Tom", 80)):
        goal_actions.check_in(goal, by=calm.actor(name), value=Decimal(value))
    day = Goal.objects.get(pk=calm.win.pk).behind_from
    assert day is not None
    forget()
    assert [_told_on(day + timedelta(days=days)) for days in (-1, 0, 1)] == [0, 1, 0]


def _told_on(day: date) -> int:
    """How many hear on the morning of a day that “Win the north” has turned."""
    with clock.at(datetime.combine(day, time(4, 30), tzinfo=UTC)):
        tell_of_worse_status()
        return Notification.objects.filter(
            child__title="Win the north", recipient__name="Ben", key__endswith=str(day)
        ).count()
