"""Several processes that live and die together."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

GRACE = 40  # seconds that a process gets to finish what it has begun


@dataclass(frozen=True)
class Child:
    name: str
    command: list[str]


class _Stop(Exception):
    """We were told to stop."""


def run_together(children: Sequence[Child], *, is_up: Callable[[], bool], announce: Callable[[], None]) -> int:
    """Runs all until one ends or we are told to stop (SIGTERM, SIGINT); then the others finish and end too.

    `announce` is called once, when `is_up` first says so. Answers 0 after a signal, and 1 when a process ended by
    itself, so that a supervisor starts us anew.
    """
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        with _told_to_stop():
            for child in children:
                running[child.name] = subprocess.Popen(child.command)
            is_announced = False
            while all(process.poll() is None for process in running.values()):
                if not is_announced and is_up():
                    announce()
                    is_announced = True
                time.sleep(0.2)
        ended = next(name for name, process in running.items() if process.poll() is not None)
        print(f"cairn: the {ended} process ended by itself; stopping.", file=sys.stderr, flush=True)
        return 1
    except _Stop:
        return 0
    finally:
        _end(list(running.values()))


@contextmanager
def _told_to_stop() -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise _Stop

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number in before:
            signal.signal(number, signal.SIG_IGN)  # while the others end, once is enough


def _end(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + GRACE
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def end_with_parent() -> None:
    """Has Linux stop this process when the one that started it is gone, even after a kill -9."""
    if sys.platform == "linux":
        PR_SET_PDEATHSIG = 1  # noqa: N806  # the kernel's own name
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
