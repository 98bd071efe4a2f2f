"""The form that changes a goal (spec okrs §4.3)."""

from __future__ import annotations

from typing import Any

from django.test import Client

from cairn.goals import actions
from cairn.goals.models import Goal, GoalVersion
from cairn.goals.tests.cast import Acme


def shown(web: Client, acme: Acme, goal: Goal) -> dict[str, Any]:
    """What the browser would send if nothing were touched."""
    form = web.get(acme.url(f"goals/{goal.pk}/edit")).context["form"]
    sent: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        if hasattr(bound.field, "source"):
            sent[bound.name] = [str(each) for each in form.given_uuids(bound.name)]
        elif bound.name == "phases":
            sent |= {"phases_date": [day for day, _ in value or []], "phases_value": [n for _, n in value or []]}
        elif value not in (None, False):
            sent[bound.name] = str(value)
    return sent | {f"share_{key}": text for key, text in form.share_texts().items()}


def test_saving_an_untouched_form_changes_nothing(busy: Acme) -> None:
    web, goal = busy.web(busy.maya), busy.goals["reorder"]
    versions = GoalVersion.objects.filter(goal=goal).count()

    answer = web.post(busy.url(f"goals/{goal.pk}/edit"), shown(web, busy, goal))

    assert answer.status_code == 303
    assert GoalVersion.objects.filter(goal=goal).count() == versions


def test_a_new_title_and_target_are_saved(busy: Acme) -> None:
    web, goal = busy.web(busy.maya), busy.goals["reorder"]

    web.post(busy.url(f"goals/{goal.pk}/edit"), shown(web, busy, goal) | {"title": "Reorder more", "target": "60"})

    changed = busy.fresh(goal)
    assert (changed.title, changed.target_value) == ("Reorder more", 60)


def test_two_people_at_once_are_shown_both_versions_and_the_second_may_put_theirs_through(busy: Acme) -> None:
    web, goal = busy.web(busy.maya), busy.goals["reorder"]
    mine = shown(web, busy, goal) | {"title": "Maya's title"}
    actions.edit(goal, {"title": "Ada's title"}, by=busy.actor(busy.ada))

    answer = web.post(busy.url(f"goals/{goal.pk}/edit"), mine)

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Maya&#x27;s title" in text
    assert "Ada&#x27;s title" in text
    assert busy.fresh(goal).title == "Ada's title"

    again = {**mine, "version": str(answer.context["form"]["version"].value())}
    assert web.post(busy.url(f"goals/{goal.pk}/edit"), again).status_code == 303
    assert busy.fresh(goal).title == "Maya's title"


def test_a_colleague_may_not_and_is_told_who_can(busy: Acme) -> None:
    answer = busy.web(busy.cy).get(busy.url(f"goals/{busy.goals['reorder'].pk}/edit"))

    assert answer.status_code == 403
    assert "Maya Lind" in answer.content.decode()


def test_a_private_goal_of_others_does_not_exist(busy: Acme) -> None:
    secret = busy.objective("Secret", busy.ada, privacy="listed", viewers=[])

    assert busy.web(busy.cy).get(busy.url(f"goals/{secret.pk}/edit")).status_code == 404


def test_a_closed_goal_says_to_reopen_it_first(busy: Acme) -> None:
    web, goal = busy.web(busy.maya), busy.goals["reorder"]
    sent = shown(web, busy, goal)
    actions.close(goal, by=busy.actor(busy.maya))

    answer = web.post(busy.url(f"goals/{goal.pk}/edit"), sent | {"title": "Too late"})

    assert answer.status_code == 422
    assert "Reopen it first" in answer.content.decode()
