"""The bodies and answers about the quality of OKRs."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from cairn.api.shapes.values import Input, Number, Text

Title = Annotated[Text, Field(min_length=1, max_length=500)]
Kind = Literal["percent", "reach", "increase", "decrease", "stay_above", "stay_below", "stay_between", "baseline"]


class FindingOut(BaseModel):
    rule: str = Field(examples=["K03"])
    severity: str = Field(examples=["error", "warn", "info"])
    part: str = Field(examples=["wording", "measuring", "structure", "course"])
    goal: UUID | int
    sentence: str
    fix: str = Field(examples=["project", "turn", "edit"], description="What would mend it.")


class AdviceOut(BaseModel):
    goal: UUID | int
    score: float | None = Field(description="0–100")
    parts: dict[str, float] | None
    findings: list[FindingOut]


class QualityPage(BaseModel):
    items: list[AdviceOut]
    next: str | None


class LintKeyResult(Input):
    title: Title
    description: Annotated[Text, Field(max_length=10_000)] = ""
    measure: Kind = "percent"
    unit: Annotated[Text, Field(max_length=20)] = ""
    start: Number | None = None
    target: Number | None = None
    low: Number | None = None
    high: Number | None = None


class LintIn(Input):
    title: Title
    description: Annotated[Text, Field(max_length=10_000)] = ""
    key_results: Annotated[list[LintKeyResult], Field(max_length=50)] = []
