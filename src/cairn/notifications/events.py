"""What can happen to what people want to be told."""

from django.utils.translation import gettext_noop

from cairn.core.events import Kind

PREFERENCES_CHANGED = Kind("preference.changed", gettext_noop("{actor} chose what to be told of"), public=False)
