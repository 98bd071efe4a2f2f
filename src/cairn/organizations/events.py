"""What can happen to an organisation, its people and its teams.

Whoever shows a sentence fills in {actor} and {title}, the name of the subject, so that no name is kept in an event.
"""

from django.utils.translation import gettext_noop

from cairn.core.events import Kind

ORGANIZATION_CREATED = Kind("organization.created", gettext_noop("{actor} created the organisation"))
ORGANIZATION_CHANGED = Kind("organization.changed", gettext_noop("{actor} changed the settings of the organisation"))
TERMS_CHANGED = Kind("organization.terms_changed", gettext_noop("{actor} changed the words for things"))

MEMBER_INVITED = Kind("member.invited", gettext_noop("{actor} invited {title}"), public=False)
INVITATION_SENT_AGAIN = Kind(
    "member.invited_again", gettext_noop("{actor} sent {title} the invitation again"), public=False
)
INVITATION_CANCELLED = Kind(
    "member.uninvited", gettext_noop("{actor} took back the invitation of {title}"), public=False
)
MEMBER_JOINED = Kind("member.joined", gettext_noop("{title} joined"))
MEMBER_ADDED = Kind("member.added", gettext_noop("{actor} added {title}"))
MEMBER_EDITED = Kind("member.edited", gettext_noop("{actor} changed the profile of {title}"), public=False)
ROLE_CHANGED = Kind("member.role_changed", gettext_noop("{actor} changed the role of {title}"), public=False)
ACCOUNT_TYPE_CHANGED = Kind(
    "member.account_type_changed", gettext_noop("{actor} changed the account type of {title}"), public=False
)
MEMBER_DEACTIVATED = Kind("member.deactivated", gettext_noop("{actor} deactivated {title}"), public=False)
MEMBER_REACTIVATED = Kind("member.reactivated", gettext_noop("{actor} reactivated {title}"), public=False)
MEMBER_DELETED = Kind("member.deleted", gettext_noop("{actor} deleted a person's account"), public=False)
ABSENCE_ADDED = Kind(
    "member.absence_added", gettext_noop("{actor} entered days on which {title} is away"), public=False
)
ABSENCE_REMOVED = Kind(
    "member.absence_removed", gettext_noop("{actor} removed days on which {title} was to be away"), public=False
)

ON_BEHALF_STARTED = Kind(
    "work_on_behalf.started", gettext_noop("{actor} began to work on behalf of {title}"), public=False
)
ON_BEHALF_STOPPED = Kind(
    "work_on_behalf.stopped", gettext_noop("{actor} stopped working on behalf of {title}"), public=False
)

JOIN_REQUESTED = Kind("join_request.made", gettext_noop("Somebody asks to be let in"), public=False)
JOIN_DECIDED = Kind("join_request.decided", gettext_noop("{actor} decided on a request to be let in"), public=False)

TEAM_CREATED = Kind("team.created", gettext_noop("{actor} created the team {title}"))
TEAM_EDITED = Kind("team.edited", gettext_noop("{actor} changed the team {title}"))
TEAM_MOVED = Kind("team.moved", gettext_noop("{actor} moved the team {title}"))
TEAM_MEMBERS_CHANGED = Kind("team.members_changed", gettext_noop("{actor} changed who is in {title}"))
TEAM_ARCHIVED = Kind("team.archived", gettext_noop("{actor} archived the team {title}"))
TEAM_UNARCHIVED = Kind("team.unarchived", gettext_noop("{actor} brought the team {title} back"))
TEAM_DELETED = Kind("team.deleted", gettext_noop("{actor} deleted a team"))
