"""The `cairn` command: finds the sub-command, prepares Django for it, and says what went wrong in sentences.

Each sub-command is a module with `configure(parser)` and `run(arguments)`, imported only when it is asked for, so
that `cairn serve` can set up the environment first. Exit codes: 0 done, 1 a check found something, 2 refused.
"""

from __future__ import annotations

import argparse
import importlib
import keyword
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

REFUSED = 2


@dataclass(frozen=True)
class Command:
    """A sub-command: what it is called, what `cairn --help` says of it, and whether its module needs Django."""

    name: str
    help: str
    needs_django: bool = True
    needs_tables: bool = True

    @property
    def module(self) -> Any:
        name = self.name.replace("-", "_")
        return importlib.import_module(f"cairn.cli.{name}_" if keyword.iskeyword(name) else f"cairn.cli.{name}")


COMMANDS = (
    Command("serve", "serve pages and run jobs", needs_django=False),
    Command("work", "run jobs only, beside other machines that serve", needs_django=False),
    Command("org", "create an organisation"),
    Command("member", "add people to an organisation"),
    Command("token", "make an access token for the API"),
    Command("api", "print or check the description of the API", needs_tables=False),
    Command("demo", "load or remove the demo organisation"),
    Command("import", "bring in files saved from Viva Goals or Ally.io, or an archive"),
    Command("export", "write everything of an organisation into one file"),
    Command("lint", "say what could be clearer in objectives and key results"),
    Command("verify", "recompute and compare every cached number and the event chain"),
    Command("bench", "build a synthetic organisation and measure pages and writes", needs_django=False),
    Command("backup", "write everything into one file", needs_tables=False),
    Command("restore", "put such a file back into an empty place", needs_tables=False),
    Command("manage", "run one of Django's own commands", needs_tables=False),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; answers the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cairn.config.settings")
    words = list(sys.argv[1:] if argv is None else argv)
    command = next((command for command in COMMANDS if words[:1] == [command.name]), None)
    try:
        if command is None:
            _overview().parse_args(words)
            return REFUSED
        return (_run_with_django if command.needs_django else _run)(command, words[1:])
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read along has seen enough, such as `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except SystemExit as stop:
        if isinstance(stop.code, str):  # a setting that cannot be used (config/environment.py)
            return refuse(stop.code)
        raise


def refuse(sentence: str) -> int:
    """Says why on standard error; answers the exit code for it."""
    print(f"cairn: {sentence}", file=sys.stderr)
    return REFUSED


def _overview() -> argparse.ArgumentParser:
    from importlib.metadata import version

    width = max(len(command.name) for command in COMMANDS)
    lines = [f"  {command.name.ljust(width)}   {command.help}" for command in COMMANDS]
    parser = argparse.ArgumentParser(
        prog="cairn",
        usage="cairn COMMAND [arguments]",
        description="Cairn: objectives and key results on your own machines.",
        epilog="commands:\n" + "\n".join(lines) + "\n\n`cairn COMMAND --help` says more about one.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"cairn {version('cairn')}")
    parser.add_argument("command", choices=[command.name for command in COMMANDS], help=argparse.SUPPRESS)
    return parser


def _run(command: Command, words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog=f"cairn {command.name}", description=command.module.__doc__)
    command.module.configure(parser)
    return int(command.module.run(parser.parse_args(words)) or 0)


def _run_with_django(command: Command, words: list[str]) -> int:
    import django

    django.setup()

    from django.db import Error

    from cairn.cli import database
    from cairn.core.errors import CairnError

    try:
        if command.needs_tables and not {"-h", "--help"} & set(words):
            database.have_tables()
        return _run(command, words)
    except CairnError as error:
        return refuse(error.sentence)
    except Error as error:
        return refuse(f"the database refused: {str(error).strip()}")


if __name__ == "__main__":
    raise SystemExit(main())
