"""The pages of approval: the badge, one page, the list that waits for me, the setting (spec okrs §14)."""

from __future__ import annotations

import pytest

from cairn.goals import actions
from cairn.goals.actions.workflow import set_workflow
from cairn.goals.approvals import Page
from cairn.goals.models import Approval
from cairn.goals.recompute import settings_row
from cairn.goals.tests.quarter import Quarter
from cairn.organizations.models import Member

pytestmark = pytest.mark.django_db


@pytest.fixture
def approving(quarter: Quarter) -> Quarter:
    """Approval is on; Tom, who owns Sales, reports to Ben."""
    set_workflow(by=quarter.actor("Ada"), workflow=True, blocks=True, by_team_leads=False)
    Member.objects.filter(pk=quarter.actor("Tom").member_id).update(manager=quarter.world.members["Ben"])
    return quarter


def address(quarter: Quarter) -> str:
    return f"/o/acme/teams/{quarter.world.teams['Sales'].pk}/approval?period={quarter.period.pk}"


def text(quarter: Quarter, who: str, path: str) -> str:
    answer = quarter.world.client(who).get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_without_the_workflow_there_is_nothing(quarter: Quarter) -> None:
    for path in (address(quarter), "/o/acme/approvals", "/o/acme/company/approval"):
        assert quarter.world.client("Ada").get(path).status_code == 404
    assert "/approval" not in text(quarter, "Max", f"/o/acme/teams/{quarter.world.teams['Sales'].pk}")


def test_submitting_and_approving_by_hand(approving: Quarter) -> None:
    tom, ben = approving.world.client("Tom"), approving.world.client("Ben")
    assert "Submit for review" in text(approving, "Tom", address(approving))
    assert tom.post(address(approving), {"stage": "review", "comment": "Ready."}).status_code == 303
    assert "In review" in text(approving, "Cy", f"/o/acme/teams/{approving.world.teams['Sales'].pk}")
    assert "Ready." in text(approving, "Ben", "/o/acme/approvals")
    assert ben.post(address(approving), {"stage": "approved"}).status_code == 303
    page = text(approving, "Max", f"/o/acme/goals/{approving.shops.pk}")
    assert "/check-ins/new" in page
    assert f"/o/acme/goals/{approving.shops.pk}/edit" not in page
    assert approving.world.client("Max").get(f"/o/acme/goals/{approving.shops.pk}/edit").status_code == 403


def test_who_decides_nothing_gets_no_buttons(approving: Quarter) -> None:
    for name in ("Cy", "Olive", "Max"):
        assert 'name="stage"' not in text(approving, name, address(approving))
        assert approving.world.client(name).post(address(approving), {"stage": "review"}).status_code == 403


@pytest.mark.parametrize(
    "data", [{}, {"stage": "x"}, {"stage": "planning"}, {"stage": "planning", "comment": "a\x00"}]
)
def test_what_cannot_be_meant_is_422(approving: Quarter, data: dict[str, str]) -> None:
    approving.world.client("Tom").post(address(approving), {"stage": "review"})
    answer = approving.world.client("Ben").post(address(approving), data)
    assert answer.status_code == 422
    assert Approval.objects.get().stage == "review"


def test_a_manager_decides_on_many_at_once(approving: Quarter) -> None:
    pages = [
        Page("team", approving.period.pk, team_id=approving.world.teams["Sales"].pk),
        Page("individual", approving.period.pk, member_id=approving.world.members["Tom"].pk),
    ]
    for page in pages:
        actions.set_stage(page, "review", by=approving.actor("Tom"))
    keys = [f"{p.entity}:{p.period_id}:{p.team_id or p.member_id}" for p in pages]
    ben = approving.world.client("Ben")
    assert ben.post("/o/acme/approvals", {"stage": "approved"}).status_code == 422
    assert ben.post("/o/acme/approvals", {"stage": "planning", "page": keys}).status_code == 422
    assert ben.post("/o/acme/approvals", {"stage": "approved", "page": [*keys, "odd:x:y"]}).status_code == 303
    assert set(Approval.objects.values_list("stage", flat=True)) == {"approved"}
    assert "Nothing waits for you" in text(approving, "Ben", "/o/acme/approvals")


def test_odd_periods_and_owners_are_not_found(approving: Quarter) -> None:
    odd = "01900000-0000-7000-8000-000000000000"
    for path in (f"/o/acme/company/approval?period={odd}", f"/o/acme/teams/{odd}/approval"):
        assert approving.world.client("Ada").get(path).status_code == 404
    assert approving.world.client("Ada").get("/o/acme/company/approval?period=x").status_code == 200


def test_the_setting_is_the_admins(quarter: Quarter) -> None:
    path = "/o/acme/settings/approval"
    assert quarter.world.client("Tom").get(path).status_code == 403
    assert quarter.world.client("Ada").post(path, {"workflow": "on", "blocks": "on"}).status_code == 303
    settings = settings_row()
    assert (settings.approval_workflow, settings.approval_blocks, settings.approval_by_team_leads) == (
        True,
        True,
        False,
    )
