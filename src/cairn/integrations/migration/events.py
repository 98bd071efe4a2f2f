"""What can happen to imports."""

from django.utils.translation import gettext_noop

from cairn.core.events import Kind

IMPORTED = Kind("import.finished", gettext_noop("{actor} imported files of Viva Goals"))
TAKEN_BACK = Kind("import.taken_back", gettext_noop("{actor} took an import back"))
