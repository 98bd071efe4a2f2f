"""What stands in the way of deleting a person or a team: asked of the rooms above, which register here.

A check answers a sentence that says what is in the way and what to do about it, or None when nothing is.

    deletion.register_owner_check(goals_of)      # in AppConfig.ready of cairn.goals

An eraser removes what a person said and did, inside the deletion's transaction; the numbers they reported stay, as
nobody's.
"""

from __future__ import annotations

from collections.abc import Callable

from cairn.organizations.models import Member, Team

OwnerCheck = Callable[[Member], str | None]
DutyCheck = OwnerCheck
TeamCheck = Callable[[Team], str | None]
Eraser = Callable[[Member], None]
_owner_checks: list[OwnerCheck] = []
_team_checks: list[TeamCheck] = []
_duty_checks: list[DutyCheck] = []
_erasers: list[Eraser] = []


def register_duty_check(check: DutyCheck) -> None:
    """Adds a question that is asked before a person only observes from now on (spec okrs §2.3)."""
    _duty_checks.append(check)


def what_keeps_regular(member: Member) -> str | None:
    """The first sentence that speaks against making this person an observer."""
    return next((sentence for check in _duty_checks if (sentence := check(member))), None)


def register_owner_check(check: OwnerCheck) -> None:
    """Adds a question that is asked before a person is deleted."""
    _owner_checks.append(check)


def register_team_check(check: TeamCheck) -> None:
    """Adds a question that is asked before a team is deleted."""
    _team_checks.append(check)


def what_keeps_member(member: Member) -> str | None:
    """The first sentence that speaks against deleting this person."""
    return next((sentence for check in _owner_checks if (sentence := check(member))), None)


def what_keeps_team(team: Team) -> str | None:
    """The first sentence that speaks against deleting this team."""
    return next((sentence for check in _team_checks if (sentence := check(team))), None)


def register_eraser(eraser: Eraser) -> None:
    """Adds somebody who removes what a deleted person said (spec okrs §2.3)."""
    _erasers.append(eraser)


def erase(member: Member) -> None:
    """Has everything removed that the person said in any room."""
    for eraser in _erasers:
        eraser(member)
