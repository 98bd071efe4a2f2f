"""Picks what somebody writes under a check-in or at the end, so that it fits the number."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from cairn.goals.demo.measuring import Set
from cairn.goals.demo.story import voices
from cairn.goals.status import Status


class Speaker:
    """One team's voice. Sentences of its own come up in turn, so that they do not repeat all the time."""

    def __init__(self, random: Random, went_well: Sequence[str] = (), went_badly: Sequence[str] = ()) -> None:
        self.random = random
        self.own = {"well": list(went_well), "badly": list(went_badly)}

    def note(self, found: Set, value: Decimal, before: Decimal | None, status: Status, *, is_last: bool) -> str:
        """What stands under the check-in; often nothing, but rarely so when something is wrong."""
        if self.random.random() > {Status.AT_RISK: 0.9, Status.BEHIND: 0.55}.get(status, 0.38) + 0.25 * is_last:
            return ""
        return self._sentence(found, value, before, status).format(value=found.said(value))

    def _sentence(self, found: Set, value: Decimal, before: Decimal | None, status: Status) -> str:
        if found.outcome.is_baseline:
            return self.random.choice(voices.FOUND)
        if found.outcome.is_control:
            return self.random.choice(voices.KEPT if status == Status.ON_TRACK else voices.BROKEN)
        if before is None:
            return self.random.choice(voices.FIRST)
        fell = value > before if found.measure.kind == "decrease" else value < before
        if fell:
            return self.random.choice(voices.DIPPED)
        if status == Status.AT_RISK:
            return self._own_or("badly", voices.BADLY)
        if value == before:
            return self.random.choice(voices.SLOW)
        if found.measure.kind == "percent" and value >= 80:
            return self.random.choice(voices.ALMOST)
        return self._own_or("badly", voices.SLOW) if status == Status.BEHIND else self._own_or("well", voices.WELL)

    def _own_or(self, mood: str, others: Sequence[str]) -> str:
        own = self.own[mood]
        if own and self.random.random() < 0.3:
            own.append(own.pop(0))
            return own[-1]
        return self.random.choice(others)

    def closing(self, score: Decimal | None) -> str:
        """A closing note that fits the score; not everybody writes one."""
        if score is None or self.random.random() < 0.25:
            return ""
        if score >= 1:
            return self.random.choice(voices.FULL)
        if score >= Decimal("0.7"):
            return self.random.choice(voices.GOOD)
        return self.random.choice(voices.FAIR if score >= Decimal("0.4") else voices.POOR)
