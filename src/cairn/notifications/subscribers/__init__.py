"""Who is told when something happens: one function per event, found by the name of the event.

Rooms beside or above this one are known by the names of their events only, and what an event does not say is not
told: a subscriber never fails because a field is missing.
"""

from cairn.notifications.subscribers import (
    access,
    approvals,
    check_ins,
    dependencies,
    exports,
    goals,
    imports,
    people,
    talk,
    tasks,
    worsening,
)

__all__ = [
    "access",
    "approvals",
    "check_ins",
    "dependencies",
    "exports",
    "goals",
    "imports",
    "people",
    "talk",
    "tasks",
    "worsening",
]
