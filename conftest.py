"""What every test may use. The database is the one that CAIRN_DATABASE_URL names; bin/test runs both."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests import migrated

from cairn.core import memory

pytest_plugins = ["tests.world", "cairn.goals.tests.quarter"]

ROOT = Path(__file__).resolve().parent
DATABASES = {"db", "transactional_db", "new_place"}  # the fixtures that bring one


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what belongs to the other run: `pg` tests on SQLite; browser tests, `once` and what uses no database
    on PostgreSQL."""
    others = ("e2e", "once") if _on_postgresql() else ("pg",)
    left_out = [item for item in items if any(item.get_closest_marker(other) for other in others)]
    if _on_postgresql():
        left_out += [item for item in items if not _uses_a_database(item)]
    if left_out:
        gone = set(left_out)
        config.hook.pytest_deselected(items=list(gone))
        items[:] = [item for item in items if item not in gone]


def pytest_collection_finish() -> None:
    """All that stays is there by now: what tests make and drop is looked through without it."""
    memory.settle()


def _uses_a_database(item: pytest.Item) -> bool:
    """Whether it asks for the test database, or for an installation with one of its own."""
    fixtures: tuple[str, ...] = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or not DATABASES.isdisjoint(fixtures)


def _on_postgresql() -> bool:
    return os.environ.get("CAIRN_DATABASE_URL", "").startswith("postgres")


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest, django_db_modify_db_settings: None) -> bool:
    """Whether the tables are there already; on SQLite a copy of migrated ones is brought if there is one."""
    if request.config.getvalue("reuse_db") or request.config.getvalue("create_db"):
        return bool(request.config.getvalue("reuse_db"))
    file = migrated.file_to_test_on()
    return file is not None and migrated.bring(file)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_keepdb: bool) -> None:
    """The tables, of which a copy is kept where they had to be made."""
    file = migrated.file_to_test_on()
    if file is not None and not django_db_keepdb:
        migrated.keep(file)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real exports that CAIRN_TEST_DATA names, or ../shared/data beside the checkout."""
    folder = Path(os.environ.get("CAIRN_TEST_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"the real exports are not here: {folder} is no folder; set CAIRN_TEST_DATA")
    return folder
