"""What people are told of: the table of spec okrs §15.4, one row per kind.

Every notification stands in the inbox; `mail` says what else happens to it unless the person chose otherwise. Chat
channels will be one more column. In a sentence {actor} is who did it, {title} what it is about; whatever else stands
in braces is a fact that comes with the notification.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from cairn.core.sentences import gettext_noop


class How(StrEnum):
    """What one channel does with one kind."""

    OFF = "off"
    AT_ONCE = "at_once"
    DIGEST = "digest"


class Group(StrEnum):
    """The sections of the page of preferences."""

    TO_DO = "to_do"
    MINE = "mine"
    TALK = "talk"
    AROUND = "around"
    OFFICE = "office"


@dataclass(frozen=True)
class Kind:
    """One row: its number in the catalogue of the specification, its words, and what mail does by default.

    `owes` puts it under "what I owe" until it is done; `always` keeps people from turning its mail off.
    `silent` stands in the inbox as if it had been read.
    """

    name: str
    row: int
    group: Group
    label: str
    sentence: str
    reason: str
    mail: How = How.OFF
    owes: bool = False
    always: bool = False
    silent: bool = False


OWNER = gettext_noop("You get this because you own it.")
CHECK_IN_OWNER = gettext_noop("You get this because you check in on it.")
NAMED = gettext_noop("You get this because it names you.")
FOLLOWER = gettext_noop("You get this because you follow it.")
MANAGER = gettext_noop("You get this because you are their manager.")
ASKED = gettext_noop("You get this because you are to decide.")
ASKED_FOR = gettext_noop("You get this because you asked for it.")
STARTED = gettext_noop("You get this because you started it.")
MEMBER = gettext_noop("You get this because you are a member.")
N = gettext_noop
_G = Group

_ROWS = [
    Kind(
        "check_in.due",
        1,
        _G.TO_DO,
        N("Check-ins are due"),
        N("Check-ins are due: {count}"),
        CHECK_IN_OWNER,
        How.AT_ONCE,
        owes=True,
    ),
    Kind(
        "nudge",
        2,
        _G.TO_DO,
        N("Somebody asks me to check in"),
        N("{actor} asks you to check in on “{title}”"),
        CHECK_IN_OWNER,
        How.AT_ONCE,
        owes=True,
    ),
    Kind(
        "goal.due_soon",
        21,
        _G.TO_DO,
        N("Due in seven days"),
        N("Due in seven days: {count}"),
        CHECK_IN_OWNER,
        How.AT_ONCE,
        owes=True,
    ),
    Kind(
        "goal.overdue",
        21,
        _G.TO_DO,
        N("Overdue"),
        N("Past their due date and still open: {count}"),
        CHECK_IN_OWNER,
        How.AT_ONCE,
        owes=True,
    ),
    Kind(
        "period.ending",
        22,
        _G.TO_DO,
        N("A period is about to end"),
        N("{period} ends in {days} days: time to close what is open"),
        OWNER,
        How.AT_ONCE,
        owes=True,
    ),
    Kind("period.started", 23, _G.TO_DO, N("A new period has begun"), N("{period} has begun"), MEMBER, How.AT_ONCE),
    Kind(
        "approval.submitted",
        24,
        _G.TO_DO,
        N("Something waits for my approval"),
        N("{actor} asks you to approve {entity} for {period}"),
        ASKED,
        How.AT_ONCE,
        owes=True,
    ),
    Kind(
        "dependency.asked",
        0,
        _G.TO_DO,
        N("Another {team} needs something"),
        N("{actor} asks for something that “{title}” needs"),
        ASKED,
        How.AT_ONCE,
        owes=True,
    ),
    Kind(
        "task.assigned",
        27,
        _G.TO_DO,
        N("A task was given to me"),
        N("{actor} gave you a task in “{title}”"),
        OWNER,
        How.OFF,
        owes=True,
    ),
    Kind(
        "task.due",
        27,
        _G.TO_DO,
        N("A task is due today"),
        N("A task of yours in “{title}” is due today"),
        OWNER,
        How.AT_ONCE,
        owes=True,
    ),
    Kind("made_owner", 5, _G.MINE, N("I become an owner"), N("{actor} made you an owner of “{title}”"), OWNER),
    Kind(
        "made_check_in_owner",
        17,
        _G.MINE,
        N("I am to check in on something"),
        N("{actor} asks you to check in on “{title}” from now on"),
        CHECK_IN_OWNER,
    ),
    Kind(
        "made_delegate",
        15,
        _G.MINE,
        N("Something is delegated to me"),
        N("{actor} delegated “{title}” to you"),
        NAMED,
        How.AT_ONCE,
    ),
    Kind("made_editor", 17, _G.MINE, N("I may edit something"), N("{actor} lets you edit “{title}”"), NAMED),
    Kind(
        "goal.aligned",
        18,
        _G.MINE,
        N("Something is aligned to mine"),
        N("{actor} aligned “{child}” to “{title}”"),
        OWNER,
    ),
    Kind("goal.edited", 20, _G.MINE, N("Somebody else edits mine"), N("{actor} changed “{title}”"), OWNER),
    Kind(
        "goal.retargeted",
        20,
        _G.MINE,
        N("Somebody else changes my target or dates"),
        N("{actor} changed what “{title}” aims at"),
        OWNER,
    ),
    Kind("goal.closed", 20, _G.MINE, N("Somebody else closes mine"), N("{actor} closed “{title}”"), OWNER),
    Kind("goal.postponed", 20, _G.MINE, N("Somebody else postpones mine"), N("{actor} postponed “{title}”"), OWNER),
    Kind("goal.reopened", 20, _G.MINE, N("Somebody else reopens mine"), N("{actor} reopened “{title}”"), OWNER),
    Kind("goal.deleted", 20, _G.MINE, N("Somebody else deletes mine"), N("{actor} deleted “{title}”"), OWNER),
    Kind("goal.restored", 20, _G.MINE, N("Somebody else restores mine"), N("{actor} restored “{title}”"), OWNER),
    Kind(
        "approval.approved",
        24,
        _G.MINE,
        N("What I submitted was approved"),
        N("{actor} approved {entity} for {period}"),
        OWNER,
        How.AT_ONCE,
    ),
    Kind(
        "approval.returned",
        24,
        _G.MINE,
        N("What I submitted came back"),
        N("{actor} asks for changes to {entity} for {period}"),
        OWNER,
        How.AT_ONCE,
        owes=True,
    ),
    Kind(
        "dependency.confirmed",
        0,
        _G.MINE,
        N("Another {team} confirms what mine needs"),
        N("{actor} confirmed what “{title}” needs"),
        OWNER,
    ),
    Kind(
        "dependency.declined",
        0,
        _G.MINE,
        N("Another {team} declines what mine needs"),
        N("{actor} declined what “{title}” needs"),
        OWNER,
        How.AT_ONCE,
    ),
    Kind("comment", 3, _G.TALK, N("Comments on mine"), N("{actor} commented on “{title}”"), OWNER, How.AT_ONCE),
    Kind(
        "reply", 3, _G.TALK, N("Answers to my comments"), N("{actor} answered you on “{title}”"), NAMED, How.AT_ONCE
    ),
    Kind(
        "mention", 4, _G.TALK, N("Somebody mentions me"), N("{actor} mentioned you on “{title}”"), NAMED, How.AT_ONCE
    ),
    Kind(
        "liked", 25, _G.TALK, N("Somebody likes what I wrote"), N("{actor} liked what you wrote on “{title}”"), NAMED
    ),
    Kind(
        "goal.shared",
        7,
        _G.TALK,
        N("Somebody shares something with me"),
        N("{actor} shared “{title}” with you"),
        NAMED,
        How.AT_ONCE,
    ),
    Kind(
        "access.asked",
        7,
        _G.TALK,
        N("Somebody asks to see something of mine"),
        N("{actor} asks to see “{title}”"),
        OWNER,
        How.AT_ONCE,
        owes=True,
    ),
    Kind(
        "access.granted",
        7,
        _G.TALK,
        N("I may see what I asked for"),
        N("{actor} lets you see “{title}”"),
        ASKED_FOR,
        How.AT_ONCE,
    ),
    Kind(
        "summary.shared",
        7,
        _G.TALK,
        N("Somebody sends me a summary"),
        N("{actor} sent you a summary of {entity}"),
        NAMED,
        How.AT_ONCE,
    ),
    Kind(
        "update.posted",
        8,
        _G.TALK,
        N("Updates posted to me"),
        N("{actor} posted an update: {entity}"),
        MEMBER,
        How.AT_ONCE,
    ),
    Kind(
        "status.worsened",
        19,
        _G.AROUND,
        N("Something below mine falls behind"),
        N("“{child}”, below “{title}”, is now “{status}”"),
        OWNER,
        How.DIGEST,
    ),
    Kind(
        "followed.checked_in",
        6,
        _G.AROUND,
        N("A check-in on what I follow"),
        N("{actor} checked in on “{title}”"),
        FOLLOWER,
    ),
    Kind(
        "summary",
        6,
        _G.AROUND,
        N("Summaries of what I follow"),
        N("A summary of what you follow"),
        FOLLOWER,
        How.AT_ONCE,
        silent=True,
    ),
    Kind(
        "manager.digest",
        30,
        _G.AROUND,
        N("Who of my people has not checked in"),
        N("Have not checked in: {count}"),
        MANAGER,
        How.AT_ONCE,
    ),
    Kind("join_request.made", 12, _G.OFFICE, N("Somebody asks to join"), N("{name} asks to join"), ASKED, owes=True),
    Kind(
        "import.finished",
        13,
        _G.OFFICE,
        N("An import has finished"),
        N("Your import has finished: {sentence}"),
        STARTED,
        How.AT_ONCE,
    ),
    Kind(
        "export.finished",
        14,
        _G.OFFICE,
        N("A file that I asked for is ready"),
        N("Your file is ready: {sentence}"),
        STARTED,
        How.AT_ONCE,
    ),
    Kind(
        "work_on_behalf.started",
        29,
        _G.OFFICE,
        N("Somebody works in my name"),
        N("{actor} works in your name now"),
        NAMED,
        How.AT_ONCE,
        always=True,
    ),
]

CATALOGUE: dict[str, Kind] = {kind.name: kind for kind in _ROWS}


def of_group(group: Group) -> Iterator[Kind]:
    """The rows of one section of the preferences, in order."""
    return (kind for kind in CATALOGUE.values() if kind.group is group)
