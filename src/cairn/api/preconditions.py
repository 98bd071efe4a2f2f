"""If-Match: write only what one has seen (412 with both versions otherwise)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cairn.api.errors import Outdated, Unfit
from cairn.api.queries.rows import present
from cairn.api.requests import ApiRequest
from cairn.core.transactions import action
from cairn.goals.models import Goal
from cairn.goals.recompute import lock

R = TypeVar("R")
_TAG = re.compile(r'(?:W/)?"?(\d{1,9})"?')


def etag(goal: dict[str, Any], response: HttpResponse) -> dict[str, Any]:
    """Puts the goal's version on the answer; answers the goal."""
    response["ETag"] = f'"{goal["version"]}"'
    return goal


def expected_version(request: ApiRequest) -> set[int] | None:
    """The versions that If-Match names; None when any will do. Raises Unfit for an odd header."""
    header = request.headers.get("If-Match", "").strip()
    if header in {"", "*"}:
        return None
    tags = [_TAG.fullmatch(part.strip()) for part in header.split(",")]
    if not all(tags):
        raise Unfit(_('If-Match takes the ETag of the goal, such as "3".'), 400)
    return {int(tag[1]) for tag in tags if tag}


@action
def if_matching(request: ApiRequest, goal: Goal, verb: Callable[[], R], *, mine: dict[str, Any] | None = None) -> R:
    """Does `verb` unless the goal is not at the version that If-Match names; nobody can come between.

    `mine` is what the request wants to write: on refusal it stands beside the same fields as they are now. Raises
    Outdated and whatever the verb raises.
    """
    wanted = expected_version(request)
    if wanted is not None:
        held = lock([goal.pk]).goals.get(goal.pk)
        if held is not None and held.version not in wanted:
            [now] = present([held], to=request.actor, organization=request.organization)
            sent = mine or {}
            raise Outdated(sent, {name: now.get(name) for name in sent}, held.version)
    return verb()
