"""Planning, review, approved, closed: who moves a page of goals on, and what each stage forbids (spec okrs §14)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from cairn.core import clock, events
from cairn.core.errors import CairnError, Denied, Refused
from cairn.core.models import Event
from cairn.goals import actions, policies
from cairn.goals.actions.workflow import set_workflow
from cairn.goals.approvals import Page, approvers_of, moves
from cairn.goals.models import Approval, ApprovalStep, Goal
from cairn.goals.policies import Act
from cairn.goals.recompute import settings_row
from cairn.goals.tests.quarter import NOON, Quarter
from cairn.organizations.actor import system
from cairn.organizations.models import Member

pytestmark = pytest.mark.django_db

STRUCTURE = {Act.EDIT, Act.SET_CONTRIBUTIONS, Act.CHANGE_OWNER, Act.DELETE, Act.LINK_DATA, Act.SET_PRIVACY}


@pytest.fixture
def approving(quarter: Quarter) -> Quarter:
    """Acme approves; what is approved is blocked. Tom, who owns Sales, reports to Ben."""
    set_workflow(by=quarter.actor("Ada"), workflow=True, blocks=True, by_team_leads=False)
    Member.objects.filter(pk=quarter.actor("Tom").member_id).update(manager=quarter.world.members["Ben"])
    return quarter


def sales(quarter: Quarter) -> Page:
    return Page("team", quarter.period.pk, team_id=quarter.world.teams["Sales"].pk)


def company(quarter: Quarter) -> Page:
    return Page("organization", quarter.period.pk)


def of(quarter: Quarter, name: str) -> Page:
    return Page("individual", quarter.period.pk, member_id=quarter.world.members[name].pk)


def go(quarter: Quarter, page: Page, *stages: str, by: str = "Ben") -> None:
    for stage in stages:
        actions.set_stage(page, stage, by=quarter.actor(by), comment="Because.")


def names(page: Page) -> list[str]:
    return [str(member) for member in approvers_of(page)]


def test_who_decides(approving: Quarter) -> None:
    assert names(company(approving)) == ["Ada", "Ben"]
    assert names(sales(approving)) == ["Ben"]
    assert names(of(approving, "Max")) == ["Tom"]


def test_without_a_manager_the_admins_decide(approving: Quarter) -> None:
    assert names(of(approving, "Cy")) == ["Ada", "Ben"]
    Member.objects.filter(pk=approving.actor("Tom").member_id).update(manager=None)
    assert names(sales(approving)) == ["Ada", "Ben"]
    Member.objects.filter(pk=approving.actor("Max").member_id).update(manager=approving.world.members["Olive"])
    assert names(of(approving, "Max")) == ["Ada", "Ben"]


def test_team_owners_and_admins_decide_where_the_organisation_lets_them(approving: Quarter) -> None:
    set_workflow(by=approving.actor("Ada"), workflow=True, blocks=True, by_team_leads=True)
    assert sorted(names(sales(approving))) == ["Ben", "Tia", "Tom"]


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("Ben", {"planning": ["review", "approved"], "review": ["approved", "planning"],
                 "approved": ["review", "closed"], "closed": ["approved"]}),
        ("Tom", {"planning": ["review"], "review": ["planning"], "approved": [], "closed": []}),
        ("Tia", {"planning": ["review"], "review": ["planning"], "approved": [], "closed": []}),
        ("Max", {"planning": [], "review": [], "approved": [], "closed": []}),
        ("Olive", {"planning": [], "review": [], "approved": [], "closed": []}),
    ],
)  # fmt: skip
def test_who_may_move_a_teams_goals_where(approving: Quarter, name: str, ways: dict[str, list[str]]) -> None:
    settings = settings_row()
    assert {stage: moves(approving.actor(name), sales(approving), stage, settings) for stage in ways} == ways


def test_submit_approve_and_back_with_what_was_said(approving: Quarter) -> None:
    page = sales(approving)
    actions.set_stage(page, "review", by=approving.actor("Tom"), comment="Ten shops it is.")
    actions.set_stage(page, "planning", by=approving.actor("Ben"), comment="Say which ten.")
    actions.set_stage(page, "review", by=approving.actor("Tom"))
    actions.set_stage(page, "approved", by=approving.actor("Ben"))
    assert list(ApprovalStep.objects.order_by("at", "pk").values_list("before", "after", "comment")) == [
        ("planning", "review", "Ten shops it is."),
        ("review", "planning", "Say which ten."),
        ("planning", "review", ""),
        ("review", "approved", ""),
    ]
    told = Event.objects.filter(kind__startswith="approval.").exclude(kind="approval.workflow_changed")
    rows = list(told.order_by("at", "pk"))
    assert [row.kind.partition(".")[2] for row in rows] == ["submitted", "returned", "submitted", "approved"]
    assert rows[0].data["approvers"] == [str(approving.world.members["Ben"].pk)]
    assert rows[0].data["name"] == "Sales"
    assert "Ten shops" not in str([row.data for row in rows])


def test_the_same_stage_again_changes_nothing(approving: Quarter) -> None:
    go(approving, sales(approving), "review", "review")
    assert ApprovalStep.objects.count() == 1


def test_sending_back_needs_a_word(approving: Quarter) -> None:
    page = sales(approving)
    go(approving, page, "review")
    with pytest.raises(Refused) as refused:
        actions.set_stage(page, "planning", by=approving.actor("Ben"), comment=" ")
    assert refused.value.field == "comment"
    actions.set_stage(page, "planning", by=approving.actor("Tom"))  # taking one's own back needs none
    assert Event.objects.filter(kind="approval.withdrawn").count() == 1


@pytest.mark.parametrize(
    ("name", "stage"), [("Tom", "approved"), ("Max", "review"), ("Tia", "closed"), ("Ben", "closed")]
)
def test_steps_that_are_not_ones_own_or_skip_one_are_refused(approving: Quarter, name: str, stage: str) -> None:
    with pytest.raises(Denied):
        actions.set_stage(sales(approving), stage, by=approving.actor(name))
    assert not Approval.objects.exclude(stage="planning").exists()


def test_without_the_workflow_there_are_no_stages_and_no_locks(approving: Quarter) -> None:
    go(approving, sales(approving), "review", "approved")
    set_workflow(by=approving.actor("Ada"), workflow=False, blocks=True, by_team_leads=False)
    assert policies.can(approving.actor("Max"), Act.EDIT, approving.shops)
    with pytest.raises(Refused):
        actions.set_stage(sales(approving), "review", by=approving.actor("Ben"))


def acts(quarter: Quarter, name: str, goal: Goal) -> frozenset[Act]:
    return policies.acts_on(quarter.actor(name), [goal])[goal.pk]


@pytest.mark.parametrize("stage", ["planning", "review"])
def test_planning_and_review_change_nothing(approving: Quarter, stage: str) -> None:
    free = acts(approving, "Max", approving.shops)
    go(approving, sales(approving), "review", stage)
    assert acts(approving, "Max", approving.shops) == free


def test_approved_leaves_check_ins_and_takes_structure_from_everybody(approving: Quarter) -> None:
    go(approving, sales(approving), "review", "approved")
    for name in ("Max", "Tom", "Tia", "Ben", "Ada"):
        held = acts(approving, name, approving.shops)
        assert not held & STRUCTURE
        assert {Act.CHECK_IN, Act.END, Act.COMMENT} <= held
        assert policies.can(approving.actor(name), Act.CHECK_IN, approving.shops)
        assert not policies.can(approving.actor(name), Act.EDIT, approving.shops)
    actions.check_in(approving.shops, by=approving.actor("Max"), value=Decimal(3))
    go(approving, sales(approving), "review")
    assert policies.can(approving.actor("Max"), Act.EDIT, approving.shops)


def test_without_blocking_what_is_approved_may_change_and_its_approver_is_told(approving: Quarter) -> None:
    set_workflow(by=approving.actor("Ada"), workflow=True, blocks=False, by_team_leads=False)
    go(approving, sales(approving), "review", "approved")
    with clock.at(NOON + timedelta(minutes=1)):
        actions.edit(approving.shops, {"title": "Open twelve shops"}, by=approving.actor("Max"))
    with clock.at(NOON + timedelta(minutes=9)):
        events.sweep()
    told = Event.objects.get(kind="approval.altered")
    assert told.subject_id == approving.shops.pk
    assert told.data["approvers"] == [str(approving.world.members["Ben"].pk)]


def test_closed_leaves_nothing_but_words(approving: Quarter) -> None:
    go(approving, sales(approving), "review", "approved", "closed")
    for name in ("Max", "Ben", "Ada"):
        assert acts(approving, name, approving.shops) == {Act.COMMENT, Act.CLONE}
    with pytest.raises(Denied, match="closed") as denied:
        actions.check_in(approving.shops, by=approving.actor("Max"), value=Decimal(3))
    assert denied.value.helpers == ["Ben"]
    go(approving, sales(approving), "approved")
    actions.check_in(approving.shops, by=approving.actor("Max"), value=Decimal(3))


def attempts(quarter: Quarter) -> dict[str, object]:
    """Everything that would change the structure of Sales' approved goals, by Tom or Ada."""
    tom, ada, shops = quarter.actor("Tom"), quarter.actor("Ada"), quarter.shops
    team = {"entity": "team", "teams": [quarter.world.teams["Sales"].pk]}
    elsewhere = quarter.goal("Elsewhere", by="Ada", period=quarter.next_period.pk)
    return {
        "edit": lambda: actions.edit(shops, {"title": "Other"}, by=ada),
        "move here": lambda: actions.edit(elsewhere, {**team, "period": quarter.period.pk}, by=ada),
        "move away": lambda: actions.edit(shops, {"entity": "organization"}, by=ada),
        "create": lambda: quarter.goal("New", by="Tom", **team),
        "delete": lambda: actions.delete(shops, by=ada),
        "align": lambda: actions.align(shops, [], by=ada),
        "key result below": lambda: quarter.goal("Below", by="Ada", under=shops),
        "contributions": lambda: actions.set_contributions(shops, {}, by=ada),
        "drag": lambda: actions.place(shops, by=ada, after=quarter.win.pk),
        "clone into": lambda: actions.clone(shops, quarter.period, by=tom),
    }


def test_no_door_leads_around_an_approval(approving: Quarter) -> None:
    settings = settings_row()
    settings.key_results_under_key_results = True
    settings.save()
    tries = attempts(approving)
    go(approving, sales(approving), "review", "approved")
    count, versions = Goal.objects.count(), dict(Goal.objects.values_list("pk", "version"))
    let_through = []
    for name, attempt in tries.items():
        try:
            attempt()  # type: ignore[operator]
        except CairnError:
            continue
        let_through.append(name)
    assert let_through == []
    assert (Goal.objects.count(), dict(Goal.objects.values_list("pk", "version"))) == (count, versions)


def test_imports_do_not_come_into_what_is_approved(approving: Quarter) -> None:
    go(approving, company(approving), "review", "approved", by="Ada")
    fresh = Goal(kind="objective", title="From a file", entity="organization", period=approving.period,
                 start=approving.period.start, due=approving.period.end)  # fmt: skip
    with pytest.raises(Denied):
        actions.load([actions.Load(fresh)], by=approving.actor("Ada"))
    actions.load([actions.Load(fresh)], by=system())


def test_other_pages_and_periods_stay_free(approving: Quarter) -> None:
    go(approving, sales(approving), "review", "approved")
    actions.edit(approving.win, {"title": "Win the far north"}, by=approving.actor("Ada"))
    actions.edit(approving.crew, {"title": "Hire two"}, by=approving.actor("Tom"))
    actions.clone(approving.shops, approving.next_period, by=approving.actor("Tom"))


def test_deciding_on_several_is_all_or_nothing(approving: Quarter) -> None:
    go(approving, sales(approving), "review")
    actions.set_stage(of(approving, "Max"), "review", by=approving.actor("Max"))
    with pytest.raises(Denied):
        actions.set_stages([sales(approving), of(approving, "Max")], "approved", by=approving.actor("Ben"))
    assert not Approval.objects.filter(stage="approved").exists()


def test_only_admins_switch_the_workflow(approving: Quarter) -> None:
    with pytest.raises(Denied):
        set_workflow(by=approving.actor("Tom"), workflow=False, blocks=False, by_team_leads=False)
