"""What can happen with archives."""

from django.utils.translation import gettext_noop

from cairn.core.events import Kind

ARCHIVE_LOADED = Kind("archive.loaded", gettext_noop("{actor} brought in the archive of an organisation"))
