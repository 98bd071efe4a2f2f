"""Begin, go on with, share, discard a draft; and make an objective of it (okrs §21.2, decision 20)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypedDict
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.coach import drafting, events, policies
from cairn.coach.actions.answer import answer_sufficiency, say_source
from cairn.coach.models import Draft, Ideas, Origin
from cairn.coach.templates_library import Template
from cairn.core import clock
from cairn.core.errors import Conflict, Refused, Stale
from cairn.core.events import record
from cairn.core.numbers import plain
from cairn.core.transactions import action
from cairn.goals import actions as goals
from cairn.goals.actions import GoalFields, Parent
from cairn.goals.actions.fields import said
from cairn.goals.models import Entity, Goal, GoalKind
from cairn.goals.queries.tree import Place
from cairn.organizations.actions import values
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member
from cairn.organizations.terminology import worded
from cairn.planning.models import Period


class DraftFields(TypedDict, total=False):
    """What `edit_draft` takes; what is left out stays."""

    title: str
    why: str
    nature: str
    owner: Member | None
    parent: UUID | None
    key_results: Sequence[dict[str, str]]
    answers: dict[str, Any]
    is_shared: bool


@action
def begin_draft(
    place: Place, period: Period, *, by: Actor, title: str = "", template: Template | None = None
) -> Draft:
    """An empty draft on a table, or one filled from a template. Raises Denied, Refused."""
    policies.demand_write_at(by, place.entity, place.id)
    if by.member is None:
        raise Refused(_("A draft belongs to somebody."))
    draft = Draft(
        author=by.member,
        owner=by.member,
        entity=place.entity,
        team_id=place.id if place.entity == Entity.TEAM else None,
        member_id=place.id if place.entity == Entity.INDIVIDUAL else None,
        period=period,
        title=values.line(title, field="title", limit=500, required=False),
    )
    if template is not None:
        draft.title, draft.why, draft.nature, draft.template = (
            template.title, template.why, template.nature, template.id,
        )  # fmt: skip
        draft.key_results = [
            {"title": each.title, "kind": drafting.MOVE, "start": plain(each.start), "target": plain(each.target),
             "unit": each.unit, "origin": Origin.UNKNOWN.value}
            for each in template.key_results
        ]  # fmt: skip
    draft.save(force_insert=True)
    record(events.DRAFT_BEGUN, draft, by=by, template=draft.template)
    return draft


@action
def edit_draft(draft: Draft, fields: DraftFields, *, by: Actor, expected_version: int | None = None) -> Draft:
    """Goes on with a draft. Raises Denied, Conflict once it was created, Stale when somebody else was faster."""
    policies.demand_edit_draft(by, draft)
    draft = _open(draft)
    if expected_version is not None and expected_version != draft.version:
        sentence = _("Somebody else has changed this draft meanwhile. What you typed is still in the form.")
        raise Stale(sentence, mine={}, theirs={"title": draft.title})
    before = _state(draft)
    for name in ("nature", "owner", "answers", "is_shared"):
        if name in fields:
            setattr(draft, name, fields[name])
    if "title" in fields:
        draft.title = values.line(fields["title"], field="title", limit=500, required=False)
    if "why" in fields:
        draft.why = values.paragraph(fields["why"], field="why", limit=10_000)
    if "parent" in fields:
        seen = Goal.objects.visible_to(by).filter(kind=GoalKind.OBJECTIVE, pk=fields["parent"])
        draft.parent = seen.first() if fields["parent"] else None
    if "key_results" in fields:
        draft.key_results = [drafting.checked(row) for row in fields["key_results"]][: drafting.MOST]
    if _state(draft) == before:
        return draft
    draft.version += 1
    draft.updated_at = clock.now()
    draft.save()
    record(events.DRAFT_EDITED, draft, by=by)
    return draft


@action
def discard_draft(draft: Draft, *, by: Actor) -> None:
    """Deletes a draft that has not become anything. Raises Denied, Conflict."""
    policies.demand_edit_draft(by, draft)
    draft = _open(draft)
    record(events.DRAFT_DISCARDED, draft, by=by)
    draft.delete()


@action
def create_from_draft(draft: Draft, *, by: Actor) -> Goal:
    """Makes the objective with its key results, all or none; answers the objective.

    Raises Denied; Conflict when it was created already; Refused, at the field, for what is still missing.
    """
    policies.demand_edit_draft(by, draft)
    draft = _open(draft)
    objective = goals.create(_objective_fields(draft, by), by=by)
    for place, row in enumerate(draft.key_results, 1):
        _create_key_result(draft, row, place, objective, by)
    answers = draft.answers
    if draft.key_results and {"necessary", "sufficient"} <= answers.keys():
        answer_sufficiency(
            objective, necessary=answers["necessary"] == "yes", sufficient=answers["sufficient"] == "yes", by=by
        )
    draft.became, draft.became_at = objective, clock.now()
    draft.save(update_fields=["became", "became_at"])
    record(events.DRAFT_CREATED, draft, by=by, goal=objective.pk)
    return objective


def _objective_fields(draft: Draft, by: Actor) -> GoalFields:
    fields: GoalFields = {
        **_common(draft),  # type: ignore[typeddict-item]
        "kind": GoalKind.OBJECTIVE.value,
        "title": draft.title,
        "description": draft.why,
        "nature": draft.nature,
    }
    if draft.parent_id and Goal.objects.visible_to(by).filter(pk=draft.parent_id).exists():
        fields["parents"] = [Parent(draft.parent_id)]
    return fields


def _create_key_result(draft: Draft, row: dict[str, str], place: int, objective: Goal, by: Actor) -> None:
    try:
        outcome = drafting.outcome_of(row)
        fields: GoalFields = {
            **_common(draft),  # type: ignore[typeddict-item]
            "kind": GoalKind.KEY_RESULT.value,
            "title": row["title"],
            "outcome": outcome,
            "parents": [Parent(objective.pk)],
        }
        made = goals.create(fields, by=by)
    except Refused as error:
        numbered = worded(_("{Key_result} %(place)d: %(sentence)s")) % {
            "place": place,
            "sentence": said(error.sentence),
        }
        raise Refused(numbered, field="key_results") from error
    if row.get("origin", Origin.UNKNOWN) != Origin.UNKNOWN:
        say_source(made, origin=row["origin"], by=by)


def _common(draft: Draft) -> dict[str, Any]:
    owner = draft.owner_id or (draft.member_id if draft.entity == Entity.INDIVIDUAL else draft.author_id)
    return {
        "entity": draft.entity,
        "teams": [draft.team_id] if draft.team_id else [],
        "owners": [owner],
        "period": draft.period_id,
    }


def _open(draft: Draft) -> Draft:
    found: Draft | None = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if found is None:
        raise Conflict(_("This draft is not there any more."))
    if found.became_at is not None:
        raise Conflict(worded(_("This draft has become {a objective} already.")))
    return found


def _state(draft: Draft) -> tuple[Any, ...]:
    return (
        draft.title, draft.why, draft.nature, draft.owner_id, draft.parent_id, draft.key_results, dict(draft.answers),
        draft.is_shared,
    )  # fmt: skip


@action
def note_ideas(place: Place, period: Period, texts: dict[str, str], *, by: Actor) -> Ideas:
    """Keeps what stands under the five questions of a table. Raises Denied, Refused."""
    policies.demand_write_at(by, place.entity, place.id)
    key = str(place.id) if place.id else Entity.ORGANIZATION.value
    row = Ideas.objects.select_for_update().filter(place=key, period=period).first()
    if row is None:
        row = Ideas(
            place=key,
            period=period,
            entity=place.entity,
            team_id=place.id if place.entity == Entity.TEAM else None,
            member_id=place.id if place.entity == Entity.INDIVIDUAL else None,
        )
    kept = {name: values.paragraph(texts.get(name, ""), field=name) for name in drafting.FIVE_PS}
    if row.texts == kept:
        return row
    row.texts, row.updated_at, row.updated_by = kept, clock.now(), by.member
    row.save()
    record(events.IDEAS_NOTED, row, by=by)
    return row
