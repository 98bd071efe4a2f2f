from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from cairn.cli.main import main
from cairn.cli.tests.conftest import Place

pytestmark = pytest.mark.once


class Serving:
    """A `cairn serve` on a free port."""

    def __init__(self, place: Place, log: Path, *words: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.log = log
        serve = ["serve", "--port", str(self.port), "--workers", "1", *words]
        with log.open("wb") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "cairn.cli.main", *serve], env=place.environment, stdout=file, stderr=file
            )

    def get(self, path: str) -> int:
        """The status of the answer; 0 when nobody answers."""
        try:
            return requests.get(f"http://127.0.0.1:{self.port}{path}", timeout=5).status_code
        except requests.ConnectionError:
            return 0

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")


def wait_until(holds: Callable[[], bool], why: Callable[[], str] = str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, why()
        time.sleep(0.1)


@pytest.fixture
def serving(place: Place, tmp_path: Path) -> Iterator[Serving]:
    running = Serving(place, tmp_path / "log")
    wait_until(lambda: running.get("/readyz") == 200, running.said)
    yield running
    running.process.kill()
    running.process.wait()
    wait_until(lambda: running.get("/healthz") == 0)


def test_it_says_where_it_serves_and_ends_without_an_error_on_sigterm(serving: Serving, place: Place) -> None:
    wait_until(lambda: f"http://localhost:{serving.port}" in serving.said(), serving.said)
    assert serving.get("/healthz") == 200
    # The build is found, and named by its content, so that browsers may keep it for ever.
    assert list((place.data / "static" / "ui" / "dist").glob("cairn.*.css"))
    serving.process.send_signal(signal.SIGTERM)
    assert serving.process.wait(timeout=40) == 0
    assert serving.get("/healthz") == 0


def test_kill_9_of_the_parent_leaves_nothing_behind(serving: Serving) -> None:
    serving.process.kill()
    serving.process.wait()
    wait_until(lambda: serving.get("/healthz") == 0)


def test_when_the_job_runner_dies_everything_ends_with_exit_code_1(serving: Serving) -> None:
    children = Path(f"/proc/{serving.process.pid}/task/{serving.process.pid}/children")
    if not children.exists():
        pytest.skip("this system does not list a process's children")
    jobs = [pid for pid in children.read_text().split() if b"\0work\0" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    os.kill(int(jobs[0]), signal.SIGKILL)
    assert serving.process.wait(timeout=40) == 1
    assert "the jobs process ended by itself" in serving.said()


def test_a_port_in_use_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CAIRN_BASE_URL", "http://localhost")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert main(["serve", "--port", str(other.getsockname()[1])]) == 2
    assert "choose another --port" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["0", "-1", "65536", "http"])
def test_an_impossible_port_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["serve", f"--port={port}"])
    assert "number from 1 to 65535" in capsys.readouterr().err
