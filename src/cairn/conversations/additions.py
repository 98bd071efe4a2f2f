"""What this room adds to other rooms' pages."""

from __future__ import annotations

from cairn.goals import streaming


def register_all() -> None:
    """Called once, when the application starts."""
    from cairn.conversations import tidying
    from cairn.conversations.in_stream import Comments

    assert tidying  # its subscribers and its daily work
    streaming.register(Comments())
