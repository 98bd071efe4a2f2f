"""Serve pages and run jobs until told to stop: the web server and the job runner, side by side in one group.

This process stays small: it knows no Django. It has the place made ready (cairn.cli.ready), starts the two, and
passes on the signal to stop, so that both finish what they have begun.
"""

from __future__ import annotations

import argparse
import http.client
import os
import socket
import subprocess
import sys
from pathlib import Path

from cairn.cli.processes import Child, run_together

THREADS = 4


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=_port, default=8000, help="where to listen (default 8000)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    parser.add_argument("--data", metavar="DIR", help="folder for everything that is kept (CAIRN_DATA_DIR)")
    parser.add_argument("--demo", action="store_true", help="load the demo organisation once and show its sign-ins")
    parser.add_argument("--no-jobs", action="store_true", help="serve pages only; `cairn work` runs elsewhere")
    parser.add_argument("--workers", type=int, default=2, help="web processes (default 2)")


def run(arguments: argparse.Namespace) -> int:
    from cairn.cli.main import refuse

    _set_environment(arguments)
    if not _is_free(arguments.host, arguments.port):
        return refuse(f"something listens on {arguments.host}:{arguments.port} already; choose another --port.")
    for preparation in _preparations(arguments):
        if code := subprocess.run([sys.executable, "-m", *preparation], check=False).returncode:
            return code
    children = [Child("web", _web(arguments))]
    if not arguments.no_jobs:
        children.append(Child("jobs", [sys.executable, "-m", "cairn.cli.main", "work"]))
    return run_together(
        children, is_up=lambda: _answers(arguments.host, arguments.port), announce=lambda: _announce(arguments)
    )


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"'{text}' is no port; it must be a number from 1 to 65535")
    return int(text)


def _set_environment(arguments: argparse.Namespace) -> None:
    """What the arguments say wins over the environment; both processes inherit it."""
    if arguments.data:
        os.environ["CAIRN_DATA_DIR"] = str(Path(arguments.data).resolve())
    if arguments.demo:
        os.environ["CAIRN_DEMO"] = "on"
    os.environ.setdefault("CAIRN_BASE_URL", f"http://localhost:{arguments.port}")


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _preparations(arguments: argparse.Namespace) -> list[list[str]]:
    """What runs first, each in a process of its own that gives back what it needed."""
    demo = [["cairn.cli.main", "demo", "load", "--if-missing"]] if arguments.demo else []
    return [["cairn.cli.ready"], *demo]


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection("localhost" if host in {"0.0.0.0", "::"} else host, port, timeout=2)  # noqa: S104
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _web(arguments: argparse.Namespace) -> list[str]:
    host = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
    return [
        *[sys.executable, "-m", "cairn.cli.web", "cairn.config.wsgi:application"],
        *["--bind", f"{host}:{arguments.port}", "--worker-class", "gthread", "--preload"],
        *["--workers", str(arguments.workers), "--threads", str(THREADS), "--graceful-timeout", "30"],
        *["--no-control-socket", "--log-level", "warning"],
    ]


def _announce(arguments: argparse.Namespace) -> None:
    print(f"Cairn is serving at {os.environ['CAIRN_BASE_URL']}", flush=True)
    if arguments.demo:
        from cairn.organizations.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD

        print(f"Sign in to the demo organisation with the password {DEMO_PASSWORD} as", flush=True)
        for account in DEMO_ACCOUNTS:
            print(f"  {account.email.ljust(24)} {account.key}", flush=True)
    print("Ctrl-C stops it.", flush=True)
