"""The alignment graph over bare ids: loops, ancestors and the order of recomputation (spec okrs §8.1, §5.4).

An edge is a pair (child, parent). Many parents are allowed, loops are not. A goal that reaches an ancestor
by two ways (a diamond) counts once for each edge: each parent takes its full progress, and the ancestor
above is recomputed once, after both. Pure: no Django, no models; nothing recurses, so depth costs no stack.
"""

from collections import deque
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Id = TypeVar("Id", bound=Hashable)
Edge = tuple[Id, Id]

MAX_PARENTS = 10


class LoopError(ValueError):
    """The edges contain a loop; `loop` lists its ids, the first repeated at the end."""

    def __init__(self, loop: list[Id]) -> None:
        super().__init__(f"loop among alignments: {loop!r}")
        self.loop = loop


def would_loop(edges: Iterable[Edge[Id]], child: Id, parent: Id) -> list[Id] | None:
    """The loop that aligning `child` to `parent` would close, to be shown; None when there is none.

    The list runs upwards from the child by the new edge and back to it by the shortest way: aligning A
    to C, where C is under B and B under A, gives [A, C, B, A].
    """
    if child == parent:
        return [child, child]
    parents = _parents(edges)
    came_from: dict[Id, Id] = {}
    waiting = deque([parent])
    while waiting:
        here = waiting.popleft()
        if here == child:
            return [child, *_way_back(came_from, parent, child)]
        for above in parents.get(here, ()):
            if above not in came_from and above != parent:
                came_from[above] = here
                waiting.append(above)
    return None


def ancestors(edges: Iterable[Edge[Id]], of: Iterable[Id]) -> set[Id]:
    """All ids that can be reached upwards from `of`, without `of` itself unless one lies above another."""
    return _reach(_parents(edges), of)


def descendants(edges: Iterable[Edge[Id]], of: Iterable[Id]) -> set[Id]:
    """All ids that can be reached downwards from `of`, without `of` itself unless one lies below another."""
    return _reach(_parents((parent, child) for child, parent in edges), of)


def levels(edges: Iterable[Edge[Id]], changed: Iterable[Id]) -> list[list[Id]]:
    """The changed ids and all their ancestors, level by level, deepest first.

    Every id comes once, in a later level than all its affected children, so that one query per level
    recomputes them. Within a level the order is that of first sight: the same input, the same order.
    Raises LoopError when the edges contain a loop above `changed`.
    """
    parents = _parents(edges)
    affected = list(dict.fromkeys(changed))
    seen = set(affected)
    for here in affected:
        new = [above for above in parents.get(here, ()) if above not in seen]
        seen.update(new)
        affected.extend(new)
    open_children = dict.fromkeys(affected, 0)
    for here in affected:
        for above in parents.get(here, ()):
            open_children[above] += 1
    result: list[list[Id]] = []
    level = [here for here in affected if not open_children[here]]
    while level:
        result.append(level)
        following = []
        for here in level:
            for above in parents.get(here, ()):
                open_children[above] -= 1
                if not open_children[above]:
                    following.append(above)
        level = following
    if any(open_children.values()):
        raise LoopError(_find_loop(parents, [here for here in affected if open_children[here]]))
    return result


def order(edges: Iterable[Edge[Id]], changed: Iterable[Id]) -> list[Id]:
    """`levels`, flattened: the ids to recompute, each after all its affected children."""
    return [here for level in levels(edges, changed) for here in level]


def _parents(edges: Iterable[Edge[Id]]) -> dict[Id, list[Id]]:
    """Parents by child, each edge once however often it was given."""
    result: dict[Id, list[Id]] = {}
    for child, parent in dict.fromkeys(edges):
        result.setdefault(child, []).append(parent)
    return result


def _reach(above: Mapping[Id, list[Id]], start: Iterable[Id]) -> set[Id]:
    found: set[Id] = set()
    waiting = list(start)
    while waiting:
        for there in above.get(waiting.pop(), ()):
            if there not in found:
                found.add(there)
                waiting.append(there)
    return found


def _way_back(came_from: Mapping[Id, Id], start: Id, end: Id) -> list[Id]:
    way = [end]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return way[::-1]


def _find_loop(parents: Mapping[Id, list[Id]], stuck: list[Id]) -> list[Id]:
    """Name one loop among ids of which each still waits for a child: walking down, some id must recur."""
    waiting = set(stuck)
    child_of = {above: here for here in stuck for above in parents.get(here, ()) if above in waiting}
    way, here = [], stuck[0]
    while here not in way:
        way.append(here)
        here = child_of[here]
    loop = [*way[way.index(here) :], here]
    return loop[::-1]
