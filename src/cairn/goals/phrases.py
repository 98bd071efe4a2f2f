"""How a stream says what happened: a verb phrase, an icon and what changed, by kind of event about a goal.

phrases.say("task.done", gettext_lazy("finished a task of {this}"), "circle-check", named)    # in AppConfig.ready

The kinds of this room stand in queries/changes.py; rooms above add theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

PENCIL = "pencil"
THIS = "{this}"


@dataclass(frozen=True)
class Change:
    """One field: its label, and what it was and is. Both empty for long texts, which are only named."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Phrase:
    """`words` follow the name of who did it; {this} in them is the goal: its title where the stream is that of
    many goals. `changes` reads from the event's data what it was about.
    """

    words: str | Promise
    icon: str = PENCIL
    changes: Callable[[Mapping[str, Any]], Iterable[Change]] | None = None


PHRASES: dict[str, Phrase] = {}
CHANGED = Phrase(gettext_lazy("changed {this}"))  # a kind that nobody declares any more, from an older version


def say(
    kind: str,
    words: str | Promise,
    icon: str = PENCIL,
    changes: Callable[[Mapping[str, Any]], Iterable[Change]] | None = None,
) -> None:
    """Adds the phrase of a kind; called once, when the application starts."""
    PHRASES[kind] = Phrase(words, icon, changes)
