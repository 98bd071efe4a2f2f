"""Which tables an archive holds: all of the organisation's, but for those that say here why not."""

from __future__ import annotations

from functools import cache
from graphlib import TopologicalSorter

from django.apps import apps
from django.conf import settings

from cairn.core.tenancy import TenantModel

Table = type[TenantModel]

LEFT_OUT = {
    "api.ApiToken": "keys to the installation that they were made on",
    "core.EventReceipt": "which subscribers were served; nobody is told again",
    "core.EventSeal": "the chain is sealed anew, over the new ids",
    "core.IdempotencyKey": "answers to requests of the last day",
    "core.PendingEvent": "the outbox; nobody is told again",
    "goals.TitleWord": "words of titles, noted anew from the titles",
    "goals.Word": "words of titles, noted anew from the titles",
    "core.Run": "work of the other machine's job queue",
    "migration.ImportLine": "reports of runs, which stay behind",
    "notifications.Delivery": "letters on their way, claims on them and what became of them",
    "notifications.Turn": "which turns were taken; asking begins from the day of the import",
    "notifications.UsedLink": "links in letters that the other installation signed",
    "notifications.Watch": "how far the asking had come",
    "organizations.Invitation": "digests of the secrets in letters; who was invited is in the archive",
    "organizations.JoinRequest": "sign-ins of people who are not members",
}
"""Why a table stays behind."""

REPLACED = frozenset({
    "coach.CoachSettings", "goals.GoalSettings", "migration.ImportMemory", "notifications.CheckInRhythm",
    "notifications.Follow", "notifications.Notification", "notifications.Preference", "notifications.Reachability",
    "planning.Period", "planning.Season",
})  # fmt: skip
"""What a new organisation is given, or may have set before an archive comes; the archive's own takes its place."""

SIGN_IN = "user__email"
"""The column of a person that refers to the sign-in, which all organisations of an installation share."""

MERGED = frozenset({"core.Event", "organizations.Member"})
"""What a new organisation has and keeps."""


@cache
def carried() -> tuple[Table, ...]:
    """The tables of an archive, each after those that it refers to."""
    found = [
        model for model in apps.get_models() if issubclass(model, TenantModel) and model._meta.label not in LEFT_OUT
    ]
    found.sort(key=lambda model: model._meta.label)
    needs = {model: [other for other in found if other in _targets(model) and other is not model] for model in found}
    return tuple(TopologicalSorter(needs).static_order())


def _targets(model: Table) -> set[object]:
    return {field.related_model for field in model._meta.concrete_fields}


def label_of(table: Table) -> str:
    """What the manifest calls a table: goals.CheckIn."""
    return str(table._meta.label)


def file_of(table: Table) -> str:
    """Where in the archive its rows are."""
    return f"tables/{table._meta.label_lower}.jsonl"


@cache
def columns(table: Table) -> dict[str, object]:
    """The columns of a row by the name they have in the archive. A sign-in is known by its address."""
    user = apps.get_model(settings.AUTH_USER_MODEL)
    return {
        SIGN_IN if field.related_model is user else field.attname: field
        for field in table._meta.concrete_fields
        if field.name != "organization" and not field.generated
    }
