"""Roll-out strategies as dated steps, and what is to be said of who takes part (people §7.1, §7.3). Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from cairn.core.sentences import Sentence
from cairn.core.sentences import gettext_noop as _

SMALLEST, LARGEST, SMALL_BUSINESS = 10, 50, 25
BEFORE_THE_DAY = _("Complete before the day")


@dataclass(frozen=True)
class PlannedStep:
    """`week` counts from the first day of the roll-out; below zero is preparation."""

    phase: str
    week: int
    title: str


_READY = (
    PlannedStep(_("Prepare"), -4, _("Name a sponsor and a champion")),
    PlannedStep(_("Prepare"), -3, _("Train the managers of everybody who takes part")),
    PlannedStep(_("Prepare"), -1, _("Tell them why, what is expected, and where to get help")),
)
_END = _("Look at the quarter together: what to keep, change, drop; decide how to go on")

PLANS: dict[str, tuple[PlannedStep, ...]] = {
    "crawl_walk_run": (
        *_READY,
        PlannedStep(_("Crawl"), 0, _("Begin with a pilot of 10 to 50 people from several teams")),
        PlannedStep(_("Crawl"), 2, _("Ask the pilot how easy it is and what is in the way")),
        PlannedStep(_("Crawl"), 12, _END),
        PlannedStep(_("Walk"), 13, _("Bring in two to four departments, managers trained first")),
        PlannedStep(_("Walk"), 25, _("Look at the second quarter together")),
        PlannedStep(_("Run"), 26, _("Open it to everybody")),
        PlannedStep(_("Run"), 38, _("Look at the first quarter with everybody")),
    ),
    "leadership": (
        *_READY,
        PlannedStep(_("Executives"), 0, _("The executives write and keep OKRs; everybody else reads along")),
        PlannedStep(_("Executives"), 12, _END),
        PlannedStep(_("Team managers"), 13, _("The managers of teams join, after training")),
        PlannedStep(_("Team managers"), 25, _("Look at the second quarter together")),
        PlannedStep(_("Everybody"), 26, _("The teams and their people join")),
        PlannedStep(_("Everybody"), 51, _("Look back on the year")),
    ),
    "department": (
        *_READY,
        PlannedStep(_("One department"), 0, _("One department begins, from its head to its newest colleague")),
        PlannedStep(_("One department"), 2, _("Ask everybody in it what is in the way")),
        PlannedStep(_("One department"), 12, _END),
        PlannedStep(_("The others"), 16, _("Train the managers of the other departments")),
        PlannedStep(_("The others"), 26, _("The other departments begin")),
    ),
    "small_business": (
        PlannedStep(_("Prepare"), -2, _("Name a sponsor and a champion")),
        PlannedStep(_("Prepare"), -1, _("Sit down together for half a day: at most three {objectives}")),
        PlannedStep(_("Everybody"), 0, _("Everybody begins")),
        PlannedStep(_("Everybody"), 4, _("Ask everybody what is in the way")),
        PlannedStep(_("Everybody"), 12, _END),
    ),
    "big_bang": (
        PlannedStep(BEFORE_THE_DAY, -10, _("A sponsor is named")),
        PlannedStep(BEFORE_THE_DAY, -6, _("Nine of ten managers are trained")),
        PlannedStep(BEFORE_THE_DAY, -4, _("People and data are imported and checked")),
        PlannedStep(BEFORE_THE_DAY, -3, _("A test with everybody's load has been passed")),
        PlannedStep(BEFORE_THE_DAY, -2, _("Everybody has been told")),
        PlannedStep(BEFORE_THE_DAY, -1, _("A help desk is staffed")),
        PlannedStep(_("The day"), 0, _("Everybody begins")),
        PlannedStep(_("The day"), 12, _END),
    ),
}


def dated(strategy: str, first_day: date) -> list[tuple[PlannedStep, date]]:
    """The steps of a strategy with their days."""
    return [(step, first_day + timedelta(weeks=step.week)) for step in PLANS[strategy]]


@dataclass(frozen=True)
class Crew:
    """Who takes part, counted: people, their teams, managers among them; by name managers of theirs who are left out,
    and managers none of whose people who manage nobody themselves take part.
    """

    people: int
    everybody: int
    teams: int
    managers: int
    managers_left_out: Collection[str] = ()
    alone: Collection[str] = ()

    @property
    def share(self) -> int:
        """In whole percent of everybody."""
        return round(100 * self.people / self.everybody) if self.everybody else 0


def concerns(strategy: str, crew: Crew) -> list[Sentence]:
    """What is worth a second thought about who takes part; nothing of it is refused (PI-1, PI-2)."""
    if strategy == "small_business":
        if crew.everybody > SMALL_BUSINESS:
            return [Sentence(_TOO_LARGE_FOR_ALL, people=crew.everybody)]
        return []
    if strategy in {"big_bang", "leadership"} or not crew.people:
        return [Sentence(_NOBODY)] if not crew.people and strategy != "big_bang" else []
    found = []
    if crew.people < SMALLEST and crew.everybody > SMALL_BUSINESS:
        found.append(Sentence(_FEW, people=crew.people))
    if crew.people > LARGEST:
        found.append(Sentence(_MANY, people=crew.people))
    if strategy == "crawl_walk_run" and crew.teams < 2:
        found.append(Sentence(_ONE_TEAM))
    if crew.managers < 2:
        found.append(Sentence(_MANAGERS))
    if crew.managers_left_out:
        found.append(Sentence(_LEFT_OUT, names=", ".join(sorted(crew.managers_left_out)[:5])))
    if crew.alone:
        found.append(Sentence(_ALONE, names=", ".join(sorted(crew.alone)[:5])))
    return found


_NOBODY = _("Nobody takes part yet.")
_TOO_LARGE_FOR_ALL = _("%(people)s people at once are many; a pilot of some teams teaches more.")
_FEW = _("%(people)s people are few for a pilot: ten to fifty show what will happen to everybody.")
_MANY = _("%(people)s people are many for a pilot: ten to fifty are easier to help.")
_ONE_TEAM = _("All of them are from one team. What works there may not work elsewhere.")
_MANAGERS = _("Fewer than two managers take part. Managers decide whether it lasts.")
_ALONE = _("Some manage people of whom none takes part who manages nobody: %(names)s.")
_LEFT_OUT = _("Some take part whose managers do not: %(names)s.")
