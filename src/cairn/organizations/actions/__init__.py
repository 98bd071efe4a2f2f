"""Everything that can be done to an organisation, its people and its teams: one function per verb."""

from cairn.organizations.actions.absences import add_absence, remove_absence
from cairn.organizations.actions.accounts import (
    change_account_type,
    change_role,
    deactivate_member,
    delete_member,
    reactivate_member,
)
from cairn.organizations.actions.archive import archive_team, delete_team, unarchive_team
from cairn.organizations.actions.invite import Outcome, cancel_invitation, invite, resend_invitation
from cairn.organizations.actions.join import accept_invitation, decide_join_request, join_by_domain, request_to_join
from cairn.organizations.actions.members import MemberChanges, add_member, update_member
from cairn.organizations.actions.on_behalf import start_on_behalf, stop_on_behalf
from cairn.organizations.actions.organization import (
    OrganizationChanges,
    create_organization,
    set_terms,
    update_organization,
)
from cairn.organizations.actions.photos import remove_photo, set_photo
from cairn.organizations.actions.sign_ins import open_sign_in
from cairn.organizations.actions.team_members import change_team_members, set_team_members
from cairn.organizations.actions.teams import TeamChanges, create_team, move_team, update_team

__all__ = [
    "MemberChanges",
    "OrganizationChanges",
    "Outcome",
    "TeamChanges",
    "accept_invitation",
    "add_absence",
    "add_member",
    "archive_team",
    "cancel_invitation",
    "change_account_type",
    "change_role",
    "change_team_members",
    "create_organization",
    "create_team",
    "deactivate_member",
    "decide_join_request",
    "delete_member",
    "delete_team",
    "invite",
    "join_by_domain",
    "move_team",
    "open_sign_in",
    "reactivate_member",
    "remove_absence",
    "remove_photo",
    "request_to_join",
    "resend_invitation",
    "set_photo",
    "set_team_members",
    "set_terms",
    "start_on_behalf",
    "stop_on_behalf",
    "unarchive_team",
    "update_member",
    "update_organization",
    "update_team",
]
