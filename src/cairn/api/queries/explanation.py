"""The derivation of goals/explaining.py in the shape of ExplanationOut."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from cairn.api.shapes.values import number
from cairn.goals.explanation import Cause, CountsIn, Expectation, Explanation, Part


def explanation_shown(why: Explanation) -> dict[str, Any]:
    """Numbers and names; hidden children are summed up as in the derivation."""
    return {
        "goal": why.goal_id,
        "title": why.title,
        "day": why.day,
        "progress": _progress(why),
        "expected": _expected(why.expectation) if why.expectation else None,
        "status": _status(why),
        "score": {
            "final": number(why.score.final),
            "suggested": number(why.score.suggested),
            "colour": why.score.colour,
            "from_children": why.score.from_children,
        },
        "counts_in": [_counts_in(parent) for parent in why.counts_in],
    }


def _progress(why: Explanation) -> dict[str, Any]:
    value, progress = why.automatic or (None, None)
    return {
        "value": number(why.value),
        "progress": number(why.progress),
        "method": why.method.value,
        "start": number(why.outcome.start) if why.outcome.is_scaled else None,
        "target": number(why.outcome.target),
        "parts": [_part(part) for part in why.parts],
        "automatic_value": number(value),
        "automatic_progress": number(progress),
        "cause": _cause(why.cause) if why.cause else None,
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "goal": part.goal_id,
        "title": part.title,
        "count": part.count,
        "progress": number(part.progress),
        "counted": number(part.counted),
        "share": number(part.share),
        "part": number(part.part),
        "is_fixed": part.is_fixed,
        "left_out": part.left_out.value if part.left_out else None,
    }


def _cause(cause: Cause) -> dict[str, Any]:
    return {
        "at": cause.at,
        "author": cause.author,
        "value": number(cause.value),
        "note": cause.note,
        "check_in": cause.check_in_id,
        "goal": cause.goal_id,
    }


def _expected(aim: Expectation) -> dict[str, Any]:
    return {
        "progress": number(aim.percent),
        "value": number(aim.value),
        "day_number": aim.number,
        "days": aim.days,
        "is_phased": aim.is_phased,
        "since": _point(aim.since),
        "until": _point(aim.until),
    }


def _point(point: tuple[date, Decimal]) -> dict[str, Any]:
    return {"date": point[0], "progress": number(point[1])}


def _status(why: Explanation) -> dict[str, Any]:
    return {
        "status": why.status.status.value,
        "rule": why.status.rule.value,
        "gap": number(why.status.gap),
        "behind_over": number(why.status.thresholds.behind_over),
        "at_risk_over": number(why.status.thresholds.at_risk_over),
        "worst_below": why.worst_below,
        "changes": [{"date": day, "status": status.value} for day, status in why.status.changes],
    }


def _counts_in(parent: CountsIn) -> dict[str, Any]:
    return {
        "goal": parent.goal_id,
        "title": parent.title,
        "rolls_up": parent.rolls_up,
        "share": number(parent.share),
        "part": number(parent.part),
        "is_fixed": parent.is_fixed,
        "left_out": parent.left_out.value if parent.left_out else None,
    }
