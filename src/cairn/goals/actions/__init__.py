"""The verbs of goals. Every door (page, API, command line, import) calls these and nothing else."""

from cairn.goals.actions.align import align, set_contributions
from cairn.goals.actions.append import Origin, append_check_ins, note_origins
from cairn.goals.actions.approve import set_stage, set_stages
from cairn.goals.actions.batches import Tally, end_many
from cairn.goals.actions.check_in import CheckedIn, check_in, delete_check_in, edit_check_in, resume_roll_up
from cairn.goals.actions.clone import clone
from cairn.goals.actions.copy_plan import Depth
from cairn.goals.actions.create import create
from cairn.goals.actions.delegate import delegate
from cairn.goals.actions.edit import convert, edit
from cairn.goals.actions.end import Ended, close, postpone, reopen, suggested_score
from cairn.goals.actions.endable import Ending
from cairn.goals.actions.fields import GoalFields, Parent
from cairn.goals.actions.hand_over import hand_over
from cairn.goals.actions.kpis import arrange_panel, put_on_panel, take_off_panel
from cairn.goals.actions.load import Load, Loaded, load
from cairn.goals.actions.model import set_model
from cairn.goals.actions.nudge import nudge
from cairn.goals.actions.parts import count_parts
from cairn.goals.actions.reassign import reassign
from cairn.goals.actions.remove import delete, place, restore
from cairn.goals.actions.tags import archive_tag, create_tag, delete_tag, edit_tag, merge_tags, set_tag_rules
from cairn.goals.actions.unload import Unloaded, unload

__all__ = [
    "CheckedIn",
    "Depth",
    "Ended",
    "Ending",
    "GoalFields",
    "Load",
    "Loaded",
    "Origin",
    "Parent",
    "Tally",
    "Unloaded",
    "align",
    "append_check_ins",
    "archive_tag",
    "arrange_panel",
    "check_in",
    "clone",
    "close",
    "convert",
    "count_parts",
    "create",
    "create_tag",
    "delegate",
    "delete",
    "delete_check_in",
    "delete_tag",
    "edit",
    "edit_check_in",
    "edit_tag",
    "end_many",
    "hand_over",
    "load",
    "merge_tags",
    "note_origins",
    "nudge",
    "place",
    "postpone",
    "put_on_panel",
    "reassign",
    "reopen",
    "restore",
    "resume_roll_up",
    "set_contributions",
    "set_model",
    "set_stage",
    "set_stages",
    "set_tag_rules",
    "suggested_score",
    "take_off_panel",
    "unload",
]
