from cairn.organizations.models.absence import OutOfOffice
from cairn.organizations.models.joining import Invitation, JoinRequest
from cairn.organizations.models.member import AccountType, Member, MemberState, Role
from cairn.organizations.models.organization import InvitePolicy, JoinPolicy, Organization, TeamPolicy
from cairn.organizations.models.photo import Photo
from cairn.organizations.models.team import Team, TeamMember, TeamRole
from cairn.organizations.models.user import User

__all__ = [
    "AccountType",
    "Invitation",
    "InvitePolicy",
    "JoinPolicy",
    "JoinRequest",
    "Member",
    "MemberState",
    "Organization",
    "OutOfOffice",
    "Photo",
    "Role",
    "Team",
    "TeamMember",
    "TeamPolicy",
    "TeamRole",
    "User",
]
