"""The planning year: what is to be done when, counted from its first day (spec okrs §21.1). Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cairn.core.sentences import gettext_noop as _

LEADS = (6, 9, 12)
"""How many weeks before the year the planning begins: small and practised, in between, large or new."""
LONGEST = 12


class Phase(StrEnum):
    LOOK_BACK = "look_back"
    COMPANY = "company"
    TEAMS = "teams"
    EVERYBODY = "everybody"


@dataclass(frozen=True)
class Step:
    """`week` counts from the first day of the year at the longest lead, below zero before it."""

    key: str
    phase: Phase
    week: int
    title: str
    help: str
    is_question: bool = False


P = Phase
STEPS: tuple[Step, ...] = (
    Step("no-longer", P.LOOK_BACK, -12, _("Which {okrs} have lost their point?"),
         _("What would nobody miss if it stopped today?"), True),
    Step("outside", P.LOOK_BACK, -12, _("What has changed around us?"),
         _("Customers, competitors, laws, prices, people."), True),
    Step("roll-over", P.LOOK_BACK, -12, _("What goes on next year?"),
         _("What is unfinished and still worth it?"), True),
    Step("lessons", P.LOOK_BACK, -12, _("What did the misses teach us?"),
         _("Not who, but what: which assumption was wrong?"), True),
    Step("well-written", P.LOOK_BACK, -12, _("Were our {okrs} well written?"),
         _("Which ones could nobody measure, which ones were tasks?"), True),
    Step("wins", P.LOOK_BACK, -12, _("What do we celebrate?"),
         _("Name the people."), True),
    Step("gaps", P.LOOK_BACK, -11, _("What is missing today?"),
         _("Skills, money, systems, people."), True),
    Step("direction", P.COMPANY, -10, _("Read mission, vision and values again"),
         _("Do they still say why we are here and where we are going?")),
    Step("annual", P.COMPANY, -8, _("Write the company's {objectives} of the year"),
         _("Three to five, with {key_results} that lie in successive quarters.")),
    Step("first-quarter", P.COMPANY, -6, _("Write the company's {objectives} of the first quarter"),
         _("The part of the year that begins now.")),
    Step("tell", P.TEAMS, -4, _("Tell everybody where the company is going"),
         _("Why these, what was left out, what is expected of whom.")),
    Step("priorities", P.TEAMS, -3, _("Agree on the priorities of the {teams}"),
         _("Leaders at every level, until nobody needs something that nobody plans.")),
    Step("workshops", P.TEAMS, -2, _("Let the {teams} write theirs for the first quarter"),
         _("A workshop of half a day each; read them again a day later.")),
    Step("roll-out", P.EVERYBODY, 0, _("Publish the {objectives} of the {teams}"),
         _("Everybody can see everybody's.")),
    Step("cascade", P.EVERYBODY, 1, _("Break them down to people, where that helps"),
         _("By {objectives} of their own below {a key_result}, or by handing {a key_result} over.")),
    Step("check-ins", P.EVERYBODY, 1, _("Fix the rhythm of check-ins"),
         _("A quarter of an hour a week: number, status, one sentence.")),
    Step("reviews", P.EVERYBODY, 2, _("Set the days of the reviews"),
         _("One in the middle of the quarter, one at its end.")),
)  # fmt: skip

BY_KEY = {step.key: step for step in STEPS}


def due(step: Step, first_day: date, lead: int = LONGEST) -> date:
    """By when a step is to be done: what lies before the year moves closer to it with a shorter lead."""
    days = step.week * 7 if step.week >= 0 else step.week * 7 * lead // LONGEST
    return first_day + timedelta(days)
