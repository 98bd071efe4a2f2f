"""What goals add to the rail: my OKRs, my teams, the company, and the search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cairn.goals.actions.convert import may_convert
from cairn.goals.commands import commands
from cairn.organizations.actor import Actor
from cairn.organizations.policies import can_manage_organization
from cairn.organizations.terminology import worded_lazy
from cairn.ui import additions
from cairn.ui.additions import Addition, Subject
from cairn.ui.links import org_url
from cairn.ui.navigation import (
    NavItem,
    RailLink,
    is_current,
    register,
    register_commands,
    register_search,
    register_source,
)


def fill() -> None:
    """Registers the entries; called once, when the app is ready."""
    register(
        NavItem(worded_lazy(_("My {okrs}")), "goals:me", "target", order=20, on_phone=True),
        NavItem(_("Company"), "goals:company", "building-2", section="teams", order=10, on_phone=True),
    )
    register(
        NavItem(
            worded_lazy(_("{Okr} model")),
            "goals:okr_model",
            "sliders-horizontal",
            section="admin",
            order=15,
            visible=can_manage_organization,
        )
    )
    register(
        NavItem(_("Tags"), "goals:tags", "tag", section="admin", order=18, visible=can_manage_organization),
        NavItem(
            _("Approval"), "goals:workflow", "shield", section="admin", order=17, visible=can_manage_organization
        ),
    )
    register_source("teams", my_teams)
    register_search("goals:search", "goals:search")
    register_commands(commands)
    additions.register("entity_menu", closing_of, order=50)
    additions.register("entity_menu", my_check_ins, order=10)
    additions.register("entity_menu", printing, order=200)
    additions.register("goal_menu", conversion, order=20)


def my_teams(request: HttpRequest) -> Iterator[RailLink]:
    """One entry for each of my teams; the query is shared with the question of what I may do."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    for row in actor.memberships:
        if row.team.archived_at is None:
            href = org_url(request.organization, "goals:team", team_id=row.team_id)  # type: ignore[attr-defined]
            yield RailLink(row.team.name, href, "users", current=is_current(request, href))


def conversion(request: HttpRequest, row: Any) -> Iterator[Addition]:
    """In the menu of what one may edit, where kinds are interchangeable."""
    acts = getattr(row, "acts", ())
    if row.is_open and "edit" in acts and may_convert(getattr(request, "goal_settings", None)):
        href = org_url(request.organization, "goals:conversion", goal_id=row.id)  # type: ignore[attr-defined]
        yield Addition(_("Turn into…"), href, "arrow-right", in_panel=True)


def my_check_ins(request: HttpRequest, subject: Subject) -> Iterator[Addition]:
    """On my own page: the round through everything I owe a check-in on."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if subject.entity == "individual" and subject.id == actor.member_id:
        yield Addition(_("Check in on all that is due"), org_url(request.organization, "goals:check_in_run"), "check")  # type: ignore[attr-defined]


def printing(request: HttpRequest, subject: Subject) -> Iterator[Addition]:
    """The page as it is now, while one period is chosen (spec okrs §3, §4.3)."""
    if subject.period_id is not None:
        yield Addition(_("Print…"), request.get_full_path(), "printer", prints=True)


def closing_of(request: HttpRequest, subject: Subject) -> Iterator[Addition]:
    """Closing or cloning what stands on a page, from its menu (spec okrs §9.2, §10.1)."""
    if subject.period_id is not None and not request.actor.is_observer:  # type: ignore[attr-defined]
        query = {"entity": subject.entity, "period": subject.period_id} | ({"id": subject.id} if subject.id else {})
        for name, label, icon in (
            ("goals:close_out", _("Close what is open…"), "flag"),
            ("goals:clone_page", _("Clone into another period…"), "copy"),
        ):
            yield Addition(label, f"{org_url(request.organization, name)}?{urlencode(query)}", icon)  # type: ignore[attr-defined]
