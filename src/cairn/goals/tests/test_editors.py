"""Granting the right to edit, and keeping it from everybody else (spec okrs §2.5, notes)."""

from __future__ import annotations

import pytest

from cairn.core.errors import Denied, Refused
from cairn.goals import actions
from cairn.goals.policies import Act, can
from cairn.goals.tests.quarter import Quarter


def may(quarter: Quarter, name: str, act: Act = Act.EDIT) -> bool:
    return can(quarter.actor(name), act, quarter.fresh(quarter.shops))


def test_who_may_edit_gives_the_right_to_others_and_takes_it_back(quarter: Quarter) -> None:
    cy = quarter.world.members["Cy"].pk
    assert not may(quarter, "Cy")
    actions.edit(quarter.shops, {"editors": [cy]}, by=quarter.actor("Tom"))
    assert may(quarter, "Cy")
    assert may(quarter, "Cy", Act.END)
    actions.edit(quarter.shops, {"editors": []}, by=quarter.actor("Max"))
    assert not may(quarter, "Cy")


def test_nobody_takes_the_right_by_themselves(quarter: Quarter) -> None:
    with pytest.raises(Denied):
        actions.edit(quarter.shops, {"editors": [quarter.world.members["Cy"].pk]}, by=quarter.actor("Cy"))


@pytest.mark.parametrize("name", ["Olive", "Mallory"])
def test_observers_and_strangers_do_not_get_it(quarter: Quarter, name: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.edit(quarter.shops, {"editors": [quarter.world.members[name].pk]}, by=quarter.actor("Max"))
    assert refused.value.field == "editors"


def test_where_only_the_listed_edit_roles_give_no_right(quarter: Quarter) -> None:
    """Neither Ada, the owner of the organisation, nor Tom, manager and team owner; the check-in owner only views."""
    cy, tia = quarter.world.members["Cy"].pk, quarter.world.members["Tia"].pk
    wanted = {"editors": [cy], "only_listed_edit": True, "check_in_owner": tia}
    actions.edit(quarter.shops, wanted, by=quarter.actor("Max"))  # type: ignore[arg-type]
    assert {name for name in ("Ada", "Ben", "Tom", "Tia", "Max", "Cy") if may(quarter, name)} == {"Max", "Cy"}
    assert not may(quarter, "Tia", Act.CHECK_IN)
    assert may(quarter, "Ada", Act.COMMENT)


def test_only_owners_delegates_and_admins_decide_that(quarter: Quarter) -> None:
    """Whoever may edit may not lock the others out (okrs §2.5, set privacy)."""
    with pytest.raises(Denied):
        actions.edit(quarter.shops, {"only_listed_edit": True}, by=quarter.actor("Tom"))


def test_the_form_grants_it(quarter: Quarter) -> None:
    client, address = quarter.world.client("Max"), f"/o/acme/goals/{quarter.shops.pk}/edit"
    form = client.get(address).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    data["parents"] = [str(parent.id) for parent in form.initial["parents"]]
    answer = client.post(address, data | {"editors": [str(quarter.world.members["Cy"].pk)]})
    assert answer.status_code == 303, answer.context["form"].errors
    assert may(quarter, "Cy")
