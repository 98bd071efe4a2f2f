"""What can happen to what people want to be told."""

from django.utils.translation import gettext_noop

from cairn.core.events import Kind

PREFERENCES_CHANGED = Kind("preference.changed", gettext_noop("{actor} chose what to be told of"), public=False)
RHYTHM_SET = Kind("rhythm.set", gettext_noop("{actor} set when people of {title} are asked to check in"))
RHYTHM_FOLLOWED = Kind("rhythm.followed", gettext_noop("{actor} had {title} follow the check-in schedule above it"))
HOLIDAYS_CHANGED = Kind("holidays.changed", gettext_noop("{actor} changed the holidays"))
FOLLOWED = Kind("follow.begun", gettext_noop("{actor} follows something"), public=False)
UNFOLLOWED = Kind("follow.ended", gettext_noop("{actor} follows something no more"), public=False)
SUMMARY_SHARED = Kind("summary.shared", gettext_noop("{actor} sent a summary round"), public=False)
