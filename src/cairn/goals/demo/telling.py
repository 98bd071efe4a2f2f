"""Tells the story quarter by quarter: who pursues what, under whom, and how far it comes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

from cairn.goals.actions.load import Load
from cairn.goals.demo import curves
from cairn.goals.demo.cast import Cast
from cairn.goals.demo.quarter import Memory, Place, Rhythm, measured, parent
from cairn.goals.demo.story import company
from cairn.goals.demo.story.people import SIGN_INS
from cairn.goals.demo.story.teams import TEAM_STORIES
from cairn.goals.demo.story.words import Aim, Measure, Project, TeamStory
from cairn.goals.demo.voices import Speaker
from cairn.goals.models import Entity, GoalKind, Nature, Privacy, ProgressMode, StatusRule
from cairn.organizations.models import Member
from cairn.planning.models import Period

PILLAR_OWNERS = {"last": "Products", "grow": "Sales and Brand", "run": "Operations", "people": "People and Finance"}
SUMMED = {"bench repairs", "porto repairs"}  # what the company's number of repairs adds up
DRAFTING = ("Products", "Operations", "Repair and Rental", "Online Shop", "Customer Care", "Digital Platform")


@dataclass
class Told:
    """A goal of the story, in the order parents before children, with what its end needs to know."""

    load: Load
    place: Place
    random: Random
    speaker: Speaker
    measure: Measure | None = None
    share: float = 1.0
    team: str = ""
    pillar: str = ""
    carried: int = 0


@dataclass(frozen=True)
class Now:
    """One period as the teller stands in it: which season, which year (0 last, 1 this), how far back (0 current)."""

    period: Period
    season: int
    year: int
    back: int


class Teller:
    """Collects what is to be loaded in `told`; `put_off` holds what waits for the next quarter, by team."""

    def __init__(self, cast: Cast, today: date, seed: str) -> None:
        self.cast, self.today, self.seed = cast, today, seed
        self.zone = ZoneInfo(cast.organization.time_zone)
        self.memory = Memory({}, {})
        self.told: list[Told] = []
        self.pillars: dict[str, Load] = {}  # the annual objectives of the year that is told
        self.put_off: dict[str, list[Told]] = {}

    def year(self, now: Now) -> None:
        """The annual objectives with their key results."""
        place = self._place(now, made=now.period.start - timedelta(14))
        for position, aim in enumerate(company.YEARS):
            owner = self._chief(aim.pillar) if position else self.cast.members[SIGN_INS["owner"]]
            objective = self._objective(place, aim, now, owner, self._random(now, "year", aim.pillar))
            self.pillars[aim.pillar] = objective.load
            for number, measure in enumerate(aim.measures):
                who = self._chief(list(PILLAR_OWNERS)[(position + number) % 4])
                self._key_result(now, place, objective, measure, "year", who, skips=0.55)

    def quarter(self, now: Now) -> None:
        """Everything that the company, its teams and single people pursue in one quarter."""
        place = self._place(now, made=self._made_on(now))
        above = self._company(now, place)
        sums: list[Told] = []
        for story in TEAM_STORIES:
            if now.back >= 0 or story.team in DRAFTING:
                sums += self._team(now, place, story, above)
        self._add_up(above, sums)
        if now.back in (0, 1):
            self._private(now, place)

    # ── The company ─────────────────────────────────────────────────────────────────────────────────

    def _company(self, now: Now, place: Place) -> dict[str, list[Told]]:
        """The objectives by pillar, each followed by its key results."""
        found: dict[str, list[Told]] = {}
        for position, aim in enumerate(company.SEASONS[now.season]):
            owner = self.cast.members[SIGN_INS["owner"]] if aim.pillar == "last" else self._chief(aim.pillar)
            objective = self._objective(place, aim, now, owner, self._random(now, "company", aim.pillar))
            if now.year < 2:
                counts = aim.pillar in {"last", "run"}
                parent(
                    objective.load, self.pillars[aim.pillar].goal.pk, Decimal(10) if counts else None, counts=counts
                )
            found[aim.pillar] = [objective]
            for number, measure in enumerate(aim.measures):
                who = self._chief(list(PILLAR_OWNERS)[(position + number) % 4])
                row = self._key_result(now, place, objective, measure, "", who)
                if aim.pillar == "run" and number < 2:
                    under, _share, counts = row.load.parents[0]
                    row.load.parents = [(under, Decimal(30 - 5 * number), counts)]
                found[aim.pillar].append(row)
            self._projects(place, objective, aim, owner)
        return found

    def _add_up(self, above: dict[str, list[Told]], parts: list[Told]) -> None:
        """The company's number of repairs is the sum of the benches'."""
        for row in above.get("last", ()):
            if row.measure is not None and row.measure.name == "repairs" and parts:
                row.load.goal.progress_mode = ProgressMode.ROLLUP
                row.load.check_ins.clear()
                for part in parts:
                    parent(part.load, row.load.goal.pk)

    def _private(self, now: Now, place: Place) -> None:
        members = self.cast.members
        ceo, lead = members[SIGN_INS["owner"]], members[SIGN_INS["lead"]]
        closed = replace(place, privacy=Privacy.LISTED, viewers=(members["Emeka Obi"], self._chief("grow")))
        self._with_key_results(now, closed, company.PRIVATE, "private", ceo)
        own = replace(place, privacy=Privacy.LISTED, viewers=(ceo,), entity=Entity.INDIVIDUAL)
        self._with_key_results(now, own, company.HANDOVER, "handover", lead)

    # ── Teams and single people ─────────────────────────────────────────────────────────────────────

    def _team(self, now: Now, place: Place, story: TeamStory, above: dict[str, list[Told]]) -> list[Told]:
        team = self.cast.teams[story.team]
        crew = self.cast.crews[story.team]
        own = replace(place, entity=Entity.TEAM, team=team)
        speaker = Speaker(self._random(now, "voice", story.team), story.went_well, story.went_badly)
        sums: list[Told] = []
        first: Told | None = None
        for number, aim in enumerate(story.seasons[now.season]):
            random = self._random(now, story.team, str(number))
            owner = crew[0] if number == 0 else crew[1]
            objective = self._objective(own, aim, now, owner, random, story.team, speaker)
            first = first or objective
            self._place_under(now, objective, aim, story, above, number)
            for position, measure in enumerate(self._measures(now, story, aim, number)):
                who = crew[position] if position < 2 else random.choice(crew[1:])
                row = self._key_result(now, own, objective, measure, story.team, who, speaker=speaker)
                if measure.name in SUMMED:
                    sums.append(row)
            self._projects(own, objective, aim, random.choice(crew[1:]))
        assert first is not None
        self._take_up(now, own, first, story.team, crew)
        self._put_in(now, own, first, story.team, crew)
        if now.back >= 0:
            self._person(now, place, story, crew, first)
        if now.back == 0 and story.team == "Customer Care":  # so that there is something to be alerted about
            first.load.owners, first.load.goal.check_in_owner_id = [], None
        return sums

    def _measures(self, now: Now, story: TeamStory, aim: Aim, number: int) -> tuple[Measure, ...]:
        """What the aim says; one team takes on more than five at once, as teams do."""
        if now.back == 0 and number == 0 and story.team == "Digital Platform":
            others = {row.name: row for season in story.seasons for other in season for row in other.measures}
            return tuple({row.name: row for row in (*aim.measures, *others.values())}.values())[:6]
        return aim.measures

    def _place_under(
        self, now: Now, objective: Told, aim: Aim, story: TeamStory, above: dict[str, list[Told]], number: int
    ) -> None:
        """Under the team above it when that pursues the same; else under the company's objective or a key result."""
        if now.back == 0 and story.team == "People and Finance":
            return
        team = self.cast.teams[story.team]
        if team.parent is not None:
            for row in self.told:
                is_here = row.place.period == now.period and row.team == team.parent.name and row.measure is None
                if is_here and row.load.goal.kind == GoalKind.OBJECTIVE and row.pillar == aim.pillar:
                    parent(objective.load, row.load.goal.pk)
                    return
        rows = above.get(aim.pillar)
        if rows is None:
            if now.year < 2:
                parent(objective.load, self.pillars[aim.pillar].goal.pk, counts=False)
            return
        turn = self._random(now, "under", story.team, str(number)).random()
        parent(objective.load, (rows[0] if turn < 0.6 else rows[1 + int(turn * 100) % (len(rows) - 1)]).load.goal.pk)

    def _person(self, now: Now, place: Place, story: TeamStory, crew: list[Member], under: Told) -> None:
        aim = story.personal[now.season % 2]
        is_member = story.team == "Repair and Rental"  # whoever tries the demo as a member always has something to do
        who = crew[1] if is_member else crew[1 + now.season % 2]
        own = replace(place, entity=Entity.INDIVIDUAL)
        objective = self._with_key_results(now, own, aim, f"{story.team}/{who.name}", who)
        parent(objective.load, under.load.goal.pk)

    # ── What waited ─────────────────────────────────────────────────────────────────────────────────

    def _put_in(self, now: Now, place: Place, objective: Told, team: str, crew: list[Member]) -> None:
        """Two key results that are put off, once and twice, until they are pursued in the current quarter."""
        for measure, at, where in (
            (company.PUT_OFF_TWICE, 2, "Online Shop"),
            (company.PUT_OFF_ONCE, 1, "Repair and Rental"),
        ):
            if (now.back, team) == (at, where):
                self._key_result(now, place, objective, measure, team, crew[-1], share=0.1)

    def _take_up(self, now: Now, place: Place, objective: Told, team: str, crew: list[Member]) -> None:
        """Continues what was postponed in the quarter before, from where it ended."""
        for old in self.put_off.pop(team, []):
            assert old.measure is not None
            was = old.load.goal
            owner = next(member for member in crew if member.pk == was.check_in_owner_id)
            again = old.measure in (company.PUT_OFF_TWICE, company.PUT_OFF_ONCE) and now.back > 0
            row = self._key_result(
                now, place, objective, old.measure, team, owner,
                share=0.1 if again else None, target=was.target_value,
            )  # fmt: skip
            row.carried = old.carried + 1
            row.load.goal.carried_over_from = row.load.goal.cloned_from = was
            row.load.goal.carry_over_count = row.carried

    # ── One goal ────────────────────────────────────────────────────────────────────────────────────

    def _with_key_results(
        self, now: Now, place: Place, aim: Aim, whose: str, owner: Member, speaker: Speaker | None = None
    ) -> Told:
        objective = self._objective(place, aim, now, owner, self._random(now, whose), whose, speaker)
        for measure in aim.measures:
            self._key_result(now, place, objective, measure, whose, owner, speaker=speaker)
        return objective

    def _objective(
        self,
        place: Place,
        aim: Aim,
        now: Now,
        owner: Member,
        random: Random,
        team: str = "",
        speaker: Speaker | None = None,
    ) -> Told:
        load = place.new_goal(GoalKind.OBJECTIVE, aim.titles[now.year % 2], owner)
        load.goal.description, load.goal.nature = aim.why, aim.nature
        load.goal.progress_mode = ProgressMode.ROLLUP
        by_children = random.random() < 0.12 and place.entity == Entity.TEAM
        load.goal.status_rule = StatusRule.CHILDREN if by_children else StatusRule.PROGRESS
        load.tags = aim.tags
        return self._tell(Told(load, place, random, speaker or Speaker(random), team=team, pillar=aim.pillar))

    def _key_result(
        self, now: Now, place: Place, objective: Told, measure: Measure, whose: str, owner: Member, *,
        speaker: Speaker | None = None, skips: float = 0.14, share: float | None = None,
        target: Decimal | None = None,
    ) -> Told:  # fmt: skip
        random = self._random(now, whose, measure.name, owner.name)
        committed = measure.nature == Nature.COMMITTED
        made = curves.final_share(random, committed=committed, is_over=place.is_over) if share is None else share
        if made < 0.3 and place.is_over and share is None and random.random() < 0.5:
            made = 0.12
        found = self.memory.settle(whose, measure, random, made, place, target)
        load = place.new_goal(GoalKind.KEY_RESULT, found.title, owner)
        load.goal.nature = measure.nature or objective.load.goal.nature
        load.tags = objective.load.tags if random.random() < 0.3 else ()
        parent(load, objective.load.goal.pk)
        rhythm = Rhythm(Random(owner.name).randrange(5), skips, self._silent_from(place, random))
        measured(place, load, found, rhythm, speaker or objective.speaker, random)
        return self._tell(Told(load, place, random, speaker or objective.speaker, measure, made, whose))

    def _projects(self, place: Place, objective: Told, aim: Aim, owner: Member) -> None:
        for project in aim.projects:
            self._project(place, objective, project, owner)

    def _project(self, place: Place, objective: Told, project: Project, owner: Member) -> None:
        random = Random(f"{self.seed}:{place.period.name}:{project.title}")
        measure = Measure(project.title, project.title, "percent", nature="committed")
        share = curves.final_share(random, committed=True, is_over=place.is_over)
        found = self.memory.settle("project", measure, random, share, place)
        load = place.new_goal(GoalKind.PROJECT, project.title, owner)
        load.goal.nature = Nature.COMMITTED
        parent(load, objective.load.goal.pk, counts=project.counts)
        measured(place, load, found, Rhythm(2, 0.3), objective.speaker, random)
        self._tell(Told(load, place, random, objective.speaker, measure, share))

    def _silent_from(self, place: Place, random: Random) -> date | None:
        """In the current quarter some fall silent, and some have not begun."""
        luck = random.random()
        if place.is_over or place.period.kind == "year" or luck > 0.1:
            return None
        if luck < 0.035:
            return place.period.start - timedelta(1)
        return place.period.start + (self.today - place.period.start) * 2 // 5

    def _tell(self, row: Told) -> Told:
        self.told.append(row)
        return row

    def _place(self, now: Now, made: date) -> Place:
        return Place(now.period, self.today, self.zone, min(made, self.today - timedelta(1)))

    def _made_on(self, now: Now) -> date:
        return self.today - timedelta(2) if now.back < 0 else now.period.start - timedelta(9)

    def _chief(self, pillar: str) -> Member:
        return self.cast.lead(PILLAR_OWNERS[pillar])

    def _random(self, now: Now, *parts: str) -> Random:
        return Random(":".join((self.seed, str(now.year), str(now.season), now.period.kind, *parts)))
