"""The permission matrix of spec okrs §2.5, person by person: what the policy says, the pages and the API do.

Every person but Cy and Olive is one thing to one key result; everything is tried and taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from cairn.api.actions import create_token
from cairn.api.scopes import Scope
from cairn.core import clock
from cairn.goals import actions, policies
from cairn.goals.models import CheckIn, Goal
from cairn.goals.policies import Act
from cairn.goals.tests.quarter import NOON, Quarter, third_quarter
from cairn.organizations import actions as people
from tests.world import World

pytestmark = pytest.mark.django_db

# owner and admin of the organisation; owner and admin of the team; the key result's owner, its creator, the owner's
# manager, the owner of what it is aligned to, the delegate, a granted editor, the check-in owner; nobody, observer.
PEOPLE = ["Ada", "Ben", "Tom", "Tia", "Oda", "Cleo", "Mara", "Pia", "Dan", "Eda", "Kim", "Cy", "Olive"]
MATRIX = {
    Act.EDIT:              "y y y y y y y y y y - - -",
    Act.SET_CONTRIBUTIONS: "y y y y y y y y y y y - -",
    Act.CHANGE_OWNER:      "y y y y y y y y - y - - -",
    Act.DELETE:            "y y y y y y y y y y - - -",
    Act.END:               "y y y y y y y y y y - - -",
    Act.CHECK_IN:          "y y y y y y y y y y y - -",
    Act.EDIT_CHECK_IN:     "y y - - - - - - - - - - -",
    Act.LINK_DATA:         "y y y y y y y y y y y - -",
    Act.ALIGN_TO:          "y y y y y y y y y y y y -",
    Act.SET_PRIVACY:       "y y - - y - - - y - - - -",
    Act.COMMENT:           "y y y y y y y y y y y y y",
    Act.CLONE:             "y y y y y y y y y y y y -",
}  # fmt: skip
SEES_IT_PRIVATE = {"Oda", "Cleo", "Dan", "Eda", "Kim", "Cy"}  # Cy is listed


def row_of(act: Act) -> dict[str, bool]:
    return {name: mark == "y" for name, mark in zip(PEOPLE, MATRIX[act].split(), strict=True)}


@dataclass
class Stage:
    """The key result, somebody's check-in on it, and everybody's two doors."""

    quarter: Quarter
    goal: Goal
    check_in: CheckIn
    browsers: dict[str, Client]
    tokens: dict[str, str]

    def page(self, name: str, path: str, data: Any = None) -> int:
        """The status of a page; the path is below the organisation."""
        client = self.browsers[name]
        return int((client.get if data is None else client.post)(f"/o/acme/{path}", data).status_code)

    def api(self, name: str, method: str, path: str, body: Any = None) -> int:
        headers = {"Authorization": f"Bearer {self.tokens[name]}"}
        call = getattr(self.browsers["nobody"], method)
        return int(
            call(
                f"/api/v1{path}", {} if body is None else body, content_type="application/json", headers=headers
            ).status_code
        )


@pytest.fixture
def stage(world: World) -> Iterator[Stage]:
    with world.enter(), clock.at(NOON):
        for name in sorted({*PEOPLE} - world.members.keys()):
            world.join(world.acme, name)
        quarter = third_quarter(world)
        ids = {name: member.pk for name, member in world.members.items()}
        people.update_member(world.members["Oda"], by=world.actor("Ada"), manager=world.members["Mara"])
        above = quarter.goal("Reach the coast", kind="objective", owners=[ids["Pia"]])
        goal = quarter.goal(
            "Moor ten boats", by="Cleo", under=above, entity="team", teams=[world.teams["Sales"].pk],
            owners=[ids["Oda"]], check_in_owner=ids["Kim"], delegate=ids["Dan"], editors=[ids["Eda"]],
        )  # fmt: skip
        check_in = actions.check_in(goal, by=world.actor("Kim"), value=Decimal(30)).check_in
        tokens = {}
        for name in PEOPLE:
            scopes = list(Scope)
            tokens[name] = create_token(world.members[name], by=world.actor(name), name="x", scopes=scopes).secret
        browsers = {name: world.client(name) for name in PEOPLE} | {"nobody": Client()}
        for client in browsers.values():
            client.raise_request_exception = False
        yield Stage(quarter, goal, check_in, browsers, tokens)


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def tried(door: Callable[[str], int]) -> dict[str, bool]:
    """Who got through: everything that is neither 403 nor 404; what is incomplete is refused with 422."""
    found = {}
    for name in PEOPLE:
        with taken_back():
            status = door(name)
        assert status < 500, name
        found[name] = status not in {403, 404}
    return found


def test_the_policy(stage: Stage) -> None:
    for name in PEOPLE:
        actor = stage.quarter.actor(name)
        found = {act for act in MATRIX if policies.can(actor, act, stage.goal)}
        assert found == {act for act in MATRIX if row_of(act)[name]}, name


PAGES: list[tuple[Act, str, dict[str, str]]] = [
    (Act.EDIT, "goals/{goal}/edit", {"title": ""}),
    (Act.EDIT, "goals/{goal}/delegation", {}),
    (Act.EDIT, "goals/{goal}/fields/title", {"title": "Moor twelve boats"}),
    (Act.EDIT, "goals/{goal}/fields/type", {"kind": "key_result", "entity": "individual"}),
    (Act.EDIT, "goals/{goal}/fields/period", {"period": "soon"}),
    (Act.CHANGE_OWNER, "goals/{goal}/fields/owner", {"owners": ""}),
    (Act.SET_CONTRIBUTIONS, "goals/{goal}/contributions", {}),
    (Act.DELETE, "goals/{goal}/deletion", {"children": "kept"}),
    (Act.END, "goals/{goal}/closure", {}),
    (Act.END, "goals/{goal}/postponement", {}),
    (Act.CHECK_IN, "goals/{goal}/check-ins", {"value": "40", "status": "on_track"}),
    (Act.CLONE, "goals/{goal}/clones", {}),
]


def test_the_pages(stage: Stage) -> None:
    for act, path, data in PAGES:
        address = path.format(goal=stage.goal.pk)
        assert tried(partial(stage.page, path=address, data=data)) == row_of(act), path


def test_somebody_elses_check_in_on_its_page(stage: Stage) -> None:
    """Kim wrote it, so Kim may as well."""
    address = f"check-ins/{stage.check_in.pk}"
    found = tried(lambda name: stage.page(name, address, {"value": "31", "status": "behind"}))
    assert found == row_of(Act.EDIT_CHECK_IN) | {"Kim": True}


API: list[tuple[Act, str, str, Any]] = [
    (Act.EDIT, "patch", "/goals/{goal}", {"title": "Moor twelve boats"}),
    (Act.CHANGE_OWNER, "patch", "/goals/{goal}", {"owners": ["{Tia}"]}),
    (Act.SET_PRIVACY, "patch", "/goals/{goal}", {"privacy": "listed"}),
    (Act.SET_CONTRIBUTIONS, "put", "/goals/{goal}/contributions", []),
    (Act.DELETE, "delete", "/goals/{goal}", None),
    (Act.END, "post", "/goals/{goal}/closure", {"note": "Moored."}),
    (Act.END, "post", "/goals/{goal}/postponement", {"reason": "Storm."}),
    (Act.CHECK_IN, "post", "/goals/{goal}/check-ins", {"value": 40}),
    (Act.CLONE, "post", "/goals/{goal}/clones", {"period": "{next}"}),
    (
        Act.ALIGN_TO, "post", "/goals",
        {
            "kind": "project", "title": "Buy ropes", "entity": {"type": "individual"}, "period": "{period}",
            "parents": [{"id": "{goal}"}],
        },
    ),
]  # fmt: skip


def filled(body: Any, names: dict[str, str]) -> Any:
    if isinstance(body, dict):
        return {key: filled(value, names) for key, value in body.items()}
    if isinstance(body, list):
        return [filled(value, names) for value in body]
    return names.get(body, body) if isinstance(body, str) else body


def test_the_api(stage: Stage) -> None:
    ids = {"{goal}": stage.goal.pk, "{period}": stage.quarter.period.pk, "{next}": stage.quarter.next_period.pk}
    names = {mark: str(pk) for mark, pk in ids.items()}
    names["{Tia}"] = str(stage.quarter.world.members["Tia"].pk)
    for act, method, path, body in API:
        address, sent = path.format(goal=stage.goal.pk), filled(body, names)
        assert tried(partial(stage.api, method=method, path=address, body=sent)) == row_of(act), (method, path, body)


def test_everybody_sees_what_is_not_private(stage: Stage) -> None:
    assert all(tried(lambda name: stage.page(name, f"goals/{stage.goal.pk}")).values())
    assert all(tried(lambda name: stage.api(name, "get", f"/goals/{stage.goal.pk}")).values())


DOORS = ["goals/{goal}", "goals/{goal}/quick", "goals/{goal}/explanation", "goals/{goal}/stream", "goals/{goal}/menu"]


def test_what_is_private_is_there_for_the_listed_only(stage: Stage) -> None:
    """Neither owner nor admin of the organisation, team leads, managers or the owner above it (okrs §2.6)."""
    cy = [stage.quarter.world.members["Cy"].pk]
    actions.edit(stage.goal, {"privacy": "listed", "viewers": cy}, by=stage.quarter.actor("Oda"))
    wanted = {name: name in SEES_IT_PRIVATE for name in PEOPLE}
    for door in DOORS:
        address = door.format(goal=stage.goal.pk)
        assert tried(partial(stage.page, path=address)) == wanted, door
    assert tried(lambda name: stage.api(name, "get", f"/goals/{stage.goal.pk}")) == wanted


LISTS = [
    "/o/acme/company?view=list", "/o/acme/teams/{sales}?view=list", "/o/acme/people/{oda}", "/o/acme/search?q=boats",
    "/api/v1/goals", "/api/v1/tree?period={period}", "/api/v1/search?q=boats", "/api/v1/events",
]  # fmt: skip


def test_no_list_search_or_feed_tells_its_title_to_others(stage: Stage) -> None:
    actions.edit(stage.goal, {"privacy": "listed"}, by=stage.quarter.actor("Oda"))
    world = stage.quarter.world
    places = {"sales": world.teams["Sales"].pk, "oda": world.members["Oda"].pk, "period": stage.quarter.period.pk}
    for address in LISTS:
        path = address.format(**places)
        for name in ("Ada", "Tom", "Pia", "Cy", "Olive"):
            headers = {"Authorization": f"Bearer {stage.tokens[name]}"} if path.startswith("/api") else {}
            answer = stage.browsers["nobody" if headers else name].get(path, headers=headers)
            assert answer.status_code == 200, (name, path)
            told = answer.content.decode().replace("q=boats", "").replace('value="boats"', "")
            assert "Moor" not in told, (name, path)


def test_above_a_private_one_others_see_that_something_is_hidden(stage: Stage) -> None:
    above = stage.goal.parent_links.get().parent
    actions.edit(stage.goal, {"privacy": "listed"}, by=stage.quarter.actor("Oda"))
    page = stage.browsers["Pia"].get(f"/o/acme/goals/{above.pk}").content.decode()
    assert "1 hidden" in page
    assert "boats" not in page


CREATING = {
    "organization": "y y y y y y y y y y y y -",
    "team": "y y y y y y y y y y y y -",
    "individual": "y y y y y y y y y y y y -",
}


def test_who_creates_where_by_default(stage: Stage) -> None:
    """Anyone but observers, on every page (okrs §2.5: the default of the creation policies)."""
    for entity in CREATING:
        _creates(stage, entity)


def _creates(stage: Stage, entity: str) -> None:
    teams = [stage.quarter.world.teams["Sales"].pk] if entity == "team" else []
    page = {"type": entity, "id": str(teams[0])} if teams else {"type": entity}
    body = {"kind": "objective", "title": "Try it", "entity": page, "period": str(stage.quarter.period.pk)}
    wanted = {name: mark == "y" for name, mark in zip(PEOPLE, CREATING[entity].split(), strict=True)}
    assert tried(lambda name: stage.api(name, "post", "/goals", body)) == wanted
    path = f"goals/new?entity={entity}" + "".join(f"&team={team}" for team in teams)
    assert tried(partial(stage.page, path=path)) == wanted
