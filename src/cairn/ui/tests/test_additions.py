"""Rooms above add to pages of rooms below (ui/additions.py)."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.http import HttpRequest

from cairn.ui import additions
from cairn.ui.additions import Addition


@pytest.fixture(autouse=True)
def nothing_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(additions, "_sources", {})


def inside() -> HttpRequest:
    return cast("HttpRequest", SimpleNamespace(organization=object()))


def labels(place: str, about: Any = None) -> list[str]:
    return [str(addition.label) for addition in additions.additions(inside(), place, about)]


def test_sources_answer_in_their_order_and_know_what_it_is_about() -> None:
    def second(request: HttpRequest, about: str) -> Iterator[Addition]:
        yield Addition(f"after {about}", "/x")

    def first(request: HttpRequest, about: str) -> Iterator[Addition]:
        yield Addition(f"before {about}", "/y")

    additions.register("goal_menu", second)
    additions.register("goal_menu", first, order=1)
    assert labels("goal_menu", "this") == ["before this", "after this"]
    assert labels("goal_tabs", "this") == []


def test_a_place_nobody_draws_is_refused() -> None:
    with pytest.raises(ValueError, match="goal_menue"):
        additions.register("goal_menue", lambda request, about: [])


def test_outside_of_an_organisation_there_is_nothing() -> None:
    additions.register("goal_menu", lambda request, about: [Addition("secret", "/x")])
    assert additions.additions(None, "goal_menu") == []
    assert additions.additions(cast("HttpRequest", SimpleNamespace(organization=None)), "goal_menu") == []


def test_a_tab_is_known_by_its_path_whatever_its_query() -> None:
    assert Addition("Projects", "/o/acme/projects?period=1").path == "/o/acme/projects"
