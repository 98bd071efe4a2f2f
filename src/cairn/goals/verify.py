"""Recomputes every cached number and compares: what `cairn verify` runs (architecture §3)."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from cairn.core.lots import in_lots
from cairn.goals import alignment, counting, flaws
from cairn.goals.computation import Link, compute
from cairn.goals.measuring import Rules, parts_of, rules_of, schedule_of
from cairn.goals.models import Alignment, CheckIn, Goal, GoalVersion, TitleWord
from cairn.goals.parts import Parts
from cairn.goals.recompute import settings_row
from cairn.goals.words import words_of


def differences() -> Iterator[str]:
    """A sentence for each number of the present organisation that is not what its inputs give."""
    rules = rules_of(settings_row())
    goals = {goal.pk: goal for goal in Goal.objects.all().iterator(2000)}
    links = _links(goals)
    edges = [(link.child.pk, parent) for parent, rows in links.items() for link in rows]
    yield from _check_in_differences(goals)
    yield from _count_differences(goals)
    for goal_id in alignment.order(edges, list(goals)):
        yield from _of_one(goals[goal_id], links.get(goal_id, []), rules)
    yield from _flaw_differences(goals)
    yield from _version_differences(goals)
    yield from _title_differences(goals)


def _links(goals: dict[UUID, Goal]) -> dict[UUID, list[Link]]:
    links: dict[UUID, list[Link]] = {}
    for row in Alignment.objects.all().iterator(5000):
        child = goals[row.child_id]
        if child.deleted_at is None:
            links.setdefault(row.parent_id, []).append(Link(child, row.contribution, row.contributes))
    for below in links.values():
        below.sort(key=lambda link: (link.child.rank, link.child.pk))
    return links


def _of_one(goal: Goal, links: list[Link], rules: Rules) -> Iterator[str]:
    if goal.deleted_at is not None:
        return
    numbers = compute(goal, links, rules)
    found = (goal.current_value, goal.progress, schedule_of(goal), goal.far_behind_from)
    wanted = (numbers.value, numbers.progress, numbers.schedule, numbers.far_behind_from)
    names = ("value", "progress", "status schedule", "day of being far behind")
    for name, has, should in zip(names, found, wanted, strict=True):
        if has != should:
            yield f"“{goal.title}” ({goal.pk}): its {name} is {has}, its inputs give {should}."


def _check_in_differences(goals: dict[UUID, Goal]) -> Iterator[str]:
    """A goal that is not rolled up stands at its latest standing check-in."""
    latest = {row.goal_id: row for row in CheckIn.objects.standing().order_by("at", "id").iterator(5000)}
    for goal in goals.values():
        row = latest.get(goal.pk)
        if goal.is_automatic or goal.deleted_at is not None:
            continue
        value = row.value if row else None
        if goal.current_value != value:
            yield f"“{goal.title}” ({goal.pk}): its value is {goal.current_value}, its latest check-in says {value}."


def _count_differences(goals: dict[UUID, Goal]) -> Iterator[str]:
    """What a goal remembers of its tasks or milestones is what there is of them."""
    counted = counting.recounted()
    for goal in goals.values():
        for mode, parts in counted.items():
            has, should = parts_of(goal, mode), parts.get(goal.pk, Parts())
            if has != should:
                yield (
                    f"“{goal.title}” ({goal.pk}): of its {mode} it counts {has.done} of {has.whole}, "
                    f"there are {should.done} of {should.whole}."
                )


def _flaw_differences(goals: dict[UUID, Goal]) -> Iterator[str]:
    """A goal remembers whether something is amiss with it whatever the day."""
    ids = list(goals)
    for lot in in_lots(ids, 500):
        for goal, should in flaws.found(lot):
            has = flaws.Flaws(goal.lasting_risk, goal.lasting_attention)
            if has != should:
                yield f"“{goals[goal.pk].title}” ({goal.pk}): it remembers {has}, its ties give {should}."


def _version_differences(goals: dict[UUID, Goal]) -> Iterator[str]:
    """Every goal has exactly one open version row, with the goal's present number."""
    open_rows: dict[UUID, list[int]] = {}
    for goal_id, number in GoalVersion.objects.filter(valid_to=None).values_list("goal_id", "number").iterator(5000):
        open_rows.setdefault(goal_id, []).append(number)
    for goal in goals.values():
        if open_rows.get(goal.pk) != [goal.version]:
            found = open_rows.get(goal.pk)
            yield f"“{goal.title}” ({goal.pk}): its open history rows are {found}, not [{goal.version}]."


def _title_differences(goals: dict[UUID, Goal]) -> Iterator[str]:
    """Every goal is found by the words of its title and by no other."""
    noted: dict[UUID, set[str]] = {}
    for goal_id, word in TitleWord.objects.values_list("goal_id", "word__text").iterator(5000):
        noted.setdefault(goal_id, set()).add(word)
    for goal in goals.values():
        has, should = noted.get(goal.pk, set()), set(words_of(goal.title))
        if has != should:
            yield f"“{goal.title}” ({goal.pk}): it is found by {sorted(has)}, its title has {sorted(should)}."
