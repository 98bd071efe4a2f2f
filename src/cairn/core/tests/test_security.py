from __future__ import annotations

import subprocess
import sys

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from cairn.core.security import ContentSecurityPolicy


def policy_of(response: HttpResponse) -> dict[str, str]:
    rules = response["Content-Security-Policy"].split(";")
    return {name: value for name, _space, value in (rule.strip().partition(" ") for rule in rules)}


def test_a_page_may_load_from_here_only_and_run_nothing_inline(client: Client, db: None) -> None:
    policy = policy_of(client.get("/accounts/login/"))
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert not [value for value in policy.values() if "unsafe" in value or "*" in value or "http" in value]
    assert not {"script-src", "style-src"} & policy.keys(), "the default already forbids inline script and style"


def test_a_page_cannot_be_framed_sniffed_or_leak_where_one_came_from(client: Client, db: None) -> None:
    response = client.get("/accounts/login/")
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


def test_a_view_may_be_stricter_than_the_policy() -> None:
    strict = HttpResponse(headers={"Content-Security-Policy": "default-src 'none'"})
    response = ContentSecurityPolicy(lambda request: strict)(RequestFactory().get("/"))
    assert response["Content-Security-Policy"] == "default-src 'none'"


@pytest.mark.once
def test_djangos_deployment_checks_find_nothing_when_served_over_https(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    environment = {
        "CAIRN_BASE_URL": "https://okrs.example.org",
        "CAIRN_DATA_DIR": str(tmp_path_factory.mktemp("data")),
        "DJANGO_SETTINGS_MODULE": "cairn.config.settings",
        "PYTHONPATH": ":".join(path for path in sys.path if path),
    }
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
