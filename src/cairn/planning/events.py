"""What can happen to periods and the season."""

from django.utils.translation import gettext_noop

from cairn.core.events import Kind

PERIOD_ADDED = Kind("period.added", gettext_noop("{actor} added the period {title}"))
PERIOD_EDITED = Kind("period.edited", gettext_noop("{actor} changed the period {title}"))
PERIOD_DELETED = Kind("period.deleted", gettext_noop("{actor} deleted a period"))
YEAR_CREATED = Kind("season.year_created", gettext_noop("{actor} created the periods of a year"))
SEASON_CHANGED = Kind("season.changed", gettext_noop("{actor} changed the planning year"))
PERIOD_PINNED = Kind("season.pinned", gettext_noop("{actor} chose the current period"))
PERIOD_UNPINNED = Kind("season.unpinned", gettext_noop("{actor} has the current period roll by itself again"))
DIRECTION_CHANGED = Kind("direction.changed", gettext_noop("{actor} changed mission, vision or values"))
STEP_CHANGED = Kind("planning.step_changed", gettext_noop("{actor} changed a step of planning"), public=False)
LEAD_CHANGED = Kind("planning.lead_changed", gettext_noop("{actor} changed how early planning begins"), public=False)
