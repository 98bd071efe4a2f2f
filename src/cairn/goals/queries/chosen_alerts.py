"""The health alerts of rows as each person chose to see them (spec okrs §6.7)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cairn.goals.alert_choice import AlertChoice, choice_of
from cairn.goals.queries.alerts_below import NO_ALERTS
from cairn.organizations.actor import Actor

if TYPE_CHECKING:
    from cairn.goals.queries.rows import Row


def as_chosen(rows: list[Row], actor: Actor) -> list[Row]:
    """The rows with the alerts this person wants to see; no query."""
    choice = choice_of(actor)
    if choice == AlertChoice.ALL:
        return rows
    mine = choice == AlertChoice.MINE
    return [row if mine and _is_mine(row, actor) else replace(row, alerts=(), below=NO_ALERTS) for row in rows]


def _is_mine(row: Row, actor: Actor) -> bool:
    return any(owner.pk == actor.member_id for owner in row.owners)
