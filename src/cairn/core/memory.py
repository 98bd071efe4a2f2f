"""Garbage that cannot be: what a process loads at its start stays as long as the process."""

from __future__ import annotations

import gc

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
