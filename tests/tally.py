"""A pytest plugin: writes how the run ended into the file named by CAIRN_TEST_TALLY, for both_databases.py."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

OUTCOMES = ("passed", "failed", "error", "skipped", "xfailed", "xpassed")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    counts = {outcome: len(terminalreporter.stats.get(outcome, [])) for outcome in OUTCOMES}
    Path(os.environ["CAIRN_TEST_TALLY"]).write_text(json.dumps(counts), encoding="ascii")
