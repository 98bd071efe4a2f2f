"""Tell people: one row of the inbox each, and a delivery for every channel that wants it (integrations §2.5).

    notify("goal.closed", [maya.pk], about=goal, by=event.actor_id, key=f"event:{event.pk}")

Called by subscribers of events and by scheduled work. Telling the same thing again, by its key, does nothing; so
does telling people who may not know of the goal, who cannot sign in, or who did it themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from cairn.core import clock, jobs
from cairn.core.transactions import action
from cairn.goals.models import Goal
from cairn.notifications import reaching
from cairn.notifications.catalogue import CATALOGUE
from cairn.notifications.delivery.channels import CHANNELS
from cairn.notifications.delivery.hand_over import hand_over
from cairn.notifications.models import Delivery, Notification
from cairn.organizations.models import Member

BATCH = 500


@dataclass(frozen=True)
class Notice:
    """One thing to tell one person. `key` says when it is the same thing: at most once per person and key.

    `goal_id` is the goal it is about, `child_id` one below it that it names: who may not see either is not told.
    `at` is the instant from which it is known, in the inbox too; default: now.
    """

    kind: str
    recipient_id: UUID
    key: str
    goal_id: UUID | None = None
    child_id: UUID | None = None
    subject_type: str = ""
    subject_id: UUID | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    by: UUID | None = None
    at: datetime | None = None


def notify(
    kind: str,
    recipients: Iterable[UUID],
    *,
    key: str,
    about: Any = None,
    child: Goal | None = None,
    facts: Mapping[str, Any] | None = None,
    by: UUID | None = None,
    at: datetime | None = None,
) -> int:
    """Tells each of `recipients` (ids of members); answers how many had not been told before.

    `about` is the goal or other row it is about, `child` a goal below it that it names, `by` the member who did it.
    """
    goal_id = about.pk if isinstance(about, Goal) else None
    return notify_all(
        [
            Notice(
                kind,
                recipient_id,
                key,
                goal_id=goal_id,
                child_id=child.pk if child else None,
                subject_type=about._meta.model_name if about is not None else "",
                subject_id=about.pk if about is not None else None,
                facts=facts or {},
                by=by,
                at=at,
            )
            for recipient_id in dict.fromkeys(recipients)
        ]
    )


def notify_all(notices: Sequence[Notice]) -> int:
    """The same for many different notices, in batches of short transactions."""
    return sum(_tell(list(notices[start : start + BATCH])) for start in range(0, len(notices), BATCH))


@action
def _tell(notices: list[Notice]) -> int:
    people = {
        row.pk: row
        for row in Member.objects.active().filter(pk__in={n.recipient_id for n in notices}).only("pk", "time_zone")
    }
    notices = [n for n in notices if n.recipient_id in people and n.recipient_id != n.by]
    hidden = _hidden(notices)
    rows = [_row(n) for n in notices if not hidden & {(n.recipient_id, n.goal_id), (n.recipient_id, n.child_id)}]
    Notification.objects.bulk_create(rows, ignore_conflicts=True)
    born = set(Notification.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    wanted = {(n.recipient_id, n.key): n.at for n in notices}
    new = [row for row in rows if row.pk in born]
    _plan(new, [wanted[row.recipient_id, row.key] for row in new], people)
    return len(new)


def _row(notice: Notice) -> Notification:
    kind = CATALOGUE[notice.kind]
    at = max(notice.at or clock.now(), clock.now())
    return Notification(
        recipient_id=notice.recipient_id,
        kind=kind.name,
        key=notice.key,
        actor_id=notice.by,
        goal_id=notice.goal_id,
        child_id=notice.child_id,
        subject_type=notice.subject_type,
        subject_id=notice.subject_id,
        facts=dict(notice.facts),
        owes=kind.owes,
        at=at,
        read_at=at if kind.silent else None,
    )


def _hidden(notices: list[Notice]) -> set[tuple[UUID, UUID | None]]:
    """Pairs of a person and a private goal that this person may not know of."""
    named = {(n.recipient_id, goal_id) for n in notices for goal_id in (n.goal_id, n.child_id) if goal_id}
    private = Goal.objects.filter(pk__in={goal_id for _member, goal_id in named}, privacy="listed")
    ids = set(private.values_list("pk", flat=True))
    pairs = {(member_id, goal_id) for member_id, goal_id in named if goal_id in ids}
    return {(member_id, goal_id) for member_id, goal_id in pairs if not reaching.may_know(member_id, goal_id)}


def _plan(rows: list[Notification], wanted: list[datetime | None], people: dict[UUID, Member]) -> None:
    """A delivery for each row and channel that is wanted, due when the person may be reached."""
    choices = reaching.choices_of(people)
    now = clock.now()
    deliveries = []
    for row, at in zip(rows, wanted, strict=True):
        for channel in CHANNELS:
            plan = choices.plan(people[row.recipient_id], CATALOGUE[row.kind], channel, at or now)
            if plan is not None:
                deliveries.append(
                    Delivery(
                        notification=row,
                        recipient_id=row.recipient_id,
                        channel=channel,
                        due_at=plan.due_at,
                        bundle=plan.bundle,
                    )
                )
    Delivery.objects.bulk_create(deliveries)
    if any(row.due_at <= now for row in deliveries):
        jobs.enqueue_after_commit(hand_over)
