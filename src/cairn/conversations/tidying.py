"""The bytes of attachments follow their rows: when something is deleted, and by a look round every day."""

from __future__ import annotations

import shutil
from uuid import UUID

from cairn.conversations import store
from cairn.conversations.actions.attach import drop_all
from cairn.conversations.models import Attachment
from cairn.core import schedule
from cairn.core.events import subscribe
from cairn.core.models import Event
from cairn.organizations.models import Organization


@subscribe("conversations.bytes", "comment.deleted", "update.deleted", "attachment.removed")
def remove_bytes(event: Event) -> None:
    """The rows went with the event; now the files go."""
    store.remove(UUID(text) for text in event.data.get("files") or [])


@subscribe("conversations.check_ins", "check_in.deleted")
def remove_with_check_in(event: Event) -> None:
    """A check-in that was taken back takes its files along."""
    check_in = event.data.get("check_in")
    if check_in:
        store.remove(UUID(text) for text in drop_all(check_in=check_in))


@schedule.daily(at="03:40", in_each_organization=True)
def sweep_forgotten_files() -> None:
    """Files whose row never came, or is gone with its goal."""
    known = {str(pk) for pk in Attachment.objects.values_list("pk", flat=True)}
    for path in store.forgotten(known):
        path.unlink(missing_ok=True)


@schedule.daily(at="03:45")
def sweep_folders_of_gone_organizations() -> None:
    """What an organisation that was deleted has left."""
    known = {str(pk) for pk in Organization.objects.values_list("pk", flat=True)}
    for folder in store.root().iterdir() if store.root().is_dir() else ():
        if folder.name not in known:
            shutil.rmtree(folder, ignore_errors=True)
