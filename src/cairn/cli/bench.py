"""Build a synthetic organisation and measure named pages and writes: times at the server, and how many queries.

The requests go through everything that `cairn serve` runs them through, middleware and sign-in included, in this
process: what is left out is the web server's own part and the network.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--people", type=_people, default=1000, help="how many people it has (default 1000)")
    parser.add_argument("--database", metavar="URL", help="where to build it (default: a new SQLite file)")
    parser.add_argument("--json", metavar="FILE", help="write the figures here, too")
    parser.add_argument("--short", action="store_true", help="leave out Monday, linting, closing and importing")
    parser.add_argument("--rounds", type=int, default=40, help="how often each page is asked for (default 40)")
    parser.add_argument(
        "--keep", action="store_true", help="leave it there; the next run with --keep measures it again"
    )


def run(arguments: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as folder:
        os.environ["CAIRN_DATA_DIR"] = folder
        kept = Path(tempfile.gettempdir(), f"cairn-bench-{arguments.people}.sqlite3")
        default = f"sqlite:///{kept if arguments.keep else Path(folder, 'bench.sqlite3')}"
        os.environ["CAIRN_DATABASE_URL"] = arguments.database or default
        import django

        django.setup()

        from cairn.cli.benching.session import bench
        from cairn.cli.main import refuse
        from cairn.core.errors import CairnError

        try:
            bench(arguments)
        except CairnError as error:
            return refuse(error.sentence)
    return 0


def _people(text: str) -> int:
    if not text.isdecimal() or not 100 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError("it must be a number from 100 to 1,000,000")
    return int(text)
