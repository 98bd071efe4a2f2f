"""What can happen to goals. Each kind has a sentence; {actor} and {title} are filled in by who shows it."""

from django.utils.translation import gettext_noop

from cairn.core.events import Kind

CREATED = Kind("goal.created", gettext_noop("{actor} created “{title}”"))
EDITED = Kind("goal.edited", gettext_noop("{actor} changed “{title}”"))
ALIGNED = Kind("goal.aligned", gettext_noop("{actor} changed what “{title}” is aligned to"))
CONTRIBUTIONS_SET = Kind("goal.contributions_set", gettext_noop("{actor} set the contributions to “{title}”"))
MOVED = Kind("goal.moved", gettext_noop("{actor} moved “{title}”"))
CLOSED = Kind("goal.closed", gettext_noop("{actor} closed “{title}”"))
POSTPONED = Kind("goal.postponed", gettext_noop("{actor} postponed “{title}”"))
REOPENED = Kind("goal.reopened", gettext_noop("{actor} reopened “{title}”"))
CLONED = Kind("goal.cloned", gettext_noop("{actor} cloned “{title}”"))
DELETED = Kind("goal.deleted", gettext_noop("{actor} deleted “{title}”"))
RESTORED = Kind("goal.restored", gettext_noop("{actor} restored “{title}”"))
LOADED = Kind("goals.loaded", gettext_noop("{actor} imported goals"))
UNLOADED = Kind("goals.unloaded", gettext_noop("{actor} took an import back"))
KPI_ADDED = Kind("kpi.added", gettext_noop("{actor} put “{title}” on a KPI panel"))
KPI_REMOVED = Kind("kpi.removed", gettext_noop("{actor} took “{title}” off a KPI panel"))
KPIS_ARRANGED = Kind("kpi.arranged", gettext_noop("{actor} arranged a KPI panel"))

CHECKED_IN = Kind("check_in.created", gettext_noop("{actor} checked in on “{title}”"))
CHECK_IN_EDITED = Kind("check_in.edited", gettext_noop("{actor} edited a check-in on “{title}”"))
NUDGED = Kind("nudge.sent", gettext_noop("{actor} asked for a check-in on “{title}”"))
CHECK_IN_DELETED = Kind("check_in.deleted", gettext_noop("{actor} deleted a check-in on “{title}”"))

MODEL_CHANGED = Kind("okr_model.changed", gettext_noop("{actor} changed the rules for OKRs"))

SUBMITTED = Kind("approval.submitted", gettext_noop("{actor} submitted OKRs for approval"))
APPROVED = Kind("approval.approved", gettext_noop("{actor} approved OKRs"))
RETURNED = Kind("approval.returned", gettext_noop("{actor} asked for changes to OKRs"))
WITHDRAWN = Kind("approval.withdrawn", gettext_noop("{actor} went back to planning"))
SET_CLOSED = Kind("approval.closed", gettext_noop("{actor} closed the OKRs of a period"))
SET_REOPENED = Kind("approval.reopened", gettext_noop("{actor} reopened the OKRs of a period"))
ALTERED = Kind("approval.altered", gettext_noop("{actor} changed “{title}”, which was approved"))
WORKFLOW_CHANGED = Kind("approval.workflow_changed", gettext_noop("{actor} changed how OKRs are approved"))

TAG_CREATED = Kind("tag.created", gettext_noop("{actor} made the tag “{title}”"))
TAG_EDITED = Kind("tag.edited", gettext_noop("{actor} changed the tag “{title}”"))
TAG_MERGED = Kind("tag.merged", gettext_noop("{actor} merged a tag into “{title}”"))
TAG_ARCHIVED = Kind("tag.archived", gettext_noop("{actor} archived the tag “{title}”"))
TAG_UNARCHIVED = Kind("tag.unarchived", gettext_noop("{actor} brought the tag “{title}” back"))
TAG_DELETED = Kind("tag.deleted", gettext_noop("{actor} deleted the tag “{title}”"))
TAG_RULES_CHANGED = Kind("tag.rules_changed", gettext_noop("{actor} changed who may make tags"))
