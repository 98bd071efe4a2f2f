"""How the stream of a goal says what the coach was told about it (goals/phrases.py)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.coach.models import Origin
from cairn.goals.phrases import Change, say
from cairn.organizations.terminology import worded, worded_lazy


def fill() -> None:
    """Called once, when the application starts."""
    looked = worded_lazy(gettext_lazy("looked whether the {key_results} of {this} are needed and enough"))
    say("sufficiency.answered", looked, "circle-check", _answers)
    say("number_source.said", gettext_lazy("said where the number of {this} comes from"), "link", _origin)


def _answers(data: Mapping[str, Any]) -> Iterable[Change]:
    yield Change(worded(_("Every {key_result} is needed")), "", _yes_or_no(data.get("necessary")))
    yield Change(_("All together are enough"), "", _yes_or_no(data.get("sufficient")))


def _yes_or_no(answer: Any) -> str:
    return _("yes") if answer else _("no")


def _origin(data: Mapping[str, Any]) -> Iterable[Change]:
    origin = str(data.get("origin", ""))
    yield Change(_("Source"), "", str(dict(Origin.choices).get(origin, origin)))
