from __future__ import annotations

import io
from typing import Any

import pytest

from cairn.cli.main import main
from cairn.core import tenancy
from cairn.organizations.models import Member, MemberState, Organization, Role, User

pytestmark = pytest.mark.django_db

CREATE = ["org", "create", "Acme Ltd", "--slug", "acme", "--owner", "ada@acme.example", "--owner-name", "Ada"]


@pytest.fixture
def acme() -> Any:
    main(CREATE)
    return Organization.objects.get(slug="acme")


def test_an_organisation_is_created_with_its_owner(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(CREATE) == 0
    assert "/o/acme/" in capsys.readouterr().out
    with tenancy.enter(Organization.objects.get().pk):
        ada = Member.objects.get()
    assert (ada.name, ada.role, ada.state) == ("Ada", Role.OWNER, MemberState.ACTIVE)


def test_a_taken_address_is_refused_and_nothing_is_kept(
    acme: Organization, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["org", "create", "Other", "--slug", "acme", "--owner", "eve@other.example"]) == 2
    assert capsys.readouterr().err.startswith("cairn: ")
    assert not User.objects.filter(email="eve@other.example").exists()


def test_a_person_is_added_with_manager_and_role(acme: Organization) -> None:
    add = ["member", "add", "Ben@Acme.Example", "--org", "acme", "--name", "Ben", "--role", "admin"]
    assert main([*add, "--manager", "ada@acme.example"]) == 0
    with tenancy.enter(acme.pk):
        ben = Member.objects.get(email="ben@acme.example")
        assert (ben.role, ben.manager.name, ben.user.has_usable_password()) == (Role.ADMIN, "Ada", False)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--org", "nowhere"], "no organisation with the address 'nowhere'"),
        (["--org", "acme", "--manager", "nobody@acme.example"], "nobody here has the address"),
        (["--org", "acme", "--team", "Nobodies"], "no team called “Nobodies”"),
        (["--org", "acme", "--role", "admin", "--observer"], "observer"),
    ],
    ids=["organisation", "manager", "team", "observer"],
)
def test_what_does_not_fit_is_refused_and_nobody_is_added(
    acme: Organization, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    assert main(["member", "add", "ben@acme.example", "--name", "Ben", *words]) == 2
    assert sentence in capsys.readouterr().err
    assert not User.objects.filter(email="ben@acme.example").exists()


def test_a_password_comes_from_standard_input(acme: Organization, monkeypatch: pytest.MonkeyPatch) -> None:
    add = ["member", "add", "ben@acme.example", "--org", "acme", "--name", "Ben", "--password-stdin"]
    monkeypatch.setattr("sys.stdin", io.StringIO("password\n"))
    assert main(add) == 2, "too weak"
    monkeypatch.setattr("sys.stdin", io.StringIO("a mountain of stones\n"))
    assert main(add) == 0
    assert User.objects.get(email="ben@acme.example").check_password("a mountain of stones")
