"""What happened: recorded in the same transaction as the change, delivered after commit, at least once.

`record()` is the only writer. Subscribers register with `@subscribe`; each handles an event at most once, because
its receipt is written in its own transaction. What was not delivered (a crash, a failing subscriber) is found by
`sweep()`, which a job runs every minute.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.db.models import F

from cairn.core import clock, jobs, tenancy
from cairn.core.access import HasIdentity
from cairn.core.models import Event, EventReceipt, EventSeal, PendingEvent

log = logging.getLogger(__name__)

Handler = Callable[[Event], None]
_subscribers: dict[str, tuple[tuple[str, ...], Handler]] = {}


class Subject(Protocol):
    """Anything with an id that an event can be about."""

    @property
    def pk(self) -> Any: ...


@dataclass(frozen=True)
class Kind:
    """A kind of event, declared once in its app's events.py. `sentence` tells it to people."""

    name: str
    sentence: str
    public: bool = True
    known: dict[str, Kind] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        assert self.name not in KINDS, f"event kind {self.name} is declared twice"
        KINDS[self.name] = self


KINDS: dict[str, Kind] = {}


def subscribe(name: str, *prefixes: str) -> Callable[[Handler], Handler]:
    """Registers a handler for every event whose kind starts with one of `prefixes`. `name` must stay stable."""

    def register(handler: Handler) -> Handler:
        _subscribers[name] = (prefixes, handler)
        return handler

    return register


def build(kind: Kind, subject: Subject | None, *, by: HasIdentity, **data: Any) -> Event:
    """An event that is not saved yet, for bulk loads. Values are ids, numbers, dates, short texts."""
    return Event(
        kind=kind.name,
        at=clock.now(),
        actor_id=by.member_id,
        real_actor_id=by.real_member_id,
        via=by.via.value,
        subject_type=subject._meta.model_name if subject is not None else "",  # type: ignore[attr-defined]
        subject_id=subject.pk if subject is not None else None,
        data=json.loads(json.dumps(data, cls=DjangoJSONEncoder)),
    )


def record(kind: Kind, subject: Subject | None, *, by: HasIdentity, **data: Any) -> Event:
    """Writes one event in the present transaction and has it delivered after commit."""
    event = build(kind, subject, by=by, **data)
    event.save(force_insert=True)
    PendingEvent(event=event, retry_at=clock.now() + timedelta(minutes=1)).save(force_insert=True)
    organization_id, event_id = tenancy.current_id(), event.pk
    transaction.on_commit(lambda: jobs.enqueue(deliver, organization_id=organization_id, event_id=str(event_id)))
    return event


def record_many(events: list[Event]) -> None:
    """Writes events of a bulk load. They are sealed and delivered by the next sweep."""
    Event.objects.bulk_create(events, batch_size=500)
    now = clock.now()
    PendingEvent.objects.bulk_create([PendingEvent(event=event, retry_at=now) for event in events], batch_size=500)


@jobs.job
def deliver(event_id: str) -> None:
    """Seals one event into the chain and hands it to its subscribers, each once. Safe to repeat."""
    pending = PendingEvent.objects.select_related("event").filter(event_id=UUID(event_id)).first()
    if pending is None:
        return
    seal([pending.event])
    served = [_is_served(pending.event, name) for name in _subscribers_of(pending.event)]
    if all(served):
        pending.delete()
    else:
        wait = timedelta(minutes=min(360, 2 ** (pending.attempts + 1)))
        mine = PendingEvent.objects.filter(pk=pending.pk)
        mine.update(attempts=F("attempts") + 1, retry_at=clock.now() + wait)


def _subscribers_of(event: Event) -> list[str]:
    return [name for name, (prefixes, _handler) in _subscribers.items() if event.kind.startswith(prefixes)]


def _is_served(event: Event, name: str) -> bool:
    """Hands the event over unless that was done before. One that fails does not keep the others from theirs."""
    _prefixes, handler = _subscribers[name]
    try:
        with transaction.atomic():
            if _take_receipt(event, name):
                handler(event)
    except Exception:
        log.exception("Event %s could not be handed to %s; it will be tried again.", event.pk, name)
        return False
    return True


def _take_receipt(event: Event, name: str) -> bool:
    """False when the subscriber has it already, also when another process is handing it over just now."""
    if EventReceipt.objects.filter(event=event, subscriber=name).exists():
        return False
    try:
        with transaction.atomic():
            EventReceipt(event=event, subscriber=name).save(force_insert=True)
    except IntegrityError:
        return False
    return True


def sweep(limit: int = 2000) -> int:
    """Delivers what is overdue in the present organisation; answers how many were tried."""
    overdue = PendingEvent.objects.filter(retry_at__lte=clock.now())
    due = list(overdue.order_by("event_id").select_related("event")[:limit])
    seal([row.event for row in due])
    PendingEvent.objects.filter(pk__in=[row.pk for row in due if not _subscribers_of(row.event)]).delete()
    for row in due:
        if _subscribers_of(row.event):
            deliver.call_local(event_id=str(row.event_id))
    return len(due)


def seal(events: list[Event]) -> None:
    """Appends events to the organisation's chain, unless they are in it."""
    with transaction.atomic():
        _queue_for_the_chain()
        sealed = set(EventSeal.objects.filter(event__in=events).values_list("event_id", flat=True))
        last = EventSeal.objects.order_by("-position").first()
        position, digest = (last.position, last.digest) if last else (0, "")
        seals = []
        for event in events:
            if event.pk not in sealed:
                position, digest = position + 1, digest_of(event, digest)
                seals.append(EventSeal(event=event, position=position, digest=digest))
        EventSeal.objects.bulk_create(seals, batch_size=500)


def seal_the_rest() -> None:
    """Appends every event of the organisation that is not in the chain, oldest first: for what was loaded in bulk."""
    while rest := list(Event.objects.filter(seal=None).order_by("pk")[:500]):
        seal(rest)


def _queue_for_the_chain() -> None:
    """One sealer of an organisation at a time. The lock lets others refer to the organisation's row meanwhile."""
    organizations = apps.get_model(settings.CAIRN_TENANT_MODEL)._base_manager
    organizations.select_for_update(no_key=True).get(pk=tenancy.current_id())


def digest_of(event: Event, previous: str) -> str:
    """SHA-256 over the previous link and everything the event says."""
    said = [
        previous, str(event.pk), str(event.organization_id), event.kind, event.at.isoformat(), str(event.actor_id),
        str(event.real_actor_id), event.via, event.subject_type, str(event.subject_id),
        json.dumps(event.data, sort_keys=True),
    ]  # fmt: skip
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def broken_links() -> list[str]:
    """Walks the chain of the present organisation; a sentence for each link that does not hold."""
    problems: list[str] = []
    digest = ""
    for expected, seal in enumerate(EventSeal.objects.order_by("position").select_related("event").iterator(), 1):
        digest = digest_of(seal.event, digest)
        if seal.position != expected:
            problems.append(f"Event chain: link {expected} is missing.")
            break
        if seal.digest != digest:
            problems.append(f"Event chain: event {seal.event_id} at link {seal.position} was changed afterwards.")
            break
    torn = Event.objects.filter(seal=None, pending=None).count()
    if torn:
        problems.append(f"Event chain: {torn} events are neither in the chain nor waiting for it.")
    return problems
