"""A mutating request with a key happens once; the same key gets the same answer again.

The key comes as the header Idempotency-Key (API) or the form field idempotency_key (pages put one into each form).
The key's row is written in the same transaction as the change, so a crash leaves both or neither.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils.translation import gettext as _

from cairn.core.errors import Conflict, Refused, answer
from cairn.core.models import IdempotencyKey

KEPT_HEADERS = ("Content-Type", "Location", "ETag", "HX-Redirect", "HX-Trigger", "HX-Retarget", "HX-Reswap")
REPLAYABLE = 256 * 1024


class OncePerKey:
    """Middleware: replays the first answer when a key comes again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor = getattr(request, "actor", None)
        if request.method not in {"POST", "PUT", "PATCH", "DELETE"} or actor is None or actor.member_id is None:
            return self.get_response(request)
        key = _key(request)
        if not key:
            return self.get_response(request)
        if len(key) > 80 or not key.isprintable():
            return answer(request, Refused(_("An idempotency key has at most 80 printable characters.")))
        return self._once(request, key, actor.member_id)

    def _once(self, request: HttpRequest, key: str, actor_id: Any) -> HttpResponse:
        fingerprint = hashlib.sha256(
            b"\n".join([str(request.method).encode(), request.get_full_path().encode(), _body(request)])
        ).hexdigest()
        try:
            with transaction.atomic():
                row = IdempotencyKey(key=key, actor_id=actor_id, fingerprint=fingerprint)
                row.save(force_insert=True)
                response = self.get_response(request)
                if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
                    response.render()
                if response.status_code >= 400 or response.streaming:
                    transaction.set_rollback(True)
                else:
                    _keep(row, response)
                return response
        except IntegrityError:
            return self._again(request, key, actor_id, fingerprint)

    def _again(self, request: HttpRequest, key: str, actor_id: Any, fingerprint: str) -> HttpResponse:
        row = IdempotencyKey.objects.filter(key=key, actor_id=actor_id).first()
        if row is None:
            # The failure was not about the key: let it be answered as it would be without one.
            return self.get_response(request)
        if row.fingerprint != fingerprint:
            return answer(request, Conflict(_("This key was used for another request already.")))
        response = HttpResponse(bytes(row.body), status=row.status or 200)
        for name, value in row.headers.items():
            response[name] = value
        response["Idempotent-Replay"] = "true"
        return response


def _key(request: HttpRequest) -> str:
    header = request.headers.get("Idempotency-Key", "")
    if header or request.path.startswith("/api/"):
        return header
    return request.POST.get("idempotency_key", "") if request.method == "POST" else ""


def _body(request: HttpRequest) -> bytes:
    if request.content_type == "multipart/form-data":
        fields = sorted((k, v) for k, v in request.POST.lists() if k != "csrfmiddlewaretoken")
        files = sorted((k, f.name, f.size) for k, found in request.FILES.lists() for f in found)
        return repr((fields, files)).encode()
    if request.content_type == "application/x-www-form-urlencoded":
        return repr(sorted((k, v) for k, v in request.POST.lists() if k != "csrfmiddlewaretoken")).encode()
    return request.body


def _keep(row: IdempotencyKey, response: HttpResponse) -> None:
    row.status = response.status_code
    row.headers = {name: response[name] for name in KEPT_HEADERS if name in response}
    row.body = response.content if len(response.content) <= REPLAYABLE else b""
    row.save(update_fields=["status", "headers", "body"])
