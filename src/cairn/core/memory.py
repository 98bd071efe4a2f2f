"""Garbage: what a process loads at its start can be none, and what large requests leave is looked for at once."""

from __future__ import annotations

import gc
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from cairn.core.bodies import length_of

LARGE = 1024 * 1024  # bytes of a request

# Python looks through young objects after every 700 made, a page makes some ten thousand, and every hundredth look
# goes through everything there is: half a million objects of Django's, 100 ms in the middle of somebody's page.
_YOUNG, _MIDDLE, _OLD = 20_000, 20, 50


def settle() -> None:
    """Leaves everything that is there now out of the search for garbage, and searches the rest less often.

    Call it when a process has loaded what it needs, before it forks or serves.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)


class LetGo:
    """Middleware that frees what large requests before this one left.

    A request and its user know each other, so only the search for garbage frees them, with the whole form that was
    sent. It counts objects and not bytes: forms of ten megabytes would be kept by the hundred.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (length_of(request) or 0) > LARGE:
            gc.collect()  # all of it: what was still in use at the last search has become old by that
        return response
