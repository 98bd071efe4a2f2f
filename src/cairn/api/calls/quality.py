"""GET /goals/{id}/advice · GET /quality · POST /lint"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Query, Router
from pydantic import Field, field_validator

from cairn.api.loading import goal_seen
from cairn.api.pagination import Paging, by_id, page
from cairn.api.queries.filters import Ids, apart
from cairn.api.requests import ApiRequest
from cairn.api.shapes.quality import AdviceOut, LintIn, QualityPage
from cairn.coach.lint import KeyResult, Measure, Objective, Report, lint
from cairn.coach.queries.advice import findings_on, report_on, rules_off, spoken
from cairn.coach.queries.facts import objectives_among
from cairn.core import clock
from cairn.goals.models import Goal, GoalKind
from cairn.planning.queries import current_period

router = Router(tags=["Quality"])


def _findings(found: Any) -> list[dict[str, Any]]:
    return [
        {
            "rule": each.rule, "severity": each.severity.value, "part": each.group.value, "goal": each.about,
            "sentence": spoken(each.sentence), "fix": each.fix.mend.value,
        }
        for each in found
    ]  # fmt: skip


def _parts(report: Report) -> dict[str, Any]:
    return {group.value: score for group, score in report.parts.items()}


@router.get("/goals/{goal_id}/advice", response=AdviceOut, summary="What the coach remarks of a goal")
def get_advice(request: ApiRequest, goal_id: UUID) -> dict[str, Any]:
    """The score is an objective's; a key result has findings only, a project none."""
    goal = goal_seen(request, goal_id)
    if goal.kind == GoalKind.PROJECT:
        return {"goal": goal.pk, "score": None, "parts": None, "findings": []}
    seen, day = Goal.objects.visible_to(request.actor), clock.today(request.organization.time_zone)
    report, found = findings_on(goal, seen, request.organization, day)
    is_objective = goal.kind == GoalKind.OBJECTIVE
    return {
        "goal": goal.pk, "score": report.score if is_objective else None,
        "parts": _parts(report) if is_objective else None, "findings": _findings(found),
    }  # fmt: skip


class QualityFilters(Paging):
    period: Ids | None = Field(None, max_length=50, description="Of these periods; absent: of the current one.")

    _apart = field_validator("period", mode="before")(apart)


@router.get("/quality", response=QualityPage, summary="What the coach remarks of open objectives")
def get_quality(request: ApiRequest, response: HttpResponse, filters: Query[QualityFilters]) -> dict[str, Any]:
    """The objectives you may see, oldest first, each with its score."""
    periods = filters.period
    if not periods:
        current = current_period(request.organization)
        periods = [current.pk] if current else []
    seen = Goal.objects.visible_to(request.actor)
    rows = objectives_among(seen).filter(period_id__in=periods)
    shown, following = by_id(rows, filters)
    day = clock.today(request.organization.time_zone)
    reports = report_on(shown, seen, request.organization, day, rules_off())
    items = [
        {"goal": goal.pk, "score": report.score, "parts": _parts(report), "findings": _findings(report.findings)}
        for goal, report in zip(shown, reports, strict=True)
    ]
    return page(request, response, items, following)


@router.post("/lint", response=AdviceOut, summary="What the coach would remark of an objective that is not saved")
def post_lint(request: ApiRequest, body: LintIn) -> dict[str, Any]:
    """Saves nothing. `goal` in the findings is 0 for the objective, and 1, 2, … for its key results."""
    language = request.organization.locale
    key_results = tuple(
        KeyResult(
            place, each.title, each.description, language=language,
            measure=Measure(each.measure, each.unit, each.start, each.target, each.low, each.high),
        )
        for place, each in enumerate(body.key_results, 1)
    )  # fmt: skip
    objective = Objective(0, body.title, body.description, key_results=key_results, language=language)
    report = lint(objective, off=rules_off())
    return {"goal": 0, "score": report.score, "parts": _parts(report), "findings": _findings(report.findings)}
