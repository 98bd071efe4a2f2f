"""What can happen to exports."""

from django.utils.translation import gettext_noop

from cairn.core.events import Kind

EXPORTED = Kind("export.finished", gettext_noop("{actor} took a list along as a file"), public=False)
