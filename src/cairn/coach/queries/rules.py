"""The rules of the linter as their page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cairn.coach.lint.catalogue import CAN_REFUSE, RULES, Rule
from cairn.coach.lint.findings import Group
from cairn.coach.models import CoachSettings
from cairn.coach.queries.advice import WHERE_PARTS
from cairn.organizations.terminology import worded


@dataclass(frozen=True)
class RuleLine:
    """A rule and whether it speaks here, and refuses."""

    rule: Rule
    is_on: bool
    is_required: bool

    @property
    def can_refuse(self) -> bool:
        return self.rule.id in CAN_REFUSE

    @property
    def name(self) -> str:
        return worded(_(self.rule.name))

    @property
    def why(self) -> str:
        return worded(_(self.rule.why))

    @property
    def source(self) -> str:
        return _(self.rule.source)

    @property
    def bad(self) -> str:
        return worded(_(self.rule.bad))

    @property
    def good(self) -> str:
        return worded(_(self.rule.good))


def rules_page() -> list[tuple[str, list[RuleLine]]]:
    """All rules by the part of the score they belong to."""
    row = CoachSettings.objects.first() or CoachSettings()
    lines = [RuleLine(rule, rule.id not in row.off, rule.id in row.required) for rule in RULES]
    return [(str(WHERE_PARTS[group]()), [line for line in lines if line.rule.group is group]) for group in Group]
