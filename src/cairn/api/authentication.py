"""The door of the API: a token opens one organisation as one person, for the whole of the request."""

from __future__ import annotations

import hashlib
import ipaddress
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from cairn.api import errors
from cairn.api.errors import Unauthorized, Unfit
from cairn.api.models import PREFIX, ApiToken
from cairn.api.scopes import Scope, demand
from cairn.core import clock, limits, tenancy
from cairn.core.access import Via
from cairn.core.bodies import length_of
from cairn.core.errors import CairnError
from cairn.organizations import terminology
from cairn.organizations.actor import Actor, time_zone_of
from cairn.organizations.models import MemberState
from cairn.ui.dates import dates_written

ROOT = "/api/"
OPEN_TO_ALL = {"/api/v1/openapi.json"}
LARGEST = 1024 * 1024
MINUTE = timedelta(minutes=1)
# Writes are counted over ten minutes: a script may set up a quarter in one go, nobody may go on like that.
WRITES_WINDOW = timedelta(minutes=10)


class EnterByToken:
    """Middleware: below /api/ the Bearer token decides organisation and actor; every failure is a problem."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(ROOT):
            return self.get_response(request)
        request.answer_error = errors.of_refusal  # type: ignore[attr-defined]
        try:
            response = self._answer(request)
        except CairnError as error:
            response = errors.of_refusal(error)
        response = errors.of_response(response)
        response.setdefault("Cache-Control", "no-store")
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if request.path_info in OPEN_TO_ALL:
            return self.get_response(request)
        token = _token_of(request)
        organization = token.organization
        with tenancy.enter(organization.pk):
            _keep_within_limits(request, token)
            _check_shape(request)
            _note_use(request, token)
            token.member.organization = organization
            actor = Actor(member=token.member, via=Via.API, scopes=frozenset(token.scopes))
            request.organization = organization  # type: ignore[attr-defined]
            request.actor = actor  # type: ignore[attr-defined]
            request.api_token = token  # type: ignore[attr-defined]
            language = token.member.locale or organization.locale
            zone = timezone.override(time_zone_of(organization, actor))
            dates = dates_written(token.member.date_format)
            with zone, dates, translation.override(language), terminology.speaking(organization):
                return self.get_response(request)


def _token_of(request: HttpRequest) -> ApiToken:
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise Unauthorized(_("Send an access token: Authorization: Bearer %(prefix)s…") % {"prefix": PREFIX})
    digest = hashlib.sha256(secret.strip().encode("utf-8", "replace")).hexdigest()
    with tenancy.across_organizations("a token says which organisation it opens"):
        found = (
            ApiToken.objects.usable(clock.now())
            .select_related("member", "organization")
            .filter(digest=digest)
            .exclude(member__state=MemberState.DEACTIVATED)
            .first()
        )
    if found is None:
        raise Unauthorized(_("This access token is unknown, expired or revoked."))
    return found


def _keep_within_limits(request: HttpRequest, token: ApiToken) -> None:
    limits.spend(f"api:{token.pk}", limit=settings.API_REQUESTS_PER_MINUTE, window=MINUTE)
    if request.method not in {"GET", "HEAD", "OPTIONS"}:
        minutes = int(WRITES_WINDOW / MINUTE)
        limits.spend(f"api-writes:{token.pk}", limit=settings.API_WRITES_PER_MINUTE * minutes, window=WRITES_WINDOW)


def _check_shape(request: HttpRequest) -> None:
    """A body must be JSON and of reasonable size; what it says is checked by the call."""
    length = length_of(request)
    if length is None or length > LARGEST:
        raise Unfit(_("A request holds at most 1 MiB."), 413)
    kind = (request.content_type or "").lower()
    if length and kind not in {"", "application/json", "application/merge-patch+json"}:
        raise Unfit(_("Send JSON: Content-Type: application/json."), 415)


def _note_use(request: HttpRequest, token: ApiToken) -> None:
    """When and from where it was used last, at most once a minute so that reading costs no writes."""
    now, address = clock.now(), _address(request)
    if token.last_used_at is None or token.last_used_at + MINUTE <= now or token.last_used_ip != address:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now, last_used_ip=address)


def _address(request: HttpRequest) -> str | None:
    try:
        return str(ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")))
    except ValueError:
        return None


class Bearer(HttpBearer):
    """What a call asks of the token: at least to be one that reads, or one with the scope for this writing."""

    openapi_description = "A personal access token, made under “Account → Access tokens” or by `cairn token create`."

    def __init__(self, scope: Scope = Scope.OKRS_READ) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        demand(actor, self.scope)
        return actor


reading = Bearer()
writing_okrs = Bearer(Scope.OKRS_WRITE)
checking_in = Bearer(Scope.CHECKINS_WRITE)
writing_teams = Bearer(Scope.TEAMS_WRITE)
writing_periods = Bearer(Scope.PERIODS_WRITE)
