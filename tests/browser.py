"""Finds or installs the Chromium that the browser tests drive."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
VARIABLE = "CAIRN_TEST_CHROMIUM"


def find() -> str | None:
    """The path of a Chromium: the one named by CAIRN_TEST_CHROMIUM, the system's, or Playwright's own."""
    given = os.environ.get(VARIABLE)
    if given:
        return given if Path(given).exists() else None
    return next((path for path in map(shutil.which, NAMES) if path), None) or _playwrights_own()


def environment() -> dict[str, str | None]:
    """What the test run is told: where Chromium is, installed first where we may."""
    path = find() or _install()
    if path is None:
        print("Browser tests will be skipped: no Chromium was found and none could be installed.", flush=True)
    return {VARIABLE: path}


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if path and Path(path).exists() else None


def _install() -> str | None:
    """Debian's package when we are root there; else Playwright's download, which needs no rights."""
    print("Installing Chromium for the browser tests", flush=True)
    if os.geteuid() == 0 and _is_debian():
        _quietly(["apt-get", "update", "-qq"])
        _quietly(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core"])
    else:
        needed = ["--with-deps"] if os.geteuid() == 0 else []
        _quietly([sys.executable, "-m", "playwright", "install", *needed, "chromium"])
    return find()


def _is_debian() -> bool:
    """Ubuntu's chromium package is an empty shell around a snap, so only Debian's will do."""
    release = Path("/etc/os-release")
    return bool(shutil.which("apt-get")) and release.exists() and "\nID=debian" in f"\n{release.read_text()}"


def _quietly(command: list[str]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(
            command, check=True, env=environment, capture_output=True, stdin=subprocess.DEVNULL, timeout=600
        )
    except (OSError, subprocess.SubprocessError) as error:
        print(f"That did not work: {error}", flush=True)
