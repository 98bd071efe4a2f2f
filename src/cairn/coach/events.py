"""What can happen at the coach's. What people write while they draft stays out of the public record."""

from django.utils.translation import gettext_noop

from cairn.core.events import Kind

RULES_CHANGED = Kind(
    "coach.rules_changed", gettext_noop("{actor} changed which rules the coach speaks of"), public=False
)
ANSWERED = Kind("sufficiency.answered", gettext_noop("{actor} looked whether the key results are needed and enough"))
SOURCE_SAID = Kind("number_source.said", gettext_noop("{actor} said where the number comes from"))
DRAFT_BEGUN = Kind("draft.begun", gettext_noop("{actor} began a draft"), public=False)
DRAFT_EDITED = Kind("draft.edited", gettext_noop("{actor} went on with a draft"), public=False)
DRAFT_DISCARDED = Kind("draft.discarded", gettext_noop("{actor} discarded a draft"), public=False)
DRAFT_CREATED = Kind("draft.created", gettext_noop("{actor} created an objective from a draft"), public=False)
IDEAS_NOTED = Kind("ideas.noted", gettext_noop("{actor} noted ideas for objectives"), public=False)
ROLES_CHANGED = Kind("member.programme_roles_changed", gettext_noop("{actor} changed roles in the OKR programme"))
PLAN_BEGUN = Kind("rollout.planned", gettext_noop("{actor} planned a roll-out"), public=False)
PLAN_CHANGED = Kind("rollout.changed", gettext_noop("{actor} changed a roll-out"), public=False)
STEP_CHANGED = Kind("rollout.step_changed", gettext_noop("{actor} changed a step of a roll-out"), public=False)
PARTICIPANTS_CHANGED = Kind(
    "rollout.participants_changed", gettext_noop("{actor} changed who takes part in a roll-out"), public=False
)
