"""What can go wrong, as sentences. Every door (page, API, command line) turns these into its own answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _


class CairnError(Exception):
    """A refusal with a sentence for the person. `status` is the HTTP status that fits."""

    status = 422

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = str(sentence)
        self.field = field


class Refused(CairnError):
    """The input or the state of things does not allow it. `field` names the input to look at, if one does."""

    status = 422


class Nowhere(CairnError):
    """There is no such page, and the person may know why: what the address names is there, and is something else."""

    status = 404


class Conflict(CairnError):
    """It clashes with something that exists or has happened meanwhile."""

    status = 409


class Stale(Conflict):
    """Somebody changed it since it was read. `mine` and `theirs` hold the fields that differ."""

    def __init__(self, sentence: str, *, mine: dict[str, Any], theirs: dict[str, Any]) -> None:
        super().__init__(sentence)
        self.mine = mine
        self.theirs = theirs


class Denied(CairnError):
    """The person lacks the right. `helpers` are the names of people who have it."""

    status = 403

    def __init__(self, sentence: str, *, helpers: Sequence[str] = ()) -> None:
        super().__init__(sentence)
        self.helpers = list(helpers)


class TooOften(CairnError):
    """A limit per time was reached; `retry_after` is in seconds."""

    status = 429

    def __init__(self, sentence: str, *, retry_after: int) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class Busy(CairnError):
    """Nothing is wrong with the request; the machine has no time for it now. `retry_after` is in seconds."""

    status = 503

    def __init__(self, sentence: str, retry_after: int) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class AnswerInSentences:
    """Middleware: a CairnError that a view did not handle becomes a page, or a fragment for htmx."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, CairnError):
            return answer(request, error)
        if isinstance(error, RequestDataTooBig | TooManyFilesSent):
            return answer(request, Refused(_("That is more than Cairn takes in one go.")))
        return None


def answer(request: HttpRequest, error: CairnError) -> HttpResponse:
    """The page (or, for htmx, the notice) that says what happened and who can help.

    A door with a language of its own (the API) puts `answer_error` on the request and is asked instead.
    """
    own: Callable[[CairnError], HttpResponse] | None = getattr(request, "answer_error", None)
    if own is not None:
        return own(error)
    if isinstance(error, Busy):
        return _without_the_database(error)
    fragment = bool(getattr(request, "htmx", False))
    template = "ui/_notice.html" if fragment else "ui/refusal.html"
    response = render(request, template, {"error": error}, status=error.status)
    if isinstance(error, TooOften):
        response["Retry-After"] = str(error.retry_after)
    if fragment:
        response["HX-Retarget"] = "#notices"
        response["HX-Reswap"] = "beforeend"
    return response


def _without_the_database(error: Busy) -> HttpResponse:
    response = HttpResponse(loader.render_to_string("503.html", {"error": error}), status=error.status)
    response["Retry-After"] = str(error.retry_after)
    return response
