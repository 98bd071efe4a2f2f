"""The rules of the house that a machine can check (docs/ARCHITECTURE.md, docs/STYLE.md)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from cairn.core.events import KINDS
from cairn.core.tenancy import TenantModel

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "cairn"
FORBIDDEN_NAMES = {"utils", "helpers", "services", "manager", "common", "misc"}
LONGEST_FILE = 400

# Tables that belong to no organisation, and why.
GLOBAL_MODELS = {
    "organizations.Organization": "the wall itself",
    "organizations.User": "one sign-in for all organisations of an installation",
    "core.RateWindow": "signing in is limited before an organisation is known",
}

# Who may read across organisations: the question that has none yet.
ACROSS_ORGANIZATIONS = {
    "api/authentication.py": "which organisation a token opens",
    "core/schedule.py": "which organisations have events to deliver",
    "goals/demo/cast.py": "whether a demo sign-in is used elsewhere too",
    "organizations/queries/organizations.py": "which organisations a person is in, is invited to, asked to join",
    "organizations/queries/invitations.py": "which organisation a letter comes from",
}


def python_files() -> Iterator[Path]:
    yield from (path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)


def templates() -> Iterator[Path]:
    yield from SOURCE.rglob("templates/**/*.html")


def own_models() -> list[type]:
    return [model for model in apps.get_models() if model.__module__.startswith("cairn.")]


def tenant_models() -> list[type[TenantModel]]:
    return [model for model in own_models() if issubclass(model, TenantModel)]


def is_test(path: Path) -> bool:
    return "tests" in path.parts


def test_every_table_belongs_to_an_organisation_or_says_why_not() -> None:
    without = {model._meta.label for model in own_models() if not issubclass(model, TenantModel)}  # type: ignore[attr-defined]
    assert without == GLOBAL_MODELS.keys()


def test_every_unique_constraint_and_index_begins_with_the_organisation() -> None:
    # A letter and a token are found before their organisation is known.
    # And goal_signs is the primary key with more in it: PostgreSQL takes it for one goal only while it is as short.
    lookups = {"invitation_lookup", "api_token_lookup", "goal_signs"}
    wrong = []
    for model in tenant_models():
        meta = model._meta
        for thing in [*meta.indexes, *meta.constraints]:
            fields = list(getattr(thing, "fields", ()))
            if fields and fields[0] != "organization" and thing.name not in lookups:
                wrong.append(f"{meta.label}: {thing.name}")
    assert not wrong


@pytest.mark.pg
def test_every_tenant_table_stands_behind_its_walls(db: None) -> None:
    tables = {model._meta.db_table for model in tenant_models()}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid"
            " WHERE c.relrowsecurity AND c.relforcerowsecurity AND p.polname = 'cairn_organization'"
        )
        assert tables == {name for (name,) in cursor.fetchall()}
        cursor.execute(
            "SELECT conrelid::regclass::text FROM pg_constraint WHERE contype = 'u' AND conname LIKE '%_tenant'"
        )
        assert tables == {name.strip('"') for (name,) in cursor.fetchall()}


@pytest.mark.pg
def test_every_reference_between_tenant_tables_includes_the_organisation(db: None) -> None:
    wanted = {
        (model._meta.db_table, field.column)
        for model in tenant_models()
        for field in model._meta.local_fields
        if field.related_model is not None and issubclass(field.related_model, TenantModel)
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.conrelid::regclass::text, a.attname FROM pg_constraint c"
            " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[2]"
            " WHERE c.contype = 'f' AND cardinality(c.conkey) = 2"
        )
        assert wanted == {(table.strip('"'), column) for table, column in cursor.fetchall()}


def test_reading_across_organisations_is_done_by_few() -> None:
    callers = {
        str(path.relative_to(SOURCE))
        for path in python_files()
        if "across_organizations(" in path.read_text(encoding="utf-8") and not is_test(path)
    }
    assert callers - {"core/tenancy.py"} == ACROSS_ORGANIZATIONS.keys()


def test_managers_that_see_everything_are_used_in_core_only() -> None:
    users = {
        str(path.relative_to(SOURCE))
        for path in python_files()
        if "_base_manager" in path.read_text(encoding="utf-8") and not is_test(path)
    }
    assert {user for user in users if not user.startswith("core/")} == set()


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert not [path for path in SOURCE.rglob("*") if path.stem in FORBIDDEN_NAMES]


def test_no_file_is_too_long_to_be_read() -> None:
    sources = [path for ending in ("py", "ts", "css", "html") for path in SOURCE.rglob(f"*.{ending}")]
    sources = [path for path in sources if not {"migrations", "dist"} & set(path.parts)]
    long = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in sources}
    assert not {name: lines for name, lines in long.items() if lines > LONGEST_FILE}


@pytest.mark.parametrize(
    "forbidden",
    [
        pytest.param(r"<[^>]*\sstyle\s*=", id="style attribute"),
        pytest.param(r"<style", id="style element"),
        pytest.param(r"<script(?![^>]*\b(src=|type=\"application/json\"))", id="inline script"),
        pytest.param(r"<[^>]*\s(on[a-z]+|hx-on[^=\s]*)\s*=", id="inline handler"),
        pytest.param(r"javascript:", id="javascript address"),
        pytest.param(r"(src|href)=\"https?://", id="something from elsewhere"),
    ],
)
def test_a_template_holds_nothing_that_the_policy_forbids(forbidden: str) -> None:
    pages = (path for path in templates() if "email" not in path.parts)
    assert not [str(path.relative_to(SOURCE)) for path in pages if re.search(forbidden, _markup(path), re.IGNORECASE)]


def _markup(path: Path) -> str:
    """The template without comments, and with a letter for each tag and variable."""
    text = re.sub(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"{%.*?%}|{{.*?}}", "x", text, flags=re.DOTALL)


def test_templates_escape_all_text_but_the_help_of_form_fields() -> None:
    unescaped = {
        str(path.relative_to(SOURCE))
        for path in templates()
        if re.search(r"\|\s*safe\b|autoescape\s+off", path.read_text(encoding="utf-8"))
    }
    assert unescaped <= {"ui/templates/ui/field.html"}  # help texts are our own; Django's password rules are a list


def test_every_kind_of_event_has_a_sentence() -> None:
    declared = [kind for kind in KINDS.values() if not kind.name.startswith(("thing.", "test."))]
    assert declared, "the apps have declared their kinds"
    for kind in declared:
        assert re.fullmatch(r"[a-z_]+\.[a-z_]+", kind.name), f"{kind.name} is not noun.verbed"
        assert kind.sentence.strip(), f"{kind.name} has no sentence"


def test_a_view_is_short() -> None:
    long = [
        f"{path.relative_to(SOURCE)}: {function.name}"
        for path in python_files()
        if "views" in path.parts
        for function in _functions(path)
        if _lines(function) > 40
    ]
    assert not long


def test_no_path_of_a_machine_is_in_the_project() -> None:
    odd = re.compile(r"/(work|root|home)/[a-z]")
    sources = [path for path in python_files() if odd.search(path.read_text(encoding="utf-8"))]
    assert not sources


def test_settings_know_every_app() -> None:
    apps_with_models = {path.parent.name for path in SOURCE.glob("*/apps.py")}
    installed = {name.split(".")[1] for name in settings.INSTALLED_APPS if name.startswith("cairn.")}
    assert apps_with_models <= installed


def _functions(path: Path) -> Iterator[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def _lines(function: ast.FunctionDef) -> int:
    return (function.end_lineno or 0) - function.lineno + 1
