"""Makes the place ready before `cairn serve` starts its processes: the data folder, tables, static files."""

from __future__ import annotations

import os

import django
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError


def main() -> int:
    """Answers 0, or 2 after a sentence on standard error."""
    from cairn.cli import database
    from cairn.cli.main import refuse
    from cairn.core.errors import CairnError

    try:
        if database.pending():
            print("Preparing the database …", flush=True)
        database.migrate()
        call_command("collectstatic", interactive=False, verbosity=0)
    except CairnError as error:
        return refuse(error.sentence)
    except OperationalError as error:
        return refuse(f"the database cannot be reached: {str(error).strip()}")
    except OSError as error:
        return refuse(f"the data folder {settings.DATA_DIR} cannot be used: {error.strerror}.")
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cairn.config.settings")
    try:
        django.setup()
    except SystemExit as stop:
        from cairn.cli.main import refuse

        raise SystemExit(refuse(str(stop.code))) from None
    raise SystemExit(main())
