"""The API, put together: every call, its token, its failures, its description."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.parser import Parser
from ninja.types import DictStrAny

from cairn.api import errors, openapi
from cairn.api.authentication import reading
from cairn.api.calls import (
    alignments,
    check_ins,
    comments,
    directory,
    endings,
    exports,
    goals,
    inbox,
    kpis,
    me,
    overview,
    quality,
    tags,
    tasks,
)


class ExactNumbers(Parser):
    """Reads numbers of a body as they are written, and refuses NaN and Infinity, which JSON does not know."""

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        body: DictStrAny = json.loads(request.body, parse_float=Decimal, parse_constant=_refuse)
        return body


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


class CairnAPI(NinjaAPI):
    """NinjaAPI with the description that openapi.py completes."""

    def get_openapi_schema(self, **options: Any) -> Any:
        return openapi.complete(super().get_openapi_schema(**options))


api = CairnAPI(
    title="Cairn",
    version="1",
    description=openapi.DESCRIPTION,
    auth=reading,
    parser=ExactNumbers(),
    docs_url=None,
    urls_namespace="api-v1",
)
errors.register(api)
PARTS = (
    goals, check_ins, comments, alignments, endings, directory, overview, me, inbox, quality, tasks, tags, kpis,
    exports,
)  # fmt: skip
for part in PARTS:
    api.add_router("", part.router)


def description() -> str:
    """What /api/v1/openapi.json answers, as it is committed in docs/openapi.json."""
    return json.dumps(json.loads(json.dumps(api.get_openapi_schema())), indent=1, ensure_ascii=False) + "\n"
