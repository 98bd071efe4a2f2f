"""Runs the tests on SQLite, then on PostgreSQL, and sums up: what bin/test starts.

Two pytest runs and not one, because a process knows one database. Browser tests run once, with SQLite. The last
line has the shape of pytest's own: `812 passed, 0 failed, 2 skipped in 93.20s`.

    python -m tests.both_databases [--require-both-databases] [pytest arguments]
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests import browser, postgresql

ROOT = Path(__file__).resolve().parent.parent
NOTHING_COLLECTED = 5
REQUIRE = "--require-both-databases"


def main(arguments: list[str]) -> int:
    """Runs both; answers pytest's exit code of the first bad one, or 1 when a required one is missing."""
    started = time.monotonic()
    required = REQUIRE in arguments
    arguments = [argument for argument in arguments if argument != REQUIRE]
    runs = {"SQLite": _run("SQLite", {**browser.environment(), "CAIRN_DATABASE_URL": None}, arguments)}
    with postgresql.server() as found:
        if found.url:
            runs["PostgreSQL"] = _run(f"PostgreSQL ({found.note})", {"CAIRN_DATABASE_URL": found.url}, arguments)
        else:
            print(f"\nPostgreSQL was left out: {found.note}", flush=True)
    code = _exit_code([code for code, _counts in runs.values()])
    if required:
        missing = [name for name in ("SQLite", "PostgreSQL") if not _ran(runs.get(name))]
        if missing:
            print(f"No tests ran on {' and '.join(missing)}, and both databases are required here.")
            code = code or 1
    _sum_up({name: counts for name, (_code, counts) in runs.items()}, time.monotonic() - started)
    return code


Outcome = tuple[int, Counter[str]]


def _run(title: str, changes: dict[str, str | None], arguments: list[str]) -> Outcome:
    print(f"\nTests on {title}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        tally = Path(folder) / "tally.json"
        environment = {**os.environ, "CAIRN_DATA_DIR": folder, "CAIRN_TEST_TALLY": str(tally)}
        for name, value in changes.items():
            if value is None:
                environment.pop(name, None)
            else:
                environment[name] = value
        command = [sys.executable, "-m", "pytest", "-p", "tests.tally", "-q", *_workers(arguments), *arguments]
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        counts = Counter(json.loads(tally.read_text(encoding="ascii"))) if tally.exists() else Counter()
    return code, counts


def _workers(arguments: list[str]) -> list[str]:
    """All cores, unless the caller says how many or asks for single tests."""
    chosen = any(argument.startswith(("-n", "--dist", "--pdb", "--numprocesses")) for argument in arguments)
    single = any("::" in argument for argument in arguments)
    return [] if chosen or single else ["-n", "auto", "--dist", "worksteal"]


def _ran(outcome: Outcome | None) -> bool:
    return outcome is not None and outcome[1]["passed"] + outcome[1]["failed"] > 0


def _exit_code(codes: list[int]) -> int:
    """Nothing collected on one database is fine (the selected tests are for the other), on all it is not."""
    bad = [code for code in codes if code not in {0, NOTHING_COLLECTED}]
    if bad:
        return bad[0]
    return NOTHING_COLLECTED if all(code == NOTHING_COLLECTED for code in codes) else 0


def _sum_up(runs: dict[str, Counter[str]], seconds: float) -> None:
    print()
    for name, counts in runs.items():
        print(f"{name}: {counts['passed']} passed, {counts['failed'] + counts['error']} failed")
    total = sum(runs.values(), Counter())
    parts = [f"{total['passed']} passed", f"{total['failed'] + total['error']} failed"]
    parts += [f"{total[outcome]} {outcome}" for outcome in ("skipped", "xfailed", "xpassed") if total[outcome]]
    print(f"{', '.join(parts)} in {seconds:.2f}s", flush=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
