"""What the documentation says is there, is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cairn.cli.main import COMMANDS
from cairn.config import environment, settings

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")]


def test_every_setting_is_documented_and_nothing_else() -> None:
    assert settings.BASE_URL, "the settings have been read"
    page = (DOCS / "admin" / "configuration.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(CAIRN_[A-Z_]+)`", page, re.MULTILINE)) == environment.KNOWN.keys()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert not [target for target in targets if not (page.parent / target).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_named_on_a_page_exist(page: Path) -> None:
    named = re.findall(
        r"(?:^    (?:\S+=\S+ )*(?:\.venv/bin/)?|`)cairn ([a-z]+)", page.read_text(encoding="utf-8"), re.M
    )
    assert set(named) <= {command.name for command in COMMANDS}


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "STYLE.md"])
def test_files_named_in_the_guides_exist(name: str) -> None:
    named = re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.(?:py|html|css|ts))`", (DOCS / name).read_text(encoding="utf-8"))
    assert named
    source = ROOT / "src" / "cairn"
    assert not [file for file in named if not ((source / file).exists() or (ROOT / file).exists())]


def test_every_decision_is_in_the_list() -> None:
    listed = re.findall(r"\((\d{4}-[^)]+\.md)\)", (DOCS / "decisions" / "README.md").read_text(encoding="utf-8"))
    assert listed == sorted(path.name for path in (DOCS / "decisions").glob("0*.md"))
