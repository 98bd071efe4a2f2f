"""Run jobs until told to stop; as many machines as you like may do so, when the queue is in Redis."""

from __future__ import annotations

import argparse
import threading

from cairn.cli.processes import end_with_parent

WORKERS = 2
GRACE = 30  # seconds for a running job to finish; one that is cut off is repeated after the next start


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--workers", type=int, default=WORKERS, help=f"jobs at the same time (default {WORKERS})")


def run(arguments: argparse.Namespace) -> None:
    import django

    end_with_parent()
    django.setup()

    from cairn.core import jobs

    stopped = threading.Event()
    threading.Thread(target=_beat, args=[stopped], daemon=True).start()
    consumer = jobs.queue.create_consumer(
        workers=arguments.workers,
        max_delay=1.0,
        shutdown_timeout=GRACE,
        graceful_signal="TERM",
    )
    consumer.run()
    stopped.set()


def _beat(stopped: threading.Event) -> None:
    from cairn.core import jobs

    jobs.beat()
    while not stopped.wait(jobs.BEAT_SECONDS):
        jobs.beat()
