"""How often signing in, signing up and asking for letters may be tried (spec trust §1.2).

Counted in the database, so that it holds with any number of processes. A sign-in that works is given back: only
failures use the limit up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest, HttpResponse

from cairn.core import limits
from cairn.core.errors import TooOften, answer

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True)
class Limit:
    """At most `most` tries in `window`, by `address` posted in this field, or by network address when empty."""

    name: str
    most: int
    window: timedelta
    address: str = ""

    def bucket(self, request: HttpRequest) -> str:
        if self.address:
            return _bucket(self.name, request.POST.get(self.address, ""))
        return f"{self.name}:ip:{get_client_ip(request) or ''}"


PER_ACCOUNT = Limit("sign-in", 20, DAY)
PER_NETWORK_ADDRESS = Limit("sign-in", 30, HOUR)

LIMITS: dict[str, list[Limit]] = {
    "account_signup": [Limit("sign-up", 20, HOUR)],
    "account_reset_password": [Limit("reset", 5, HOUR, address="email"), Limit("reset", 20, HOUR)],
    "account_email": [Limit("addresses", 20, HOUR)],
    "account_email_verification_sent": [Limit("addresses", 20, HOUR)],
    "account_reset_password_from_key": [Limit("new-password", 20, HOUR)],
    "account_confirm_email": [Limit("confirm", 30, HOUR)],
}


def count(request: HttpRequest, email: str) -> None:
    """Counts one try to sign in. Raises TooOften."""
    limits.spend(PER_NETWORK_ADDRESS.bucket(request), limit=PER_NETWORK_ADDRESS.most, window=HOUR)
    limits.spend(_bucket("sign-in", email), limit=PER_ACCOUNT.most, window=DAY)


def give_back(request: HttpRequest, email: str) -> None:
    """It worked: the try does not count."""
    limits.give_back(PER_NETWORK_ADDRESS.bucket(request))
    limits.give_back(_bucket("sign-in", email))


def forget(email: str) -> None:
    """Starts the account's count anew."""
    limits.forget(_bucket("sign-in", email))


def _bucket(name: str, email: str) -> str:
    # A digest: whoever reads the table learns no addresses, and a long "address" makes no long key.
    return f"{name}:{hashlib.sha256(email.strip().lower().encode()).hexdigest()}"


class LimitLetters:
    """Middleware: counts what is posted to the pages of LIMITS and answers 429 when it is too much."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_rest: object) -> HttpResponse | None:
        name = request.resolver_match.url_name if request.resolver_match else ""
        if request.method != "POST":
            return None
        try:
            for limit in LIMITS.get(name or "", []):
                limits.spend(limit.bucket(request), limit=limit.most, window=limit.window)
        except TooOften as error:
            return answer(request, error)
        return None
