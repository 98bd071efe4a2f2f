"""Attachments as what goals ask for beside a check-in and a closing note (goals/enclosures.py)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from cairn.conversations import actions, store
from cairn.conversations.forms.files import AttachmentsField
from cairn.goals.models import CheckIn, Goal
from cairn.organizations.actor import Actor


class Attachments:
    """The keeper."""

    def field(self) -> forms.Field:
        return AttachmentsField()

    def hang(self, files: Sequence[Any], on: CheckIn | Goal, *, by: Actor) -> None:
        actions.attach(store.put(files), on, by=by)
