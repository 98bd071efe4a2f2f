"""Every failure as a problem of RFC 9457: type, title, status, detail, and the fields to look at."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from pydantic import BaseModel, Field

from cairn.core.busy import busy, is_busy
from cairn.core.errors import Busy, CairnError, Denied, Refused, Stale, TooOften

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"


class FieldError(BaseModel):
    """One input to look at: its name as in the request (`outcome.target`, `parents.0.id`), and what is wrong."""

    field: str
    message: str


class Problem(BaseModel):
    """What went wrong (RFC 9457). `type` stays the same whatever the language of `title` and `detail`."""

    type: str = Field(examples=["urn:cairn:problem:invalid"])
    title: str
    status: int
    detail: str
    errors: list[FieldError] = []
    helpers: list[str] | None = Field(None, description="Names of people who have the right that is missing.")
    mine: dict[str, Any] | None = Field(None, description="On 412: what you sent.")
    theirs: dict[str, Any] | None = Field(None, description="On 412: the same fields as they are now.")
    version: int | None = Field(None, description="On 412: the version there is now.")


class Unauthorized(CairnError):
    """No token, or one that does not open anything."""

    status = 401


class Unfit(CairnError):
    """The request cannot be read as what it claims to be."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.status = status


class Outdated(CairnError):
    """If-Match does not name the present version (412). `mine` and `theirs` hold the fields in question."""

    status = 412

    def __init__(self, mine: dict[str, Any], theirs: dict[str, Any], version: int) -> None:
        super().__init__(_("Somebody changed this since you read it. Read it again, compare, and send again."))
        self.mine, self.theirs, self.version = mine, theirs, version


_KINDS = {
    400: "malformed",
    401: "unauthorized",
    403: "denied",
    404: "not-found",
    405: "method-not-allowed",
    409: "conflict",
    412: "outdated",
    413: "too-large",
    415: "media-type",
    422: "invalid",
    429: "too-often",
    503: "busy",
}


def problem(status: int, detail: str, *, errors: Sequence[FieldError] = (), **more: Any) -> HttpResponse:
    """The answer for one failure; `more` are members beside the standard ones."""
    try:
        title = HTTPStatus(status).phrase
    except ValueError:
        title = "Error"
    body = {
        "type": f"urn:cairn:problem:{_KINDS.get(status, 'failed')}",
        "title": title,
        "status": status,
        "detail": detail,
        "errors": [error.model_dump() for error in errors],
        **more,
    }
    return HttpResponse(json.dumps(body, cls=DjangoJSONEncoder), status=status, content_type=MEDIA_TYPE)


def of_refusal(error: CairnError) -> HttpResponse:
    """The problem that says a refusal."""
    if isinstance(error, Outdated):
        return problem(error.status, error.sentence, mine=error.mine, theirs=error.theirs, version=error.version)
    if isinstance(error, Stale):
        return problem(412, error.sentence, mine=error.mine, theirs=error.theirs)
    more: dict[str, Any] = {"helpers": error.helpers} if isinstance(error, Denied) else {}
    found = [FieldError(field=error.field, message=error.sentence)] if error.field else []
    response = problem(error.status, error.sentence, errors=found, **more)
    if isinstance(error, TooOften | Busy):
        response["Retry-After"] = str(error.retry_after)
    if error.status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="cairn"'
    return response


def of_response(response: HttpResponse) -> HttpResponse:
    """A failure that Django itself answered in HTML, said again as a problem; its telling headers are kept."""
    if response.status_code < 400 or response.get("Content-Type", "").startswith(MEDIA_TYPE):
        return response
    again = problem(response.status_code, _said(response.status_code))
    for name in ("Allow", "Retry-After", "WWW-Authenticate"):
        if name in response:
            again[name] = response[name]
    return again


def _said(status: int) -> str:
    sentences = {
        400: _("This request cannot be read."),
        404: _("There is nothing here, or it is not yours to see."),
        405: _("This address does not know this method."),
        413: _("That is more than Cairn takes in one go."),
        503: busy().sentence,
    }
    return sentences.get(status) or _("Something went wrong on our side. It has been noted.")


def register(api: NinjaAPI) -> None:
    """Has every exception of a call answered as a problem."""
    for kind in (CairnError, Http404, ValidationError, HttpError, RequestDataTooBig, Exception):
        api.add_exception_handler(kind, _of_exception)


def _of_exception(request: HttpRequest, error: Any) -> HttpResponse:
    if isinstance(error, CairnError):
        return of_refusal(error)
    if isinstance(error, ValidationError):
        return _of_validation(error)
    if isinstance(error, Http404 | RequestDataTooBig):
        status = 404 if isinstance(error, Http404) else 413
        return problem(status, _said(status))
    if isinstance(error, HttpError):
        return problem(error.status_code, _said(error.status_code))
    if is_busy(error):
        return of_refusal(busy())
    log.error("The API call %s %s failed.", request.method, request.path, exc_info=error)
    return problem(500, _said(500))


def _of_validation(error: ValidationError) -> HttpResponse:
    found = [FieldError(field=_place(item), message=_sentence(item)) for item in error.errors[:50]]
    return problem(422, _("Some of this cannot be used: see the errors."), errors=found)


def _place(item: dict[str, Any]) -> str:
    """("body", "body", "outcome", "target") -> outcome.target: the first two say where ninja found it."""
    where = [str(part) for part in item.get("loc", ())]
    start = 2 if where[:1] == ["body"] else 1
    if where[:1] == ["query"] and len(where) > 2:
        start = 2
    # Of a union pydantic also says which branch it tried; that is no place in the request.
    return ".".join(part for part in where[start:] if not part.startswith("function-"))[:200]


def _sentence(item: dict[str, Any]) -> str:
    kind = str(item.get("type", ""))
    if kind == "value_error":
        return str(item.get("msg", "")).removeprefix("Value error, ")
    return _own_words(kind, item.get("ctx") or {}) or str(item.get("msg", ""))[:300]


def _own_words(kind: str, limits: dict[str, Any]) -> str:
    """What the common mistakes are called for people; "" for the others, which pydantic words well enough."""
    if kind.endswith("too_short"):
        return _("This is too short: at least %(count)d.") % {"count": limits.get("min_length", 1)}
    if kind.endswith("too_long"):
        return _("This is too long: at most %(count)d.") % {"count": limits.get("max_length", 0)}
    if kind.startswith("date_from") or kind == "date_parsing":
        return _('This is no day. Write it as a text, such as "2026-07-01".')
    own = {
        "missing": _("This is needed."),
        "extra_forbidden": _("There is no such field."),
        "string_unicode": _("This text holds a character that cannot be kept."),
        "string_type": _("This must be a text."),
        "uuid_parsing": _("This is not an id."),
        "uuid_type": _("This is not an id."),
    }
    return own.get(kind, "")


def not_found() -> Http404:
    """What does not exist, and what is not this person's to see: the same answer."""
    return Http404()


def refused(field: str, sentence: str) -> Refused:
    """A refusal of one field of the request."""
    return Refused(sentence, field=field)
