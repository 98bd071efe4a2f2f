"""The web process of `cairn serve`: gunicorn, ending with the process that started it."""

from __future__ import annotations

from gunicorn.app.wsgiapp import run

from cairn.cli.processes import end_with_parent

if __name__ == "__main__":
    end_with_parent()
    run()
