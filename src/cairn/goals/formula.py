"""How a value became a progress, written out with the numbers put in (spec okrs §5.1, §5.2)."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from cairn.goals.explanation import Explanation, Method
from cairn.goals.outcome import MetricKind, Outcome
from cairn.goals.wording import amount
from cairn.ui.formats import number


def formula(why: Explanation) -> str:
    """How the value became the progress, with the numbers put in; empty where children make it."""
    outcome = why.outcome
    if why.method is Method.CONTROL:
        return _kept_or_not(outcome, why.value)
    if why.method is Method.BASELINE:
        return _("A baseline has no progress: it only finds out where things stand.")
    if why.method is Method.FROZEN:
        return _("Frozen when it ended; what stands below has moved on since.")
    if why.counted is not None:
        return f"{exact(why.counted.done)} ÷ {exact(why.counted.whole)}" if why.counted.whole else ""
    if why.method not in {Method.VALUE, Method.SUM, Method.NOTHING_COUNTS} or outcome.target is None:
        return ""
    if outcome.is_percent:
        return _("%(value)s of 100") % {"value": exact(why.value or Decimal(0))}
    return _ratio(outcome, outcome.start if why.value is None else why.value, outcome.target)


def _ratio(outcome: Outcome, value: Decimal, target: Decimal) -> str:
    if outcome.start == 0:
        return f"{exact(value)} ÷ {exact(target)}"
    if target < outcome.start:
        return f"({exact(outcome.start)} − {_operand(value)}) ÷ ({exact(outcome.start)} − {_operand(target)})"
    return f"({exact(value)} − {_operand(outcome.start)}) ÷ ({exact(target)} − {_operand(outcome.start)})"


def _operand(value: Decimal) -> str:
    return f"({exact(value)})" if value < 0 else exact(value)


def _kept_or_not(outcome: Outcome, value: Decimal | None) -> str:
    if value is None:
        return _("No value yet.")
    names = {
        "value": amount(value, outcome.unit),
        "bound": amount(outcome.target, outcome.unit),
        "low": exact(outcome.low),
        "high": amount(outcome.high, outcome.unit),
    }
    if outcome.kind == MetricKind.STAY_BETWEEN:
        inside = outcome.low is not None and outcome.high is not None and outcome.low <= value <= outcome.high
        text = _("%(value)s lies between %(low)s and %(high)s: kept") if inside else _(
            "%(value)s does not lie between %(low)s and %(high)s: not kept"
        )  # fmt: skip
        return text % names
    target = outcome.target or Decimal(0)
    if outcome.kind == MetricKind.STAY_ABOVE:
        text = _("%(value)s lies above %(bound)s: kept") if value > target else _(
            "%(value)s does not lie above %(bound)s: not kept"
        )  # fmt: skip
    else:
        text = _("%(value)s lies below %(bound)s: kept") if value < target else _(
            "%(value)s does not lie below %(bound)s: not kept"
        )  # fmt: skip
    return text % names


def exact(value: Decimal | None) -> str:
    """A number with all the digits it is kept with, for formulas."""
    if value is None:
        return "–"
    digits = max(0, -int(value.normalize().as_tuple().exponent))
    return number(value, digits)
