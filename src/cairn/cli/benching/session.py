"""One run of the bench: build, measure, tell, take away."""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from cairn.api.actions import create_token
from cairn.api.models import ApiToken
from cairn.cli import database
from cairn.cli.benching.importing import MANY, Import
from cairn.cli.benching.linting import linting
from cairn.cli.benching.monday import monday
from cairn.cli.benching.pages import Browser
from cairn.cli.benching.targets import choose
from cairn.cli.benching.timing import Figure, measure, yardstick
from cairn.cli.benching.writes import Writer
from cairn.core import clock, jobs, memory, tenancy
from cairn.core.access import Via
from cairn.goals import bench as synthetic
from cairn.goals.bench.build import SLUG
from cairn.goals.models import CheckIn, Goal
from cairn.organizations.actor import system
from cairn.organizations.models import Member, Organization

WITHOUT_END = 10**9


def bench(arguments: argparse.Namespace) -> None:
    """Runs it and prints the table."""
    call_command("collectstatic", interactive=False, verbosity=0)
    database.have_tables()
    organization = _stand(arguments)
    try:
        with tenancy.enter(organization.pk):
            about = _about(arguments)
            print(f"{about['people']:,} people, {about['goals']:,} goals, {about['check_ins']:,} check-ins on")
            print(f"{about['database']}, {about['processors']} processors, {about['date']}")
            print(
                f"yardstick {about['yardstick']:.1f} ms (a fixed piece of work; figures compare in relation to it)\n"
            )
            figures = _figures(organization, arguments.rounds, is_short=arguments.short)
            print(f"\nyardstick {yardstick():.1f} ms at the end")
    finally:
        if not arguments.keep:
            synthetic.remove(organization)
    if arguments.json:
        told = {"about": about, "figures": [asdict(figure) for figure in figures]}
        Path(arguments.json).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def _stand(arguments: argparse.Namespace) -> Organization:
    """The organisation to measure: the one that was kept when it has the right size, else a new one."""
    found = Organization.objects.filter(slug=SLUG, is_demo=True).first()
    if found is not None:
        with tenancy.enter(found.pk):
            if arguments.keep and Member.objects.count() == arguments.people:
                return found
        synthetic.remove(found)
    print(f"Building an organisation of {arguments.people:,} people …", flush=True)
    begun = time.monotonic()
    built = synthetic.build(synthetic.Shape(arguments.people))
    print(f"Built in {time.monotonic() - begun:.0f} s.", flush=True)
    return built.organization


def _about(arguments: argparse.Namespace) -> dict[str, Any]:
    with connection.cursor() as cursor:
        postgresql = connection.vendor == "postgresql"
        cursor.execute("SHOW server_version" if postgresql else "SELECT sqlite_version()")
        version = cursor.fetchone()[0]
    return {
        "people": arguments.people,
        "goals": Goal.objects.count(),
        "check_ins": CheckIn.objects.count(),
        "database": f"{'PostgreSQL' if postgresql else 'SQLite'} {version}",
        "processors": os.cpu_count(),
        "yardstick": yardstick(),
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 1),
        "date": clock.now().date().isoformat(),
    }


def _figures(organization: Organization, rounds: int, *, is_short: bool) -> list[Figure]:
    """Measures everything, or what takes no minutes, without the limits that hold programs back.

    Jobs wait in a queue as they always do.
    """
    settings.API_REQUESTS_PER_MINUTE = settings.API_WRITES_PER_MINUTE = WITHOUT_END
    targets = choose()
    ApiToken.objects.filter(name="bench").delete()  # of an earlier run with --keep
    made = create_token(targets.owner, by=system(Via.CLI), name="bench", scopes=())
    browser = Browser(organization.slug, targets, made.secret)
    print(f"{'':42}{'best':>9}{'p50':>9}{'p95':>9}{'worst':>9}{'own cpu':>9}  queries      sent")
    figures = []
    writer = Writer(targets)
    browser.pages()["company page"](0)  # loads what pages need, as the web server does before it serves
    memory.settle()
    for name, ask in {**browser.pages(), **browser.calls(), **writer.writes()}.items():
        figures.append(measure(name, ask, rounds))
        print(_line(figures[-1]), flush=True)
    if not is_short:
        figures += _long_runs(organization, browser, writer)
    jobs.queue.flush()
    return figures


def _long_runs(organization: Organization, browser: Browser, writer: Writer) -> list[Figure]:
    """What is done in the background, each once."""
    figures = []
    for figure in monday(organization, browser.pages()["company page"]):
        figures.append(figure)
        print(_line(figure), flush=True)
    for name, ask in {**linting(organization), **writer.once()}.items():
        figures.append(measure(name, ask, 1, warm_up=0))
        print(_line(figures[-1]), flush=True)
    figures.append(_import())
    print(_line(figures[-1]), flush=True)
    return figures


def _import() -> Figure:
    """A file into an organisation of its own, which goes again; fewer rows where there are few people."""
    coming_in = Import(min(MANY, Member.objects.count() * 10))
    try:
        return measure(f"import a file of {coming_in.size:,} rows", coming_in.load, 1, warm_up=0)
    finally:
        coming_in.remove()


def _line(figure: Figure) -> str:
    size = f"{figure.kilobytes:7.0f} kB" if figure.kilobytes else ""
    times = "".join(
        f"{number:6.1f} ms" for number in (figure.best, figure.p50, figure.p95, figure.worst, figure.processor)
    )
    return f"{figure.name:42}{times}{figure.queries:9}{size:>10}"
