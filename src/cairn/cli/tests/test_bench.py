from __future__ import annotations

import json
from pathlib import Path

import pytest

from cairn.cli.tests.conftest import Place


@pytest.mark.once
def test_the_bench_measures_pages_calls_and_writes_and_leaves_nothing(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "bench.json"
    done = place.cairn("bench", "--people", "100", "--rounds", "2", "--json", file)
    assert done.returncode == 0, done.stderr
    told = json.loads(file.read_text(encoding="utf-8"))
    assert told["about"]["people"] == 100
    assert told["about"]["yardstick"] > 0
    assert done.stdout.count("yardstick") == 2
    figures = {figure["name"]: figure for figure in told["figures"]}
    assert {"company page", "goal page", "search", "API goals", "check in, rolled up through five levels"} <= set(
        figures
    )
    assert all(figure["best"] <= figure["p50"] <= figure["p95"] <= figure["worst"] for figure in figures.values())
    assert all(
        figure["queries"] > 0 for name, figure in figures.items() if "Monday" not in name and "while" not in name
    )
    (told_all,) = [name for name in figures if name.startswith("Monday 09:00")]
    assert int(told_all.split()[2].replace(",", "")) > 50


@pytest.mark.once
def test_a_size_that_makes_no_sense_is_refused(place: Place) -> None:
    done = place.cairn("bench", "--people", "3")
    assert done.returncode == 2
    assert "100 to 1,000,000" in done.stderr
