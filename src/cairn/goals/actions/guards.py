"""Checks that several verbs begin with."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from cairn.core.errors import Refused, Stale
from cairn.goals.actions.fields import GoalFields
from cairn.goals.models import Goal


def standing(goal: Goal | None) -> Goal:
    """The goal, which must exist and not be deleted. Raises Refused."""
    if goal is None or goal.deleted_at is not None:
        raise Refused(_("This was deleted meanwhile."))
    return goal


def refuse_ended(goal: Goal) -> None:
    """Closed and postponed goals stand still until they are reopened (spec okrs §4.3, golden 30)."""
    if goal.state == "closed":
        raise Refused(_("“%(title)s” is closed. Reopen it first.") % {"title": goal.title})
    if goal.state == "postponed":
        raise Refused(_("“%(title)s” is postponed. Reopen it first.") % {"title": goal.title})


def stale(theirs: dict[str, Any], changes: GoalFields) -> Stale:
    mine = {name: _plain(value) for name, value in changes.items()}
    return Stale(
        _("Somebody changed this while you were editing. Compare both versions and save again."),
        mine=mine,
        theirs={name: theirs.get(name, theirs.get(f"{name}_id")) for name in mine},
    )


def ended_meanwhile(goal: Goal, mine: dict[str, Any]) -> Stale:
    """The goal changed while somebody decided how it ends; what they had typed, and how it stands now."""
    theirs = {
        "ending": goal.state, "score": _plain(goal.score), "note": goal.closing_note, "title": goal.title,
        "value": _plain(goal.current_value), "version": goal.version,
    }  # fmt: skip
    return Stale(
        _("This changed while you were deciding. Look at both versions, then close or postpone it again."),
        mine={name: _plain(value) for name, value in mine.items()},
        theirs=theirs,
    )


def _plain(value: Any) -> Any:
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    return [str(item) for item in value] if isinstance(value, list | tuple) else str(value)
