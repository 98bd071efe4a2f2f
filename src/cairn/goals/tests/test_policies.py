"""The permission matrix of spec okrs §2.5: each relation held by a named person."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.goals import actions, policies
from cairn.goals.models import Goal, GoalEditor
from cairn.goals.policies import Act
from cairn.goals.relations import Relation, relations
from cairn.organizations.models import Member

from .quarter import Quarter

pytestmark = pytest.mark.django_db

HOLDS_ALL = {
    Act.EDIT, Act.SET_CONTRIBUTIONS, Act.CHANGE_OWNER, Act.DELETE, Act.END, Act.CHECK_IN, Act.LINK_DATA,
    Act.ALIGN_TO, Act.COMMENT, Act.CLONE,
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada", HOLDS_ALL | {Act.EDIT_CHECK_IN, Act.SET_PRIVACY}),  # organisation owner
        ("Ben", HOLDS_ALL | {Act.EDIT_CHECK_IN, Act.SET_PRIVACY}),  # organisation admin
        ("Max", HOLDS_ALL | {Act.SET_PRIVACY}),  # owner of the goal
        ("Tom", HOLDS_ALL),  # creator, team owner and Max's manager
        ("Tia", HOLDS_ALL),  # team admin
        ("Cy", {Act.ALIGN_TO, Act.COMMENT, Act.CLONE}),  # a member without a relation
        ("Olive", {Act.COMMENT}),  # an observer
    ],
)
def test_the_matrix_for_a_team_goal(quarter: Quarter, name: str, expected: set[Act]) -> None:
    assert policies.acts_on(quarter.actor(name), [quarter.shops])[quarter.shops.pk] == expected


def test_a_parents_owner_may_edit_what_stands_below(quarter: Quarter) -> None:
    cy = quarter.actor("Cy")
    actions.edit(quarter.win, {"owners": [cy.member_id]}, by=quarter.actor("Ada"))
    assert Relation.PARENT_OWNER in relations(cy, [quarter.shops])[quarter.shops.pk]
    assert policies.can(cy, Act.EDIT, quarter.shops)


def test_the_management_line_reaches_over_several_levels(quarter: Quarter) -> None:
    cy, tom = quarter.actor("Cy"), quarter.actor("Tom")
    Member.objects.filter(pk=tom.member_id).update(manager=cy.member_id)
    assert Relation.MANAGER in relations(cy, [quarter.shops])[quarter.shops.pk]


def test_a_granted_editor_edits(quarter: Quarter) -> None:
    cy = quarter.actor("Cy")
    GoalEditor(goal=quarter.crew, member_id=cy.member_id).save()
    assert policies.can(cy, Act.EDIT, quarter.crew)


def test_with_the_strictest_choice_even_admins_only_read(quarter: Quarter) -> None:
    Goal.objects.filter(pk=quarter.shops.pk).update(only_listed_edit=True)
    shops = quarter.fresh(quarter.shops)
    assert not policies.can(quarter.actor("Ada"), Act.EDIT, shops)
    assert policies.can(quarter.actor("Max"), Act.EDIT, shops)
    assert policies.can(quarter.actor("Ada"), Act.COMMENT, shops)


@pytest.mark.parametrize("name", ["Ada", "Tom", "Cy", "Olive"])
def test_rights_on_many_goals_take_a_constant_number_of_queries(quarter: Quarter, name: str) -> None:
    counts = []
    for _round in range(2):
        for i in range(5):
            quarter.goal(f"More {i}", under=quarter.win, by="Max")
        goals = list(Goal.objects.all())
        actor = quarter.actor(name)
        with CaptureQueriesContext(connection) as queries:
            policies.acts_on(actor, goals)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8


def test_private_goals_exist_only_for_those_they_list(quarter: Quarter) -> None:
    tia = quarter.actor("Tia")
    secret = quarter.goal("Secret", by="Max", privacy="listed", viewers=[tia.member_id])

    def sees(name: str) -> bool:
        return Goal.objects.visible_to(quarter.actor(name)).filter(pk=secret.pk).exists()

    assert {name for name in ("Ada", "Ben", "Tom", "Tia", "Max", "Cy", "Olive") if sees(name)} == {"Max", "Tia"}


def test_a_key_result_made_under_a_private_objective_is_as_private(quarter: Quarter) -> None:
    """Whoever sees the objective sees it too, its owners included; nobody else (spec okrs §2.6)."""
    tia = quarter.actor("Tia")
    secret = quarter.goal("Secret", by="Max", kind="objective", privacy="listed", viewers=[tia.member_id])
    below = quarter.goal("Below", by="Tia", under=secret)

    def sees(name: str) -> bool:
        return Goal.objects.visible_to(quarter.actor(name)).filter(pk=below.pk).exists()

    assert {name for name in ("Ada", "Tom", "Tia", "Max", "Cy") if sees(name)} == {"Max", "Tia"}
