"""Everything that can be done to periods and the planning year: one function per verb."""

from cairn.planning.actions.periods import add_following, add_period, delete_period, edit_period
from cairn.planning.actions.plan import change_step, set_direction, set_lead
from cairn.planning.actions.season import change_season, pin_period, unpin_period
from cairn.planning.actions.years import create_year, furnish_with_periods, roll_year

__all__ = [
    "add_following",
    "add_period",
    "change_season",
    "change_step",
    "create_year",
    "delete_period",
    "edit_period",
    "furnish_with_periods",
    "pin_period",
    "roll_year",
    "set_direction",
    "set_lead",
    "unpin_period",
]
