from cairn.goals.models.alignment import Alignment
from cairn.goals.models.approval import Approval, ApprovalStep, Stage
from cairn.goals.models.check_in import CheckIn
from cairn.goals.models.external import ExternalRef
from cairn.goals.models.goal import (
    PARTS,
    Entity,
    Goal,
    GoalKind,
    Nature,
    Privacy,
    ProgressMode,
    State,
    StatusRule,
)
from cairn.goals.models.history import AlignmentVersion, GoalVersion, ProgressPoint
from cairn.goals.models.kpi_tile import KpiTile
from cairn.goals.models.nudge import Nudge
from cairn.goals.models.people import GoalEditor, GoalOwner, GoalTeam, GoalViewer
from cairn.goals.models.settings import CreationPolicy, GoalSettings, ProjectContribution, Who
from cairn.goals.models.tags import GoalTag, Tag
from cairn.goals.models.words import TitleWord, Word

__all__ = [
    "PARTS",
    "Alignment",
    "AlignmentVersion",
    "Approval",
    "ApprovalStep",
    "CheckIn",
    "CreationPolicy",
    "Entity",
    "ExternalRef",
    "Goal",
    "GoalEditor",
    "GoalKind",
    "GoalOwner",
    "GoalSettings",
    "GoalTag",
    "GoalTeam",
    "GoalVersion",
    "GoalViewer",
    "KpiTile",
    "Nature",
    "Nudge",
    "Privacy",
    "ProgressMode",
    "ProgressPoint",
    "ProjectContribution",
    "Stage",
    "State",
    "StatusRule",
    "Tag",
    "TitleWord",
    "Who",
    "Word",
]
