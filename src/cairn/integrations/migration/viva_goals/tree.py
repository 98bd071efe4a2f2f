"""The tree of a bundle: ids that are unique, parents that exist, no loops, weights that were chosen.

Nothing is ever dropped for its place in the tree: an alignment that cannot stand is left out with a remark,
the goal itself stays (spec integrations §7.4.3).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from django.utils.translation import gettext as _

from cairn.integrations.migration.viva_goals import weights
from cairn.integrations.migration.viva_goals.records import GoalRecord, ParentRef
from cairn.integrations.migration.viva_goals.remarks import Remarks, RowRemarks

MOST_PARENTS = 10
"""As many as a goal may have (spec okrs §8.1)."""
_SHOWN_IN_LOOP = 8


def linked(goals: Sequence[GoalRecord], remarks: Remarks) -> list[GoalRecord]:
    """Bring the alignments of these goals in order and settle their weights. Ids must be unique.

    Parents known by title only are looked up; doubles, self-alignments, surplus parents and whatever
    closes a loop are left out; parents that are not in the file stay and are remarked on.
    """
    by_id = {goal.external_id: goal for goal in goals}
    by_title: dict[str, list[str]] = defaultdict(list)
    for goal in goals:
        by_title[goal.title].append(goal.external_id)
    tidy = [replace(goal, alignments=_tidy(goal, by_id, by_title, remarks)) for goal in goals]
    return _weighted(_without_loops(tidy, remarks))


def about(goal: GoalRecord, remarks: Remarks) -> RowRemarks:
    """Remarks on the row of a goal."""
    return RowRemarks(remarks, goal.row, goal.external_id if goal.has_lasting_id else None, goal.title)


def _tidy(
    goal: GoalRecord, by_id: dict[str, GoalRecord], by_title: dict[str, list[str]], remarks: Remarks
) -> tuple[ParentRef, ...]:
    notes = about(goal, remarks)
    found: dict[str, ParentRef] = {}
    for parent in goal.alignments:
        ref = _identified(parent, by_title)
        if ref.external_id == goal.external_id:
            notes.warn(_("It is aligned to itself. That alignment is left out."))
        elif len(found) == MOST_PARENTS and (ref.external_id or ref.title) not in found:
            notes.warn(
                _("It has more than %(most)s parents; “%(title)s” is left out.")
                % {"most": MOST_PARENTS, "title": ref.title}
            )
        else:
            known = by_id.get(ref.external_id or "")
            if known is None:
                notes.warn(_missing(ref, len(by_title.get(ref.title, ()))))
            found.setdefault(ref.external_id or ref.title, replace(ref, title=known.title) if known else ref)
    return tuple(found.values())


def _identified(parent: ParentRef, by_title: dict[str, list[str]]) -> ParentRef:
    namesakes = by_title.get(parent.title, [])
    if parent.external_id is None and len(namesakes) == 1:
        return replace(parent, external_id=namesakes[0])
    return parent


def _missing(parent: ParentRef, namesakes: int) -> str:
    name = f"“{parent.title}”" if parent.title else _("with the id %(id)s") % {"id": parent.external_id}
    if namesakes > 1:
        return _("Its parent %(name)s could be any of %(count)s rows with that title; it is imported without.") % {
            "name": name,
            "count": namesakes,
        }
    return _("Its parent %(name)s is not in the file; it is imported without, unless the parent is here already.") % {
        "name": name
    }


def _without_loops(goals: list[GoalRecord], remarks: Remarks) -> list[GoalRecord]:
    """Walk upwards from every goal; an alignment to a goal on the way to it closes a loop and is cut."""
    by_id = {goal.external_id: goal for goal in goals}
    cut: set[tuple[str, str]] = set()
    finished: set[str] = set()
    for goal in goals:
        if goal.external_id not in finished:
            _walk_up(goal, by_id, finished, cut, remarks)
    if not cut:
        return goals
    return [replace(goal, alignments=_uncut(goal, cut)) for goal in goals]


def _uncut(goal: GoalRecord, cut: set[tuple[str, str]]) -> tuple[ParentRef, ...]:
    return tuple(ref for ref in goal.alignments if (goal.external_id, ref.external_id) not in cut)


def _walk_up(
    start: GoalRecord,
    by_id: dict[str, GoalRecord],
    finished: set[str],
    cut: set[tuple[str, str]],
    remarks: Remarks,
) -> None:
    path: dict[str, Iterator[ParentRef]] = {start.external_id: iter(start.alignments)}
    while path:
        here = next(reversed(path))
        parent = next(path[here], None)
        if parent is None:
            finished.add(here)
            del path[here]
        elif (above := parent.external_id) in path and above is not None:
            cut.add((here, above))
            _report_loop(path, above, by_id, remarks)
        elif above in by_id and above not in finished:
            path[above] = iter(by_id[above].alignments)


def _report_loop(path: Iterable[str], above: str, by_id: dict[str, GoalRecord], remarks: Remarks) -> None:
    way = list(path)
    loop = way[way.index(above) :]
    names = [f"“{by_id[step].title}”" for step in islice(loop, _SHOWN_IN_LOOP)]
    if len(loop) > _SHOWN_IN_LOOP:
        names.append(f"… ({len(loop) - _SHOWN_IN_LOOP} more)")
    names.append(f"“{by_id[above].title}”")
    about(by_id[loop[-1]], remarks).damaged(
        _("The parents go round in a loop: %(loop)s. The alignment that closes it is left out.")
        % {"loop": " → ".join(names)}
    )


def _weighted(goals: list[GoalRecord]) -> list[GoalRecord]:
    """Replace written weights by fixed shares and automatic ones, family by family."""
    families: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, goal in enumerate(goals):
        for position, ref in enumerate(goal.alignments):
            families[ref.external_id or f"title {ref.title}"].append((at, position))
    alignments = [list(goal.alignments) for goal in goals]
    for family in families.values():
        shares = weights.settled([goals[at].alignments[position].weight for at, position in family])
        for (at, position), share in zip(family, shares, strict=True):
            alignments[at][position] = replace(alignments[at][position], weight=share)
    return [replace(goal, alignments=tuple(refs)) for goal, refs in zip(goals, alignments, strict=True)]


def parents_first(goals: Sequence[GoalRecord]) -> list[GoalRecord]:
    """The goals in an order in which parents stand before their children. No loops allowed."""
    by_id = {goal.external_id: goal for goal in goals}
    waiting = {goal.external_id: sum(ref.external_id in by_id for ref in goal.alignments) for goal in goals}
    children: dict[str, list[GoalRecord]] = defaultdict(list)
    for goal in goals:
        for ref in goal.alignments:
            children[ref.external_id or ""].append(goal)
    ready = [goal for goal in goals if not waiting[goal.external_id]]
    for goal in ready:  # grows while it is walked
        for child in children[goal.external_id]:
            waiting[child.external_id] -= 1
            if not waiting[child.external_id]:
                ready.append(child)
    return ready
