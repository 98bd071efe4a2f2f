"""What can happen in a wrap-up. None of these tells a word of what somebody wrote."""

from django.utils.translation import gettext_noop

from cairn.core.events import Kind

REFLECTED = Kind("reflection.saved", gettext_noop("{actor} looked back at a period"), public=False)
REFLECTION_DELETED = Kind("reflection.deleted", gettext_noop("{actor} took a reflection back"), public=False)
NOTED = Kind("retrospective.noted", gettext_noop("{actor} put a note into a review"), public=False)
NOTE_REMOVED = Kind("retrospective.note_removed", gettext_noop("{actor} took a note from a review"), public=False)
REVIEWED = Kind("retrospective.reviewed", gettext_noop("{actor} noted that a review was held"), public=False)
