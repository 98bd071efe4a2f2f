from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path) -> Path:
    """Attachments of a test lie in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return tmp_path / "uploads"
