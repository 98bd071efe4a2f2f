"""cairn token create, cairn api schema"""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from tests.world import World

from cairn.api.application import description
from cairn.api.models import ApiToken
from cairn.cli import main

TOKEN = ["token", "create", "--org", "acme", "--member", "MAX@acme.example"]


@pytest.fixture(autouse=True)
def _tables_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cairn.cli.database.have_tables", lambda: None)


def test_the_token_stands_alone_on_standard_output_and_works(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main([*TOKEN, "--scopes", "okrs:write,checkins:write"]) == 0
    secret = capsys.readouterr().out.removesuffix("\n")
    assert secret.split() == [secret]
    me = Client().get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"}).json()
    assert (me["name"], me["token"]["scopes"]) == ("Max", ["okrs:read", "okrs:write", "checkins:write"])


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--org", "nowhere"], "no organisation"),
        (["--member", "mona@globex.example"], "nobody with the address"),
        (["--scopes", "everything"], "not a scope"),
        (["--days", "0"], "between 1 and 366"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_made(
    world: World, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert main.main([*TOKEN, *arguments]) == 2
    said = capsys.readouterr()
    assert sentence in said.err
    assert said.out == ""
    with world.enter():
        assert not ApiToken.objects.exists()


def test_the_check_notices_a_difference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "openapi.json"
    copy.write_text(description(), encoding="utf-8")
    assert main.main(["api", "schema", "--check", str(copy)]) == 0
    copy.write_text(description().replace("Check in", "Check out"), encoding="utf-8")
    assert main.main(["api", "schema", "--check", str(copy)]) == 1
    assert "cairn api schema" in capsys.readouterr().out
